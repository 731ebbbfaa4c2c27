"""The bar over the page: a tab per open page or document, the search over everything, the operator."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_column, draw_icon, draw_text, elided, width_of
from app.ui.windows.tab_widths import Window, fitting, in_view, shared_out, told_apart

HEIGHT = 42
PAD = 12
FIRST = 8  # so that the first sign stands on the page margin
ICON = 16
CLOSE = 16
DOT = 7
WIDEST = 260
SHORTEST = 26  # less of the words says nothing
ROOMY = 110  # a tab that has room for a cross, words that have room for both their ends
LEAST = 2 * PAD + ICON  # the sign alone
EDGE = 40  # how many tabs are hidden beyond an end


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: key, words, sign, whether it may be closed, and whether it carries the amber dot."""

    key: str
    words: str
    icon: Icon
    closable: bool = True
    marked: bool = False


class TabBar(QWidget):
    """The tabs; ``chosen(str)`` and ``close_asked(str)`` carry the key. The keyboard uses Ctrl+Tab and Ctrl+W."""

    accessible_role = QAccessible.Role.PageTabList

    chosen = Signal(str)
    close_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[Tab, ...] = ()
        self._few: dict[str, str] = {}  # by key: the least words that tell a tab from the others
        self._current = ""
        self._hovered: tuple[int, bool] = (-1, False)
        self._first = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: Sequence[Tab], current: str) -> None:
        """Show the tabs with one of them in front."""
        if (tuple(tabs), current) == (self._tabs, self._current):
            return
        self._tabs, self._current = tuple(tabs), current
        self._few = dict(zip((tab.key for tab in tabs), told_apart([tab.words for tab in tabs]), strict=True))
        front = next((tab.words for tab in tabs if tab.key == current), "")
        self.setAccessibleName(f"标签页，{front}")
        self.setAccessibleDescription("、".join(tab.words for tab in tabs))
        self.update()

    def tabs(self) -> tuple[Tab, ...]:
        """Return the tabs."""
        return self._tabs

    def current(self) -> str:
        """Return the key of the tab in front."""
        return self._current

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(HEIGHT))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            number = hovered[0]
            words = self._tabs[number].words if number >= 0 else ""
            self.setToolTip(words if number >= 0 and self._is_elided(number) else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = (-1, False)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hidden = self._hidden_at(event.position())
        if hidden >= 0:
            self.chosen.emit(self._tabs[hidden].key)
        number, on_close = self._at(event.position())
        if number < 0:
            return
        middle = event.button() == Qt.MouseButton.MiddleButton and self._tabs[number].closable
        (self.close_asked if on_close or middle else self.chosen).emit(self._tabs[number].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ink(Token.APP))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().ink(Token.BORDER))
        for number, area in enumerate(self._areas()):
            if not area.isEmpty():
                self._paint_tab(painter, area, self._tabs[number], number)
        self._paint_ends(painter)
        painter.end()

    def _paint_ends(self, painter: QPainter) -> None:
        """Say at either end how many tabs stand beyond it."""
        px, seen = theme().px, self._in_view()
        for area, count, icon in zip(
            self._ends(), (seen.first, len(self._tabs) - seen.end), (Icon.CHEVRON_LEFT, Icon.CHEVRON_RIGHT), strict=True
        ):
            if count:
                at = QPointF(area.x() + px(2), (area.height() - px(14)) / 2)
                draw_icon(painter, at, icon, 14, Token.T2)
                draw_text(painter, area.adjusted(px(17), 0, 0, 0), str(count), Font.SMALL, Token.T2)

    def _paint_tab(self, painter: QPainter, area: QRectF, tab: Tab, number: int) -> None:
        px = theme().px
        is_front = tab.key == self._current
        color = Token.T1 if is_front else Token.T2
        if is_front:
            painter.fillRect(area, theme().ink(Token.SURFACE))
            painter.fillRect(QRectF(area.x(), 0, area.width(), 2), theme().ink(Token.ACCENT_FILL))
            draw_column(painter, area.x(), 0, area.height(), Token.BORDER)
            draw_column(painter, area.right() - 1, 0, area.height(), Token.BORDER)
        elif number + 1 < len(self._tabs) and self._tabs[number + 1].key != self._current:
            draw_column(painter, area.right() - 1, px(13), area.height() - px(13), Token.BORDER)
        words = self._words_area(area, tab)
        at = QPointF(area.x() + px(PAD), (area.height() - px(ICON)) / 2)
        draw_icon(painter, at, tab.icon, ICON, Token.ACCENT if is_front else Token.T2)
        kind = Font.STRONG if is_front else Font.BODY
        if self._has_words(area, tab):
            shown = fitting(tab.words, self._few[tab.key], kind, words.width(), px(ROOMY))
            draw_text(painter, words, shown, kind, color)
            if self._has_end(area, tab):
                self._paint_end(painter, area, tab, number)
        elif tab.marked:
            self._paint_dot(painter, QPointF(area.right() - px(PAD), px(PAD)))

    def _paint_end(self, painter: QPainter, area: QRectF, tab: Tab, number: int) -> None:
        px = theme().px
        close = self._close_area(area)
        on_tab, on_close = self._hovered[0] == number, self._hovered == (number, True)
        if tab.marked and not on_tab:
            self._paint_dot(painter, close.center())
        elif tab.closable:
            at = QPointF(close.center().x() - px(7), close.center().y() - px(7))
            draw_icon(painter, at, Icon.X, 14, Token.T1 if on_close else Token.T3)

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        radius = theme().px(DOT) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().ink(Token.WARN_FILL))
        painter.drawEllipse(at, radius, radius)

    def _areas(self) -> list[QRectF]:
        """Return the boxes of the tabs, empty for those beyond an end.

        They are as wide as their words; where they do not fit, the widest give way first, down to what tells them from
        others. The tab in front keeps its words.
        """
        seen, widths = self._in_view(), self._widths()
        x = float(theme().px(FIRST) + (theme().px(EDGE) if seen.first else 0))
        areas = []
        for number, width in enumerate(widths):
            is_seen = seen.first <= number < seen.end
            areas.append(QRectF(x, 0, width, self.height()) if is_seen else QRectF())
            x += width if is_seen else 0.0
        return areas

    def _in_view(self) -> Window:
        front = next((number for number, tab in enumerate(self._tabs) if tab.key == self._current), 0)
        room = self.width() - theme().px(FIRST)
        seen = in_view(self._widths(), front, room, theme().px(EDGE), min(self._first, max(len(self._tabs) - 1, 0)))
        self._first = seen.first
        return seen

    def _widths(self) -> list[float]:
        wanted = [self._width(tab) for tab in self._tabs]
        least = [
            width if tab.key == self._current else self._least(tab)
            for tab, width in zip(self._tabs, wanted, strict=True)
        ]
        return shared_out(wanted, least, self.width() - theme().px(FIRST))

    def _least(self, tab: Tab) -> float:
        px, few = theme().px, self._few[tab.key]
        return px(LEAST) + px(7) + width_of(few, Font.BODY) + 1 if few else px(LEAST)

    def _ends(self) -> tuple[QRectF, QRectF]:
        """Return where the tabs beyond the left and the right end are counted."""
        edge, height = theme().px(EDGE), self.height()
        return QRectF(theme().px(FIRST), 0, edge, height), QRectF(self.width() - edge, 0, edge, height)

    def _hidden_at(self, place: QPointF) -> int:
        """Return the next tab beyond the end a place is at, -1 where there is none."""
        seen, (left, right) = self._in_view(), self._ends()
        if seen.first and left.contains(place):
            return seen.first - 1
        return seen.end if seen.end < len(self._tabs) and right.contains(place) else -1

    def _width(self, tab: Tab) -> float:
        px = theme().px
        end = px(CLOSE) + px(8) if tab.closable or tab.marked else px(8)
        width = 2 * px(PAD) + px(ICON) + px(7) + width_of(tab.words, Font.STRONG) + end
        return min(width, px(WIDEST))

    def _words_area(self, area: QRectF, tab: Tab) -> QRectF:
        px = theme().px
        left = area.x() + px(PAD) + px(ICON) + px(7)
        right = self._close_area(area).x() - px(4) if self._has_end(area, tab) else area.right() - px(PAD)
        return QRectF(left, 0, right - left, area.height())

    def _has_end(self, area: QRectF, tab: Tab) -> bool:
        """Tell whether a cross or dot stands behind the words; in a narrow tab the words need the room more."""
        least = self._least(tab) + theme().px(CLOSE) + theme().px(8)
        roomy = area.width() >= min(max(least, theme().px(ROOMY)), self._width(tab))
        return roomy and (tab.closable or tab.marked)

    def _has_words(self, area: QRectF, tab: Tab) -> bool:
        """Tell whether there is room for words beside the sign."""
        least = min(float(theme().px(SHORTEST)), width_of(tab.words, Font.BODY))
        return self._words_area(area, tab).width() >= least

    def _close_area(self, area: QRectF) -> QRectF:
        px = theme().px
        return QRectF(area.right() - px(PAD) - px(CLOSE), (area.height() - px(CLOSE)) / 2, px(CLOSE), px(CLOSE))

    def _is_elided(self, number: int) -> bool:
        area = self._words_area(self._areas()[number], self._tabs[number])
        return elided(self._tabs[number].words, Font.BODY, area.width()) != self._tabs[number].words

    def _at(self, place: QPointF) -> tuple[int, bool]:
        for number, area in enumerate(self._areas()):
            if area.contains(place):
                tab, close = self._tabs[number], self._close_area(area).adjusted(-4, -4, 4, 4)
                return number, tab.closable and self._has_end(area, tab) and close.contains(place)
        return -1, False
