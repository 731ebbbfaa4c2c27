"""统计 as one picture for a report: white ground, twice as fine as the screen, with what was asked and the numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from app.ui.pages.statistics.detail_model import Grid, View
from app.ui.pages.statistics.detail_table import EDGE, WIDTHS, paint_figure, paint_name
from app.ui.pages.statistics.figure_strip import HEIGHT, FigureStrip
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_box, draw_line, draw_text
from app.ui.widgets.charts import Legend

FINE = 2
WIDTH, MARGIN, GAP, HEAD, CARD, ROW = 1332, 20, 14, 40, 300, 32
TITLE = 44
Paint = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Pane:
    """One chart of the picture: its title, what it is about, its legend if it has one, and how it is drawn."""

    title: str
    note: str
    paint: Paint
    legend: Legend | None = None


def picture(query: str, strip: FigureStrip, panes: Sequence[Pane], table: Grid) -> QImage:
    """Return the picture; ``panes`` are time by stage, rate in advance, reasons, weeks."""
    px = theme().px
    tall = 2 * px(MARGIN) + px(HEAD) + px(HEIGHT) + px(CARD) + 3 * px(GAP) + _lower(table)
    size = QSize(px(WIDTH) + 2 * px(MARGIN), tall)
    image = QImage(size * FINE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINE)
    image.fill(theme().color(Token.PAPER))
    painter = QPainter(image)
    with theme().on_white():
        left, top, width = px(MARGIN), px(MARGIN), px(WIDTH)
        taken = draw_text(painter, QRectF(left, top, width, px(28)), "统计", Font.PAGE)
        rest = QRectF(left + taken + px(14), top, width - taken - px(14), px(28))
        draw_text(painter, rest, query, Font.SMALL, Token.T2)
        top += px(HEAD)
        strip.paint_strip(painter, QRectF(left, top, width, px(HEIGHT)))
        top += px(HEIGHT) + px(GAP)
        _paint_cards(painter, QRectF(left, top, width, px(CARD)), panes[:2], 0.578)
        top += px(CARD) + px(GAP)
        low = QRectF(left, top, width, _lower(table))
        narrow = QRectF(low.x(), low.y(), low.width() * 0.3, low.height())
        _paint_reasons(painter, narrow, panes[2:])
        _paint_table(painter, low.adjusted(narrow.width() + px(GAP), 0, 0, 0), table)
    painter.end()
    return image


def _lower(table: Grid) -> int:
    px = theme().px
    return max(px(TITLE) + px(ROW) * (len(table.rows) + 1) + px(12), px(280))


def _paint_cards(painter: QPainter, area: QRectF, panes: Sequence[Pane], share: float) -> None:
    gap = theme().px(GAP)
    wide = (area.width() - gap) * share
    first = QRectF(area.x(), area.y(), wide, area.height())
    _paint_pane(painter, first, panes[0])
    _paint_pane(painter, area.adjusted(wide + gap, 0, 0, 0), panes[1])


def _paint_pane(painter: QPainter, area: QRectF, pane: Pane) -> None:
    px = theme().px
    draw_box(painter, area, 8, Token.SURFACE, Token.BORDER)
    inner = area.adjusted(px(16), px(10), -px(16), -px(10))
    head = QRectF(inner.x(), inner.y(), inner.width(), px(24))
    taken = draw_text(painter, head, pane.title, Font.CARD)
    draw_text(painter, head.adjusted(taken + px(8), 0, 0, 0), pane.note, Font.SMALL, Token.T3)
    if pane.legend is not None:
        width = pane.legend.sizeHint().width()
        pane.legend.paint_legend(painter, QRectF(head.right() - width, head.y(), width, head.height()))
    pane.paint(painter, inner.adjusted(0, px(36), 0, 0))


def _paint_reasons(painter: QPainter, area: QRectF, panes: Sequence[Pane]) -> None:
    """Draw the reasons, and the weeks at the foot of the same card."""
    px = theme().px
    reasons, weeks = panes
    _paint_pane(painter, area, reasons)
    foot = QRectF(area.x() + px(16), area.bottom() - px(62), area.width() - px(32), px(46))
    draw_line(painter, foot.x(), foot.y() - px(8), foot.right())
    draw_text(painter, QRectF(foot.x(), foot.y(), px(120), px(20)), weeks.title, Font.SMALL, Token.T2)
    draw_text(painter, QRectF(foot.x(), foot.y() + px(20), px(120), px(20)), weeks.note, Font.STRONG)
    weeks.paint(painter, foot.adjusted(px(130), 0, 0, 0))


def _paint_table(painter: QPainter, area: QRectF, table: Grid) -> None:
    px = theme().px
    draw_box(painter, area, 8, Token.SURFACE, Token.BORDER)
    draw_text(painter, QRectF(area.x() + px(16), area.y() + px(10), area.width(), px(24)), "明细", Font.CARD)
    widths = [px(one.least) for one in WIDTHS[View.RATES]]
    widths[0] += round(area.width()) - sum(widths)
    top = area.y() + px(TITLE)
    painter.fillRect(QRectF(area.x() + 1, top, area.width() - 2, px(ROW)), theme().color(Token.SUNKEN))
    x = area.x()
    for number, (words, width) in enumerate(zip(table.heads, widths, strict=True)):
        right = px(EDGE if number == len(widths) - 1 else 10)
        cell = QRectF(x, top, width, px(ROW)).adjusted(px(EDGE) if number == 0 else 0, 0, -right, 0)
        draw_text(painter, cell, words, Font.SMALL_MEDIUM, Token.T2, LEFT if number == 0 else RIGHT)
        x += width
    for row in table.rows:
        top += px(ROW)
        draw_line(painter, area.x() + 1, top, area.right() - 1)
        x = area.x()
        for number, (figure, width) in enumerate(zip(row, widths, strict=True)):
            place = QRectF(x, top, width, px(ROW))
            if number:
                paint_figure(painter, place, figure, number == len(widths) - 1)
            else:
                paint_name(painter, place, figure)
            x += width
