"""Scroll areas without frame or ground, and their thin bars.

They are painted here and not by a style sheet: any style sheet of the application is matched against every widget each
time one is made, moved or repainted in another theme, which costs more than all the rest of opening a page.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QFrame,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from app.ui.theme import Token
from app.ui.theme.paint import draw_box

THICK = 10
AIR = 2
SHORTEST = 32
_ACROSS = Qt.Orientation.Horizontal


class ScrollBar(QScrollBar):
    """A handle on nothing: no buttons at its ends, no ground."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._held: float | None = None  # where on the handle the mouse took it
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        return QSize(SHORTEST, THICK) if self.orientation() == _ACROSS else QSize(THICK, SHORTEST)

    def handle(self) -> QRectF:
        """Return the place of the handle; empty while there is nothing to scroll."""
        span = self.maximum() - self.minimum()
        if span <= 0:
            return QRectF()
        room = self._room()
        length = min(max(room * self.pageStep() / (span + self.pageStep()), SHORTEST), room)
        start = (room - length) * (self.sliderPosition() - self.minimum()) / span
        if self.orientation() == _ACROSS:
            return QRectF(start, 0, length, self.height())
        return QRectF(0, start, self.width(), length)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.handle()
        if event.button() != Qt.MouseButton.LeftButton or handle.isEmpty():
            event.ignore()
            return
        event.accept()
        along, start = self._along(event.position()), self._along(handle.topLeft())
        if handle.contains(event.position()):
            self._held = along - start
            self.setSliderDown(True)
        else:
            step = QAbstractSlider.SliderAction
            self.triggerAction(step.SliderPageStepSub if along < start else step.SliderPageStepAdd)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        handle = self.handle()
        free = self._room() - max(handle.width() if self.orientation() == _ACROSS else handle.height(), 0)
        if self._held is not None and free > 0:
            share = (self._along(event.position()) - self._held) / free
            self.setSliderPosition(round(self.minimum() + share * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.setSliderDown(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        handle = self.handle().adjusted(AIR, AIR, -AIR, -AIR)
        is_near = self.isSliderDown() or self.underMouse()
        if not handle.isEmpty():
            draw_box(painter, handle, (THICK - 2 * AIR) / 2, Token.BORDER_STRONG if is_near else Token.BORDER_FIELD)
        painter.end()

    def _room(self) -> int:
        return self.width() if self.orientation() == _ACROSS else self.height()

    def _along(self, at: QPointF) -> float:
        return at.x() if self.orientation() == _ACROSS else at.y()


def make_bare(area: QAbstractScrollArea) -> None:
    """Take frame and ground from an area and give it thin bars; rows of a list keep the surface under them."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, area))
    area.setCornerWidget(QWidget(area))  # where the bars meet Qt would paint a corner of the style's own
    if isinstance(area, QAbstractItemView):
        area.viewport().setBackgroundRole(QPalette.ColorRole.Button)  # the role that wears Token.SURFACE
    else:
        area.viewport().setAutoFillBackground(False)


class ScrollArea(QScrollArea):
    """An area around one widget that takes its width from the area; the keyboard goes to what is inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_bare(self)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
