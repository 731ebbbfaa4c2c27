"""The editor of plain texts; the input method stays on."""

from PySide6.QtWidgets import QWidget

from app.ui.editors.line_field import LineField

MOST = 32_767  # Qt's own limit of a line; far above every field


class TextEditor(LineField):
    """Free text; overlong text is kept as typed, so that the check can name the excess."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(MOST)
