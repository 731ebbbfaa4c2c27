"""The signing pane by keys: another kind of key is chosen, a card's certificates are listed, the PIN is tried once."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.core.clock import SHANGHAI
from app.signing.choice import SignerChoice, SignerKind
from app.signing.facts import CertificateFacts
from app.signing.helper_process import Found
from app.ui.pages.pin_entry import PinEntry
from app.ui.pages.settings_signing import SigningPane
from app.ui.widgets import Button
from app.work.signing_state import SignerState

FACTS = CertificateFacts(
    "王测试",
    "测试机构",
    "0a",
    datetime(2026, 1, 1, tzinfo=SHANGHAI),
    datetime(2027, 3, 1, tzinfo=SHANGHAI),
    "RSA-SHA256",
)
Failed = Callable[[str], None]


class FakeSigning(QObject):
    """A signer with one card in the reader."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept = SignerChoice()
        self.tries = 3

    def state(self) -> SignerState:
        words = "演示档案：软件证书" if self.kept.kind is SignerKind.DEMO else f"请输入 PIN，还可试 {self.tries} 次"
        return SignerState(self.kept.kind, words, not self.kept.has_pin, self.kept.has_pin, self.tries)

    def choice(self) -> SignerChoice:
        return self.kept

    def modules(self) -> Sequence[str]:
        return ("/usr/lib/driver.so",)

    def look(self, choice: SignerChoice, done: Callable[[Sequence[Found]], object], failed: Failed) -> None:
        done((Found("卡", "T1", FACTS, usable=True), Found("卡", "T1", FACTS, usable=False, why="只能加密")))

    def choose(self, choice: SignerChoice, done: Callable[[SignerState], object], failed: Failed) -> None:
        self.kept = choice
        done(self.state())

    def unlock(self, pin: str, done: Callable[[SignerState], object], failed: Failed) -> None:
        failed("PIN 不正确")

    def allow_again(self, done: Callable[[SignerState], object], failed: Failed) -> None:
        self.tries = 3
        done(self.state())


def test_a_card_is_chosen_by_its_certificate_and_its_pin_is_tried(qtbot: QtBot) -> None:
    signing = FakeSigning()
    pane = SigningPane(signing)
    qtbot.addWidget(pane)
    pane.resize(900, 500)
    pane.show()
    assert pane.chip.words() == "可用" and not pane.pin.isVisible()
    pane.kinds.choose("token")
    pane.kinds.chosen.emit("token")
    pane.look.click()
    listed = [one for one in pane.findChildren(Button) if one.text().startswith("王测试")]
    assert [one.isEnabled() for one in listed] == [True, False]
    listed[0].click()
    assert signing.kept == SignerChoice(SignerKind.TOKEN, "", "/usr/lib/driver.so", "T1", "0a")
    assert pane.chip.words() == "等 PIN" and pane.pin.isVisible()
    pane.pin.click()
    assert [one.isVisible() for one in pane.window().findChildren(PinEntry)] == [True]


def test_a_stopped_card_can_be_allowed_again(qtbot: QtBot) -> None:
    signing = FakeSigning()
    signing.kept, signing.tries = SignerChoice(SignerKind.TOKEN, module="/usr/lib/driver.so"), 0
    pane = SigningPane(signing)
    qtbot.addWidget(pane)
    pane.show()
    assert pane.chip.words() == "停用"
    pane.again.click()
    assert signing.tries == 3 and not pane.again.isVisible()


def test_a_key_file_is_told_by_its_path(qtbot: QtBot) -> None:
    signing = FakeSigning()
    pane = SigningPane(signing)
    qtbot.addWidget(pane)
    pane.kinds.choose("file")
    pane.kinds.chosen.emit("file")
    pane.path.setText("/keys/own.p12")
    pane.use.click()
    assert signing.kept == SignerChoice(SignerKind.FILE, "/keys/own.p12")
