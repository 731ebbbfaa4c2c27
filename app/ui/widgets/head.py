"""The strip over the columns of a table, sunken also where there is no column; what stands in it its kinds paint."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui.theme import Token, theme


class Head(QHeaderView):
    """Column heads without Qt's own shading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        end = self.length() - self.offset()
        if end < self.viewport().width():  # Qt has painted the rest in the style's own colours
            painter = QPainter(self.viewport())
            paint_head(painter, QRectF(end, 0, self.viewport().width() - end, self.height()))
            painter.end()


def paint_head(painter: QPainter, area: QRectF) -> None:
    """Paint the ground of a column head and the line under it."""
    painter.fillRect(area, theme().color(Token.SUNKEN))
    painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), theme().color(Token.BORDER))
