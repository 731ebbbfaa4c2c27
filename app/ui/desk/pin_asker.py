"""Offers to enter the PIN when a message waits for it; never unbidden: no text typed elsewhere is to become a try."""

from PySide6.QtCore import QObject

from app.signing.trouble import Cause
from app.ui.desk.office import Office
from app.ui.desk.signing import DeskSigning
from app.ui.pages.pin_entry import PinEntry, open_pin_entry
from app.ui.theme import Tone
from app.ui.windows import MainWindow
from app.work.news import Trouble

_WANTED = frozenset({Cause.PIN_WANTED.value, Cause.PIN_WRONG.value})


class PinAsker(QObject):
    """Puts 输入 PIN beside the trouble; the window's strip has told it before."""

    def __init__(self, window: MainWindow, office: Office, signing: DeskSigning) -> None:
        super().__init__(window)
        self._window, self._signing = window, signing
        office.troubled.connect(self._offer)

    def ask(self) -> PinEntry:
        """Ask for the PIN over the window."""
        self._window.strip.be_quiet()
        return open_pin_entry(self._window, self._signing)

    def _offer(self, trouble: Trouble) -> None:
        if trouble.code in _WANTED:
            acts = [("以后再说", self._window.strip.be_quiet), ("输入 PIN", self.ask)]
            self._window.strip.say(Tone.WARN, trouble.message, acts)
