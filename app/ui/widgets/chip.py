"""The state of a thing as a small coloured word: round with a dot for customs' states, square with an icon for ours."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Tone, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_text, width_of

HEIGHT = 20
PAD = 8
DOT = 6
GAP = 5
ICON = 14


def chip_width(words: str, icon: Icon | None = None) -> int:
    """Return how wide a chip is."""
    px = theme().px
    sign = px(ICON) + px(GAP) - 2 if icon else px(DOT) + px(GAP)
    return math.ceil(width_of(words, Font.SMALL_MEDIUM)) + sign + 2 * px(PAD)


def draw_chip(painter: QPainter, at: QPointF, words: str, tone: Tone, icon: Icon | None = None) -> int:
    """Draw a chip with its top left corner at a point: square where it has an icon, else round; returns its width."""
    px = theme().px
    area = QRectF(at.x(), at.y(), chip_width(words, icon), px(HEIGHT))
    draw_box(painter, area, 4 if icon else area.height() / 2, tone.bg)
    x = area.x() + px(PAD)
    if icon is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().ink(tone.fill))
        painter.drawEllipse(QRectF(x, area.center().y() - px(DOT) / 2, px(DOT), px(DOT)))
        x += px(DOT) + px(GAP)
    else:
        side = px(ICON)
        draw_icon(painter, QPointF(x - 2, area.y() + (area.height() - side) / 2), icon, ICON, tone.text)
        x += side + px(GAP) - 4
    draw_text(painter, QRectF(x, area.y(), area.width(), area.height()), words, Font.SMALL_MEDIUM, tone.text)
    return round(area.width())


class Chip(QWidget):
    """One chip; the text is always there, at most five characters."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, words: str, tone: Tone, icon: Icon | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._tone, self._icon = words, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def show_state(self, words: str, tone: Tone, icon: Icon | None = None) -> None:
        """Show another state."""
        if (words, tone, icon) == (self._words, self._tone, self._icon):
            return
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the word shown."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._words, self._icon), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, QPointF(0, 0), self._words, self._tone, self._icon)
        painter.end()
