"""Asks for the PIN of the card over the page: one line, how many tries are left, no window of its own."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.core.problem import Severity
from app.ui.pages.alive import while_alive
from app.ui.pages.register.ask_line import SecretEditor
from app.ui.theme import Font, Token
from app.ui.widgets import Label
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.roles import announce
from app.work.signing_state import SignerState

_WIDTH = 460
_TITLE = "输入卡的 PIN"
_WORDS = "PIN 只交给签名程序，本次打开期间只问一次，不保存。"


class PinService(Protocol):
    """What the overlay needs of the signer."""

    @property
    def changed(self) -> SignalInstance:
        """Signal() when the state is another one."""
        ...

    def state(self) -> SignerState:
        """Return how it stands."""
        ...

    def unlock(self, pin: str, done: Callable[[SignerState], object], failed: Callable[[str], None]) -> None:
        """Try a PIN once."""
        ...


class PinEntry(Overlay):
    """Enter tries the PIN once; while the card thinks nothing can be tried; Esc leaves the message waiting."""

    def __init__(self, window: QWidget, signing: PinService) -> None:
        super().__init__(window, _TITLE, _WORDS, _WIDTH)
        self._signing = signing
        self._busy = False
        self.box = SecretEditor()
        self.box.setEchoMode(SecretEditor.EchoMode.Password)
        self.box.set_title("PIN")
        self.box.setAccessibleName("PIN")
        self.box.advanced.connect(lambda _step: self.take())
        self.told = Label("", Font.SMALL, Token.T2)
        self.add(self.box)
        self.add(self.told)
        self.add_actions([("以后再说", self.forget), ("解锁", self.take)])
        self._say(signing.state().sentence)

    def ask(self) -> None:
        """Show it with the keyboard in the line."""
        self.open(self.box)

    def take(self) -> None:
        """Try what was typed, once."""
        pin = self.box.text()
        if self._busy or not pin:
            self.box.take_focus()
            return
        self._busy = True
        self.box.set_text("")
        self.box.setEnabled(False)
        self._say("正在核对，请稍候…")
        self._signing.unlock(pin, while_alive(self, self._unlocked), while_alive(self, self._refused))

    def forget(self) -> None:
        """Leave what was typed nowhere."""
        self.box.set_text("")

    def dismiss(self) -> None:
        self.forget()
        super().dismiss()

    def _do(self, act: Callable[[], object]) -> None:
        """Keep the dialog while a PIN is tried: its answer is shown here."""
        if act == self.take:
            self.take()
        else:
            super()._do(act)

    def _unlocked(self, _state: SignerState) -> None:
        self._busy = False
        self.dismiss()

    def _refused(self, sentence: str) -> None:
        self._busy = False
        blocked = self._signing.state().blocked
        self.box.setEnabled(not blocked)
        self.box.set_state(Severity.ERROR, sentence)
        self._say(sentence, Token.ERR_TEXT)
        if not blocked:
            self.box.take_focus()

    def _say(self, sentence: str, token: Token = Token.T2) -> None:
        self.told.set_words(sentence)
        self.told.set_color(token)
        announce(self, sentence)


def open_pin_entry(window: QWidget, signing: PinService) -> PinEntry:
    """Ask for the PIN over ``window``; one that is open already stays."""
    for known in window.findChildren(PinEntry):
        if known.isVisible():
            known.box.take_focus()
            return known
    entry = PinEntry(window, signing)
    entry.ask()
    return entry
