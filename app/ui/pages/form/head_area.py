"""The head of the page as the filing mode has it: the sections of the form, those of a 概要, or what comes later."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.pages.form.blocks_area import BlocksArea
from app.ui.pages.form.fold_strip import FoldStrip
from app.ui.pages.form.sections_area import Region, SectionsArea


class HeadArea(QWidget):
    """``refolded()`` as of the head in front; ``turned()`` when another head came to the front."""

    refolded = Signal()
    turned = Signal()

    def __init__(
        self,
        sections: SectionsArea,
        summary: Callable[[], BlocksArea],
        later: Callable[[], BlocksArea],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sections = sections
        self._make_summary, self._make_later = summary, later
        self._summary: BlocksArea | None = None
        self._later: BlocksArea | None = None
        self._front: SectionsArea | BlocksArea = sections
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(sections)
        sections.refolded.connect(self.refolded)

    # -- which head --------------------------------------------------------------------------------------------

    def front(self) -> SectionsArea | BlocksArea:
        """Return the head shown."""
        return self._front

    def is_summary(self) -> bool:
        """Tell whether a 概要 is being written, its later part included."""
        return self._front is not self._sections

    def shows_later(self) -> bool:
        """Tell whether what comes later is shown."""
        return self._later is not None and self._front is self._later

    def show_sections(self) -> None:
        """Show the sections of the form."""
        self._turn(self._sections)

    def show_summary(self) -> None:
        """Show what a 概要 asks."""
        if self._summary is None:
            self._summary = self._add(self._make_summary())
        self._turn(self._summary)

    def show_later(self) -> None:
        """Show what only 完整 has."""
        if self._later is None:
            self._later = self._add(self._make_later())
        self._turn(self._later)

    # -- the head in front -------------------------------------------------------------------------------------

    def ids(self) -> list[str]:
        """Return the keys of its sections."""
        return self._front.ids()

    def regions(self) -> list[Region]:
        """Return its open sections."""
        return list(self._front.regions())

    def open(self, key: str) -> None:
        """Unfold a section and put the keyboard into it."""
        self._front.open(key)

    def open_fact(self, name: str) -> None:
        """Put the keyboard on a fact."""
        if self.shows_later():
            self.show_summary()
        self._front.open_fact(name)

    def open_lacking(self) -> bool:
        """Unfold the first section that was folded for want of room and still lacks something."""
        return self._front.open_lacking()

    def reveal(self, path: str) -> bool:
        """Bring a field into view, from whichever part of a 概要 has it."""
        if self._front.reveal(path) or not self.is_summary():
            return True
        if self.shows_later():
            self.show_summary()
        else:
            self.show_later()
        return self._front.reveal(path)

    def keep_in_view(self, path: str) -> None:
        """Scroll to the field the keyboard came to."""
        self._front.keep_in_view(path)

    def fit(self, height: int) -> None:
        """Fold what does not fit a height."""
        self._front.fit(height)

    def plain_height(self) -> int:
        """Return the height wanted if nothing has to fold for want of room."""
        return self._front.plain_height()

    def used_height(self) -> int:
        """Return the height wanted."""
        return self._front.used_height()

    def content(self) -> QWidget:
        """Return the widget the open sections stand in."""
        return self._front.content()

    def strip(self) -> FoldStrip:
        """Return the line of folded sections."""
        return self._front.strip()

    def sizeHint(self) -> QSize:
        return self._front.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._front.minimumSizeHint()

    # -- inside ------------------------------------------------------------------------------------------------

    def _add(self, made: BlocksArea) -> BlocksArea:
        made.refolded.connect(self.refolded)
        self._stack.addWidget(made)
        return made

    def _turn(self, head: SectionsArea | BlocksArea) -> None:
        if head is not self._front:
            self._front = head
            self._stack.setCurrentWidget(head)
            self.updateGeometry()
            self.turned.emit()
            self.refolded.emit()
