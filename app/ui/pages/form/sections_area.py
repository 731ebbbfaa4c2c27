"""The head of a declaration: its sections in page order, those without room folded into one line."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.form import PageSection
from app.core.path import pattern_of
from app.core.problem import Severity
from app.ui.editors import Editor, Services
from app.ui.models.document import DraftDocument
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.cell_grid import PITCH
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.field_block import GUTTER, FieldBlock, height_for, spans_of
from app.ui.pages.form.fold_strip import Fold, FoldStrip
from app.ui.pages.form.rows_section import RowsSection
from app.ui.theme import Token, theme
from app.ui.widgets.card import Ground
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.whole_edges import WholeEdges

FACTS = "facts"
MOST_PASSES = 4  # far more than widths and heights need to agree
SEEN = 12  # px kept free above and below what is scrolled to


class Region(Protocol):
    """A part of the page the keyboard goes through."""

    def take(self, direction: int) -> bool: ...

    def owns(self, editor: Editor) -> bool: ...

    def step(self, editor: Editor, direction: int) -> bool: ...

    def reveal(self, path: str) -> None: ...


Section = FieldBlock | RowsSection | FactsBlock


class SectionsArea(Ground):
    """All head sections. ``refolded()`` tells that the height wanted is another one."""

    refolded = Signal()

    def __init__(
        self,
        sections: Sequence[PageSection],
        binder: Binder,
        services: Services,
        step: Callable[[Editor, int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Token.SURFACE, parent=parent)
        self._sections = {section.id: section for section in sections}
        self._binder, self._services, self._step = binder, services, step
        self._document: DraftDocument = binder.document
        self._made: dict[str, Section] = {}
        self._facts_head: Callable[[], QWidget] | None = None
        self._opened: set[str] = set()
        self._closed: set[str] = set()
        self._shown: list[str] = []
        self._limit = 0
        self._is_folding = self._folds_again = False
        self._seen: QWidget | None = None
        self._lay_out()
        self._document.checked.connect(self._say)
        self._document.rows_changed.connect(lambda _section: self._say())
        self._document.facts_changed.connect(self._say)
        self._document.mode_changed.connect(self._refold)
        self._refold()

    def head_facts_with(self, make: Callable[[], QWidget]) -> None:
        """Put a line of acts above the facts once they are shown."""
        self._facts_head = make

    # -- the keyboard ------------------------------------------------------------------------------------------

    def ids(self) -> list[str]:
        """Return the ids of all sections in page order; the facts come last."""
        return [*self._sections, FACTS]

    def regions(self) -> list[Region]:
        """Return the open sections in page order."""
        return [self._made[key] for key in self._shown]

    def open(self, key: str) -> None:
        """Unfold a section and put the keyboard into it."""
        self._closed.discard(key)
        if key not in self._shown:
            self._opened.add(key)
            self._refold()
        section = self._made[key]
        if isinstance(section, RowsSection):
            section.start()
        else:
            section.take(1)
        self._see(section)

    def open_fact(self, name: str) -> None:
        """Unfold the facts and put the keyboard on one of them."""
        self.open(FACTS)
        facts = self._made[FACTS]
        editor = facts.editor(name) if isinstance(facts, FactsBlock) else None
        if editor is not None:
            editor.take_focus()

    def open_lacking(self) -> bool:
        """Unfold the first section that was folded for want of room and still lacks something; False if none does."""
        lacks = self._document.lacks
        for key, section in self._sections.items():
            if key not in self._shown and not section.rows and not section.rare and lacks(key):
                self.open(key)
                return True
        return False

    def close_section(self, key: str) -> None:
        """Fold a section."""
        self._opened.discard(key)
        self._closed.add(key)
        self._refold()

    def is_open(self, key: str) -> bool:
        """Tell whether a section is unfolded."""
        return key in self._shown

    def section(self, key: str) -> Section:
        """Return the widget of a section, made if need be."""
        return self._made.get(key) or self._make(key)

    def reveal(self, path: str) -> bool:
        """Unfold the section of a path and put the keyboard on its field; False if the path is not of the head."""
        bound = self._document.form.fields.get(pattern_of(path))
        key = (
            bound.box.section
            if bound is not None
            else next(
                (one.id for one in self._sections.values() if one.rows and pattern_of(path).startswith(one.rows)), ""
            )
        )
        if key not in self._sections:
            return False
        self._closed.discard(key)
        if key not in self._shown:
            self._opened.add(key)
            self._refold()
        self._made[key].reveal(path)
        self.show_field(path)
        return True

    def show_field(self, path: str) -> None:
        """Put the keyboard on the field of a path and scroll it into view."""
        editor = self._binder.editor_at(path)
        if editor is not None:
            editor.take_focus()
            self.keep_in_view(path)

    def keep_in_view(self, path: str) -> None:
        """Scroll to the field the keyboard came to."""
        widget = self._binder.widget_at(path)
        if widget is not None and self._inside.isAncestorOf(widget):
            self._see(widget)

    def readying(self, size: QSize) -> Iterator[None]:
        """Make the sections that will be shown at a size, one for each step, so that the keyboard is never held up."""
        left = size.height()
        for key in self.ids():
            if not self._is_plain(key) or left <= 0:
                continue
            if key not in self._made:
                self._make(key).hide()
                yield
            left -= height_for(spans_of(self._document.form.page(key)), size.width())

    # -- heights -----------------------------------------------------------------------------------------------

    def fit(self, height: int) -> None:
        """Fold sections from the end until the rest fits a height; what the user opened stays open."""
        if height != self._limit:
            self._limit = height
            self._refold()

    def plain_height(self) -> int:
        """Return the height of every section that is shown as long as there is room, with the line of the others."""
        return sum(self._height(key) for key in self.ids() if self._is_plain(key)) + self._strip.sizeHint().height() + 4

    def used_height(self) -> int:
        """Return the height of what is open, with the line of folded sections."""
        return sum(map(self._height, self._shown)) + self._strip.sizeHint().height() + 4

    def folds(self) -> tuple[Fold, ...]:
        """Return the folded sections with what they hold."""
        return self._strip.folds()

    def content(self) -> QWidget:
        """Return the widget all open sections stand in."""
        return self._inside

    def strip(self) -> FoldStrip:
        """Return the line of folded sections."""
        return self._strip

    # -- Qt ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refold()  # another width may mean other columns, and so other heights
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), self.used_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(600), self._strip.sizeHint().height() + theme().px(PITCH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold a section when its name in the gutter is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            key = next((key for key, made in self._made.items() if made is watched), "")
            if key and event.position().x() < theme().px(GUTTER) and event.position().y() < theme().px(GUTTER) / 2:
                self.close_section(key)
                return True
        return False

    # -- inside ------------------------------------------------------------------------------------------------

    def _see(self, widget: QWidget) -> None:
        """Scroll to a widget now, and again when what was just opened has got its place."""
        self._scroll.ensureWidgetVisible(widget, 0, theme().px(SEEN))
        self._seen = widget
        QTimer.singleShot(0, self, self._see_again)

    def _see_again(self) -> None:
        if self._seen is not None and isValid(self._seen) and self._seen.isVisible():
            self._scroll.ensureWidgetVisible(self._seen, 0, theme().px(SEEN))
        self._seen = None

    def _bar_changed(self, _least: int, most: int) -> None:
        for section in tuple(self._made.values()):
            if isinstance(section, FieldBlock):
                section.set_beside_bar(most > 0)

    def _place(self) -> None:
        """Put the strip under the sections.

        A layout would do this in a pass of its own and finish it with stale numbers when the sections, told of their
        width, ask for another height of this area in the midst of it.
        """
        foot = self._strip.sizeHint().height()
        self._strip.setGeometry(0, self.height() - foot, self.width(), foot)
        self._scroll.setGeometry(0, 0, self.width(), self.height() - foot)

    def _lay_out(self) -> None:
        self._inside = Ground(Token.SURFACE)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        WholeEdges(self._scroll, self._inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bar_changed)
        self._scroll.setParent(self)
        self._strip = FoldStrip(self.open, self)
        self._strip.grew.connect(self._place)
        self._strip.grew.connect(self.refolded)

    def _refold(self) -> None:
        """Show what fits; showing a section may ask for this again in its midst, and is then answered at its end."""
        if self._is_folding:
            self._folds_again = True
            return
        self._is_folding = True
        try:
            for _ in range(MOST_PASSES):
                self._folds_again = False
                self._refold_once()
                if not self._folds_again:
                    break
        finally:
            self._is_folding = False
        self.refolded.emit()

    def _refold_once(self) -> None:
        left = self._limit - self._strip.sizeHint().height() if self._limit else 1
        shown: list[str] = []
        held = self._held()
        for key in self.ids():
            is_first = not self._limit and not shown  # before the first layout one section must do
            if (
                (key in self._opened and self._may_fold(key))
                or key == held
                or (self._is_plain(key) and (is_first or self._height(key) <= left))
            ):
                shown.append(key)
                left -= self._height(key)
            elif self._is_plain(key):
                left = 0  # what comes behind a folded section folds too
        for key in shown:
            self.section(key)
        self._shown = shown
        for key, section in self._made.items():
            section.setVisible(key in shown)
        self._say()

    def _held(self) -> str:
        """Return the open section that has the keyboard, "" if none has: only whoever closes it takes it away."""
        focused: QWidget | None = self.window().focusWidget()  # typed as never None, and None without any
        if focused is None:
            return ""
        return next(
            (key for key in self._shown if key not in self._closed and self._made[key].isAncestorOf(focused)), ""
        )

    def _is_plain(self, key: str) -> bool:
        """Tell whether a section is shown as long as there is room."""
        return key != FACTS and key not in self._closed and not (self._sections[key].rows or self._sections[key].rare)

    def _height(self, key: str) -> int:
        made = self._made.get(key)
        if isinstance(made, FieldBlock):
            return made.height_at(self.width())
        if made is not None:
            return made.sizeHint().height()
        if key == FACTS or self._sections[key].rows:
            return 0  # opened by somebody: it is shown whatever its height
        return height_for(spans_of(self._document.form.page(key)), self.width())

    def _make(self, key: str) -> Section:
        made: Section
        if key == FACTS:
            made = FactsBlock(self._document, self._services)
            made.advanced.connect(self._step)
            if self._facts_head is not None:
                made.add_line(self._facts_head())
        elif self._sections[key].rows:
            made = RowsSection(self._sections[key], self._binder, self._services)
        else:
            page = self._sections[key]
            fields = self._document.form.page(key)
            made = FieldBlock(page.title, fields, self._binder, self._services, str)
            made.set_beside_bar(self._scroll.verticalScrollBar().maximum() > 0)
        made.grew.connect(self.refolded)
        made.installEventFilter(self)
        at = sum(1 for other in self.ids()[: self.ids().index(key)] if other in self._made)
        self._made[key] = made
        self._column.insertWidget(at, made)
        return made

    def _say(self) -> None:
        """Say in gutters and on folded sections what is wrong in them: the same problems as everywhere."""
        found: Counter[tuple[str, Severity]] = Counter()
        for problem in self._document.shown_problems():
            bound = self._document.form.fields.get(pattern_of(problem.path))
            found[bound.box.section if bound else "", problem.severity] += 1
        for key in self._shown:
            self._made[key].set_note(self._note(key, found))
        folded = [key for key in (FACTS, *self._sections) if key not in self._shown and self._may_fold(key)]
        self._strip.show_folds([self._fold(key, found) for key in folded])
        self._place()

    def _may_fold(self, key: str) -> bool:
        return key != FACTS or bool(self._document.form.facts_asked(self._document.mode))

    def _note(self, key: str, found: Counter[tuple[str, Severity]]) -> str:
        missing = self._document.missing(key) if key != FACTS else 0
        errors = found[key, Severity.ERROR]
        if missing:
            return f"缺 {missing} 项"
        return f"{errors} 项须改" if errors else ""

    def _fold(self, key: str, found: Counter[tuple[str, Severity]]) -> Fold:
        if key == FACTS:
            names = self._document.form.facts_asked(self._document.mode)
            answered = sum(name in self._document.draft.facts for name in names)
            return Fold(key, FACTS_TITLE, f"已答 {answered} / {len(names)}")
        section = self._sections[key]
        if found[key, Severity.ERROR]:
            return Fold(key, section.title, f"{found[key, Severity.ERROR]} 项须改", Token.ERR_TEXT)
        if found[key, Severity.WARNING]:
            return Fold(key, section.title, f"{found[key, Severity.WARNING]} 项留意", Token.WARN_TEXT)
        if section.rows:
            rows = self._document.rows(section.rows)
            return Fold(key, section.title, f"{rows} 行" if rows else "", rare=section.rare)
        filled = sum(bool(self._document.get(path).strip()) for path in self._document.section_paths(key))
        return Fold(key, section.title, f"已填 {filled} 项" if filled else "", rare=section.rare)
