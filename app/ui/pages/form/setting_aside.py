"""Leads through the warnings nobody has explained yet, one after the other; the document keeps what is said."""

from PySide6.QtCore import QObject, Signal

from app.core.problem import Problem
from app.ui.models.document import DraftDocument
from app.ui.models.problem_words import place_of, title_and_body
from app.ui.pages.form.reason_strip import ReasonStrip
from app.ui.pages.services import Memory

USUAL = "已核对，属实"


class SettingAside(QObject):
    """``turned(Problem)`` names the warning asked about now; ``leaving()`` comes before the strip goes, so that the
    keyboard may leave it; ``ended(bool)`` tells whether all asked about are explained.

    The reason given last for a rule stands in the box when the rule speaks again.
    """

    turned = Signal(object)
    leaving = Signal()
    ended = Signal(bool)

    def __init__(
        self, document: DraftDocument, strip: ReasonStrip, memory: Memory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._strip, self._memory = document, strip, memory
        self._waiting: list[Problem] = []
        self._count = 0
        strip.given.connect(self._given)
        strip.left.connect(lambda: self.stop())
        document.lock_changed.connect(lambda: self._put_away())

    def lead(self) -> None:
        """Begin with the first warning left."""
        self._begin([problem for problem in self._document.problems() if not problem.blocks])

    def ask(self, problem: Problem) -> None:
        """Ask about one warning alone."""
        self._begin([problem])

    def is_asking(self) -> bool:
        """Tell whether a warning is being asked about."""
        return bool(self._waiting)

    def take(self) -> None:
        """Take the reason that stands in the box now."""
        self._strip.give()

    def stop(self) -> None:
        """Leave the rest as it is."""
        if self._waiting:
            self._put_away()
            self.ended.emit(False)

    def _begin(self, problems: list[Problem]) -> None:
        if self._document.locked or not problems:
            return
        self._waiting, self._count = problems, len(problems)
        self._show()

    def _show(self) -> None:
        problem = self._waiting[0]
        title, body = title_and_body(problem)
        reason = self._memory.get(_key(problem), USUAL)
        number = self._count - len(self._waiting) + 1
        self.turned.emit(problem)
        self._strip.ask(title, body, place_of(self._document.form, problem), reason, number, self._count)

    def _given(self, reason: str) -> None:
        problem = self._waiting.pop(0)
        self._memory.put(_key(problem), reason)
        rest = self._waiting
        self._document.acknowledge(problem, reason)
        self._waiting = [one for one in rest if one in self._document.problems()]
        if self._waiting:
            self._show()
        else:
            self._put_away()
            self.ended.emit(True)

    def _put_away(self) -> None:
        self._waiting = []
        if self._strip.is_asking():
            self.leaving.emit()
            self._strip.hide()


def _key(problem: Problem) -> str:
    return f"reason.{problem.rule}"
