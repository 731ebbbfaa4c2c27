"""The editor of decimals and integers: plain digits while editing, thousands separators when shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.editors.line_field import LineField
from app.ui.editors.number_text import cleaned, grouped, spellings
from app.ui.theme import Font
from app.ui.theme.paint import width_of


class NumberEditor(LineField):
    """A right-aligned number with its unit; letters, separators and a pasted unit never reach the raw text."""

    def __init__(self, parent: QWidget | None = None, embedded: bool = False) -> None:
        super().__init__(parent, embedded)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def is_native(self) -> bool:
        return super().is_native() and not self.is_read_only()

    def shown(self) -> str:
        return grouped(self.text())

    def fitting(self, room: float) -> str:
        """Return the number without separators, then without its last noughts, before any digit is cut off."""
        ways = spellings(self.text())
        return next((words for words in ways if width_of(words, Font.BODY) <= room), ways[0])

    def _typed(self) -> None:
        typed = self.text()
        plain = cleaned(typed)
        if plain != typed:
            place = len(cleaned(typed[: self.cursorPosition()]))
            self.setText(plain)
            self.setCursorPosition(place)
        super()._typed()
