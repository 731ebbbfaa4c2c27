"""How the sheet stands: usable rows, sums against the invoice, cells to be mended, what the colours mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.sheets.goods.preview import Checked, Counts, GoodsPreview
from app.ui.models.row_list import ROW_ROLE, Index, RowList
from app.ui.pages.row_table import RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text, width_of
from app.ui.widgets import Bar, Card, Ground, Label

WIDTH = 236
LINE, ISSUE = 27, 46
LOW = 620
LEGEND = (
    ("1,2O4", Tone.ERR, "须改，不改不能写入"),
    ("套", Tone.WARN, "猜的，Enter 确认"),
    ("CHN", Tone.INFO, "按代码表查出"),
)


@dataclass(frozen=True, slots=True)
class Bad:
    """One cell to be mended: row and target in the sheet, the words for both, what is wrong."""

    place: int
    target: str
    words: str
    why: str


class BadCells(RowList[Bad]):
    """The cells to be mended."""

    def __init__(self) -> None:
        super().__init__(1, ("",))

    def key_of(self, row: Bad) -> str:
        """Return row and target."""
        return f"{row.place}:{row.target}"

    def words(self, row: Bad, column: int) -> str:
        """Return place and fault."""
        return f"{row.words}，{row.why}"


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px, row = theme().px, index.data(ROW_ROLE)
        painter.fillRect(QRectF(area.x(), area.y() + px(6), 3, area.height() - px(12)), theme().color(Token.ERR_FILL))
        upper = QRectF(area.x() + px(12), area.y() + px(4), area.width() - px(20), px(19))
        lower = QRectF(area.x() + px(12), area.y() + px(22), area.width() - px(20), px(19))
        draw_text(painter, upper, row.words, Font.STRONG, Token.T1)
        draw_text(painter, lower, row.why, Font.SMALL, Token.T2)


class Sums(QWidget):
    """Sums beside what the invoice states, one line each."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self) -> None:
        super().__init__()
        self._sums: Sequence[Checked] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sums(self, sums: Sequence[Checked]) -> None:
        """Show sums."""
        self._sums = sums
        self.setAccessibleName("，".join(f"{one.words} {one.value:,f} {verdict(one)}" for one in sums))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(LINE) * max(len(self._sums), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for at, one in enumerate(self._sums):
            line = QRectF(0, px(LINE) * at, self.width(), px(LINE))
            icon, ink = _sign(one)
            draw_icon(painter, QPointF(0, line.center().y() - px(7)), icon, 14, ink)
            words = verdict(one)
            taken = width_of(words, Font.SMALL)
            ink = Token.WARN_TEXT if icon is Icon.TRIANGLE_ALERT else Token.T3
            draw_text(painter, line, words, Font.SMALL, ink, RIGHT)
            draw_text(painter, line.adjusted(px(22), 0, 0, 0), one.words, Font.SMALL, Token.T2)
            value = line.adjusted(px(46), 0, -max(taken + px(8), px(36)), 0)
            draw_text(painter, value, f"{one.value:,f}", Font.BODY, Token.T1, RIGHT)
        painter.end()


def verdict(one: Checked) -> str:
    """Return how a sum compares with what the sheet states."""
    if one.stated is None:
        return "无合计"
    return "相符" if one.stated == one.value else f"差 {one.stated - one.value:+,f}"


def _sign(one: Checked) -> tuple[Icon, Token]:
    if one.stated is None:
        return Icon.MINUS, Token.T3
    if one.stated == one.value:
        return Icon.CIRCLE_CHECK, Token.OK_TEXT
    return Icon.TRIANGLE_ALERT, Token.WARN_TEXT


class Legend(QWidget):
    """What the colours of the cells mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("，".join(words for _, _, words in LEGEND))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(LINE) * len(LEGEND))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for at, (sample, tone, words) in enumerate(LEGEND):
            line = QRectF(0, px(LINE) * at, self.width(), px(LINE))
            box = QRectF(0, line.center().y() - px(9), width_of(sample, Font.SMALL_MEDIUM) + px(12), px(18))
            draw_box(painter, box, 4, tone.bg, tone.line)
            draw_text(painter, box.adjusted(px(6), 0, 0, 0), sample, Font.SMALL_MEDIUM, tone.text)
            draw_text(painter, line.adjusted(px(60), 0, 0, 0), words, Font.SMALL, Token.T2)
        painter.end()


class Side(Ground):
    """``jump_asked(int, str)`` asks to go to a cell."""

    jump_asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, "left", parent)
        px = theme().px
        self.setFixedWidth(px(WIDTH))
        self._rows = Label("", Font.SMALL, Token.T3)
        self._usable, self._unit = Label("", Font.GREETING), Label("行可用", Font.SMALL, Token.T2)
        self._wrong = Label("", Font.STRONG, Token.ERR_TEXT)
        self._bar = Bar(0, Tone.OK, "")
        self._sums = Sums()
        self._against = Label("", Font.SMALL, Token.T3)
        self._count = Label("", Font.SMALL_STRONG, Token.ERR_TEXT)
        self.model = BadCells()
        self.model.setParent(self)
        self.table = RowTable("须改的格", (Width(100, 1),), ISSUE)
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.set_marks(True, True)
        self.table.opened.connect(self._jump)
        self._legend = QWidget()
        legend = QVBoxLayout(self._legend)
        legend.setContentsMargins(0, 0, 0, 0)
        legend.addWidget(Label("标记", Font.CARD))
        legend.addWidget(Legend())
        self._step = Card(tone=Tone.NEU)
        self._told = Label("", Font.SMALL, Token.T2)
        self._lay_out()

    def show_sheet(self, preview: GoodsPreview, counts: Counts, lines: int) -> None:
        """Show how a sheet stands; ``lines`` is how many it comes to."""
        whole = len(preview.rows)
        self._rows.set_words(f"{whole} 行")
        self._usable.set_words(f"{counts.usable:,}")
        wrong = [f"{counts.bad} 行须改" if counts.bad else "", f"{counts.left_out} 行不导入" if counts.left_out else ""]
        self._wrong.set_words("  ".join(part for part in wrong if part))
        self._wrong.set_color(Token.ERR_TEXT if counts.bad else Token.T2)
        share = counts.usable / whole if whole else 0.0
        lacking = Tone.ERR if counts.bad else None
        self._bar.show_share(share, Tone.OK, f"{whole} 行里 {counts.usable} 行可用", lacking)
        sums = preview.sums()
        self._sums.show_sums(sums)
        self._against.set_words("与发票" if any(one.stated is not None for one in sums) else "清单无合计行")
        targets = preview.judge.targets
        bad = [
            Bad(at, name, f"{preview.rows[at].number} 行  {targets[name].words}", preview.rows[at].cell(name).why)
            for at, name in preview.bad()
        ]
        self.model.put_rows(bad)
        self._count.set_words(f"须改（{len(bad)}）" if bad else "没有须改的格")
        self._count.set_color(Token.ERR_TEXT if bad else Token.OK_TEXT)
        self.table.setFixedHeight(theme().px(ISSUE) * min(len(bad), 4))
        self._told.set_words(f"Ctrl Z 一次撤回全部 {lines} 项")

    def follow(self, place: int, target: str) -> None:
        """Mark the line of the cell the keyboard is in, none where that cell is right."""
        cells = [self.model.row(row) for row in range(self.model.rowCount())]
        at = next((row for row, bad in enumerate(cells) if (bad.place, bad.target) == (place, target)), -1)
        self.table.set_marks(True, only_focused=at < 0)
        if at >= 0:
            self.table.go_to(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the legend away in a low window: what must be done goes before what the colours mean."""
        super().resizeEvent(event)
        self._legend.setVisible(self.height() >= theme().px(LOW))

    def _jump(self, row: int) -> None:
        bad = self.model.row(row)
        self.jump_asked.emit(bad.place, bad.target)

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16) + 1, px(12), px(14), px(12))
        column.setSpacing(px(8))
        column.addLayout(_line(Label("可写入", Font.CARD), self._rows))
        numbers = QHBoxLayout()
        numbers.setSpacing(px(6))
        for label in (self._usable, self._unit, self._wrong):
            numbers.addWidget(label)
        numbers.addStretch(1)
        column.addLayout(numbers)
        column.addWidget(self._bar)
        column.addSpacing(px(10))
        column.addLayout(_line(Label("合计核对", Font.CARD), self._against))
        column.addWidget(self._sums)
        column.addSpacing(px(10))
        column.addWidget(self._count)
        column.addWidget(self.table)
        column.addSpacing(px(10))
        column.addWidget(self._legend)
        column.addStretch(1)
        self._step.body.addWidget(Label("写入算一步", Font.STRONG))
        self._step.body.addWidget(self._told)
        self._step.body.addWidget(Label("每项记着来自哪几行", Font.SMALL, Token.T2))
        self._step.body.setSpacing(px(2))
        column.addWidget(self._step)


def _line(first: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(last)
    return row
