"""A floating box inside the window, under the field it belongs to; the keyboard stays in that field."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import Token
from app.ui.theme.paint import draw_box, draw_shadow

SHADOW = 18
RADIUS = 9
DROP = 5  # gap between field and box


class Popup(QWidget):
    """Base of look-up and month boxes: a child of the window, so no window manager and no grab is involved."""

    accessible_role = QAccessible.Role.List

    closed = Signal()

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        one: QWidget | None = anchor
        while one is not None:
            one.installEventFilter(self)
            one = one.parentWidget() if one is not one.window() else None

    def box_size(self) -> QSize:
        """Return the size of the box without its shadow; the kinds of pop-up say."""
        raise NotImplementedError

    def box(self) -> QRect:
        """Return the box inside the widget; the rest is shadow."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def open(self) -> None:
        """Show the box under its field."""
        self.place()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Close for good; ``closed`` follows once."""
        if self.isHidden():
            return
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def place(self) -> None:
        """Put the box under the field, above it where there is more room, and never outside the window."""
        window = self._anchor.window()
        size = self.box_size().boundedTo(window.size() - QSize(2 * DROP, 2 * DROP))
        corner = self._anchor.mapTo(window, QPoint(0, 0))
        below = corner.y() + self._anchor.height() + DROP
        above = corner.y() - DROP - size.height()
        fits_below = below + size.height() <= window.height()
        y = below if fits_below or corner.y() < window.height() - below else max(above, 0)
        x = max(min(corner.x(), window.width() - size.width() - DROP), 0)
        frame = QRect(QPoint(x, y), size).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW)
        self.setGeometry(frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self.place()
        elif event.type() == QEvent.Type.Hide and watched is self._anchor:
            self.dismiss()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.box())
        draw_shadow(painter, box, RADIUS, SHADOW)
        draw_box(painter, box, RADIUS, Token.SURFACE, Token.BORDER)
        self.paint_inside(painter, box)
        painter.end()

    def paint_inside(self, painter: QPainter, box: QRectF) -> None:
        """Paint the contents; the kinds of pop-up say."""
        raise NotImplementedError
