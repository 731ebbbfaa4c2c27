"""The goods lines under 两段准入: both bars and what may be done with each now; it decides nothing."""

from enum import IntEnum

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter

from app.ui.models.change_words import number_words
from app.ui.models.lanes import GoodsState
from app.ui.models.row_list import ROW_ROLE, Index, RowList
from app.ui.pages.row_table import RowDelegate, Width
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_text, width_of
from app.ui.widgets import draw_bar, draw_chip
from app.ui.widgets.bar import HEIGHT as BAR
from app.ui.widgets.chip import HEIGHT as CHIP

STATE_ROLE = ROW_ROLE
ROW, HEAD, EDGE = 38, 28, 16
BAR_WIDTH = 64
WIDTHS = (
    Width(52),
    Width(112),
    Width(126, 4),
    Width(112),
    Width(158, 1),
    Width(178, 2),
    Width(112),
)
TITLES = ("项", "商品编号", "商品名称", "数量", "口岸段", "目的地段", "现在可以")


class GoodsColumn(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    CODE = 1
    NAME = 2
    QUANTITY = 3
    PORT = 4
    INLAND = 5
    ALLOWED = 6


class LaneGoodsModel(RowList[GoodsState]):
    """Goods lines in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(GoodsColumn), TITLES, [GoodsColumn.QUANTITY], parent)

    def words(self, row: GoodsState, column: int) -> str:
        return _words(row, GoodsColumn(column))


class LaneGoodsDelegate(RowDelegate):
    """Paints goods lines."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: GoodsState = index.data(STATE_ROLE)
        inner = area.adjusted(px(10), 0, -px(10), 0)
        match GoodsColumn(index.column()):
            case GoodsColumn.NUMBER:
                draw_text(painter, inner, index.data(), Font.BODY, Token.T2, RIGHT)
            case GoodsColumn.CODE:
                draw_text(painter, inner, index.data(), Font.CODE, Token.T1)
            case GoodsColumn.NAME:
                taken = draw_text(painter, inner, row.goods.name, Font.MEDIUM, Token.T1)
                rest = inner.adjusted(taken + px(8), 0, 0, 0)
                draw_text(painter, rest, row.goods.specification, Font.SMALL, Token.T3)
            case GoodsColumn.QUANTITY:
                draw_text(painter, inner, row.goods.unit, Font.SMALL, Token.T3, RIGHT)
                room = inner.adjusted(0, 0, -width_of(row.goods.unit, Font.SMALL) - px(5), 0)
                draw_text(painter, room, number_words(row.goods.quantity), Font.BODY, Token.T1, RIGHT)
            case GoodsColumn.PORT:
                _paint_lane(painter, inner, row.port_share, row.port_tone, row.port_words)
            case GoodsColumn.INLAND:
                _paint_lane(painter, inner, row.inland_share, row.inland_tone, row.inland_words)
            case GoodsColumn.ALLOWED:
                draw_chip(
                    painter, QPointF(inner.x(), inner.center().y() - px(CHIP) / 2), row.allowed, row.tone, row.icon
                )


def _paint_lane(painter: QPainter, inner: QRectF, share: float, tone: Tone, words: str) -> None:
    px = theme().px
    draw_bar(painter, QRectF(inner.x(), inner.center().y() - px(BAR) / 2, px(BAR_WIDTH), px(BAR)), share, tone)
    color = Token.T1 if tone is Tone.OK else tone.text
    draw_text(painter, inner.adjusted(px(BAR_WIDTH) + px(10), 0, px(10), 0), words, Font.SMALL, color)


def _words(row: GoodsState, column: GoodsColumn) -> str:
    match column:
        case GoodsColumn.NUMBER:
            return str(row.goods.number)
        case GoodsColumn.CODE:
            return row.goods.code
        case GoodsColumn.NAME:
            return f"{row.goods.name} {row.goods.specification}".strip()
        case GoodsColumn.QUANTITY:
            return f"{number_words(row.goods.quantity)} {row.goods.unit}"
        case GoodsColumn.PORT:
            return row.port_words
        case GoodsColumn.INLAND:
            return row.inland_words
        case GoodsColumn.ALLOWED:
            return row.allowed
