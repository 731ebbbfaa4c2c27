"""How a difference looks in its row: old in grey, new with what differs marked, and what has to be done about it."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.declarations.amendment import Way
from app.ui.models.change_list import ChangeColumn, ChangeRow
from app.ui.models.change_words import differing
from app.ui.models.row_list import ROW_ROLE
from app.ui.pages.row_table import BAR, Index, RowDelegate, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text, width_of

ROW, HEAD, EDGE = 40, 28, 16
WIDTHS = (Width(140, 2), Width(130, 3), Width(160, 4), Width(92), Width(118), Width(90, 3, table_from=760))
WAYS: Mapping[Way, tuple[Icon, Tone]] = MappingProxyType(
    {
        Way.DIRECT: (Icon.PENCIL, Tone.INFO),
        Way.FOLLOWS: (Icon.LINK_2, Tone.NEU),
        Way.REFILE: (Icon.CIRCLE_X, Tone.ERR),
    }
)


class ChangeDelegate(RowDelegate):
    """Paints the differences."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: ChangeRow = index.data(ROW_ROLE)
        column = ChangeColumn(index.column())
        if row.change.way is Way.REFILE and not self._is_current(index):
            _tint(painter, area, column is ChangeColumn.FIELD)
        inner = area.adjusted(px(10), 0, -px(10), 0)
        match column:
            case ChangeColumn.FIELD:
                inner.adjust(px(EDGE) - px(10), 0, 0, 0)
                upper = QRectF(inner.x(), area.center().y() - px(19), inner.width(), px(20))
                draw_text(painter, upper, row.change.label, Font.MEDIUM, Token.T1)
                draw_text(painter, upper.translated(0, px(17)), row.change.place, Font.SMALL, Token.T2)
            case ChangeColumn.OLD:
                taken = draw_text(painter, inner, row.old, Font.BODY, Token.T2)
                draw_text(painter, inner.adjusted(taken + px(4), 0, 0, 0), row.old_unit, Font.SMALL, Token.T3)
            case ChangeColumn.NEW:
                _paint_new(painter, inner, row)
            case ChangeColumn.DELTA:
                told = row.change.delta is not None
                draw_text(painter, inner, index.data(), Font.BODY, Token.T1 if told else Token.T_DIS, RIGHT)
            case ChangeColumn.WAY:
                icon, tone = WAYS[row.change.way]
                draw_icon(painter, QPointF(inner.x(), inner.center().y() - px(8)), icon, 16, tone.text)
                color = Tone.ERR.text if row.change.way is Way.REFILE else Token.T1
                draw_text(painter, inner.adjusted(px(22), 0, px(10), 0), index.data(), Font.BODY, color)
            case ChangeColumn.WHY:
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T2)

    def _is_current(self, index: Index) -> bool:
        return self._table.hasFocus() and self._table.current_row() == index.row()


def _tint(painter: QPainter, area: QRectF, is_first: bool) -> None:
    painter.fillRect(area.adjusted(0, 0, 0, -1), theme().color(Tone.ERR.bg))
    if is_first:
        painter.fillRect(QRectF(area.x(), area.y(), BAR, area.height() - 1), theme().color(Tone.ERR.fill))


def _paint_new(painter: QPainter, inner: QRectF, row: ChangeRow) -> None:
    """Paint the value with the differing part on a ground of its own."""
    px = theme().px
    head, middle, tail = differing(row.old, row.new)
    x = inner.x()
    for words, is_marked in ((head, False), (middle, True), (tail, False)):
        kind = Font.MEDIUM if is_marked else Font.BODY
        room = QRectF(x, inner.y(), inner.right() - x, inner.height())
        if is_marked and words:
            width = min(width_of(words, kind), room.width())
            draw_box(painter, QRectF(x - 2, inner.center().y() - px(9), width + 4, px(18)), 3, Token.MARK)
        x += draw_text(painter, room, words, kind, Token.T1)
    rest = QRectF(x + px(5), inner.y(), inner.right() - x - px(5), inner.height())
    draw_text(painter, rest, row.new_unit, Font.SMALL, Token.T3)
