"""The list of the parts of the settings; ↑ and ↓ choose, the page turns at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_box, draw_icon, draw_text

ROW, SIDE = 34, 8
BAR = 4


@dataclass(frozen=True, slots=True)
class NavItem:
    """One part: key, words, sign."""

    key: str
    words: str
    icon: Icon


class SettingsNav(QWidget):
    """``chosen(str)`` carries the key."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self._items = tuple(items)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def current(self) -> str:
        """Return the key of the part in front."""
        return self._items[self._at].key

    def choose(self, key: str) -> None:
        """Turn to a part; an unknown key raises StopIteration."""
        self._take(next(number for number, item in enumerate(self._items) if item.key == key))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(ROW) * len(self._items))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._take(min(max(self._at + step, 0), len(self._items) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(min(int(event.position().y() // theme().px(ROW)), len(self._items) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        for number, item in enumerate(self._items):
            area = QRectF(px(SIDE), number * px(ROW) + 1, self.width() - 2 * px(SIDE), px(ROW) - 2)
            is_front = number == self._at
            if is_front:
                draw_box(painter, area, 6, Token.ACCENT_SOFT)
                draw_box(painter, QRectF(0, area.y() + px(8), BAR, area.height() - px(16)), 2, Token.ACCENT_FILL)
            if is_front and self.hasFocus():
                draw_box(painter, area, 6, None, Token.ACCENT, 1.5)
            color = Token.ACCENT if is_front else Token.T2
            draw_icon(painter, QPointF(area.x() + px(12), area.center().y() - px(8)), item.icon, 16, color)
            words = area.adjusted(px(38), 0, -px(8), 0)
            draw_text(painter, words, item.words, Font.STRONG if is_front else Font.BODY, color)
        painter.end()

    def _take(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._tell()
            self.chosen.emit(self.current())

    def _tell(self) -> None:
        self.setAccessibleName(f"设置，{self._items[self._at].words}")
        self.update()
