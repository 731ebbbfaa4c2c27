"""A small window with real editors for the driver to type into."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import app.reference
from app.ui.editors import CodeEditor, NumberEditor, TextEditor


class SmallWindow(QWidget):
    """A text, a code and a number, one below the other; Enter goes on as on the form page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TextEditor()
        self.code = CodeEditor(app.reference.load(), "countries")
        self.number = NumberEditor()
        self.fields = (self.text, self.code, self.number)
        column = QVBoxLayout(self)
        for field in self.fields:
            column.addWidget(field)
            field.advanced.connect(lambda step, field=field: self._go(field, step))

    def _go(self, field: QWidget, step: int) -> None:
        at = next(number for number, one in enumerate(self.fields) if one is field) + step
        self.fields[at % len(self.fields)].take_focus()


@pytest.fixture
def small(qtbot: QtBot) -> Iterator[SmallWindow]:
    """The window, shown, with the keyboard in its first field."""
    window = SmallWindow()
    qtbot.addWidget(window)
    window.resize(600, 480)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.text.take_focus()
    yield window
