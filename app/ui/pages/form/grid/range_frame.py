"""The frame round the marked cells of a table, painted over rows and boxes; it takes no mouse and no keyboard."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Token, theme

THICK = 2
VEIL = 0.12


class RangeFrame(QWidget):
    """Covers the viewport; ``show_range`` says what is marked, an empty rectangle nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._marked = QRect()
        self.hide()

    def show_range(self, marked: QRect, size: QRect) -> None:
        """Frame a rectangle of the viewport."""
        self._marked = marked
        self.setGeometry(size)
        self.setVisible(not marked.isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self._marked.adjusted(0, 0, -1, -1)
        veil = theme().color(Token.ACCENT)
        veil.setAlphaF(VEIL)
        painter.fillRect(box, veil)
        edge = theme().color(Token.ACCENT)
        for side in (
            QRect(box.x(), box.y(), box.width(), THICK),
            QRect(box.x(), box.bottom() - THICK + 1, box.width(), THICK),
            QRect(box.x(), box.y(), THICK, box.height()),
            QRect(box.right() - THICK + 1, box.y(), THICK, box.height()),
        ):
            painter.fillRect(side, edge)
        painter.end()
