"""What 边民名册 asks of the program; answers come later, on the UI thread. No number comes in full but from reveal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QImage

from app.border_trade.register import Mandate, Person
from app.border_trade.roster import RosterLine
from app.sheets.residents import ResidentList
from app.store.border_days import DayReport
from app.store.border_groups import Group
from app.store.border_person import PersonSeen, Revision
from app.store.border_processing import Delivery, PlantSum
from app.ui.pages.services import Done, Failed
from app.work.enrol import Enrolled


@dataclass(frozen=True, slots=True)
class Register:
    """The register as of today; ``found`` are those a text was found in, None where none was looked for."""

    lines: tuple[RosterLine, ...]
    found: frozenset[str] | None
    groups: tuple[Group, ...]
    day: date
    zone: str


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day's report and the whole ledger of 落地加工."""

    report: DayReport
    ledger: tuple[Delivery, ...]
    plants: tuple[PlantSum, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A mandate to write down; ``until`` None = without end."""

    kind: Mandate
    until: date | None
    signed_by: str


class RegisterService(Protocol):
    """The register. ``changed()`` tells that it may be another now, ``progressed(str)`` how far an import is."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def progressed(self) -> SignalInstance: ...

    def look(self, text: str, done: Done[Register], failed: Failed) -> None:
        """Return the register, and whom a text is found in; a whole ID number or card finds its owner."""
        ...

    def person(self, resident_id: str, done: Done[PersonSeen], failed: Failed) -> None:
        """Return one resident."""
        ...

    def find(self, typed: str, done: Done[str], failed: Failed) -> None:
        """Return the id of the resident with an ID number or card, "" where nobody has it."""
        ...

    def enrol(self, person: Person, group_id: str, done: Done[str], failed: Failed) -> None:
        """Register a person and put him into a group ("" = none); answers his id."""
        ...

    def revise(self, resident_id: str, said: Revision, done: Done[str], failed: Failed) -> None:
        """Bring a known resident up to date; answers his id."""
        ...

    def reveal(self, resident_id: str, why: str, done: Done[str], failed: Failed) -> None:
        """Return an ID number in full; who asked and why is written down first."""
        ...

    def photo(self, resident_id: str, done: Done[QImage | None], failed: Failed) -> None:
        """Return the photo of a resident, decoded; None where there is none."""
        ...

    def set_photo(self, resident_id: str, path: Path, done: Done[None], failed: Failed) -> None:
        """Keep the photo in a file; that it was set is written down."""
        ...

    def remove_photo(self, resident_id: str, done: Done[None], failed: Failed) -> None:
        """Forget the photo of a resident; that it went is written down."""
        ...

    def set_active(self, resident_ids: Sequence[str], on: bool, done: Done[None], failed: Failed) -> None:
        """Let residents take part, or not any more."""
        ...

    def put_into(self, resident_ids: Sequence[str], group_id: str, done: Done[None], failed: Failed) -> None:
        """Put residents into a group, or ("") take them out of theirs."""
        ...

    def lead(self, resident_id: str, done: Done[None], failed: Failed) -> None:
        """Make a member the leader of his group."""
        ...

    def new_group(self, name: str, done: Done[str], failed: Failed) -> None:
        """Make a group; answers its id."""
        ...

    def sign(self, resident_ids: Sequence[str], said: Signed, done: Done[None], failed: Failed) -> None:
        """Write down a mandate of each resident for the group he is in."""
        ...

    def withdraw(self, mandate_id: str, done: Done[None], failed: Failed) -> None:
        """End a mandate today."""
        ...

    def foresee(self, path: Path, done: Done[ResidentList], failed: Failed) -> None:
        """Read a list and say what of it can be used; nothing is written."""
        ...

    def install(self, listed: ResidentList, done: Done[Enrolled], failed: Failed) -> None:
        """Take the usable rows of a list into the register."""
        ...

    def day(self, day: date, done: Done[DayTold], failed: Failed) -> None:
        """Return the report of a day and the ledger."""
        ...

    def deliver(
        self, lot_id: str, plant: tuple[str, str], amount: tuple[str, str], done: Done[None], failed: Failed
    ) -> None:
        """Write what of a lot (quantity and value as typed) went to a plant into the ledger."""
        ...

    def take_back(self, entry_id: int, why: str, done: Done[None], failed: Failed) -> None:
        """Write an entry against an earlier one into the ledger."""
        ...

    def export(self, kind: str, day: date, path: Path, done: Done[Path], failed: Failed) -> None:
        """Write ``roster``, ``day`` or ``ledger`` as CSV; numbers masked."""
        ...

    def print_lot(self, lot_id: str, path: Path, done: Done[Path], failed: Failed) -> None:
        """Write the 互市申报单 of a lot as PDF; numbers masked."""
        ...

    def print_roster(self, resident_ids: Sequence[str], path: Path, done: Done[Path], failed: Failed) -> None:
        """Write the roster of these residents as PDF; numbers masked."""
        ...
