"""Code tables with a few rows of a test's own laid over them, for tables the program ships without rows."""

from dataclasses import dataclass
from datetime import date

from app.core.tables import CodeRow, CodeTables


@dataclass(frozen=True, slots=True)
class WithRows:
    """Answers with ``rows`` first and then like ``below``; the tables in ``whole`` are taken as complete."""

    below: CodeTables
    rows: tuple[CodeRow, ...]
    whole: frozenset[str] = frozenset()

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the line of ``code`` valid on ``on``."""
        own = [one for one in self.rows if (one.table, one.code) == (table, code) and (on is None or one.valid_on(on))]
        return own[0] if own else self.below.row(table, code, on)

    def complete(self, table: str) -> bool:
        """Tell whether the table is taken as complete, or is so underneath."""
        return table in self.whole or self.below.complete(table)

    def exists(self, table: str) -> bool:
        """Tell whether the table is there."""
        return self.below.exists(table) or any(one.table == table for one in self.rows)
