"""The editor of several codes of one table in one text; each is shown with its name while the keyboard is elsewhere."""

import re

from PySide6.QtWidgets import QWidget

from app.ui.editors.code_search import CodeSearch
from app.ui.editors.text_editor import TextEditor
from app.ui.theme import Font
from app.ui.theme.paint import width_of

BETWEEN = "，"
_SEPARATORS = re.compile(r"[,，、;；\s]+")


class ListEditor(TextEditor):
    """Codes between commas; where the names have no room the codes stand alone and the tip tells them."""

    def __init__(self, search: CodeSearch, table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._search, self._table = search, table

    def shown(self) -> str:
        return BETWEEN.join(self._named(code) for code in _SEPARATORS.split(self.text().strip()) if code)

    def fitting(self, room: float) -> str:
        """Return codes with names, the codes alone where these are too long."""
        whole = self.shown()
        return whole if width_of(whole, Font.BODY) <= room else self.text()

    def is_elided(self) -> bool:
        """Tell whether the names are not all seen."""
        return width_of(self.shown(), Font.BODY) > self.width() - self._left() - self._right() + self._spare()

    def description(self) -> str:
        """Return the names, too: colour and place say nothing of them."""
        return BETWEEN.join(part for part in (self.shown(), super().description()) if part)

    def _named(self, code: str) -> str:
        row = self._search.row(self._table, code)
        return f"{code} {row.name}" if row is not None else code
