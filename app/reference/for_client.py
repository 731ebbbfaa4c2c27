"""The tables as one open document asks them: what was chosen for its client comes early; nothing is looked up here."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from app.core.tables import CodeRow, CodeTables
from app.reference.match import Hit


class ClientTables(CodeTables, Protocol):
    """Tables that can be told for whom they are asked; app.reference.Reference fits."""

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None, client: str = "") -> Sequence[Hit]:
        """Return the rows that answer a search text, what was chosen for ``client`` early."""
        ...

    def remember(self, table: str, code: str, client: str = "") -> None:
        """Note that somebody chose this code for ``client``."""
        ...

    def spelling(self, name: str) -> str:
        """Return the syllables of a field label, empty where they are not known."""
        ...


class ForClient:
    """Passes everything on to the tables, telling searches and choices whose declaration they belong to."""

    def __init__(self, tables: ClientTables, client: Callable[[], str]) -> None:
        self._tables = tables
        self._client = client

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code, or None."""
        return self._tables.row(table, code, on)

    def complete(self, table: str) -> bool:
        """Tell whether the table holds every official code."""
        return self._tables.complete(table)

    def exists(self, table: str) -> bool:
        """Tell whether a table of that stem is installed."""
        return self._tables.exists(table)

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None) -> Sequence[Hit]:
        """Return the rows that answer a search text, best first."""
        return self._tables.hits(table, text, limit, on, self._client())

    def remember(self, table: str, code: str) -> None:
        """Note that somebody chose this code for the client."""
        self._tables.remember(table, code, self._client())

    def spelling(self, name: str) -> str:
        """Return the syllables of a field label, empty where they are not known."""
        return self._tables.spelling(name)
