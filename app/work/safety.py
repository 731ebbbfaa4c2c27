"""Copies, checks and the audit of one open home, for whoever shows them or makes them by the clock; it has no thread.

Every call may take a second, so never in the window's thread.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.store import audit, backup, health, restore_order, signed_heads
from app.store.backup import Backup, Why
from app.store.engine import Database, StoreTrouble
from app.store.hand_over import hand_over
from app.store.health import Checked
from app.store.key_slots import Keyring, unlock
from app.store.newer import Newer, newer_than
from app.work.audit_check import AuditReport, report
from app.work.vault import Vault


class Safety:
    """What keeps one home's data; ``trouble`` is the sentence of the read-only rescue, empty in a sound home."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        folder: Path,
        backups: Path,
        keyring: Keyring,
        now: Callable[[], datetime],
        trouble: str = "",
    ) -> None:
        self._database = database
        self._vault = vault
        self._folder = folder
        self._backups = backups
        self._keyring = keyring
        self._now = now
        self.trouble = trouble

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups there are, the newest first."""
        return tuple(backup.listed(self._backups))

    def back_up(self, why: Why = Why.HAND) -> Backup:
        """Make and check a backup now, and clear away what no hour, day or month needs; raises StoreTrouble."""
        made = backup.create(self._database, self._folder, self._vault.open_key(), self._backups, self._now(), why)
        order = restore_order.read(self._folder)
        backup.prune(self._backups, None if order is None else order.folder)
        return made

    @property
    def is_outdated(self) -> bool:
        """Whether the data were written to since the newest backup."""
        return backup.is_outdated(self._folder, self._backups)

    def verify(self, folder: Path) -> Backup:
        """Check a backup as a restore would; raises StoreTrouble."""
        return backup.verify(folder, self._key_for)

    def newer_than(self, since: datetime) -> Newer:
        """Return what the data hold that a backup of that moment does not; raises StoreTrouble."""
        with self._database.reading() as connection:
            return newer_than(connection, since)

    def order_restore(self, folder: Path) -> Backup:
        """Let a backup, checked once more, be put back at the next start; raises StoreTrouble."""
        found = self.verify(folder)
        restore_order.give(self._folder, folder, self._now())
        return found

    def ordered_restore(self) -> Backup | None:
        """Return the backup to be put back at the next start, None where none is."""
        order = restore_order.read(self._folder)
        if order is None:
            return None
        with contextlib.suppress(StoreTrouble):
            return backup.described(order.folder)
        return None

    def cancel_restore(self) -> None:
        """Put nothing back at the next start; raises StoreTrouble."""
        restore_order.drop(self._folder)

    def hand_over(self, target: Path, passphrase: str | None) -> Path:
        """Make a backup as one sealed file, to the recovery key or with a passphrase; raises StoreTrouble."""
        return hand_over(self.back_up().folder, self._vault.open_key(), target, passphrase or "")

    def check(self, *, full: bool) -> Checked:
        """Look the data through now."""
        return health.check(self._database, self._now(), full=full)

    def is_check_due(self) -> bool:
        """Tell whether the weekly full check is due; raises StoreTrouble."""
        with self._database.reading() as connection:
            return health.is_full_due(connection, self._now())

    def last_checks(self) -> tuple[Checked | None, Checked | None]:
        """Return when the data were last found sound by a quick and by a full check; raises StoreTrouble."""
        with self._database.reading() as connection:
            quick, full = (health.last_checked(connection, full=deep) for deep in (False, True))
        return _sound(quick, full=False), _sound(full, full=True)

    def audit(self, before: int | None = None, limit: int = 200, subject: str = "") -> tuple[audit.Entry, ...]:
        """Return entries of the audit, the newest first, ahead of ``before``; raises StoreTrouble."""
        with self._database.reading() as connection:
            return tuple(audit.entries(connection, subject, limit, before))

    def audit_report(self) -> AuditReport:
        """Judge the audit as a whole; raises StoreTrouble."""
        with self._database.reading() as connection:
            return report(connection, self._folder)

    def put_heads_outside(self) -> int:
        """Put the signed heads of the audit beside the database; raises StoreTrouble."""
        with self._database.reading() as connection:
            return signed_heads.put_outside(connection, self._folder)

    def _key_for(self, folder: Path) -> bytes:
        """Return a backup's own key where this computer opens it, else that of the data."""
        with contextlib.suppress(StoreTrouble):
            return unlock(folder, self._keyring)
        return self._vault.open_key()


def _sound(at: datetime | None, *, full: bool) -> Checked | None:
    return None if at is None else Checked(at, full, "")
