"""A code table in memory: one dict access finds a code, an index over all names answers a search."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from app.core.tables import CodeRow
from app.reference.index import SearchIndex
from app.reference.match import Hit
from app.reference.table import TableInfo


class MemoryTable:
    """Rows of one table. A code may have several rows: of different days of validity, or of different kinds."""

    def __init__(self, info: TableInfo, rows: Iterable[CodeRow], pinyin: Mapping[str, str]) -> None:
        self.info = info
        self._pinyin = pinyin
        grouped: dict[str, list[CodeRow]] = {}
        for row in rows:
            grouped.setdefault(row.code, []).append(row)
        self._rows = {code: tuple(sorted(some, key=_first_day, reverse=True)) for code, some in grouped.items()}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, code: str, on: date | None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None), or None."""
        return next((row for row in self._rows.get(code, ()) if on is None or row.valid_on(on)), None)

    def rows(self, code: str, on: date | None) -> tuple[CodeRow, ...]:
        """Return every row of ``code`` valid on ``on`` (all if None), the newest first."""
        return tuple(row for row in self._rows.get(code, ()) if on is None or row.valid_on(on))

    def of(self, code: str) -> tuple[CodeRow, ...]:
        """Return every row of ``code``, the newest first."""
        return self._rows.get(code, ())

    def all(self) -> Iterable[CodeRow]:
        """Return every row, code by code."""
        return (row for rows in self._rows.values() for row in rows)

    def pinyin(self) -> Mapping[str, str]:
        """Return the syllables of the names."""
        return self._pinyin

    def codes(self, on: date | None) -> tuple[str, ...]:
        """Return the codes valid on ``on`` (any day if None), sorted."""
        return tuple(sorted(code for code in self._rows if self.row(code, on) is not None))

    def hits(self, text: str, limit: int, used: Sequence[str], on: date | None) -> list[Hit]:
        """Return at most ``limit`` rows that answer ``text``, best first; ``used`` (most wanted first) come early."""

        def allowed(row: CodeRow) -> bool:
            return on is None or self.row(row.code, on) is not None

        return self._index.hits(text, limit, used, allowed)

    def ready(self) -> None:
        """Prepare the first search now."""
        self._index.prepare()

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex([row for rows in self._rows.values() for row in _searchable(rows)], self._pinyin)


def _first_day(row: CodeRow) -> date:
    return row.since or date.min


def _searchable(rows: Sequence[CodeRow]) -> list[CodeRow]:
    """Return what a search may find of one code: its newest row, and rows of other names that have not ended."""
    if len(rows) == 1:
        return list(rows)
    names = {rows[0].name: rows[0]}
    for row in rows[1:]:
        if row.until is None:
            names.setdefault(row.name, row)
    return list(names.values())
