"""The self-check as a card of rows; good ones stay quiet, the others are tinted and carry a bar."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout

from app.ui.models.check_list import LINE_ROLE, CheckColumn, CheckListModel
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.services import CheckLine, Verdict
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_icon, draw_text, width_of
from app.ui.widgets import Card, Label
from app.ui.widgets.label import wrapped

ROW = 40
BAR = 3
WIDTHS = (Width(46), Width(94), Width(260, 1), Width(90))
EDGE = 16
LOOKS = {
    Verdict.OK: (Tone.OK, Icon.CIRCLE_CHECK),
    Verdict.WARN: (Tone.WARN, Icon.TRIANGLE_ALERT),
    Verdict.BAD: (Tone.ERR, Icon.CIRCLE_X),
}


class CheckDelegate(RowDelegate):
    """Paints the lines."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        line: CheckLine = index.data(LINE_ROLE)
        tone, icon = LOOKS[line.verdict]
        column = CheckColumn(index.column())
        if line.verdict is not Verdict.OK:
            painter.fillRect(area.adjusted(0, 0, 0, -1), theme().color(tone.bg))
            if column is CheckColumn.SIGN:
                painter.fillRect(QRectF(area.x(), area.y(), BAR, area.height() - 1), theme().color(tone.fill))
        if column is CheckColumn.SIGN:
            draw_icon(painter, QPointF(area.x() + px(18), area.center().y() - px(8)), icon, 16, tone.text)
        elif column is CheckColumn.NAME:
            draw_text(painter, area.adjusted(px(4), 0, -px(8), 0), line.name, Font.MEDIUM, Token.T1)
        elif column is CheckColumn.ACT:
            draw_text(painter, area.adjusted(0, 0, -px(EDGE), 0), index.data(), Font.SMALL_MEDIUM, Token.ACCENT, RIGHT)
        else:
            color = Token.T2 if line.verdict is Verdict.OK else tone.text
            _two_lines(painter, area.adjusted(px(4), 0, -px(8), 0), line.sentence, color)


def _two_lines(painter: QPainter, area: QRectF, words: str, color: Token) -> None:
    """Draw a sentence in one line, or in two of the smaller letters; what is beyond them is in the tooltip."""
    if width_of(words, Font.BODY) <= area.width():
        draw_text(painter, area, words, Font.BODY, color)
        return
    first, *rest = wrapped(words, Font.SMALL, area.width())
    half = area.height() / 2
    draw_text(painter, area.adjusted(0, 3, 0, 3 - half), first, Font.SMALL, color)
    draw_text(painter, area.adjusted(0, half - 3, 0, -3), "".join(rest), Font.SMALL, color)


class CheckTable(RowTable):
    """``acted(int)`` on Enter, and on a click on the act of a row."""

    acted = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() == CheckColumn.ACT and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(at.row())


class CheckCard(Card):
    """The lines in a table that reaches the card's edges; ``acted(CheckLine)`` when its act was asked for."""

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = CheckListModel()
        self.table = CheckTable("自检结果", WIDTHS, ROW, inset=46)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CheckDelegate(self.table))
        self.table.set_marks(True, only_focused=True)
        self._title, self._note = Label("", Font.CARD), Label("", Font.SMALL, Token.T2)
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(EDGE), px(4), px(EDGE), px(4))
        head.setSpacing(px(8))
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        self.body.setContentsMargins(1, 6, 1, 6)
        self.body.setSpacing(px(4))
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        for asked in (self.table.opened, self.table.acted):
            asked.connect(lambda number: self.acted.emit(self.model.line(number)))

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show other lines; the card is as high as they are, as far as there is room."""
        self.model.show_lines(lines)
        self._title.set_words(f"{len(lines)} 项检查")
        stops = any(line.verdict is Verdict.BAD for line in lines)
        self._note.set_words(self.model.summary() + ("" if stops else "，都不影响申报"))
        self.table.setMaximumHeight(len(lines) * theme().px(ROW))
        self.setMaximumHeight(len(lines) * theme().px(ROW) + theme().px(38) + 12)
