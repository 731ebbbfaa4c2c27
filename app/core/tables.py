"""What the rules may ask of the code tables; app.reference answers, the rules never see files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One line of a code table with the days between which it is valid and where it was read."""

    table: str
    code: str
    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    source: str = ""
    as_of: str = ""
    successor: str = ""  # the code that takes the place of one that has expired, where it is known

    def valid_on(self, day: date) -> bool:
        """Tell whether the code may be declared on ``day`` (both ends included)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class CodeTables(Protocol):
    """Look-up of official codes by table stem, e.g. ``countries``."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the line of ``code`` valid on ``on`` (any day if None), or None if there is none."""
        ...

    def complete(self, table: str) -> bool:
        """Tell whether the table holds every official code, so that an unknown one is an error."""
        ...

    def exists(self, table: str) -> bool:
        """Tell whether a table of that stem is installed."""
        ...
