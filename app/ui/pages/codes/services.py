"""What 代码库 asks of the program: tables in memory at once, imports and the office's own use later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.reference.elements import ElementList
from app.reference.match import Hit
from app.reference.reference import Installed
from app.reference.tree import HsTree
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class OwnUse:
    """The office's own lines of a tariff number: how many, what they cost last, what was written for whom."""

    count: int = 0
    prices: tuple[tuple[date, Decimal], ...] = ()  # oldest first
    price_unit: str = ""
    texts: tuple[tuple[str, str, int], ...] = ()  # firm and office, string, how often
    changes: tuple[tuple[date, str], ...] = ()  # what imports did to the code, newest first


@dataclass(frozen=True, slots=True)
class LastImport:
    """The newest import that stands: what it brought, and whether somebody has read of it."""

    number: int
    at: datetime
    origin: str
    digest: str
    drafts: tuple[str, ...]
    seen: bool
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # table → code → what changed


@dataclass(frozen=True, slots=True)
class ForeseenTable:
    """One table of a file before it is written."""

    title: str
    place: str
    rows: int
    counts: Mapping[str, int]
    as_of: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an import would change, or has changed; ``number`` is that of a written one."""

    tables: tuple[ForeseenTable, ...]
    passed_over: tuple[str, ...]
    digest: str
    changes: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a sheet nobody could place: its titles, a value under each, and our column as far as guessed."""

    place: str
    titles: tuple[str, ...]
    samples: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said about a file: its table, and our column by the title of each of its columns."""

    table: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


class CodesService(Protocol):
    """``changed()`` when the tables are others; ``progressed(str)`` while an import is at work."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def progressed(self) -> SignalInstance: ...

    def tables(self, done: Done[Sequence[Installed]], failed: Failed) -> None:
        """Return the installed tables."""
        ...

    def tree(self) -> HsTree:
        """Return the tariff as a tree."""
        ...

    def hits(self, table: str, text: str, limit: int) -> Sequence[Hit]:
        """Return the rows of a table that answer a text, best first."""
        ...

    def name(self, table: str, code: str) -> str:
        """Return the name of a code, empty where it is not known."""
        ...

    def used(self, table: str, code: str) -> int:
        """Return how often a code was chosen."""
        ...

    def rates(self, code: str) -> tuple[tuple[str, str], ...]:
        """Return the names and rates of a tariff number, as far as any is known."""
        ...

    def elements(self, code: str) -> ElementList:
        """Return the 申报要素 of a tariff number."""
        ...

    def own(self, table: str, code: str, done: Done[OwnUse], failed: Failed) -> None:
        """Return the office's own use of a code."""
        ...

    def last_import(self, done: Done[LastImport | None], failed: Failed) -> None:
        """Return the newest import that stands."""
        ...

    def mark_seen(self, number: int) -> None:
        """Note that somebody read of an import."""
        ...

    def foresee(self, path: Path, told: Told, done: Done[Foreseen], failed: Failed) -> None:
        """Read a file and tell what it would change; nothing is written."""
        ...

    def heading(self, path: Path, done: Done[Heading], failed: Failed) -> None:
        """Return the head of the first sheet of a file, for a person to say what it is."""
        ...

    def install(self, path: Path, told: Told, done: Done[Foreseen], failed: Failed) -> None:
        """Write what a file brings, all of it or nothing."""
        ...

    def cancel(self) -> None:
        """Let the import at work end without writing anything."""
        ...

    def undo(self, done: Done[str], failed: Failed) -> None:
        """Take the newest import back; answers what was taken back."""
        ...


Fill = Callable[[str, str], bool]
"""Puts (table, code) into the field that asked; False where none wants it."""
Target = Callable[[str], str]
"""Names the field of the open declaration that takes a code of a table, empty where there is none."""
