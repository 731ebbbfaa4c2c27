"""Code tables that are asked once for each code during a check; forgotten whenever everything is checked anew."""

from datetime import date

from app.core.tables import CodeRow, CodeTables


class Remembered:
    """Answers like ``tables``; the same question of a row is handed on only once."""

    __slots__ = ("_known", "_tables")

    def __init__(self, tables: CodeTables) -> None:
        self._tables = tables
        self._known: dict[tuple[str, str, date | None], CodeRow | None] = {}

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the line of ``code`` valid on ``on``."""
        asked = table, code, on
        try:
            return self._known[asked]
        except KeyError:
            found = self._known[asked] = self._tables.row(table, code, on)
            return found

    def complete(self, table: str) -> bool:
        """Tell whether the table holds every official code."""
        return self._tables.complete(table)

    def exists(self, table: str) -> bool:
        """Tell whether a table of that stem is installed."""
        return self._tables.exists(table)

    def forget(self) -> None:
        """Ask the tables anew from now on."""
        self._known.clear()
