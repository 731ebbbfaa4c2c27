"""The day's quota of a resident as a bar: used before, this lot, hatched what goes beyond; told everything."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from app.ui.theme import Token, Tone, theme
from app.ui.theme.paint import draw_box

THICK = 8
BEYOND = 0.1
"""Part of the bar's room right of the limit, where what goes beyond is shown."""


def draw_quota(painter: QPainter, area: QRectF, used: int, this: int, quota: int, *, grey: bool = False) -> None:
    """Draw a bar in the middle of a box; money in fen. ``grey``: he takes no part."""
    if quota <= 0 or area.width() <= 0:
        return
    px = theme().px
    limit = area.width() * (1 - BEYOND)
    bar = QRectF(area.x(), area.center().y() - px(THICK) / 2, limit, px(THICK))
    draw_box(painter, bar, px(THICK) / 2, Tone.NEU.bg)
    before = limit * min(used, quota) / quota
    ours = limit * max(min(this, quota - used), 0) / quota
    _part(painter, bar, 0, before, Tone.NEU.fill)
    _part(painter, bar, before, ours, Tone.NEU.line if grey else Token.QUOTA)
    over = used + this - quota
    if over > 0 and this > 0:
        reach = max(area.width() * BEYOND * min(over / quota / BEYOND, 1), px(8))
        _hatched(painter, QRectF(bar.right() + 2, bar.y(), reach - 2, bar.height()))
    mark = QRectF(bar.right() - 0.75, bar.y() - px(4), 1.5, bar.height() + px(8))
    painter.fillRect(mark, theme().color(Token.BORDER_STRONG))


def _part(painter: QPainter, bar: QRectF, start: float, width: float, color: Token) -> None:
    if width >= 1:
        draw_box(painter, QRectF(bar.x() + start, bar.y(), width, bar.height()), min(bar.height(), width) / 2, color)


def _hatched(painter: QPainter, box: QRectF) -> None:
    """Draw the part beyond the limit: it is told by its stripes too, not by its colour alone."""
    draw_box(painter, box, 2, Tone.ERR.fill)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme().color(Token.SURFACE), Qt.BrushStyle.BDiagPattern))
    painter.setBrushOrigin(QPointF(box.x(), box.y()))
    painter.drawRect(box)
    painter.restore()
