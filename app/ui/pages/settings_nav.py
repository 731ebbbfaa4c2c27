"""The list of the parts of the settings under their headings; ↑ and ↓ choose, the page turns at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import CENTRE, draw_box, draw_icon, draw_text, width_of

ROW, HEADING, SIDE = 34, 36, 8
BAR = 4


@dataclass(frozen=True, slots=True)
class NavItem:
    """One part: key, words, sign, and the heading it stands under."""

    key: str
    words: str
    icon: Icon
    group: str = ""


class SettingsNav(QWidget):
    """``chosen(str)`` carries the key."""

    accessible_role = QAccessible.Role.List

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self._items = tuple(items)
        self._at = 0
        self._counts: dict[str, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def current(self) -> str:
        """Return the key of the part in front."""
        return self._items[self._at].key

    def choose(self, key: str) -> None:
        """Turn to a part; an unknown key raises StopIteration."""
        self._take(next(number for number, item in enumerate(self._items) if item.key == key))

    def show_count(self, key: str, count: int) -> None:
        """Say how many things of a part want to be looked at."""
        self._counts[key] = count
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), round(self._areas()[-1].bottom()) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._take(min(max(self._at + step, 0), len(self._items) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = next((n for n, area in enumerate(self._areas()) if area.contains(event.position())), None)
        if hit is not None:
            self._take(hit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        group = ""
        for number, (item, area) in enumerate(zip(self._items, self._areas(), strict=True)):
            if item.group != group:
                group = item.group
                over = QRectF(px(20), area.y() - px(HEADING) + px(8), self.width() - px(24), px(HEADING) - px(8))
                draw_text(painter, over, group, Font.SMALL, Token.T3)
            self._paint_item(painter, area, item, number == self._at)
        painter.end()

    def _paint_item(self, painter: QPainter, area: QRectF, item: NavItem, is_front: bool) -> None:
        px = theme().px
        if is_front:
            draw_box(painter, area, 6, Token.ACCENT_SOFT)
            draw_box(painter, QRectF(0, area.y() + px(8), BAR, area.height() - px(16)), 2, Token.ACCENT_FILL)
        if is_front and self.hasFocus():
            draw_box(painter, area, 6, None, Token.ACCENT, 1.5)
        color = Token.ACCENT if is_front else Token.T2
        draw_icon(painter, QPointF(area.x() + px(12), area.center().y() - px(8)), item.icon, 16, color)
        words = area.adjusted(px(38), 0, -px(8), 0)
        draw_text(painter, words, item.words, Font.STRONG if is_front else Font.BODY, color)
        count = self._counts.get(item.key, 0)
        if count:
            wide = max(width_of(str(count), Font.SMALL_MEDIUM) + px(10), px(18))
            box = QRectF(area.right() - wide - px(10), area.center().y() - px(9), wide, px(18))
            draw_box(painter, box, box.height() / 2, Tone.WARN.bg)
            draw_text(painter, box, str(count), Font.SMALL_MEDIUM, Tone.WARN.text, CENTRE)

    def _areas(self) -> list[QRectF]:
        """Return the places of the items, headings left out."""
        px = theme().px
        found, top, group = [], 0.0, ""
        for item in self._items:
            if item.group != group:
                group, top = item.group, top + px(HEADING)
            found.append(QRectF(px(SIDE), top + 1, self.width() - 2 * px(SIDE), px(ROW) - 2))
            top += px(ROW)
        return found

    def _take(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._tell()
            self.chosen.emit(self.current())

    def _tell(self) -> None:
        item = self._items[self._at]
        count = self._counts.get(item.key, 0)
        self.setAccessibleName(f"设置，{item.words}" + (f"，{count} 项留意" if count else ""))
        self.update()
