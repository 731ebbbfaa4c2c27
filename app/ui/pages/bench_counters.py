"""The figures over 工作台: how many declarations wait where; each leads to its list; it counts nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_column, draw_icon, draw_text
from app.ui.widgets.button import BY_KEYBOARD

HEIGHT = 84
RADIUS = 8
PAD = 18


@dataclass(frozen=True, slots=True)
class Counter:
    """One figure: key, words, sign with its tone, figure as shown, and a note (in the tone if ``loud``)."""

    key: str
    words: str
    icon: Icon
    tone: Tone
    figure: str = "0"
    note: str = ""
    loud: bool = False


class Counters(QWidget):
    """A card of figures, one stop for the keyboard: ← and → move, Enter opens; ``opened(str)`` carries the key."""

    opened = Signal(str)

    def __init__(self, counters: Sequence[Counter]) -> None:
        super().__init__()
        self._counters = tuple(counters)
        self._at, self._hovered = 0, -1
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_counters(self, counters: Sequence[Counter]) -> None:
        """Show other figures of the same kinds."""
        self._counters = tuple(counters)
        self._tell()

    def figure(self, key: str) -> str:
        """Return a figure as shown."""
        return next(one.figure for one in self._counters if one.key == key)

    def note(self, key: str) -> str:
        """Return the note beside a figure."""
        return next(one.note for one in self._counters if one.key == key)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(800), theme().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._by_keyboard = True
            self._at = min(max(self._at + step, 0), len(self._counters) - 1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._counters[self._at].key)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._under(event.position())
        if number >= 0:
            self._at = number
            self._tell()
            self.opened.emit(self._counters[number].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in BY_KEYBOARD
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), RADIUS, Token.SURFACE, Token.BORDER)
        for number, (one, area) in enumerate(zip(self._counters, self._areas(), strict=True)):
            if number:
                draw_column(painter, area.x(), px(16), self.height() - px(16))
            self._paint(painter, area, one, number)
        painter.end()

    def _paint(self, painter: QPainter, area: QRectF, one: Counter, number: int) -> None:
        px = theme().px
        inside = area.adjusted(px(6), px(6), -px(6), -px(6))
        if number == self._hovered:
            draw_box(painter, inside, 6, Token.HOVER)
        if self.hasFocus() and self._by_keyboard and number == self._at:
            draw_box(painter, inside, 6, None, Token.ACCENT, 1.5)
        left = area.x() + px(PAD)
        draw_icon(painter, QPointF(left, px(15)), one.icon, 16, one.tone.text)
        draw_text(painter, QRectF(left + px(24), px(13), area.width(), px(20)), one.words, Font.BODY, Token.T1)
        color = one.tone.text if one.loud else Token.T1
        figure = QRectF(left, px(38), area.width() - px(PAD), px(34))
        taken = draw_text(painter, figure, one.figure, Font.COUNTER, color)
        note = QRectF(left + taken + px(10), px(43), area.right() - left - taken - px(20), px(28))
        draw_text(painter, note, one.note, Font.SMALL, color if one.loud else Token.T2)

    def _areas(self) -> list[QRectF]:
        width = self.width() / max(len(self._counters), 1)
        return [QRectF(number * width, 0, width, self.height()) for number in range(len(self._counters))]

    def _under(self, place: QPointF) -> int:
        return next((number for number, area in enumerate(self._areas()) if area.contains(place)), -1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setToolTip(_words(self._counters[number]) if number >= 0 else "")
            self.update()

    def _tell(self) -> None:
        self.setAccessibleName(_words(self._counters[self._at]))
        self.update()


def _words(one: Counter) -> str:
    return f"{one.words} {one.figure} {one.note}".strip()
