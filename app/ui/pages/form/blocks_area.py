"""Blocks of the head one under another, all that fits and the rest by scrolling; those put away stand in a line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.path import pattern_of
from app.ui.editors import Editor
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.fold_strip import Fold, FoldStrip
from app.ui.theme import Token, theme
from app.ui.widgets.card import Ground
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.whole_edges import WholeEdges

SEEN = 12


class Part(Protocol):
    """What a block can do; FieldBlock, RowsSection and the blocks of a mode fit."""

    def take(self, direction: int) -> bool: ...

    def owns(self, editor: Editor) -> bool: ...

    def step(self, editor: Editor, direction: int) -> bool: ...

    def reveal(self, path: str) -> None: ...

    def set_note(self, note: str) -> None: ...


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """One block: its part, the widget that part is, and the patterns of fields (or of rows) found in it.

    note: says what is wrong in it; held: how much is in it, while it is put away; is_open: whether it is shown without
    being asked for.
    """

    key: str
    title: str
    part: Part
    widget: QWidget
    patterns: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    is_open: Callable[[], bool] = field(default=lambda: True)
    note: Callable[[], str] = field(default=lambda: "")
    held: Callable[[], str] = field(default=lambda: "")

    def holds(self, pattern: str) -> bool:
        """Tell whether a field stands in this block: itself, or its rows."""
        return pattern in self.patterns or any(pattern.startswith(f"{one}[].") for one in self.patterns)


class BlocksArea(Ground):
    """``refolded()`` tells that the height wanted is another one."""

    refolded = Signal()

    def __init__(self, binder: Binder, blocks: Sequence[Block], parent: QWidget | None = None) -> None:
        super().__init__(Token.SURFACE, parent=parent)
        self._binder = binder
        self._blocks = {block.key: block for block in blocks}
        self._opened: set[str] = set()
        self._seen: QWidget | None = None
        self._inside = Ground(Token.SURFACE)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        for block in blocks:
            column.addWidget(block.widget)
            grew = getattr(block.widget, "grew", None)
            if grew is not None:
                grew.connect(self._changed)
        column.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        WholeEdges(self._scroll, self._inside)
        self._scroll.setParent(self)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bar_changed)
        self._strip = FoldStrip(self.open, self)
        self._strip.grew.connect(self._changed)
        binder.document.checked.connect(self.refresh)
        binder.document.rows_changed.connect(lambda _section: self.refresh())
        self.refresh()

    # -- the keyboard ------------------------------------------------------------------------------------------

    def ids(self) -> list[str]:
        """Return the keys of the blocks in order."""
        return list(self._blocks)

    def regions(self) -> list[Part]:
        """Return the blocks shown, in order."""
        return [block.part for block in self._shown()]

    def block(self, key: str) -> Block:
        """Return a block."""
        return self._blocks[key]

    def is_open(self, key: str) -> bool:
        """Tell whether a block is shown."""
        return self._blocks[key] in self._shown()

    def open(self, key: str) -> None:
        """Show a block and put the keyboard into it."""
        self._opened.add(key)
        self.refresh()
        block = self._blocks[key]
        start = getattr(block.part, "start", None)
        if start is not None:
            start()
        else:
            block.part.take(1)
        self._see(block.widget)

    def open_fact(self, name: str) -> None:
        """Put the keyboard on a fact."""
        for block in self._blocks.values():
            if name in block.facts:
                self.open(block.key)

    def open_lacking(self) -> bool:
        """Do nothing: what lacks something is shown already."""
        return False

    def reveal(self, path: str) -> bool:
        """Show the block of a path and put the keyboard on its field; False if no block has it."""
        block = next((one for one in self._blocks.values() if one.holds(pattern_of(path))), None)
        if block is None:
            return False
        self._opened.add(block.key)
        self.refresh()
        block.part.reveal(path)
        editor = self._binder.editor_at(path)
        if editor is not None:
            editor.take_focus()
            self.keep_in_view(path)
        return True

    def keep_in_view(self, path: str) -> None:
        """Scroll to the field the keyboard came to."""
        widget = self._binder.widget_at(path)
        if widget is not None and self._inside.isAncestorOf(widget):
            self._see(widget)

    # -- heights -----------------------------------------------------------------------------------------------

    def fit(self, height: int) -> None:
        """Take any height: what does not fit scrolls."""

    def plain_height(self) -> int:
        """Return the same: nothing folds here."""
        return self.used_height()

    def used_height(self) -> int:
        """Return the height of what is shown, with the line of what is put away."""
        return sum(self._height(block) for block in self._shown()) + self._foot() + 4

    def content(self) -> QWidget:
        """Return the widget the blocks stand in."""
        return self._inside

    def strip(self) -> FoldStrip:
        """Return the line of blocks put away."""
        return self._strip

    def refresh(self) -> None:
        """Show what is to be shown now, with what is wrong in it."""
        before = [block for block in self._blocks.values() if not block.widget.isHidden()]
        shown = self._shown()
        for block in self._blocks.values():
            block.widget.setVisible(block in shown)
            block.part.set_note(block.note())
        away = [block for block in self._blocks.values() if block not in shown]
        self._strip.show_folds([Fold(block.key, block.title, block.note() or block.held()) for block in away])
        if shown != before:
            self._changed()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if event.size().width() != event.oldSize().width():
            self.refolded.emit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), self.used_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(64))

    # -- inside ------------------------------------------------------------------------------------------------

    def _shown(self) -> list[Block]:
        return [block for block in self._blocks.values() if block.key in self._opened or block.is_open()]

    def _height(self, block: Block) -> int:
        at = getattr(block.widget, "height_at", None)
        return int(at(self.width())) if at is not None else block.widget.sizeHint().height()

    def _foot(self) -> int:
        return self._strip.sizeHint().height() if self._strip.folds() else 0

    def _bar_changed(self, _least: int, most: int) -> None:
        for block in self._blocks.values():
            beside = getattr(block.widget, "set_beside_bar", None)
            if beside is not None:
                beside(most > 0)

    def _changed(self) -> None:
        self._place()
        self.refolded.emit()

    def _place(self) -> None:
        foot = self._foot()
        self._strip.setVisible(foot > 0)
        self._strip.setGeometry(0, self.height() - foot, self.width(), foot)
        self._scroll.setGeometry(0, 0, self.width(), self.height() - foot)

    def _see(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, theme().px(SEEN))
        self._seen = widget
        QTimer.singleShot(0, self, self._see_again)

    def _see_again(self) -> None:
        if self._seen is not None and isValid(self._seen) and self._seen.isVisible():
            self._scroll.ensureWidgetVisible(self._seen, 0, theme().px(SEEN))
        self._seen = None
