"""One fact with the sign of how it stands: a tick, a warning, a cross; the words never rely on the colour."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_icon, draw_text

HEIGHT = 24


class SignedLine(QWidget):
    """A line of 13; only what is not well takes the colour of its tone."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, words: str, icon: Icon, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._icon, self._tone = words, icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_icon(painter, QPointF(0, (self.height() - px(16)) / 2), self._icon, 16, self._tone.text)
        color = Token.T1 if self._tone is Tone.OK else self._tone.text
        draw_text(painter, QRectF(px(24), 0, self.width() - px(24), self.height()), self._words, Font.BODY, color)
        painter.end()
