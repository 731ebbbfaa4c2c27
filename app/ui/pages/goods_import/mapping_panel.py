"""Which column of the sheet goes where: column, title and sample at the left, our field at the right; ←→ change it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.sheets.goods.columns import Source, Target, letters
from app.ui.models.row_list import ROW_ROLE, Index, RowList
from app.ui.pages.row_table import RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon_in, draw_text
from app.ui.widgets import Button, ButtonLook, Card, Ground, Label

WIDTH = 236
ROW = 40
LEFT_OUT = "不导入"


class Sources(RowList[Source]):
    """The columns of the sheet."""

    def __init__(self) -> None:
        super().__init__(1, ("",))
        self.targets: Mapping[str, Target] = {}

    def key_of(self, row: Source) -> str:
        """Return the letters of the column."""
        return letters(row.at)

    def words(self, row: Source, column: int) -> str:
        """Return column, title, target and sample."""
        sample = row.samples[0] if row.samples else ""
        return f"{letters(row.at)} 列 {row.title}，{self.target_words(row)}，例 {sample}"

    def target_words(self, row: Source) -> str:
        """Return what a column is taken for."""
        return self.targets[row.target].words if row.target in self.targets else LEFT_OUT


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px, row, model = theme().px, index.data(ROW_ROLE), index.model()
        if not isinstance(model, Sources):
            return
        badge = QRectF(area.x() + px(12), area.center().y() - px(9), px(22), px(18))
        draw_box(painter, badge, 4, Token.CODE)
        draw_text(painter, badge, letters(row.at), Font.SMALL, Token.T2, CENTRE)
        title = QRectF(area.x() + px(40), area.y(), px(66), area.height())
        draw_text(painter, title, row.title or "无表头", Font.BODY, Token.T1 if row.title else Token.T3)
        draw_text(painter, QRectF(area.x() + px(106), area.y(), px(14), area.height()), "→", Font.SMALL, Token.T3)
        left, width = area.x() + px(124), area.right() - area.x() - px(124) - px(26)
        upper = QRectF(left, area.y() + px(3), width, area.height() / 2)
        lower = QRectF(left, area.y() + area.height() / 2 - px(2), width, area.height() / 2)
        draw_text(painter, upper, model.target_words(row), Font.BODY, Token.T1 if row.target else Token.T3)
        draw_text(painter, lower, row.samples[0] if row.samples else "", Font.SMALL, Token.T3)
        sign = QRectF(area.right() - px(26), area.y(), px(18), area.height())
        icon, ink = (Icon.CHECK, Token.OK_TEXT) if row.target else (Icon.MINUS, Token.T3)
        draw_icon_in(painter, sign, icon, 14, ink)


class MappingPanel(Ground):
    """``turned(int, str)`` asks for another target of a column, ``taken()`` accepts all, ``reset_asked()`` forgets."""

    turned = Signal(int, str)
    taken = Signal()
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "right", parent)
        px = theme().px
        self.setFixedWidth(px(WIDTH))
        self.model = Sources()
        self.model.setParent(self)
        self.table = _Table("列对应", self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.set_marks(True, True)
        self.table.opened.connect(lambda _row: self.taken.emit())
        self._known = Card(tone=Tone.OK)
        self._line, self._more = Label("", Font.SMALL_STRONG, Token.OK_TEXT), Label("", Font.SMALL, Token.OK_TEXT)
        for label in (self._line, self._more):
            self._known.body.addWidget(label)
        self._known.body.setContentsMargins(px(12), px(6), px(8), px(6))
        self._known.body.setSpacing(0)
        self._reset = Button("重设", ButtonLook.LINK)
        self._reset.clicked.connect(self.reset_asked)
        self._foot = Label("按客户和表头记住，下次一键沿用", Font.SMALL, Token.T3)
        self._lay_out()

    def show_columns(self, sources: Sequence[Source], targets: Mapping[str, Target]) -> None:
        """Show the columns with what each is taken for."""
        at = self.table.current_row()
        self.model.targets = targets
        self.model.put_rows(sources)
        self.table.go_to(max(at, 0))

    def show_known(self, line: str, more: str) -> None:
        """Say that the header is known, or nothing."""
        self._line.set_words(line)
        self._more.set_words(more)
        self._known.setVisible(bool(line))

    def turn(self, by: int) -> None:
        """Take the current column for the next target nobody has, or the one before."""
        at = self.table.current_row()
        if at < 0:
            return
        row = self.model.row(at)
        others = {self.model.row(n).target for n in range(self.model.rowCount()) if n != at}
        free = ["", *(name for name in self.model.targets if name not in others)]
        place = free.index(row.target) if row.target in free else 0
        self.turned.emit(row.at, free[(place + by) % len(free)])

    def leave_out(self) -> None:
        """Leave the current column out."""
        if self.table.current_row() >= 0:
            self.turned.emit(self.model.row(self.table.current_row()).at, "")

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 1, px(10))
        column.setSpacing(px(6))
        top = _line(Label("列对应", Font.CARD), self._reset)
        column.addWidget(top)
        inset = QWidget()
        row = QVBoxLayout(inset)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.addWidget(self._known)
        column.addWidget(inset)
        column.addWidget(self.table, 1)
        foot = QWidget()
        row = QVBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.addWidget(self._foot)
        column.addWidget(foot)


class _Table(RowTable):
    def __init__(self, name: str, panel: MappingPanel) -> None:
        super().__init__(name, (Width(WIDTH, 1),), ROW, 0)
        self._panel = panel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._panel.turn(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Delete:
            self._panel.leave_out()
        else:
            super().keyPressEvent(event)


def _line(first: QWidget, last: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(theme().px(16), 0, theme().px(8), 0)
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(last)
    return made
