"""The overlay for the PIN: hidden signs, one try per Enter, what is left is told, Esc leaves nothing behind."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.signing.choice import SignerKind
from app.ui.pages.pin_entry import PinEntry, open_pin_entry
from app.work.signing_state import SignerState


class FakeSigner(QObject):
    """A signer whose card answers when the test says so."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pins: list[str] = []
        self.now = SignerState(SignerKind.TOKEN, "请输入 PIN，还可试 3 次", False, True, 3)

    def state(self) -> SignerState:
        return self.now

    def unlock(self, pin: str, done: Callable[[SignerState], object], failed: Callable[[str], None]) -> None:
        self.pins.append(pin)
        self._done, self._failed = done, failed

    def refuse(self) -> None:
        self.now = replace(self.now, tries_left=self.now.tries_left - 1)
        self._failed(f"PIN 不正确，还可试 {self.now.tries_left} 次")

    def accept(self) -> None:
        self.now = replace(self.now, needs_pin=False, ready=True)
        self._done(self.now)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show()
    yield made


def typed(entry: PinEntry, pin: str) -> None:
    QTest.keyClicks(entry.box, pin)
    QTest.keyClick(entry.box, Qt.Key.Key_Return)


def test_a_pin_is_tried_once_per_enter_and_never_shown(window: QWidget) -> None:
    signer = FakeSigner()
    entry = open_pin_entry(window, signer)
    assert open_pin_entry(window, signer) is entry
    QTest.keyClicks(entry.box, "4815")
    assert entry.box.shown() == "••••" and "4815" not in entry.box.accessibleName() + entry.box.toolTip()
    QTest.keyClick(entry.box, Qt.Key.Key_Return)
    assert signer.pins == ["4815"] and entry.box.text() == "" and "正在核对" in entry.told.words()
    entry.take()
    assert signer.pins == ["4815"]  # the card is still thinking
    signer.refuse()
    assert entry.told.words() == "PIN 不正确，还可试 2 次" and entry.box.isEnabled()
    typed(entry, "2342")
    signer.accept()
    assert entry.isHidden() and signer.pins == ["4815", "2342"]


def test_after_the_third_wrong_one_nothing_can_be_typed(window: QWidget) -> None:
    signer = FakeSigner()
    entry = open_pin_entry(window, signer)
    for pin in ("1", "2", "3"):
        typed(entry, pin)
        signer.refuse()
    assert not entry.box.isEnabled()
    entry.take()
    assert signer.pins == ["1", "2", "3"]


def test_esc_forgets_what_was_typed(window: QWidget) -> None:
    signer = FakeSigner()
    entry = open_pin_entry(window, signer)
    QTest.keyClicks(entry.box, "48")
    QTest.keyClick(entry.box, Qt.Key.Key_Escape)
    assert entry.isHidden() and entry.box.text() == "" and signer.pins == []
