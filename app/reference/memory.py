"""A code table in memory: one dict access finds a code, one pass over all rows answers a search."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import nsmallest

from app.core.tables import CodeRow
from app.reference.match import Entry, Hit, Wanted, Why, answer, prepare
from app.reference.table import TableInfo


class MemoryTable:
    """Rows of one table. A code may have several rows with different days of validity."""

    def __init__(self, info: TableInfo, rows: Iterable[CodeRow], pinyin: Mapping[str, str]) -> None:
        self.info = info
        self._pinyin = pinyin
        self._rows: dict[str, tuple[CodeRow, ...]] = {}
        for row in rows:
            self._rows[row.code] = tuple(sorted((*self._rows.get(row.code, ()), row), key=_first_day, reverse=True))

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, code: str, on: date | None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None), or None."""
        rows = self._rows.get(code, ())
        return next((row for row in rows if on is None or row.valid_on(on)), None)

    def codes(self, on: date | None) -> tuple[str, ...]:
        """Return the codes valid on ``on`` (any day if None), sorted."""
        return tuple(sorted(code for code in self._rows if self.row(code, on) is not None))

    def hits(self, text: str, limit: int, recent: Sequence[str], on: date | None) -> list[Hit]:
        """Return at most ``limit`` rows that answer ``text``, best first; ``recent`` (newest first) come early."""
        newest_first = {code: age for age, code in enumerate(recent)}
        wanted = Wanted.of(text)
        found = []
        for order, entry in enumerate(self._entries):
            hit = answer(entry, wanted) if wanted.text else Hit(entry.row, Why.HEAD)
            if hit is not None and (on is None or self.row(entry.row.code, on) is not None):
                found.append((_rank(hit, newest_first.get(entry.row.code)), order, hit))
        return [hit for _, _, hit in nsmallest(limit, found)]

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(prepare(rows[0], self._pinyin) for rows in self._rows.values())


def _first_day(row: CodeRow) -> date:
    return row.since or date.min


def _rank(hit: Hit, age: int | None) -> tuple[int, int, int]:
    """Return the place of a hit; a code used lately stands behind typed codes and before everything else."""
    if age is None or hit.why < Why.RECENT:
        return hit.rank
    return Why.RECENT, age, 0
