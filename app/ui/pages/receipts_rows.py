"""How a receipt and a message on its way out look in their rows; nothing is asked here."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.models.queue_list import HELD, QueueColumn
from app.ui.models.queue_list import ITEM_ROLE as QUEUE_ROLE
from app.ui.models.receipt_list import ITEM_ROLE, ReceiptColumn, about, sign
from app.ui.models.status_look import look_of
from app.ui.pages.row_table import Index, RowDelegate, Width
from app.ui.pages.services import QueueItem, ReceiptItem
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon_in, draw_text
from app.ui.widgets import draw_bar, draw_chip
from app.ui.widgets.bar import HEIGHT as BAR
from app.ui.widgets.chip import HEIGHT as CHIP

LEFT, MARGIN = 20, 16
RECEIPT_ROW, QUEUE_ROW, QUEUE_HEAD = 48, 46, 30
INSET = 64
TIME = 92
RECEIPT_WIDTHS = (Width(54), Width(98), Width(150, 1), Width(TIME))
QUEUE_WIDTHS = (Width(104), Width(150, 6), Width(140, 4), Width(92, table_from=500))
DISC, DOT, BAR_WIDTH = 26, 6, 56
ROOM_FOR_BAR = 200  # in a narrower column the words matter more than the bar


def draw_disc(painter: QPainter, centre: QPointF, icon: Icon, tone: Tone) -> None:
    """Draw the round sign of a receipt."""
    side = theme().px(DISC)
    disc = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    draw_box(painter, disc, side / 2, tone.bg)
    draw_icon_in(painter, disc, icon, 14, tone.text)


def draw_unread(painter: QPainter, centre: QPointF) -> None:
    """Draw the dot of a receipt that was not read."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color(Tone.INFO.fill))
    painter.drawEllipse(centre, theme().px(DOT) / 2, theme().px(DOT) / 2)


def title_color(tone: Tone) -> Token:
    """Return the colour of a receipt's title: its tone, black where it asks nothing."""
    return Token.T1 if tone is Tone.NEU else tone.text


def two_lines(painter: QPainter, area: QRectF, first: str, second: str, kind: Font = Font.MEDIUM) -> None:
    """Draw a line of 13 and one of 12 around the middle of a row."""
    px = theme().px
    upper = QRectF(area.x(), area.center().y() - px(20), area.width(), px(20))
    draw_text(painter, upper, first, kind, Token.T1)
    draw_text(painter, upper.translated(0, px(19)), second, Font.SMALL, Token.T2)


def lower_line(painter: QPainter, area: QRectF, first: QRectF, left: int, words: str) -> None:
    """Draw what falls into one cell of the lower line of a row, which begins in ``first`` and runs below the time."""
    px = theme().px
    painter.save()
    painter.setClipRect(area)
    right = first.right() + px(TIME) - px(MARGIN)
    line = QRectF(first.x() + px(left), area.center().y() - px(1), right - first.x() - px(left), px(20))
    draw_text(painter, line, words, Font.SMALL, Token.T2)
    painter.restore()


class ReceiptDelegate(RowDelegate):
    """Paints the receipts."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        item: ReceiptItem = index.data(ITEM_ROLE)
        icon, tone = sign(item)
        match ReceiptColumn(index.column()):
            case ReceiptColumn.SIGN:
                if not item.seen:
                    draw_unread(painter, QPointF(area.x() + px(12), area.center().y()))
                draw_disc(painter, QPointF(area.x() + px(36), area.center().y()), icon, tone)
            case ReceiptColumn.TITLE:
                inner = area.adjusted(px(10), 0, -px(4), 0)
                draw_text(painter, inner, index.data(), Font.STRONG, title_color(tone))
            case ReceiptColumn.ABOUT:
                two_lines(painter, area.adjusted(px(4), 0, -px(8), 0), item.number, "", Font.CODE)
                lower_line(painter, area, area, 4, about(item))
            case ReceiptColumn.TIME:
                before = QRectF(self._table.visualRect(index.sibling(index.row(), ReceiptColumn.ABOUT)))
                lower_line(painter, area, before, 4, about(item))
                upper = QRectF(area.x(), area.center().y() - px(20), area.width() - px(MARGIN), px(20))
                draw_text(painter, upper, index.data(), Font.SMALL, Token.T2, RIGHT)


class QueueDelegate(RowDelegate):
    """Paints the messages on their way out."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        item: QueueItem = index.data(QUEUE_ROLE)
        look = look_of(item.status)
        match QueueColumn(index.column()):
            case QueueColumn.STATE:
                at = QPointF(area.x() + px(LEFT), area.center().y() - px(CHIP) / 2)
                if item.held:
                    draw_chip(painter, at, HELD, Tone.NEU, Icon.PAUSE)
                else:
                    draw_chip(painter, at, look.words, look.tone, look.icon)
            case QueueColumn.DOCUMENT:
                two_lines(painter, area.adjusted(px(10), 0, -px(8), 0), item.title, item.number)
            case QueueColumn.REASON:
                words = area.adjusted(px(10), 0, -px(4), 0)
                if area.width() >= px(ROOM_FOR_BAR):
                    bar = QRectF(words.x(), area.center().y() - px(BAR) / 2, px(BAR_WIDTH), px(BAR))
                    draw_bar(painter, bar, item.share, look.tone)
                    words.adjust(px(BAR_WIDTH) + px(8), 0, 0, 0)
                color = look.tone.text if item.needs_person else Token.T2
                draw_text(painter, words, item.reason, Font.SMALL, color)
            case QueueColumn.SINCE:
                inner = area.adjusted(0, 0, -px(MARGIN), 0)
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T3, RIGHT)
