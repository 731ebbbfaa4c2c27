"""The rail at the left: the pages of the program with their counts, and the settings at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.icons import mark_image
from app.ui.theme.paint import CENTRE, draw_box, draw_column, draw_icon, draw_text
from app.ui.widgets.badge import draw_badge

WIDTH = 68
ITEM = 52
PITCH = 56
FIRST = 58
SIDE = 6
MARK = 32


@dataclass(frozen=True, slots=True)
class RailItem:
    """One page in the rail; ``at_foot`` puts it below the gap."""

    key: str
    words: str
    icon: Icon
    at_foot: bool = False


class Rail(QWidget):
    """The items; ``chosen(str)`` carries the key. ↑ and ↓ move the ring, Enter or 空格 opens."""

    accessible_role = QAccessible.Role.PageTabList

    chosen = Signal(str)

    def __init__(self, items: Sequence[RailItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = tuple(items)
        self._counts: dict[str, int] = {}
        self._current = items[0].key if items else ""
        self._ring = 0
        self._hovered = -1
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._tell()

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the pages, top to bottom."""
        return tuple(item.key for item in self._items)

    def current(self) -> str:
        """Return the key of the page in front."""
        return self._current

    def show_current(self, key: str) -> None:
        """Mark a page as the one in front."""
        self._current = key
        self._tell()

    def set_count(self, key: str, count: int) -> None:
        """Put a count on an item; 0 takes it away."""
        self._counts[key] = count
        self._tell()

    def count(self, key: str) -> int:
        """Return the count on an item."""
        return self._counts.get(key, 0)

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(WIDTH), px(FIRST) + px(PITCH) * len(self._items) + px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number >= 0:
            self.chosen.emit(self._items[number].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._ring = min(max(self._ring + step, 0), len(self._items) - 1)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._items[self._ring].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = next((n for n, item in enumerate(self._items) if item.key == self._current), 0)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ink(Token.APP))
        draw_column(painter, self.width() - 1, 0, self.height(), Token.BORDER)
        ratio = painter.deviceTransform().m11()
        colors = (theme().color(Token.ACCENT_FILL), theme().color(Token.ON_FILL))
        painter.drawImage(QPointF((self.width() - px(MARK)) / 2, px(10)), mark_image(px(MARK), *colors, ratio))
        for number, item in enumerate(self._items):
            self._paint_item(painter, self._area(number), item, number)
        painter.end()

    def _paint_item(self, painter: QPainter, area: QRectF, item: RailItem, number: int) -> None:
        px = theme().px
        is_front = item.key == self._current
        if is_front or number == self._hovered:
            draw_box(painter, area, 8, Token.ACCENT_SOFT if is_front else Token.HOVER)
        if is_front:
            draw_box(painter, QRectF(-2, area.y() + px(14), 5, area.height() - px(28)), 2, Token.ACCENT_FILL)
        if self.hasFocus() and number == self._ring:
            draw_box(painter, area.adjusted(1, 1, -1, -1), 7, None, Token.ACCENT, 1.5)
        color = Token.ACCENT if is_front else Token.T2
        top = QPointF(area.x() + (area.width() - px(20)) / 2, area.y() + px(7))
        draw_icon(painter, top, item.icon, 20, color)
        words = QRectF(0, area.y() + px(29), self.width(), px(18))
        draw_text(painter, words, item.words, Font.SMALL_STRONG if is_front else Font.SMALL, color, CENTRE)
        draw_badge(painter, QPointF(area.center().x() + px(4), area.y() + px(2)), self.count(item.key))

    def _area(self, number: int) -> QRectF:
        px = theme().px
        if self._items[number].at_foot:
            after = len(self._items) - 1 - number
            top = self.height() - px(8) - px(ITEM) - after * px(PITCH)
        else:
            top = px(FIRST) + number * px(PITCH)
        return QRectF(px(SIDE), top, self.width() - 2 * px(SIDE) - 1, px(ITEM))

    def _at(self, place: QPointF) -> int:
        areas = (number for number in range(len(self._items)) if self._area(number).contains(place))
        return next(areas, -1)

    def _tell(self) -> None:
        item = self._items[self._ring] if self.hasFocus() and self._items else None
        count = self.count(item.key) if item else 0
        words = "" if item is None else f"{item.words} {count}" if count else item.words
        self.setAccessibleName(f"页面，{words}" if words else "页面")
        self.update()
