"""The theme as at first start, for every test of the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme import Choice, Theme, Token, theme


@pytest.fixture(autouse=True)
def nothing_open(qapp: QApplication) -> None:
    """Put away what an earlier test left open: a window or a menu of it would keep the next one from the keyboard."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        qapp.processEvents()
    for left in QApplication.topLevelWidgets():
        if left.isVisible():
            left.hide()


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, and again after a test that changed it."""
    qapp.setCursorFlashTime(0)  # a blinking caret would make pictures differ by chance
    current = theme()
    if qapp.palette().color(QPalette.ColorRole.Window) != current.color(Token.APP):
        current.install()
    if current.choice is not Choice.LIGHT:
        current.choose(Choice.LIGHT)
    yield current
    if current.percent != 100:
        current.set_percent(100)
    if current.has_strong_borders:
        current.set_strong_borders(False)
