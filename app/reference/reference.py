"""All installed code tables behind one object: look-up for the rules, search for people; it never changes a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from app.core.tables import CodeRow
from app.reference.catalogue import known
from app.reference.curated import ConfirmedArticles
from app.reference.elements import ElementList, element_list
from app.reference.match import Hit
from app.reference.memory import MemoryTable
from app.reference.stacked import StackedTable
from app.reference.starter import read_manifest, read_pinyin, read_rows
from app.reference.table import Layer, Table, TableInfo
from app.reference.tree import HsTree
from app.reference.uses import Uses

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_ARTICLES = "hs_codes"
_EVERYDAY = "hs_curated"


@dataclass(frozen=True, slots=True)
class Installed:
    """One table as ``refdata status`` shows it; ``age`` in days."""

    info: TableInfo
    rows: int
    age: int
    imported: bool = False

    @property
    def is_old(self) -> bool:
        """Tell whether the table should be renewed, by the limit of that table."""
        as_of = self.info.as_of
        return known(self.info.table).is_old(as_of, as_of + timedelta(days=self.age))


class Reference:
    """The installed tables by stem; a table is opened when it is first asked, and a newer one may take its place."""

    def __init__(
        self, tables: Mapping[str, Callable[[], Table]], spellings: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._openers = dict(tables)
        self._spellings = spellings
        self._tables: dict[str, Table] = {}
        self._starters = dict(tables)
        self._layers: dict[str, Layer] = {}
        self.uses = Uses()

    def put(self, table: str, opener: Callable[[], Table]) -> None:
        """Install a table, in the place of the one of that stem if there is one."""
        self._openers[table] = opener
        self._tables.pop(table, None)

    def lay_over(self, layers: Mapping[str, Layer]) -> None:
        """Lay imported tables over those that come with the program, in the place of those laid over before."""
        touched = {*self._layers, *layers}
        touched |= {_ARTICLES} if _EVERYDAY in touched else set()
        self._layers = dict(layers)
        for stem in touched:
            self._tables.pop(stem, None)
            self._openers.pop(stem, None)
            if stem in self._starters or stem in layers or (stem == _ARTICLES and _EVERYDAY in layers):
                self.put(stem, self._opener(stem))

    def relaid(self, layers: Mapping[str, Layer]) -> "Reference":
        """Return the same tables under other imported ones; this object stays as it is until it adopts them."""
        other = Reference(self._starters, self._spellings)
        other.uses, other._layers = self.uses, self._layers
        other._openers, other._tables = dict(self._openers), dict(self._tables)
        other.lay_over(layers)
        return other

    def adopt(self, other: "Reference") -> None:
        """Answer from now on as ``other`` does, which was made (and read ahead) in the background."""
        self._openers, self._tables, self._layers = other._openers, other._tables, other._layers

    def _opener(self, stem: str) -> Callable[[], Table]:
        """Return how a table is opened: the imported rows, those of the program, and what everyday articles tell."""
        everyday = self._layers.get(_EVERYDAY) if stem == _ARTICLES else None
        imported, starter = self._layers.get(stem), self._starters.get(stem)
        if imported is None and everyday is None and starter is not None:
            return starter

        def opened() -> Table:
            layers: list[Layer] = [imported] if imported is not None else []
            if starter is not None:
                layers.append(starter())
            if everyday is not None:
                layers.append(ConfirmedArticles(everyday, layers[0].info if layers else everyday.info))
            return StackedTable(layers)

        return opened

    def warm(self, table: str) -> None:
        """Read an imported table whole now (in the background), so that look-ups and searches touch no file later."""
        laid_over = table in self._layers or (table == _ARTICLES and _EVERYDAY in self._layers)
        found = self._table(table) if laid_over else None
        if isinstance(found, StackedTable):
            found.memory.ready()

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

    def rows(self, table: str, code: str, on: date | None = None) -> tuple[CodeRow, ...]:
        """Return every row of ``code`` valid on ``on``: some tables have several kinds of rows under one code."""
        found = self._table(table)
        return () if found is None else found.rows(code, on)

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

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None, client: str = "") -> list[Hit]:
        """Like ``search``, with the reason for each row and the letters to mark.

        Order: code typed in full, beginning of a code, codes used lately, initials, pinyin, Chinese name, other codes
        (two-letter country code, code before 2018), English. Used lately means for ``client`` first.
        """
        found = self._table(table)
        return [] if found is None else found.hits(text, limit, self.uses.wanted(table, client), on)

    def everywhere(
        self, text: str, each: int = 5, on: date | None = None, *, at_hand: bool = False
    ) -> list[tuple[TableInfo, list[Hit]]]:
        """Return what answers in all tables, at most ``each`` of one, the tables with the best answers first.

        ``at_hand`` passes over imported tables nobody has read yet: reading one takes longer than a key may.
        """
        found = []
        for stem in self.stems():
            table = self._tables.get(stem) if at_hand and stem in self._layers else self._table(stem)
            if table is None or (at_hand and isinstance(table, StackedTable) and not table.is_read):
                continue
            hits = table.hits(text, each, self.uses.wanted(stem), on)
            if hits:
                found.append((hits[0].rank, table.info, hits))
        return [(info, hits) for _, info, hits in sorted(found, key=lambda one: one[0])]

    def remember(self, table: str, code: str, client: str = "") -> None:
        """Note that somebody chose this code, so that a search names it early from now on."""
        self.uses.note(table, code, client)

    def recent(self, table: str, client: str = "") -> tuple[str, ...]:
        """Return the codes chosen lately, newest first."""
        return self.uses.lately(table, client)

    def spelling(self, name: str) -> str:
        """Return the syllables of a bundled name or field label, one per letter; empty for any other words."""
        return self._spellings().get(name, "")

    def status(self, today: date) -> list[Installed]:
        """Return every installed table by stem, with its number of rows and its age on ``today``."""
        found = []
        for stem in sorted(self._openers):
            table = self._table(stem)
            if table is not None:
                as_of = table.info.as_of
                found.append(Installed(table.info, len(table), (today - as_of).days, stem in self._layers))
        return found

    def _table(self, stem: str) -> Table | None:
        table = self._tables.get(stem)
        if table is None and stem in self._openers:
            # The window reads ahead in a thread of its own: whoever comes first, all get the same table.
            table = self._tables.setdefault(stem, self._openers[stem]())
        return table


def load(resources: Path = RESOURCES) -> Reference:
    """Return the bundled tables of a resources folder; raises CodeTableUnreadable when the installation is damaged."""
    folder = resources / "codes"
    pinyin = cache(lambda: read_pinyin(folder))

    def opener(info: TableInfo) -> Callable[[], Table]:
        return lambda: MemoryTable(info, read_rows(folder, info, pinyin()), pinyin())

    return Reference({table: opener(info) for table, info in read_manifest(folder).items()}, pinyin)
