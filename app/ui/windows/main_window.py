"""The one window: rail, tabs, the page in front, status bar; it moves pages about and knows nothing of their work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.keys import Act, bind, keymap
from app.ui.theme import Token, Tone, theme
from app.ui.widgets.card import Ground
from app.ui.widgets.roles import install_roles
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.strip import Strip
from app.ui.widgets.toast import Toast
from app.ui.windows.farewell import Farewell
from app.ui.windows.page import Folding, Page
from app.ui.windows.paint_turn import PaintTurn
from app.ui.windows.rail import Rail, RailItem
from app.ui.windows.status_bar import StatusBar
from app.ui.windows.tab_bar import Tab, TabBar
from app.ui.windows.top_bar import TopBar

NAME = "口岸申报台"
SMALLEST = QSize(1280, 720)  # below this the window scrolls rather than squeezes
START = QSize(1440, 900)
PRACTICE = 3  # height of the line that marks practice
_WINDOW = ""  # the key of the whole window among those of its tabs


@dataclass(frozen=True, slots=True)
class Door:
    """A place in the rail and what makes its page, called when it is first opened; ``is_home`` stays open always."""

    item: RailItem
    make: Callable[[], Page]
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    key: str
    page: Page
    rail_key: str
    closable: bool


class _Pages(QStackedWidget):
    """The pages; how high their wrapped words would like to be is theirs to settle within the window."""

    def hasHeightForWidth(self) -> bool:
        return False


class MainWindow(QWidget):
    """The window over its doors.

    Signals: ``closing`` once before the window goes (flush and shut down there), ``search_asked`` (Ctrl+K),
    ``turned(str)`` with the key of the page that came to the front. Parts for the composition root to wire:
    ``rail`` (set_count), ``status`` (show_link, show_saved, show_queue, show_operator), ``top``, ``strip``, ``toast``.
    """

    closing = Signal()
    search_asked = Signal()
    turned = Signal(str)

    def __init__(self, doors: Sequence[Door]) -> None:
        super().__init__()
        install_roles()
        PaintTurn(self)
        self._doors = {door.item.key: door for door in doors}
        self._open: dict[str, _Open] = {}
        self._recent: list[str] = []
        self._is_closing = False
        self._farewell = Farewell()
        self.rail = Rail([door.item for door in doors])
        self.tabs = TabBar()
        self.top = TopBar()
        self.strip = Strip()
        self.status = StatusBar()
        self.toast = Toast(self)
        self._stack = _Pages()
        self._practice = Ground(Tone.WARN.fill, parent=self)
        self._inside, self._scroll = QWidget(), ScrollArea()
        self.setWindowTitle(NAME)
        self.resize(START)
        self._lay_out()
        self._bind()
        for door in doors:
            if door.is_home:
                self.go(door.item.key)

    # -- pages -------------------------------------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Bring a page of the rail to the front, opening it if need be; an unknown key raises KeyError."""
        if key not in self._open:
            door = self._doors[key]
            self._add(_Open(key, door.make(), key, not door.is_home))
        self._to_front(key)

    def open_document(self, key: str, page: Page, rail_key: str) -> None:
        """Bring a document to the front in a tab of its own; ``rail_key`` is the page it belongs to."""
        if key not in self._open:
            self._add(_Open(key, page, rail_key, closable=True))
        self._to_front(key)

    def replace(self, key: str, page: Page) -> None:
        """Put another page into an open tab; the one before goes unasked: what it held must be kept by now."""
        before = self._open[key]
        self._open[key] = replace(before, page=page)
        self._stack.addWidget(page.widget())
        self._hear(page)
        if key == self.current():
            self._to_front(key)
        self._drop(before.page)
        self._show_tabs()

    def turn_to(self, key: str) -> None:
        """Bring an open page or document to the front; raises KeyError if it has no tab."""
        self._to_front(key)

    def is_open(self, key: str) -> bool:
        """Tell whether a page or document has a tab."""
        return key in self._open

    def page(self, key: str) -> Page:
        """Return an open page or document."""
        return self._open[key].page

    def current(self) -> str:
        """Return the key of the page in front, empty before the first one."""
        return self._recent[-1] if self._recent else ""

    def close_tab(self, key: str) -> None:
        """Close a tab as soon as its page allows it; the one used before comes to the front."""
        one = self._open.get(key)
        if one is None or not one.closable or not (one.page.may_close() or self._farewell.insists(key)):
            return
        self._farewell.forget(key)
        self._recent.remove(key)
        if self._recent:  # the next page first: taken away in front, a page leaves the keyboard to a stranger
            self._to_front(self._recent[-1])
        del self._open[key]
        self._drop(one.page)
        self._show_tabs()

    def show_practice(self, on: bool) -> None:
        """Mark the window, on every page, as one whose filings reach no authority."""
        self._practice.setVisible(on)
        self._practice.raise_()  # over the rest: it takes no room from it
        self.top.show_practice(on)

    def inside(self) -> QWidget:
        """Return all there is in the window, also what has to be scrolled to."""
        return self._inside

    def is_stored(self) -> bool:
        """Have every page store what it has, and tell whether all of it is."""
        return self._may_close()

    def step(self, by: int) -> None:
        """Go to the next or previous tab, around the ends."""
        keys = list(self._open)
        if keys:
            self._to_front(keys[(keys.index(self.current()) + by) % len(keys)])

    def toggle_full_screen(self) -> None:
        """Fill the screen, or come back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close() and not self._farewell.insists(_WINDOW):
            event.ignore()
            return
        self._farewell.forget(_WINDOW)
        if not self._is_closing:
            self._is_closing = True
            self.closing.emit()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._practice.setGeometry(0, 0, self.width(), PRACTICE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.APP))
        painter.end()

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        ground = Ground(Token.SURFACE)
        pages = QVBoxLayout(ground)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self._stack)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._practice.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._practice.hide()
        column.addLayout(_row(self.tabs, self.top))
        column.addWidget(self.strip)
        column.addWidget(ground, 1)
        column.addWidget(self.status)
        inside = self._inside
        self._follow_text()
        whole = QHBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(column, 1)
        scroll = self._scroll
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def page_size(self) -> QSize:
        """Return the room a page has now."""
        return self._stack.size()

    def _follow_text(self) -> None:
        """Want more room for larger letters: what a screen has not is scrolled, never squeezed, unless it can fold."""
        page: object = self._open[self.current()].page if self._recent else None
        least = (page.folds_to if isinstance(page, Folding) else SMALLEST) * (theme().percent / 100)
        self._inside.setMinimumSize(least.expandedTo(SMALLEST))

    def _keep_in_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard, where the window is smaller than it should be."""
        if now is not None and self._inside.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 24, 24)

    def _bind(self) -> None:
        theme().changed.connect(self._follow_text)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_view)
        self.rail.chosen.connect(self.go)
        self.tabs.chosen.connect(self._to_front)
        self.tabs.close_asked.connect(self.close_tab)
        self.top.search_asked.connect(self.search_asked)
        pages = [door.item.key for door in self._doors.values() if not door.item.at_foot]
        acts: dict[str, Act] = {
            f"page.{number}": partial(self.go, key) for number, key in enumerate(pages[:6], start=1)
        }
        acts |= {
            "tab.next": partial(self.step, 1),
            "tab.previous": partial(self.step, -1),
            "tab.close": lambda: self.close_tab(self.current()),
            "palette": self.search_asked.emit,
            "full_screen": self.toggle_full_screen,
        }
        foot = next((door.item.key for door in self._doors.values() if door.item.at_foot), None)
        if foot is not None:
            acts["settings"] = partial(self.go, foot)
        bind(self, acts)
        keymap().changed.connect(self._show_hints)

    def _add(self, one: _Open) -> None:
        self._open[one.key] = one
        self._stack.addWidget(one.page.widget())
        self._hear(one.page)

    def _hear(self, page: Page) -> None:
        page.retitled.connect(self._page_changed)
        page.hinted.connect(self._show_hints)

    def _drop(self, page: Page) -> None:
        page.retitled.disconnect(self._page_changed)
        page.hinted.disconnect(self._show_hints)
        self._stack.removeWidget(page.widget())
        page.widget().deleteLater()

    def _to_front(self, key: str) -> None:
        one = self._open[key]
        if key != self.current():
            self.toast.hide()  # it spoke of the page before
        if key in self._recent:
            self._recent.remove(key)
        self._recent.append(key)
        self._follow_text()
        self._bring_forward(one.page.widget())
        self.rail.show_current(one.rail_key)
        self._show_tabs()
        self._show_hints()
        one.page.activated()
        widget = one.page.widget()
        inside = cast("QWidget | None", self.focusWidget())  # the stubs forget that there may be none
        if inside is None or not (inside is widget or widget.isAncestorOf(inside)):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit(key)

    def _bring_forward(self, page: QWidget) -> None:
        """Show a page with the keyboard where it was in it.

        Before that it is nowhere in particular: from a page that goes Qt would take it through all that Tab leads to.
        """
        front, focused = self._stack.currentWidget(), cast("QWidget | None", self.focusWidget())
        if front is not None and front is not page and focused is not None and front.isAncestorOf(focused):
            self._stack.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(page)
        last = cast("QWidget | None", page.focusWidget())
        if last is not None and self._stack.hasFocus():
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_changed(self) -> None:
        self._show_tabs()
        for key in self._farewell.pending():
            if key == _WINDOW and self._may_close():
                self.close()
            elif key in self._open and self._open[key].page.may_close():
                self.close_tab(key)

    def _may_close(self) -> bool:
        answers = [one.page.may_close() for one in self._open.values()]  # all are asked: that lets each of them store
        return all(answers)

    def _show_tabs(self) -> None:
        shown = [
            Tab(one.key, one.page.title(), one.page.icon(), one.closable, one.page.is_marked())
            for one in self._open.values()
        ]
        self.tabs.show_tabs(shown, self.current())

    def _show_hints(self) -> None:
        if self._recent:
            self.status.show_hints(self._open[self.current()].page.hints())


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
