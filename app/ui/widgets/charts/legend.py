"""The names of the colours of a chart, in the order of its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import draw_box, draw_text, width_of

SQUARE, GAP, BETWEEN, HEIGHT = 11, 6, 16, 20
Named = tuple[str, Token]


class Legend(QWidget):
    """Squares with names in one line."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, names: Sequence[Named], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"图例 {'、'.join(name for name, _ in names)}")

    def sizeHint(self) -> QSize:
        px = theme().px
        words = sum(width_of(name, Font.SMALL) for name, _ in self._names)
        return QSize(round(words) + len(self._names) * (px(SQUARE) + px(GAP) + px(BETWEEN)), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_legend(painter, QRectF(self.rect()))
        painter.end()

    def paint_legend(self, painter: QPainter, area: QRectF) -> None:
        """Draw the names into an area of any painter."""
        px = theme().px
        x = area.x()
        for name, color in self._names:
            draw_box(painter, QRectF(x, area.center().y() - px(4), px(SQUARE), px(SQUARE) - px(2)), 2, color)
            x += px(SQUARE) + px(GAP)
            x += draw_text(painter, QRectF(x, area.y(), area.right() - x, area.height()), name, Font.SMALL, Token.T2)
            x += px(BETWEEN)
