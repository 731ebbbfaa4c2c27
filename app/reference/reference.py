"""All installed code tables behind one object: look-up for the rules, search for people; it never changes a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.core.tables import CodeRow
from app.reference.elements import ElementList, element_list
from app.reference.match import Hit
from app.reference.memory import MemoryTable
from app.reference.starter import read_manifest, read_pinyin, read_rows
from app.reference.table import Table, TableInfo
from app.reference.tree import HsTree

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Installed:
    """One table as ``refdata status`` shows it; ``age`` in days."""

    info: TableInfo
    rows: int
    age: int

    @property
    def is_old(self) -> bool:
        """Tell whether the table has not been renewed for a year."""
        return self.age > 365


class Reference:
    """The installed tables by stem; a table is opened when it is first asked, and a newer one may take its place."""

    def __init__(
        self, tables: Mapping[str, Callable[[], Table]], spellings: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._openers = dict(tables)
        self._spellings = spellings
        self._tables: dict[str, Table] = {}
        self._recent: dict[str, list[str]] = {}

    def put(self, table: str, opener: Callable[[], Table]) -> None:
        """Install a table, in the place of the one of that stem if there is one."""
        self._openers[table] = opener
        self._tables.pop(table, None)

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None); None for an unknown code or table."""
        found = self._table(table)
        return None if found is None else found.row(code, on)

    def complete(self, table: str) -> bool:
        """Tell whether the table holds every official code; False for an unknown table."""
        found = self._table(table)
        return found is not None and found.info.complete

    def exists(self, table: str) -> bool:
        """Tell whether a table of that stem is installed."""
        return table in self._openers

    def stems(self) -> tuple[str, ...]:
        """Return the stems of the installed tables, in order."""
        return tuple(sorted(self._openers))

    def codes(self, table: str, on: date | None = None) -> tuple[str, ...]:
        """Return the codes of a table valid on ``on`` (any day if None), sorted; empty for an unknown table."""
        found = self._table(table)
        return () if found is None else found.codes(on)

    def elements(self, code: str, on: date | None = None) -> ElementList:
        """Return the 申报要素 of a tariff number, by its own row or the longest beginning in the catalogue."""
        return element_list(self, code, on)

    def tree(self, on: date | None = None) -> HsTree:
        """Return the tariff as a tree."""
        return HsTree(self, on)

    def search(self, table: str, text: str, limit: int = 50, on: date | None = None) -> list[CodeRow]:
        """Return the rows that answer ``text``, best first; an empty text gives recent codes, then the table's head."""
        return [hit.row for hit in self.hits(table, text, limit, on)]

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None) -> list[Hit]:
        """Like ``search``, with the reason for each row and the letters to mark.

        Order: code typed in full, beginning of a code, codes used lately, initials, pinyin, Chinese name, other codes
        (two-letter country code, code before 2018), English.
        """
        found = self._table(table)
        return [] if found is None else found.hits(text, limit, self._recent.get(table, ()), on)

    def remember(self, table: str, code: str) -> None:
        """Note that somebody chose this code, so that a search names it early from now on."""
        codes = self._recent.setdefault(table, [])
        if code in codes:
            codes.remove(code)
        codes.insert(0, code)
        del codes[REMEMBERED:]

    def recent(self, table: str) -> tuple[str, ...]:
        """Return the codes chosen lately, newest first."""
        return tuple(self._recent.get(table, ()))

    def spelling(self, name: str) -> str:
        """Return the syllables of a bundled name or field label, one per letter; empty for any other words."""
        return self._spellings().get(name, "")

    def status(self, today: date) -> list[Installed]:
        """Return every installed table by stem, with its number of codes and its age on ``today``."""
        found = []
        for stem in sorted(self._openers):
            table = self._table(stem)
            if table is not None:
                found.append(Installed(table.info, len(table), (today - table.info.as_of).days))
        return found

    def _table(self, stem: str) -> Table | None:
        table = self._tables.get(stem)
        if table is None and stem in self._openers:
            table = self._tables[stem] = self._openers[stem]()
        return table


def load(resources: Path = RESOURCES) -> Reference:
    """Return the bundled tables of a resources folder; raises CodeTableUnreadable when the installation is damaged."""
    folder = resources / "codes"
    pinyin = cache(lambda: read_pinyin(folder))

    def opener(info: TableInfo) -> Callable[[], Table]:
        return lambda: MemoryTable(info, read_rows(folder, info, pinyin()), pinyin())

    return Reference({table: opener(info) for table, info in read_manifest(folder).items()}, pinyin)
