"""What a key changed is painted behind the turn that handled it, once, and never lost."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.windows.paint_turn import PaintTurn


class _Sheet(QWidget):
    """Tells in which order keys and paintings came; each key asks for a painting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.events: list[str] = []
        self.kept = parent  # nobody else keeps the window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.events.append(event.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.events.append("paint")


def _sheet(qtbot: QtBot, apart: bool) -> _Sheet:
    window = QWidget()
    qtbot.addWidget(window)
    if apart:
        PaintTurn(window)
    sheet = _Sheet(window)
    sheet.resize(100, 50)
    window.show()
    qtbot.waitUntil(lambda: "paint" in sheet.events)
    sheet.setFocus()
    qtbot.wait(20)
    sheet.events.clear()
    return sheet


@pytest.mark.parametrize("apart", [True, False])
def test_a_key_and_its_painting_are_two_turns(qtbot: QtBot, apart: bool) -> None:
    sheet = _sheet(qtbot, apart)
    QTest.keyClick(sheet, Qt.Key.Key_A)
    QCoreApplication.sendPostedEvents()  # what belongs to this turn
    assert sheet.events == (["a"] if apart else ["a", "paint"])
    qtbot.waitUntil(lambda: sheet.events == ["a", "paint"])


def test_keys_that_come_first_share_one_painting(qtbot: QtBot) -> None:
    sheet = _sheet(qtbot, apart=True)
    for key in (Qt.Key.Key_A, Qt.Key.Key_B):
        QTest.keyClick(sheet, key)
        QCoreApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: "paint" in sheet.events)
    qtbot.wait(20)
    assert sheet.events == ["a", "b", "paint"]


def test_nothing_else_is_held_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    turn = PaintTurn(window)
    assert not turn.eventFilter(window, QEvent(QEvent.Type.LayoutRequest))
