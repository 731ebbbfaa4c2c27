"""归并预览 and 拆单: what a sheet comes to, held against the limit; the rule is ticked here, computed elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.declarations.goods_split import SplitBy
from app.ui.models.row_list import ROW_ROLE, Index
from app.ui.pages.goods_import.result_rows import HEADS, PART_HEADS, ResultRow, ResultRows
from app.ui.pages.row_table import RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_column, draw_icon_in, draw_text, width_of
from app.ui.widgets import Card, CheckBox, Label, Part, Segmented, draw_bar

ROW, HEAD = 28, 28
WIDTHS = (Width(40), Width(100), Width(108, 1), Width(130, 3), Width(104), Width(98), Width(88))
PART_WIDTHS = (Width(36), Width(54), Width(120, 1), Width(146, 2), Width(104), Width(104), Width(104))
BY = {SplitBy.ORDER: "按顺序", SplitBy.CONTAINER: "按箱号", SplitBy.CONTRACT: "按合同", SplitBy.CHAPTER: "按商品章"}


class LimitBar(QWidget):
    """n of the limit, with a mark where the limit is."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._most = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, most: int) -> None:
        """Show a count against its limit."""
        self._count, self._most = count, max(most, 1)
        self.setAccessibleName(f"{count} 项，上限 {most} 项")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(196), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        limit = self.width() * 0.96
        whole = max(self._count / self._most, 1.0)
        area = QRectF(0, (self.height() - theme().px(7)) / 2, self.width(), theme().px(7))
        tone = Tone.INFO if self._count <= self._most else Tone.ERR
        draw_bar(painter, area, self._count / self._most * 0.96 / whole, tone)
        draw_column(painter, limit / whole, 1, self.height() - 1, Token.BORDER_STRONG)
        painter.end()


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px, row, column = theme().px, index.data(ROW_ROLE), index.column()
        if not isinstance(row, ResultRow):
            return
        inner = area.adjusted(px(10), 0, -px(10), 0)
        words = row.words[column]
        ink = Token.T2 if row.is_source else Token.T1
        if column == 4 and row.unit:
            taken = width_of(row.unit, Font.SMALL)
            draw_text(painter, inner, row.unit, Font.SMALL, Token.T3, RIGHT)
            inner.adjust(0, 0, -taken - px(6), 0)
        if column == 2 and row.folded is not None:
            icon = Icon.CHEVRON_RIGHT if row.folded else Icon.CHEVRON_DOWN
            draw_icon_in(painter, QRectF(inner.x() - px(4), inner.y(), px(14), inner.height()), icon, 14, Token.T3)
        if column == 2:
            inner.adjust(px(12) if row.folded is not None else 0, 0, 0, 0)
        is_right = column in (0, 4, 5, 6) or (column == 1 and len(words) < 4)
        font = Font.CODE if column == 1 else Font.BODY
        draw_text(painter, inner, words, font, ink if column else Token.T2, RIGHT if is_right else LEFT)


class ResultTable(RowTable):
    """``folded(int)`` asks to fold or unfold a merged line."""

    folded = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row >= 0:
            self.folded.emit(row)
        else:
            super().keyPressEvent(event)


class ResultCard(Card):
    """``asked(str, bool)`` when a field of the rule was ticked, ``split_asked(str)`` when another split was chosen."""

    asked = Signal(str, bool)
    split_asked = Signal(str)

    def __init__(self, rule: Sequence[tuple[str, str]], bound: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        px = theme().px
        self.title, self._note = Label("归并预览", Font.CARD), Label("", Font.SMALL, Token.T3, LEFT)
        self._count, self._bar = Label("", Font.STRONG), LimitBar()
        self.ticks = {name: CheckBox(words) for name, words in rule}
        for name, tick in self.ticks.items():
            tick.setEnabled(name not in bound)
            tick.setToolTip("数量和金额要相加，必须相同" if name in bound else "勾上的相同才合并")
            tick.toggled.connect(lambda on, name=name: self.asked.emit(name, on))
        self.by = Segmented([Part(by.value, words) for by, words in BY.items()])
        self.by.chosen.connect(self.split_asked)
        self.lines, self.parts = ResultRows(HEADS), ResultRows(PART_HEADS)
        self.table = ResultTable("归并后的各项", WIDTHS, ROW, HEAD)
        self.drafts = ResultTable("拆成的各票", PART_WIDTHS, ROW, HEAD)
        for table, model in ((self.table, self.lines), (self.drafts, self.parts)):
            model.setParent(self)
            table.setModel(model)
            table.setItemDelegate(_Delegate(table))
            table.set_marks(True, True)
        self._rule, self._split = QWidget(), QWidget()
        self._lay_out()
        self.body.setContentsMargins(px(14), px(10), px(14), px(8))
        self.body.setSpacing(px(6))

    def show_same(self, same: frozenset[str]) -> None:
        """Tick the fields that are asked to be the same."""
        for name, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(name in same or not tick.isEnabled())
            tick.blockSignals(False)

    def show_lines(self, note: str, count: int, most: int, rows: Sequence[ResultRow]) -> None:
        """Show the merged lines."""
        self._say("归并预览", note, count, most)
        self._show_split(False)
        at = self.table.current_row()
        self.lines.put_rows(rows)
        self.table.go_to(min(max(at, 0), len(rows) - 1))

    def show_parts(self, note: str, count: int, most: int, rows: Sequence[ResultRow], by: SplitBy) -> None:
        """Show the drafts of a proposal."""
        self._say("拆单", note, count, most)
        self._show_split(True)
        self.by.choose(by.value)
        self.parts.put_rows(rows)
        self.drafts.go_to(0)

    def note(self) -> str:
        """Return what is told."""
        return self._note.words()

    def _say(self, title: str, note: str, count: int, most: int) -> None:
        self.title.set_words(title)
        self._note.set_words(note)
        self._count.set_words(f"{count} / {most}")
        self._count.set_color(Token.T1 if count <= most else Token.ERR_TEXT)
        self._bar.show_count(count, most)

    def _show_split(self, on: bool) -> None:
        self.drafts.setVisible(on)
        self._split.setVisible(on)
        self.table.setVisible(not on)
        self._rule.setVisible(not on)

    def _lay_out(self) -> None:
        px = theme().px
        top = QHBoxLayout()
        top.setSpacing(px(10))
        top.addWidget(self.title)
        top.addWidget(self._note, 1)
        for widget in (self._count, self._bar):
            top.addWidget(widget)
        self.body.addLayout(top)
        row = QHBoxLayout(self._rule)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        row.addWidget(Label("相同才合并", Font.SMALL, Token.T3))
        for tick in self.ticks.values():
            row.addWidget(tick)
        row.addStretch(1)
        self.body.addWidget(self._rule)
        line = QHBoxLayout(self._split)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(14))
        line.addWidget(Label("同一票里放", Font.SMALL, Token.T3))
        line.addWidget(self.by)
        line.addStretch(1)
        self.body.addWidget(self._split)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.drafts, 1)
