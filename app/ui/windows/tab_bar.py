"""The bar over the page: a tab per open page or document, the search over everything, the operator."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, draw_column, draw_icon, draw_text, elided, shortened, width_of

HEIGHT = 42
PAD = 12
FIRST = 8  # so that the first sign stands on the page margin
ICON = 16
CLOSE = 16
DOT = 7
WIDEST = 260
SHORTEST = 26  # less of the words says nothing
ROOMY = 110  # a tab that has room for a cross, words that have room for both their ends
TAIL = 4  # signs of a number that tell one tab from another
LEAST = 2 * PAD + ICON  # the sign alone


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
        self._current = ""
        self._hovered: tuple[int, bool] = (-1, False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: Sequence[Tab], current: str) -> None:
        """Show the tabs with one of them in front."""
        if (tuple(tabs), current) == (self._tabs, self._current):
            return
        self._tabs, self._current = tuple(tabs), current
        front = next((tab.words for tab in tabs if tab.key == current), "")
        self.setAccessibleName(f"标签页，{front}")
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
            self._paint_tab(painter, area, self._tabs[number], number)
        painter.end()

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
        if words.width() < px(SHORTEST) and _tail(tab.words):  # a sign that many tabs carry tells none of them
            draw_text(painter, area, _tail(tab.words), Font.SMALL, color, CENTRE)
        else:
            at = QPointF(area.x() + px(PAD), (area.height() - px(ICON)) / 2)
            draw_icon(painter, at, tab.icon, ICON, Token.ACCENT if is_front else Token.T2)
        kind = Font.STRONG if is_front else Font.BODY
        fitting = _fitting(tab.words, kind, words.width())
        if self._has_words(area, tab):
            draw_text(painter, words, fitting, kind, color)
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
        """Return the boxes of the tabs: as wide as their words; where they do not fit, the widest give way first.

        The tab in front keeps its words. Where even the signs do not fit, the bar stands so that the front is in view.
        """
        wanted = [self._width(tab) for tab in self._tabs]
        fronts = [tab.key == self._current for tab in self._tabs]
        front = sum(width for width, is_front in zip(wanted, fronts, strict=True) if is_front)
        others = [width for width, is_front in zip(wanted, fronts, strict=True) if not is_front]
        given = iter(_shared_out(others, self.width() - theme().px(FIRST) - front, theme().px(LEAST)))
        x, areas = float(theme().px(FIRST)), []
        for width, is_front in zip(wanted, fronts, strict=True):
            areas.append(QRectF(x, 0, width if is_front else next(given), self.height()))
            x = areas[-1].right()
        beyond = max((area.right() for area, is_front in zip(areas, fronts, strict=True) if is_front), default=0.0)
        shift = max(beyond - self.width(), 0.0)
        return [area.translated(-shift, 0) for area in areas]

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
        roomy = area.width() >= min(theme().px(ROOMY), self._width(tab))
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


def _fitting(words: str, kind: Font, width: float) -> str:
    """Return what of the words tells this tab from others: both ends, or where that says too little the last word."""
    if width >= theme().px(ROOMY) or width_of(words, kind) <= width:
        return shortened(words, kind, width)
    last, tail = words.rpartition(" ")[2], _tail(words)
    return next((one for one in (last, tail) if width_of(one, kind) <= width), "")


def _tail(words: str) -> str:
    """Return the end of the number the words end in, "" where they end in none."""
    last = words.rpartition(" ")[2]
    return last[-TAIL:] if last.isascii() and len(last) >= TAIL else ""


def _shared_out(wanted: list[float], room: float, least: float) -> list[float]:
    """Return widths that fit a room: everybody gets what is wanted up to a common limit, and ``least`` in any case."""
    left, limit = room, room
    for number, width in enumerate(sorted(wanted)):
        limit = left / (len(wanted) - number)
        if width > limit:
            return [min(one, max(limit, least)) for one in wanted]
        left -= width
    return wanted
