"""已自动合并: the changes only one side made, each of which can be taken back and given again; it merges nothing."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout

from app.declarations.merge import Side
from app.ui.models.conflict_words import MergedRow
from app.ui.models.row_list import ROW_ROLE, RowList
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text
from app.ui.widgets import Card, Label

ROW, HEAD, EDGE = 34, 28, 15
WIDTHS = (Width(170, 2), Width(150, 4), Width(150, 5), Width(110), Width(90))
TAKE_BACK, GIVE_AGAIN = "改回", "再用新值"


class MergedColumn(IntEnum):
    """The columns in their order."""

    FIELD = 0
    BEFORE = 1
    AFTER = 2
    WHO = 3
    ACT = 4


class MergedList(RowList[MergedRow]):
    """The rows; ``taken_back`` are the keys of those that will not be saved."""

    def __init__(self) -> None:
        super().__init__(len(MergedColumn), ("字段", "原值", "新值", "谁改的", ""), (MergedColumn.ACT,))
        self.taken_back: set[str] = set()
        self.who = ""

    def key_of(self, row: MergedRow) -> str:
        return row.key

    def words(self, row: MergedRow, column: int) -> str:
        who = "我" if row.side is Side.MINE else self.who
        act = GIVE_AGAIN if row.key in self.taken_back else TAKE_BACK
        label = f"{row.place} {row.label}" if row.place[-1:].isdigit() else row.label
        return (label, row.before, row.after, who, act)[column]


class _Rows(RowDelegate):
    """What will not be saved is grey and said to be."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: MergedRow = index.data(ROW_ROLE)
        model = index.model()
        is_back = isinstance(model, MergedList) and row.key in model.taken_back
        column = MergedColumn(index.column())
        inner = area.adjusted(px(EDGE if column is MergedColumn.FIELD else 10), 0, -px(10), 0)
        if column is MergedColumn.ACT:
            draw_text(painter, inner.adjusted(0, 0, -px(5), 0), index.data(), Font.SMALL_MEDIUM, Token.ACCENT, RIGHT)
            return
        kind = Font.MEDIUM if column is MergedColumn.FIELD else Font.BODY
        saved = MergedColumn.BEFORE if is_back else MergedColumn.AFTER
        color = Token.T1 if column in (saved, MergedColumn.FIELD) else Token.T3
        draw_text(painter, inner, index.data(), kind, color)


class _Table(RowTable):
    """A click on the last column acts."""

    acted = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == MergedColumn.ACT and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(at.row())


class MergedCard(Card):
    """``changed()`` when a change was taken back or given again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.model = MergedList()
        self.table = _Table("已自动合并", WIDTHS, ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Rows(self.table))
        self.table.set_marks(True, only_focused=True)
        self._note = Label("", Font.SMALL, Token.T2)
        self.body.setContentsMargins(1, px(10), 1, px(6))
        self.body.setSpacing(px(8))
        line = QHBoxLayout()
        line.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        line.setSpacing(px(8))
        line.addWidget(Label("已自动合并", Font.CARD))
        line.addWidget(self._note, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.table.opened.connect(self.toggle)
        self.table.acted.connect(self.toggle)

    def show_rows(self, rows: Sequence[MergedRow], who: str) -> None:
        """Show the changes."""
        self.model.who = who
        self.model.put_rows(rows)
        self._say()

    def toggle(self, number: int) -> None:
        """Take a change back, or give it again."""
        self.model.taken_back ^= {self.model.key(number)}
        self.table.viewport().update()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count, back = self.model.rowCount(), len(self.model.taken_back)
        told = f"{count} 处只一方改过，按 Enter 可改回" if count else "没有只一方改过的地方"
        self._note.set_words(f"{told}；已改回 {back} 处" if back else told)
