"""The goods lines under 两段准入: both bars and what may be done with each now; it decides nothing."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.models.change_words import number_words
from app.ui.models.lanes import GoodsState
from app.ui.pages.row_table import RowDelegate, Width
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_text, width_of
from app.ui.theme.tip import plain_tip
from app.ui.widgets import draw_bar, draw_chip
from app.ui.widgets.bar import HEIGHT as BAR
from app.ui.widgets.chip import HEIGHT as CHIP

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
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
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GoodsColumn(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    CODE = 1
    NAME = 2
    QUANTITY = 3
    PORT = 4
    INLAND = 5
    ALLOWED = 6


class LaneGoodsModel(QAbstractTableModel):
    """Goods lines in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GoodsState, ...] = ()

    def show_states(self, rows: Sequence[GoodsState]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(GoodsColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == STATE_ROLE:
            return row
        words = _words(row, GoodsColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section == GoodsColumn.QUANTITY else None


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
