"""The mark each write transaction leaves, by which a COMMIT that failed is judged; it commits nothing itself.

A COMMIT that reported an error may have reached the disk: its frames stand in the log, and the next opening may bring
them to life. So the mark is looked for through a new connection, in a transaction that itself writes: once that one is
on disk, it lies where the doubtful frames were or behind them, and the answer holds.
"""

import secrets
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import Connection

_SLOTS = 256  # rows are reused, so that starts and stops over years leave no heap of them

_PUT = (
    "INSERT INTO commit_marks (slot, owner, number) VALUES (?, ?, ?)"
    " ON CONFLICT (slot) DO UPDATE SET owner = excluded.owner, number = excluded.number"
)
_GET = "SELECT owner, number FROM commit_marks WHERE slot = ?"


class Fate(Enum):
    """What became of a transaction."""

    SAVED = auto()
    LOST = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one transaction."""

    slot: int
    owner: str
    number: int

    @classmethod
    def first(cls) -> "Mark":
        """Return the mark before the first transaction of one open database."""
        return cls(secrets.randbelow(_SLOTS), secrets.token_hex(8), 0)

    def next(self) -> "Mark":
        """Return the mark of the transaction after this one."""
        return Mark(self.slot, self.owner, self.number + 1)

    def leave(self, connection: Connection) -> None:
        """Leave the mark in the caller's transaction."""
        connection.exec_driver_sql(_PUT, (self.slot, self.owner, self.number))

    def fate(self, connection: Connection) -> Fate:
        """Tell whether the transaction of this mark is in what the connection sees."""
        row = connection.exec_driver_sql(_GET, (self.slot,)).one_or_none()
        if row is not None and row.owner == self.owner:
            return Fate.SAVED if row.number == self.number else Fate.LOST
        # Nobody's row: ours was never there. Another's: it came after ours or before, which cannot be told.
        return Fate.LOST if row is None else Fate.UNKNOWN
