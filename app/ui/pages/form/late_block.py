"""A block of the head that is made when it is first looked at: most folded ones never are."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.editors import Editor
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.field_block import FieldBlock
from app.ui.pages.form.rows_section import RowsSection

Made = FieldBlock | RowsSection | FactsBlock


class LateBlock(QWidget):
    """Stands in for one block; ``grew()`` as of the block itself."""

    grew = Signal()

    def __init__(self, make: Callable[[], Made], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._made: Made | None = None
        self._note = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def made(self) -> Made:
        """Return the block, made if need be."""
        if self._made is None:
            self._made = self._make()
            self._made.set_note(self._note)
            self._made.grew.connect(self._grown)
            self._column.addWidget(self._made)
            self._grown()
        return self._made

    def start(self) -> None:
        """Put the keyboard into it, in a table with a first row."""
        block = self.made()
        if isinstance(block, RowsSection):
            block.start()
        else:
            block.take(1)

    def take(self, direction: int) -> bool:
        """Put the keyboard into the first (+1) or last (-1) field."""
        return self.made().take(direction)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor stands here."""
        return self._made is not None and self._made.owns(editor)

    def step(self, editor: Editor, direction: int) -> bool:
        """Go from an editor to the next; False at the end."""
        return self.made().step(editor, direction)

    def reveal(self, path: str) -> None:
        """Bring the field of a path into view."""
        self.made().reveal(path)

    def set_note(self, note: str) -> None:
        """Write a note under the title."""
        self._note = note
        if self._made is not None:
            self._made.set_note(note)

    def height_at(self, width: int) -> int:
        """Return the height taken at a width of the page."""
        if isinstance(self._made, FieldBlock):
            return self._made.height_at(width)
        return self.sizeHint().height()

    def set_beside_bar(self, on: bool) -> None:
        """Let a scroll bar stand in the right margin."""
        if isinstance(self._made, FieldBlock):
            self._made.set_beside_bar(on)

    def sizeHint(self) -> QSize:
        return self._made.sizeHint() if self._made is not None else QSize(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.made()

    def _grown(self) -> None:
        self.updateGeometry()
        self.grew.emit()
