"""What 校验 and 申报 do on the page: panel, reasons and keyboard go along; the filing itself is Filing's."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.clock import Clock
from app.core.problem import Problem
from app.ui.models.document import DraftDocument
from app.ui.pages.form.filing import Filing, Said
from app.ui.pages.form.form_frame import FormFrame
from app.ui.pages.form.panel import PROBLEMS, FormPanel
from app.ui.pages.form.setting_aside import SettingAside
from app.ui.theme import Tone

EXPLAINED = Said("留意都已说明，按 F10 申报", Tone.OK)


class FilingActs(QObject):
    """The keys F8, F9, F10 and Alt+Enter. ``said(Said)`` for a notice."""

    said = Signal(object)

    def __init__(
        self,
        document: DraftDocument,
        filing: Filing,
        aside: SettingAside,
        panel: FormPanel,
        frame: FormFrame,
        reveal: Callable[[str], None],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._filing, self._aside = document, filing, aside
        self._panel, self._frame, self._reveal, self._clock = panel, frame, reveal, clock
        self._files_after = False
        filing.stopped.connect(self._stopped)
        filing.noted.connect(aside.lead)
        aside.turned.connect(self._show_warning)
        aside.ended.connect(self._explained)
        panel.problems.withdraw_asked.connect(self._withdraw_reason)
        panel.problems.fix_asked.connect(self.apply_fix)

    def check(self) -> None:
        """Show every problem and go to the first (F9)."""
        errors = self._filing.check()
        self._panel.problems.show_checked(self._clock.now())
        self.turn_panel(PROBLEMS)
        if errors:
            self._panel.problems.start()

    def file(self) -> None:
        """File (F10); while a warning is asked about, take its reason and go on to the next one."""
        if self._aside.is_asking():
            self._files_after = True
            self._aside.take()
        else:
            self._filing.file()

    def walk_problems(self, direction: int) -> None:
        """Go to the next or previous problem (F8)."""
        if self._panel.problems.walk(direction) is None:
            self._filing.check()

    def cure(self) -> None:
        """Apply the cure of the current problem (Alt+Enter)."""
        self.apply_fix(self._panel.problems.current())

    def apply_fix(self, problem: Problem | None) -> None:
        """Apply the cure of a problem and go on to the next one; a warning without one wants a reason."""
        fix = self._panel.problems.fix_of(problem) if problem is not None else None
        if fix is None and problem is not None and not problem.blocks:
            self._aside.ask(problem)
        if fix is None:
            return
        self._document.cure(fix)
        self._document.settle()
        following = self._panel.problems.current()
        self._reveal(following.path if following is not None else fix.path)

    def turn_panel(self, key: str) -> None:
        """Bring a page of the side panel to the front."""
        self._panel.side.turn(key)
        self._frame.show_panel(True)

    # -- inside ------------------------------------------------------------------------------------------------

    def _stopped(self) -> None:
        self.turn_panel(PROBLEMS)
        self._panel.problems.start()

    def _show_warning(self, problem: Problem) -> None:
        self._panel.problems.mark(problem)
        if not self._frame.is_narrow():
            self.turn_panel(PROBLEMS)
        self._reveal(problem.path)

    def _withdraw_reason(self, problem: Problem) -> None:
        self._reveal(problem.path)  # the row with the button goes, and the keyboard needs a place
        self._document.acknowledge(problem, "")

    def _explained(self, all_: bool) -> None:
        files, self._files_after = self._files_after, False
        if all_ and files:
            self._filing.file()
        elif all_ and not self._document.problems():
            self.said.emit(EXPLAINED)
