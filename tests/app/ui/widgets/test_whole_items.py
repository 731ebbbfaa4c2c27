"""A list leaves blank the item its lower edge cuts, and never the current one."""

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.ui.theme import Token, theme
from app.ui.widgets.scroll import make_bare
from app.ui.widgets.whole_rows import WholeItems


def _inks(picture: QImage, top: int, bottom: int) -> set[str]:
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(top, bottom)}


def test_the_item_the_edge_cuts_is_left_blank(qtbot: QtBot) -> None:
    view = WholeItems()
    qtbot.addWidget(view)
    make_bare(view)
    view.setModel(QStringListModel(["炼焦煤" for _ in range(30)]))
    row = view.sizeHintForRow(0)
    view.resize(200, 4 * row + row // 2)
    view.show()
    surface = theme().color(Token.SURFACE).name()
    picture = view.viewport().grab().toImage()
    assert _inks(picture, 4 * row, picture.height()) == {surface}
    assert _inks(picture, 3 * row, 4 * row) != {surface}
    view.setCurrentIndex(view.model().index(4, 0))
    view.verticalScrollBar().setValue(0)
    assert _inks(view.viewport().grab().toImage(), 4 * row, picture.height()) != {surface}
