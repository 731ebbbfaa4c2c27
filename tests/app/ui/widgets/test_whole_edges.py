"""An area of lines shows no half line at its edges, covers nothing that has the keyboard, and keeps that in view."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.card import Ground
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.whole_edges import WholeEdges

LINE, LINES = 26, 20


class Lines:
    """Twenty fields in an area that holds fewer."""

    def __init__(self, qtbot: QtBot) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.fields = [QLineEdit() for _ in range(LINES)]
        for field in self.fields:
            field.setFixedHeight(LINE)
            column.addWidget(field)
        self.area = ScrollArea()
        qtbot.addWidget(self.area)
        self.area.setWidget(inside)
        WholeEdges(self.area, inside)
        self.area.resize(300, 8 * 30 + 10)
        with qtbot.waitActive(self.area):
            self.area.show()
        QApplication.processEvents()

    def covered(self) -> list[tuple[int, int]]:
        """Return top and bottom of what is left blank."""
        found = [one.geometry() for one in self.area.findChildren(Ground) if one.isVisible()]
        return sorted((one.top(), one.bottom()) for one in found)


@pytest.fixture
def lines(qtbot: QtBot) -> Iterator[Lines]:
    yield Lines(qtbot)


def test_the_line_an_edge_cuts_is_left_blank(lines: Lines) -> None:
    lines.fields[4].setFocus()
    assert lines.covered() == [(240, 249)]
    lines.area.verticalScrollBar().setValue(10)
    assert lines.covered() == [(0, 15), (230, 249)]
    lines.area.verticalScrollBar().setValue(lines.area.verticalScrollBar().maximum())
    assert all(top == 0 for top, _ in lines.covered()), "at the end nothing is below"


def test_a_row_of_a_table_in_the_area_is_a_line_too(qtbot: QtBot) -> None:
    inside, table = QWidget(), QTableWidget(12, 1)
    table.horizontalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(LINE)
    table.verticalHeader().setMinimumSectionSize(LINE)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setFixedHeight(12 * LINE)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table)
    area = ScrollArea()
    qtbot.addWidget(area)
    area.setWidget(inside)
    WholeEdges(area, inside)
    area.resize(300, 4 * LINE + 10)
    area.show()
    QApplication.processEvents()
    found = [one.geometry() for one in area.findChildren(Ground) if one.isVisible()]
    assert [(one.top(), one.bottom()) for one in found] == [(4 * LINE, 4 * LINE + 9)]


def test_what_has_the_keyboard_is_never_covered(lines: Lines) -> None:
    lines.fields[8].setFocus()
    assert lines.covered() == []


def test_what_has_the_keyboard_stays_in_view_when_the_area_shrinks(lines: Lines) -> None:
    lines.fields[7].setFocus()
    lines.area.verticalScrollBar().setValue(0)
    lines.area.resize(300, 150)
    QApplication.processEvents()
    field = lines.fields[7]
    at = field.mapTo(lines.area.viewport(), field.rect().bottomLeft()).y()
    assert 0 < at <= lines.area.viewport().height()


@pytest.mark.parametrize("seen", [True, False])
def test_what_grows_above_pushes_the_keyboard_out_of_view_only_where_it_was_already(lines: Lines, seen: bool) -> None:
    lines.fields[6].setFocus()
    bar = lines.area.verticalScrollBar()
    bar.setValue(0 if seen else bar.maximum())
    before = bar.value()
    lines.fields[0].setFixedHeight(LINE + 60)
    for _ in range(5):
        QApplication.processEvents()
    field = lines.fields[6]
    top = field.mapTo(lines.area.viewport(), field.rect().topLeft()).y()
    assert (0 <= top <= lines.area.viewport().height() - LINE) is seen
    assert seen or bar.value() == before
