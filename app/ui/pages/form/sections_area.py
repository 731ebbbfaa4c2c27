"""The head of a declaration: its sections in page order, those without room folded into one line."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core.form import PageSection
from app.core.path import pattern_of
from app.core.problem import Severity
from app.ui.editors import Editor, Services
from app.ui.models.document import DraftDocument
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.field_block import GUTTER, FieldBlock, height_for
from app.ui.pages.form.fold_strip import Fold, FoldStrip
from app.ui.pages.form.rows_section import RowsSection
from app.ui.theme import Token, theme
from app.ui.widgets.card import Ground

FACTS = "facts"
ENDLESS = 100_000  # px: before the first layout nothing is folded


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
        self._opened: set[str] = set()
        self._closed: set[str] = set()
        self._shown: list[str] = []
        self._limit = ENDLESS
        self._lay_out()
        self._document.checked.connect(self._say)
        self._document.rows_changed.connect(lambda _section: self._say())
        self._document.facts_changed.connect(self._say)
        self._document.mode_changed.connect(self._refold)
        self._refold()

    # -- the keyboard ------------------------------------------------------------------------------------------

    def keys(self) -> list[str]:
        """Return the keys of all sections in page order; the facts come last."""
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
        self._scroll.ensureWidgetVisible(section, 0, 0)

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
            self._scroll.ensureWidgetVisible(widget, 0, theme().px(12))

    # -- heights -----------------------------------------------------------------------------------------------

    def fit(self, height: int) -> None:
        """Fold sections from the end until the rest fits a height; what the user opened stays open."""
        if height != self._limit:
            self._limit = height
            self._refold()

    def used_height(self) -> int:
        """Return the height of what is open, with the line of folded sections."""
        return sum(self._made[key].sizeHint().height() for key in self._shown) + self._strip.sizeHint().height() + 4

    def folds(self) -> tuple[Fold, ...]:
        """Return the folded sections with what they hold."""
        return self._strip.folds()

    def strip(self) -> FoldStrip:
        """Return the line of folded sections."""
        return self._strip

    def release(self) -> None:
        """Let go of the draft before being deleted."""
        for section in self._made.values():
            section.release()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold a section when its name in the gutter is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            key = next((key for key, made in self._made.items() if made is watched), "")
            if key and event.position().x() < theme().px(GUTTER) and event.position().y() < theme().px(GUTTER) / 2:
                self.close_section(key)
                return True
        return False

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._inside = Ground(Token.SURFACE)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._strip = FoldStrip(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._strip)

    def _refold(self) -> None:
        left = self._limit - self._strip.sizeHint().height()
        shown: list[str] = []
        for key in self.keys():
            if self._is_wanted(key, left):
                shown.append(key)
                left -= self.section(key).sizeHint().height()
        self._shown = shown
        for key, section in self._made.items():
            section.setVisible(key in shown)
        self._say()
        self.refolded.emit()

    def _is_wanted(self, key: str, left: int) -> bool:
        if key == FACTS and not self._document.form.facts_asked(self._document.mode):
            return False
        if key in self._opened:
            return True
        if key in self._closed or key == FACTS or self._sections[key].rows or self._sections[key].rare:
            return False
        made = self._made.get(key)
        if made is not None:
            return made.sizeHint().height() <= left
        return height_for(self._document.form.page(key), self.width()) <= left

    def _make(self, key: str) -> Section:
        made: Section
        if key == FACTS:
            made = FactsBlock(self._document, self._services)
            made.advanced.connect(self._step)
        elif self._sections[key].rows:
            made = RowsSection(self._sections[key], self._binder, self._services)
        else:
            page = self._sections[key]
            fields = self._document.form.page(key)
            made = FieldBlock(page.title, fields, self._binder, self._services, str)
        made.grew.connect(self.refolded)
        made.installEventFilter(self)
        at = sum(1 for other in self.keys()[: self.keys().index(key)] if other in self._made)
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
        folded = [key for key in self.keys() if key not in self._shown and self._may_fold(key)]
        self._strip.show_folds([self._fold(key, found) for key in folded])

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
