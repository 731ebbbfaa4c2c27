"""What a code field asks of the reference tables; app.reference answers, in the order it thinks best."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.core.tables import CodeRow
from app.reference.match import Hit


class CodeSearch(Protocol):
    """Rows by code and rows by typing; a table is named by its stem."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code, or None."""
        ...

    def complete(self, table: str) -> bool:
        """Tell whether the table holds every official code."""
        ...

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None) -> Sequence[Hit]:
        """Return the rows that answer a search text, best first; an empty text gives recent codes, then the head."""
        ...

    def remember(self, table: str, code: str) -> None:
        """Note that somebody chose this code."""
        ...
