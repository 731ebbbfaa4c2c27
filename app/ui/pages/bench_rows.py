"""How declarations, queue and receipts look in the cards of 工作台; nothing is asked here."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.core.tables import CodeTables
from app.ui.models.bench_list import BenchColumn
from app.ui.models.queue_list import ITEM_ROLE as QUEUE_ROLE
from app.ui.models.queue_list import QueueColumn
from app.ui.models.receipt_list import ITEM_ROLE as RECEIPT_ROLE
from app.ui.models.receipt_list import ReceiptColumn, short_title, sign
from app.ui.models.row_list import ROW_ROLE
from app.ui.models.status_look import look_of
from app.ui.models.wording import goods_words
from app.ui.pages.receipts_rows import TIME, draw_disc, draw_unread, lower_line, title_color, two_lines
from app.ui.pages.row_cells import paint_port, paint_status
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.pages.services import ListedDraft, QueueItem, ReceiptItem
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import RIGHT, draw_icon, draw_text, shortened

EDGE = 16
ROW, HEAD, TWO_LINES = 36, 30, 48
LEAST = 60  # px: less of a name says nothing
NEVER = 1_000_000  # a width no table has: the column is for the screen reader of another page
DRAFT_WIDTHS = (Width(150, 1), Width(166, table_from=580), Width(140), Width(116))
QUEUE_WIDTHS = (Width(46), Width(160, 1), Width(1, table_from=NEVER), Width(90))
RECEIPT_WIDTHS = (Width(56), Width(1, table_from=NEVER), Width(200, 1), Width(TIME))


class BenchDelegate(RowDelegate):
    """Paints declarations."""

    def __init__(self, table: RowTable, tables: CodeTables) -> None:
        super().__init__(table)
        self._tables = tables

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: ListedDraft = index.data(ROW_ROLE)
        inner = area.adjusted(px(10), 0, -px(10), 0)
        match BenchColumn(index.column()):
            case BenchColumn.TITLE:
                inner.adjust(px(EDGE) - px(10), 0, 0, 0)
                goods = goods_words(row.summary)
                taken = draw_text(painter, inner, goods or "未填商品", Font.MEDIUM, Token.T1 if goods else Token.T3)
                inner.adjust(taken + px(10), 0, 0, 0)
                if inner.width() >= px(LEAST):
                    draw_text(painter, inner, row.summary.trade_name, Font.SMALL, Token.T2)
            case BenchColumn.PORT:
                paint_port(painter, inner, row, self._tables)
            case BenchColumn.STATE:
                paint_status(painter, inner, row)
            case BenchColumn.STORED:
                inner.adjust(0, 0, px(10) - px(EDGE), 0)
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T2, RIGHT)


class BenchQueueDelegate(RowDelegate):
    """Paints messages on their way out."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        item: QueueItem = index.data(QUEUE_ROLE)
        look = look_of(item.status)
        match QueueColumn(index.column()):
            case QueueColumn.STATE:
                at = QPointF(area.x() + px(EDGE), area.center().y() - px(8))
                draw_icon(painter, at, look.icon or Icon.CLOCK, 16, look.tone.text)
            case QueueColumn.DOCUMENT:
                two_lines(painter, area.adjusted(px(4), 0, 0, 0), item.title, item.reason)
            case QueueColumn.SINCE:
                inner = area.adjusted(0, 0, -px(EDGE), 0)
                draw_text(painter, inner, look.words, Font.SMALL_MEDIUM, look.tone.text, RIGHT)
            case _:
                return


class BenchReceiptDelegate(RowDelegate):
    """Paints receipts."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        item: ReceiptItem = index.data(RECEIPT_ROLE)
        icon, tone = sign(item)
        match ReceiptColumn(index.column()):
            case ReceiptColumn.SIGN:
                if not item.seen:
                    draw_unread(painter, QPointF(area.x() + px(11), area.center().y()))
                draw_disc(painter, QPointF(area.x() + px(34), area.center().y()), icon, tone)
            case ReceiptColumn.ABOUT:
                upper = QRectF(area.x() + px(2), area.center().y() - px(20), area.width() - px(6), px(20))
                taken = draw_text(painter, upper, short_title(item), Font.STRONG, title_color(tone))
                beside = upper.adjusted(taken + px(8), 0, 0, 0)
                draw_text(painter, beside, shortened(item.about, Font.BODY, beside.width()), Font.BODY, Token.T1)
                lower_line(painter, area, area, 2, item.note or item.number)
            case ReceiptColumn.TIME:
                before = QRectF(self._table.visualRect(index.sibling(index.row(), ReceiptColumn.ABOUT)))
                lower_line(painter, area, before, 2, item.note or item.number)
                upper = QRectF(area.x(), area.center().y() - px(20), area.width() - px(EDGE), px(20))
                draw_text(painter, upper, index.data(), Font.SMALL, Token.T2, RIGHT)
            case _:
                return
