"""Texts a chosen code brings along when the keyboard leaves it: into blank fields alone, marked, one step to undo."""

from datetime import date

from app.ui.models.document import DraftDocument

SOURCE = "regime"


class Bringing:
    """Watches what was typed in one open document."""

    def __init__(self, document: DraftDocument, today: date) -> None:
        self._document, self._today = document, today
        self._typed: set[str] = set()

    def typed(self, path: str) -> None:
        """Note that somebody typed into a field."""
        self._typed.add(path)

    def left(self, path: str) -> tuple[str, ...]:
        """Fill in what the code typed at ``path`` brings along; returns the fields filled."""
        if path not in self._typed:
            return ()
        self._typed.discard(path)
        document = self._document
        texts = document.form.brings(document.form, document.draft, path, document.tables, self._today)
        wanted = {at: text for at, text in texts.items() if document.present(at)}
        return document.fill_empty(wanted, path, SOURCE) if wanted else ()
