"""The tabs over a side panel: words with a count, the chosen one underlined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import draw_box, draw_line, draw_text, width_of
from app.ui.widgets.badge import badge_width, draw_badge

HEIGHT = 40
PAD = 14
UNDERLINE = 2


@dataclass(frozen=True, slots=True)
class PanelTab:
    """One tab: key, word, count, and the tone of the count."""

    key: str
    words: str
    count: int = 0
    tone: Tone = Tone.NEU


class PanelTabs(QWidget):
    """The tabs; ``chosen(str)`` carries the key."""

    accessible_role = QAccessible.Role.PageTabList

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[PanelTab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = tuple(tabs)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_tabs(self, tabs: Sequence[PanelTab]) -> None:
        """Show other counts; the choice stays on its key."""
        key = self.current()
        self._tabs = tuple(tabs)
        self.choose(key)

    def current(self) -> str:
        """Return the key of the tab in front."""
        return self._tabs[self._at].key

    def choose(self, key: str) -> None:
        """Bring a tab to the front without telling anybody."""
        self._at = next((number for number, tab in enumerate(self._tabs) if tab.key == key), 0)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(round(self._areas()[-1].right()), theme().px(HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, area in enumerate(self._areas()):
            if area.contains(event.position()):
                self._take(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._take(min(max(self._at + step, 0), len(self._tabs) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        draw_line(painter, 0, self.height() - 1, self.width(), Token.BORDER)
        for number, area in enumerate(self._areas()):
            tab, is_front = self._tabs[number], number == self._at
            inner = area.adjusted(px(PAD), 0, 0, 0)
            kind, color = (Font.STRONG, Token.ACCENT) if is_front else (Font.BODY, Token.T2)
            taken = draw_text(painter, inner, tab.words, kind, color)
            at = QPointF(inner.x() + taken + px(6), (self.height() - px(16)) / 2)
            draw_badge(painter, at, tab.count, tab.tone.bg, tab.tone.text)
            if is_front:
                line = QRectF(inner.x(), self.height() - UNDERLINE, area.width() - 2 * px(PAD), UNDERLINE)
                draw_box(painter, line, 1, Token.ACCENT)
        if self.hasFocus():
            draw_box(painter, self._areas()[self._at].adjusted(4, 5, -4, -6), 5, None, Token.ACCENT, 1.5)
        painter.end()

    def _areas(self) -> list[QRectF]:
        px = theme().px
        x, areas = 0.0, []
        for tab in self._tabs:
            width = width_of(tab.words, Font.STRONG) + 2 * px(PAD)
            width += badge_width(tab.count) + px(6) if tab.count else 0
            areas.append(QRectF(x, 0, width, px(HEIGHT)))
            x += width
        return areas

    def _take(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._tell()
            self.chosen.emit(self.current())

    def _tell(self) -> None:
        tab = self._tabs[self._at]
        self.setAccessibleName(f"{tab.words} {tab.count}" if tab.count else tab.words)
        self.updateGeometry()
        self.update()
