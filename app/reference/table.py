"""What the look-up asks of one installed code table, wherever its rows lie; it knows no file and no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.core.tables import CodeRow
from app.reference.match import Hit


@dataclass(frozen=True, slots=True)
class TableInfo:
    """Where a table comes from: its title, whether it holds every official code, its source and the day it was true."""

    table: str
    title: str
    complete: bool
    source: str
    as_of: date


class Layer(Protocol):
    """Rows of one table from one place."""

    @property
    def info(self) -> TableInfo:
        """Return where the rows come from."""
        ...

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    def of(self, code: str) -> Sequence[CodeRow]:
        """Return the rows of a code, the newest first."""
        ...

    def all(self) -> Iterable[CodeRow]:
        """Return every row."""
        ...

    def pinyin(self) -> Mapping[str, str]:
        """Return the syllables of the names."""
        ...


class Table(Layer, Protocol):
    """One code table: bundled ones lie in memory, imported ones in a file until they are searched."""

    def row(self, code: str, on: date | None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None), or None."""
        ...

    def rows(self, code: str, on: date | None) -> tuple[CodeRow, ...]:
        """Return every row of ``code`` valid on ``on`` (all if None), the newest first."""
        ...

    def codes(self, on: date | None) -> tuple[str, ...]:
        """Return the codes valid on ``on`` (any day if None), sorted."""
        ...

    def hits(self, text: str, limit: int, used: Sequence[str], on: date | None) -> list[Hit]:
        """Return at most ``limit`` rows that answer ``text``, best first; ``used`` (most wanted first) come early."""
        ...
