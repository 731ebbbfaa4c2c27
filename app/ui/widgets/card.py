"""A bordered card with an optional title line; it holds other widgets and paints no shadow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import LEFT, draw_box
from app.ui.widgets.label import Label

RADIUS = 8
PAD = 16


class Card(QWidget):
    """``body`` is its column of contents, ``head`` the row beside the title; ``tone`` tints the card."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self, title: str = "", note: str = "", tone: Tone | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        px = theme().px
        self._tone = tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(PAD), px(12), px(PAD), px(14))
        self.body.setSpacing(px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(px(8))
        if title:
            self.head.addWidget(Label(title, Font.CARD))
            self.head.addWidget(Label(note, Font.SMALL, Token.T3, LEFT), 1)
            self.body.addLayout(self.head)

    def set_tone(self, tone: Tone | None) -> None:
        """Tint the card, or not."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = self._tone.bg if self._tone else Token.SURFACE
        border = self._tone.line if self._tone else Token.BORDER
        draw_box(painter, QRectF(self.rect()), RADIUS, fill, border)
        painter.end()


class Ground(QWidget):
    """A plain area in one colour: the form's surface, the strip beside it; ``edge`` draws a hairline on one side."""

    def __init__(self, fill: Token = Token.SURFACE, edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill, self._edge = fill, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ink(self._fill))
        line = {
            "left": QRectF(0, 0, 1, self.height()),
            "right": QRectF(self.width() - 1, 0, 1, self.height()),
            "top": QRectF(0, 0, self.width(), 1),
            "bottom": QRectF(0, self.height() - 1, self.width(), 1),
        }.get(self._edge)
        if line is not None:
            painter.fillRect(line, theme().ink(Token.BORDER))
        painter.end()
