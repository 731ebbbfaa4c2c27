"""Which columns the list shows, in what order and how wide: chosen on a sheet by keys, remembered."""

import json
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.ui.models.draft_cells import FIXED, TITLES, USUALLY_HIDDEN, Column
from app.ui.models.row_list import ROW_ROLE, RowList
from app.ui.pages.list_delegate import WIDTHS
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.services import Memory
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text
from app.ui.widgets import Button, ButtonLook, Label, Overlay, draw_check
from app.ui.widgets.check_mark import SIDE

KEPT = "list.columns"
STEP, NARROWEST, WIDEST = 8, 60, 480
ROW = 32
HINT = "空格 显示或隐藏　Alt ↑ ↓ 换位置　← → 改宽度　Del 还原"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The columns in their order, those left out, and widths that were changed (at 100 %)."""

    order: tuple[Column, ...] = tuple(Column)
    hidden: frozenset[Column] = frozenset(USUALLY_HIDDEN)
    widths: tuple[tuple[Column, int], ...] = ()

    def width(self, column: Column) -> int:
        """Return how wide a column is at least."""
        return dict(self.widths).get(column, WIDTHS[column].least)

    def toggled(self, column: Column) -> "Arrangement":
        """Return it with a column shown or left out; the first ones always stay."""
        return self if column in FIXED else replace(self, hidden=self.hidden ^ {column})

    def moved(self, column: Column, by: int) -> "Arrangement":
        """Return it with a column moved; nothing gets before the first ones."""
        order = list(self.order)
        at = order.index(column)
        to = at + by
        if column in FIXED or not len(FIXED) <= to < len(order):
            return self
        order.insert(to, order.pop(at))
        return replace(self, order=tuple(order))

    def widened(self, column: Column, by: int) -> "Arrangement":
        """Return it with a column wider or narrower."""
        if column in FIXED:
            return self
        width = min(max(self.width(column) + by, NARROWEST), WIDEST)
        return replace(self, widths=tuple({**dict(self.widths), column: width}.items()))

    def to_text(self) -> str:
        """Return it to be remembered."""
        kept = {
            "order": [one.name for one in self.order],
            "hidden": [one.name for one in self.hidden],
            "widths": {column.name: width for column, width in self.widths},
        }
        return json.dumps(kept)


def read_arrangement(text: str) -> Arrangement:
    """Return what was remembered; columns that are unknown by now are left out, new ones stand at the end."""
    try:
        kept = json.loads(text or "{}")
        known = Column.__members__
        order = [known[name] for name in kept.get("order", ()) if name in known]
        order = [*FIXED, *(one for one in order if one not in FIXED)]
        missing = [one for one in Column if one not in order]
        hidden = (
            frozenset(known[name] for name in kept["hidden"] if name in known) if "hidden" in kept else USUALLY_HIDDEN
        )
        widths = {known[name]: int(width) for name, width in kept.get("widths", {}).items() if name in known}
    except (ValueError, TypeError, AttributeError):
        return Arrangement()
    return Arrangement((*order, *missing), frozenset(hidden) - set(FIXED), tuple(widths.items()))


def arrange(table: RowTable, arrangement: Arrangement) -> None:
    """Let the table follow."""
    wanted = set(USUALLY_HIDDEN) - arrangement.hidden | {column for column, _width in arrangement.widths}
    table.arrange(arrangement.order, arrangement.hidden, dict(arrangement.widths), wanted)


class _Columns(RowList[Column]):
    def __init__(self) -> None:
        super().__init__(2)
        self.arrangement = Arrangement()

    def key_of(self, row: Column) -> str:
        return row.name

    def words(self, row: Column, column: int) -> str:
        if column == 0:
            shown = "不显示" if row in self.arrangement.hidden else "显示"
            return f"{TITLES[row]}，{shown}"
        return f"{self.arrangement.width(row)}"


class _Delegate(RowDelegate):
    def __init__(self, table: RowTable, columns: _Columns) -> None:
        super().__init__(table)
        self._columns = columns

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        column: Column = index.data(ROW_ROLE)
        is_fixed = column in FIXED
        if index.column() == 0:
            on = column not in self._columns.arrangement.hidden
            box = QRectF(area.x() + px(12), area.center().y() - px(SIDE) / 2, px(SIDE), px(SIDE))
            draw_check(painter, box, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            words = f"{TITLES[column]}　固定" if is_fixed else TITLES[column]
            room = area.adjusted(px(40), 0, 0, 0)
            draw_text(painter, room, words, Font.BODY, Token.T3 if is_fixed else Token.T1)
        else:
            draw_text(painter, area.adjusted(0, 0, -px(12), 0), str(index.data()), Font.SMALL, Token.T2, RIGHT)


class ColumnSheet(Overlay):
    """``changed(Arrangement)`` at every step, so that the list behind shows it."""

    changed = Signal(object)

    def __init__(self, window: QWidget, arrangement: Arrangement) -> None:
        super().__init__(window, "列", width=420)
        self._model = _Columns()
        self._model.arrangement = arrangement
        self.table = RowTable("列", (Width(220, 1), Width(80)), ROW)
        self.table.setModel(self._model)
        self.table.setItemDelegate(_Delegate(self.table, self._model))
        self.table.keep_place(self._model.key, self._model.number_of)
        self.table.installEventFilter(self)
        self.table.setMinimumHeight(theme().px(ROW) * (len(Column) - 1))
        self.table.clicked.connect(lambda index: self._change(self._model.arrangement.toggled(self._at())))
        self.add(Label(HINT, Font.SMALL, Token.T3))
        self.add(self.table, 1)
        leave = Button("完成", ButtonLook.PRIMARY, keys="back", tall=True)
        leave.clicked.connect(self.dismiss)
        self.add(leave)
        self._show()
        self.table.go_to(len(FIXED) - 1)
        self.open(self.table)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        now, column = self._model.arrangement, self._at()
        key, is_alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        wider = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        if key == Qt.Key.Key_Space:
            self._change(now.toggled(column))
        elif is_alt and key in steps:
            self._change(now.moved(column, steps[key]))
        elif key in wider:
            self._change(now.widened(column, wider[key]))
        elif key == Qt.Key.Key_Delete:
            self._change(Arrangement())
        else:
            return False
        return True

    def _at(self) -> Column:
        return self._model.row(max(self.table.current_row(), 0))

    def _change(self, arrangement: Arrangement) -> None:
        if arrangement != self._model.arrangement:
            self._model.arrangement = arrangement
            self._show()
            self.changed.emit(arrangement)

    def _show(self) -> None:
        self._model.put_rows(one for one in self._model.arrangement.order if one is not Column.CHECK)


class ListColumns(QObject):
    """The columns of one list: as remembered, changed on the sheet, remembered again."""

    def __init__(self, table: RowTable, memory: Memory) -> None:
        super().__init__(table)
        self._table, self._memory = table, memory
        self.arrangement = read_arrangement(memory.get(KEPT))
        arrange(table, self.arrangement)

    def shown(self) -> list[Column]:
        """Return the columns that are shown, in their order."""
        return [column for column in self.arrangement.order if column not in self.arrangement.hidden]

    def offer_labels(self) -> None:
        """Show the labels from now on: somebody uses them."""
        if not self._memory.get(KEPT) and Column.LABEL in self.arrangement.hidden:
            self.arrangement = self.arrangement.toggled(Column.LABEL).moved(Column.LABEL, len(FIXED) - Column.LABEL)
            arrange(self._table, self.arrangement)

    def ask(self) -> ColumnSheet:
        """Open the sheet."""
        sheet = ColumnSheet(self._table.window(), self.arrangement)
        sheet.changed.connect(self._take)
        return sheet

    def _take(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        arrange(self._table, arrangement)
        self._memory.put(KEPT, arrangement.to_text())
