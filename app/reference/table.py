"""What the look-up asks of one installed code table, wherever its rows lie; it knows no file and no database."""

from collections.abc import Sequence
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


class Table(Protocol):
    """One code table: bundled ones lie in memory, imported ones may lie in a database with a text index."""

    @property
    def info(self) -> TableInfo:
        """Return where the table comes from."""
        ...

    def __len__(self) -> int:
        """Return the number of codes."""
        ...

    def row(self, code: str, on: date | None) -> CodeRow | None:
        """Return the row of ``code`` valid on ``on`` (the newest if None), or None."""
        ...

    def codes(self, on: date | None) -> tuple[str, ...]:
        """Return the codes valid on ``on`` (any day if None), sorted."""
        ...

    def hits(self, text: str, limit: int, recent: Sequence[str], on: date | None) -> list[Hit]:
        """Return at most ``limit`` rows that answer ``text``, best first; ``recent`` (newest first) come early."""
        ...
