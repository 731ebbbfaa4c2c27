"""The shared table: its columns always fit, its keys leave letters to the page, and it stays where it was."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.ui.keys import Keys
from app.ui.pages import bench_rows, list_delegate, receipts_rows, settings_checks
from app.ui.pages.list_tabs import ALL, fewer_and_fewer, parts
from app.ui.pages.row_table import RowTable, Width
from app.ui.theme import Token, theme
from tests.helpers.keys import press

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Letters(QAbstractTableModel):
    """Rows of one letter each."""

    def __init__(self, letters: str, columns: int = 1) -> None:
        super().__init__()
        self.letters, self._columns = letters, columns

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.letters)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.letters[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def become(self, letters: str) -> None:
        self.beginResetModel()
        self.letters = letters
        self.endResetModel()


def table_of(qtbot: QtBot | None, model: Letters, widths: Sequence[Width] = (Width(100, 1),)) -> RowTable:
    """Return a table; ``qtbot`` closes it, unless a page will."""
    table = RowTable("字母", widths, 30, 30)
    if qtbot is not None:
        qtbot.addWidget(table)
    table.setModel(model)
    table.keep_place(lambda row: model.letters[row], lambda letter: model.letters.find(letter))
    return table


# The table in the window of 1280, of 1440, and of 1440 with the text at 125 and 150 %.
@pytest.mark.parametrize(
    ("window", "percent"),
    [(1280, 100), (1280, 125), (1440, 100), (1440, 125), (1440, 150), (1920, 100), (1920, 125), (1920, 150)],
)
@pytest.mark.parametrize(
    ("widths", "share", "rest"),
    [
        (list_delegate.WIDTHS, 1.0, 0),
        (receipts_rows.RECEIPT_WIDTHS, 0.48, 0),
        (receipts_rows.QUEUE_WIDTHS, 0.48, 0),
        (bench_rows.DRAFT_WIDTHS, 1.0, 434),
        (settings_checks.WIDTHS, 1.0, 240),
    ],
)
def test_columns_fit(qtbot: QtBot, widths: Sequence[Width], share: float, rest: int, window: int, percent: int) -> None:
    theme().set_percent(percent)
    table = table_of(qtbot, Letters("a", len(widths)), widths)
    table.resize(round((window - theme().px(68)) * share) - theme().px(rest), 300)
    table.show()
    shown = [number for number in range(len(widths)) if not table.isColumnHidden(number)]
    assert sum(table.columnWidth(number) for number in shown) <= table.viewport().width()
    assert len(shown) >= 3


def test_enter_opens_and_home_and_end_lead_to_the_ends(qtbot: QtBot) -> None:
    table = table_of(qtbot, Letters("abc"))
    table.show()
    opened: list[int] = []
    table.opened.connect(opened.append)
    press(table, Key.Key_End)
    press(table, Key.Key_Return)
    press(table, Key.Key_Home)
    press(table, Key.Key_Enter)
    assert opened == [2, 0]


def test_letters_and_chords_are_left_to_the_page(qtbot: QtBot) -> None:
    taken: list[str] = []

    class Page(QWidget):
        """A page with keys of its own."""

        def __init__(self) -> None:
            super().__init__()
            acts = {"receipt.next": lambda: taken.append("J"), "row.tick_all": lambda: taken.append("Ctrl+A")}
            self.keys = Keys(self, acts)

        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.keys.press(event)

    page = Page()
    qtbot.addWidget(page)
    table = table_of(None, Letters("jkl"))
    QVBoxLayout(page).addWidget(table)
    table.go_to(1)
    press(table, Key.Key_J)
    press(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["J", "Ctrl+A"]
    assert table.current_row() == 1


def test_the_current_row_is_kept_by_what_it_is(qtbot: QtBot) -> None:
    model = Letters("abc")
    table = table_of(qtbot, model)
    table.go_to(1)
    moved: list[int] = []
    slipped: list[int] = []
    table.moved.connect(moved.append)
    table.slipped.connect(slipped.append)
    model.become("xyabc")
    assert table.current_row() == 3
    assert (moved, slipped) == ([], [])
    model.become("xyac")
    assert table.current_row() == 3
    assert slipped == [3]
    table.forget_place()
    model.become("abc")
    assert table.current_row() == 0


def test_the_filters_give_way_from_dots_to_rare_ones() -> None:
    full = parts(dict.fromkeys(Status, 1), ALL)
    ways = list(fewer_and_fewer(full, ALL))
    assert ways[0] == full
    assert [part.key for part in ways[1]] == [part.key for part in full]
    assert all(part.tone is None for part in ways[1])
    assert [part.key for part in ways[-1]] == ["all", "draft", "waiting", "filed", "inspection", "released", "rejected"]
    kept = list(fewer_and_fewer(parts({}, "tax"), "tax"))[-1]
    assert "tax" in [part.key for part in kept]


def test_no_row_is_cut_in_half_at_either_end(qtbot: QtBot) -> None:
    """The lower edge leaves blank what it would cut, and the last row is reached with a whole one at the top."""
    table = table_of(qtbot, Letters("abcdefghijklmnopqrst"))
    row = table.verticalHeader().defaultSectionSize()
    table.resize(300, 30 + 5 * row + 13)
    table.show()
    assert table.half_row().height() == table.viewport().height() % row == 13
    picture = table.viewport().grab().toImage()
    below = {picture.pixelColor(x, y).name() for x in range(0, 280, 7) for y in range(5 * row + 2, 5 * row + 12)}
    assert below == {theme().color(Token.SURFACE).name()}
    table.go_to(19)
    assert table.rowViewportPosition(19) + row <= table.viewport().height()
    assert table.verticalScrollBar().value() % row == 0
    table.resize(300, 30 + 4 * row + 21)
    assert table.verticalScrollBar().maximum() % row == 0
