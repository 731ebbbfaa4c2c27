"""Trouble with the world, told in a bar that blocks nothing: what happened, what comes next, one thing to do."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import Tone
from app.ui.widgets.strip import Strip


@dataclass(frozen=True, slots=True)
class Trouble:
    """One trouble; ``key`` names it so that it can be renewed and taken back when it is over."""

    key: str
    what: str
    then: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    tone: Tone = Tone.WARN

    @property
    def sentence(self) -> str:
        """What is said: what happened, then what comes next."""
        return f"{self.what}，{self.then}" if self.then else self.what


class TroubleBar(QWidget):
    """Shows the newest trouble; when it is over the one before comes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: dict[str, Trouble] = {}
        self._strip = Strip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._strip)
        self.hide()

    def tell(self, trouble: Trouble) -> None:
        """Show a trouble in place of what was shown."""
        self._standing.pop(trouble.key, None)
        self._standing[trouble.key] = trouble
        self._show()

    def over(self, key: str) -> None:
        """Take a trouble back."""
        if self._standing.pop(key, None) is not None:
            self._show()

    def current(self) -> Trouble | None:
        """Return the trouble shown."""
        return next(reversed(self._standing.values()), None)

    def _show(self) -> None:
        trouble = self.current()
        self.setVisible(trouble is not None)
        if trouble is None:
            self._strip.be_quiet()
        else:
            self._strip.say(trouble.tone, trouble.sentence, trouble.actions)
