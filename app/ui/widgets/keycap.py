"""A key drawn as a small cap, in buttons, hints and look-ups; the id of an action stands for its key of now."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.keys import shown_keys
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text, width_of

HEIGHT = 18
PAD = 5


def keycap_width(keys: str) -> float:
    """Return how wide a cap is."""
    return max(width_of(shown_keys(keys), Font.KEYCAP) + 2 * theme().px(PAD), theme().px(HEIGHT))


def draw_keycap(
    painter: QPainter,
    at: QPointF,
    keys: str,
    fill: Token | None = Token.SURFACE,
    border: Token | None = Token.BORDER,
    color: Token = Token.T3,
) -> float:
    """Draw a cap with its top left corner at a point; returns its width."""
    area = QRectF(at.x(), at.y(), keycap_width(keys), theme().px(HEIGHT))
    draw_box(painter, area, 4, fill, border)
    draw_text(painter, area, shown_keys(keys), Font.KEYCAP, color, CENTRE)
    return area.width()


class Keycap(QWidget):
    """One cap standing alone."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(shown_keys(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(keycap_width(self._keys) + 1), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keycap(painter, QPointF(0, 0), self._keys)
        painter.end()
