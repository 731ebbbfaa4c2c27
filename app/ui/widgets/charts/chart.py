"""What every chart shares: one stop for the keyboard, a current value told in words, painting anywhere."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_text
from app.ui.theme.tip import plain_tip
from app.ui.widgets.button import BY_KEYBOARD

NOTHING = "没有数据"
_Key = Qt.Key
_BACK, _ON = (_Key.Key_Up, _Key.Key_Left), (_Key.Key_Down, _Key.Key_Right)


class Chart(QWidget):
    """``opened(int)`` on Enter or a click on a value; the kinds of chart say how many values there are and where."""

    accessible_role = QAccessible.Role.Chart

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._at = 0
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.tell()

    # -- what the kinds say --------------------------------------------------------------------------------------

    def values(self) -> int:
        """Return how many values the keyboard can go to."""
        raise NotImplementedError

    def words_of(self, number: int) -> str:
        """Return one value in words, with its unit."""
        raise NotImplementedError

    def place_of(self, number: int, area: QRectF) -> QRectF:
        """Return where a value is drawn."""
        raise NotImplementedError

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        """Draw the chart into an area of any painter."""
        raise NotImplementedError

    # -- one stop ------------------------------------------------------------------------------------------------

    def current(self) -> int:
        """Return the number of the current value."""
        return self._at

    def tell(self) -> None:
        """Say the current value anew, after other values came."""
        count = self.values()
        self._at = min(self._at, max(count - 1, 0))
        said = self.words_of(self._at) if count else NOTHING
        self.setAccessibleName(f"{self._name}，{said}")
        whole = "；".join(self.words_of(number) for number in range(count))
        self.setAccessibleDescription(whole)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(200))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), self.values()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not count:
            super().keyPressEvent(event)
        elif key in _BACK or key in _ON:
            self._by_keyboard = True
            self._at = min(max(self._at + (-1 if key in _BACK else 1), 0), count - 1)
            self.tell()
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._under(event)
        if number >= 0:
            self._at = number
            self.tell()
            self.opened.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._under(event)
        self.setToolTip(plain_tip(self.words_of(number)) if number >= 0 else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        self.paint_chart(painter, area)
        if not self.values():
            draw_text(painter, area, NOTHING, Font.SMALL, Token.T3, CENTRE)
        if self.hasFocus() and self._by_keyboard and self.values():
            place = self.place_of(self._at, area).adjusted(-3, -3, 3, 3).intersected(area.adjusted(1, 1, -1, -1))
            draw_box(painter, place, 5, None, Token.ACCENT, 1.5)
        painter.end()

    def _under(self, event: QMouseEvent) -> int:
        area, at = QRectF(self.rect()), event.position()
        found = (number for number in range(self.values()) if self.place_of(number, area).contains(at))
        return next(found, -1)
