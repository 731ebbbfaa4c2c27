"""The editor of plain texts; the input method stays on."""

from PySide6.QtWidgets import QWidget

from app.ui.editors.line_field import LineField

MOST = 32_767  # Qt's own limit of a line; far above every field


class TextEditor(LineField):
    """Free text; overlong text is kept as typed, so that the check can name the excess."""

    def __init__(self, blanks: str = "", parent: QWidget | None = None) -> None:
        """``blanks`` is what a text of nothing but spaces means; an empty-looking box must not hide that it says it."""
        super().__init__(parent)
        self._blanks = blanks
        self.setMaxLength(MOST)

    def shown(self) -> str:
        return self._blanks if self._blanks and self.text().isspace() else self.text()
