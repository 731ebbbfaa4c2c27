"""What the settings ask about keys, backups and the log, with the same bargain as in services.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the data, as people read it."""

    kind: str
    words: str
    note: str
    removable: bool


@dataclass(frozen=True, slots=True)
class Slots:
    """The ways to open the data; is_demo: a file beside the data opens them; may_lock: there is a passphrase."""

    slots: Sequence[Slot] = ()
    is_demo: bool = False
    may_lock: bool = False


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One verified backup."""

    folder: Path
    at: datetime
    size: int
    declarations: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What putting a sound backup back would do: declarations there are now, and what came after the backup."""

    backup: BackupLine
    present: int
    newer_drafts: int
    newer_messages: int
    newer_receipts: int


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry of the log."""

    seq: int
    at: datetime
    actor: str
    event: str
    subject: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """How the log is: entries, signed heads, and what is wrong with it (nothing if it is whole)."""

    entries: int
    heads: int
    broken: Sequence[str] = ()


class UpkeepService(Protocol):
    """Keys, backups and the log of the open home."""

    def slots(self, done: Done[Slots], failed: Failed) -> None:
        """Return the ways to open the data."""
        ...

    def set_passphrase(self, new: str, done: Done[None], failed: Failed) -> None:
        """Add a passphrase, or change it."""
        ...

    def add_keyring(self, done: Done[None], failed: Failed) -> None:
        """Let the system's login open the data."""
        ...

    def new_recovery_key(self, done: Done[str], failed: Failed) -> None:
        """Make the office's recovery key; the answer is its secret half, which is kept nowhere."""
        ...

    def remove(self, kind: str, done: Done[None], failed: Failed) -> None:
        """Take a way to open the data away."""
        ...

    def backups(self, done: Done[Sequence[BackupLine]], failed: Failed) -> None:
        """Return the backups there are, newest first."""
        ...

    def back_up(self, done: Done[BackupLine], failed: Failed) -> None:
        """Make a backup now and verify it."""
        ...

    def verify(self, folder: Path, done: Done[BackupLine], failed: Failed) -> None:
        """Verify a backup again, as a restore would."""
        ...

    def weigh_restore(self, folder: Path, done: Done[RestorePlan], failed: Failed) -> None:
        """Verify a backup and compare it with the present data."""
        ...

    def order_restore(self, folder: Path, now: bool, done: Done[BackupLine], failed: Failed) -> None:
        """Let a backup be put back at the next start; ``now``: close and start again at once."""
        ...

    def ordered_restore(self, done: Done[BackupLine | None], failed: Failed) -> None:
        """Return the backup to be put back at the next start, None where none is."""
        ...

    def cancel_restore(self, done: Done[None], failed: Failed) -> None:
        """Put nothing back at the next start."""
        ...

    def hand_over(self, target: Path, passphrase: str, done: Done[Path], failed: Failed) -> None:
        """Write one encrypted file for another computer, to a passphrase ("" = to the office's recovery key)."""
        ...

    def audit(self, before: int | None, done: Done[Sequence[AuditLine]], failed: Failed) -> None:
        """Return entries of the log, newest first, before one of them."""
        ...

    def audit_check(self, done: Done[AuditCheck], failed: Failed) -> None:
        """Look through the whole log."""
        ...

    def lock(self, done: Done[None], failed: Failed) -> None:
        """Forget the key until somebody tells the passphrase."""
        ...

    def unlock(self, passphrase: str, done: Done[None], failed: Failed) -> None:
        """Open the data again."""
        ...
