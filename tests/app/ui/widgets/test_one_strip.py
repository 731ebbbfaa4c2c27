"""Strips are never stacked: the most urgent is seen, the others wait, and a question can be answered at once."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.one_strip import OneStrip


class Asking(QWidget):
    """A strip with a box."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QLineEdit()
        QVBoxLayout(self).addWidget(self.box)
        self.hide()

    def ask(self) -> None:
        self.show()
        self.box.setFocus()


class Flashes(QObject):
    """Counts how often a widget was seen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Show
        return False


def test_one_at_a_time_in_order_of_urgency(qtbot: QtBot) -> None:
    asking, told = Asking(), QWidget()
    told.setFixedHeight(40)
    told.hide()
    page = QWidget()
    column, place = QVBoxLayout(page), OneStrip((asking, told))
    column.addWidget(place)
    rest = QLineEdit()
    column.addWidget(rest)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert not place.isVisible(), "without a strip no room is taken"
    told.show()
    assert told.isVisible()
    asking.ask()
    assert (asking.isVisible(), told.isVisible()) == (True, False)
    assert QApplication.focusWidget() is asking.box
    told.hide()
    told.show()
    assert not told.isVisible(), "what comes meanwhile waits"
    asking.hide()
    assert told.isVisible()
    flashes = Flashes(asking)
    told.hide()
    assert not place.isVisible() and flashes.seen == 0
