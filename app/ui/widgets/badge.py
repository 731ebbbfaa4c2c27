"""A small count on a coloured ground, on rail items and panel tabs."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text, width_of

HEIGHT = 16
MOST = 99


def badge_words(count: int) -> str:
    """Return the count as shown: above 99 it is ``99+``."""
    return f"{MOST}+" if count > MOST else str(count)


def badge_width(count: int) -> float:
    """Return how wide a badge is."""
    return max(width_of(badge_words(count), Font.BADGE) + theme().px(10), theme().px(HEIGHT) + 2)


def draw_badge(
    painter: QPainter, at: QPointF, count: int, fill: Token = Token.BADGE, color: Token = Token.ON_FILL
) -> float:
    """Draw a badge with its top left corner at a point; nothing for a count of 0. Returns its width."""
    if count <= 0:
        return 0.0
    height = theme().px(HEIGHT)
    area = QRectF(at.x(), at.y(), badge_width(count), height)
    draw_box(painter, area, height / 2, fill)
    draw_text(painter, area, badge_words(count), Font.BADGE, color, CENTRE)
    return area.width()
