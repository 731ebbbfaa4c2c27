"""Keys, backups and the log for the settings: every call on a thread of its own, for the key may be forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.store.age import RecoveryKey
from app.store.audit import Entry
from app.store.backup import Backup
from app.store.engine import StoreTrouble
from app.store.newer import Newer
from app.ui.pages.background import background
from app.ui.pages.upkeep import AuditCheck, AuditLine, BackupLine, RestorePlan, Slot, Slots
from app.work.vault import Vault

T = TypeVar("T")
Failed = Callable[[str], None]
PAGE = 200


class Keeper(Protocol):
    """What keeps copies and the log of one home (work.safety)."""

    def backups(self) -> Sequence[Backup]: ...
    def back_up(self) -> Backup: ...
    def verify(self, folder: Path) -> Backup: ...
    def newer_than(self, since: datetime) -> Newer: ...
    def order_restore(self, folder: Path) -> Backup: ...
    def ordered_restore(self) -> Backup | None: ...
    def cancel_restore(self) -> None: ...
    def hand_over(self, target: Path, passphrase: str | None) -> Path: ...
    def audit(self, before: int | None = None, limit: int = PAGE) -> Sequence[Entry]: ...
    def audit_report(self) -> "Report": ...


class Report(Protocol):
    """How the log is."""

    @property
    def entries(self) -> int: ...
    @property
    def heads(self) -> int: ...
    @property
    def broken(self) -> tuple[str, ...]: ...


class DeskUpkeep(QObject):
    """UpkeepService over the vault and the safety of one home.

    ``locked(bool)`` when the key was forgotten or told; ``restart_wanted()`` when a backup is to be put back at once.
    """

    locked = Signal(bool)
    restart_wanted = Signal()

    def __init__(self, vault: Vault, safety: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault, self._safety = vault, safety

    def slots(self, done: Callable[[Slots], None], failed: Failed) -> None:
        def read() -> Slots:
            lines = tuple(Slot(one.kind, one.words, one.note, one.removable) for one in self._vault.slots())
            return Slots(lines, self._vault.is_demo, self._vault.may_lock)

        _run(read, done, failed)

    def set_passphrase(self, new: str, done: Callable[[None], None], failed: Failed) -> None:
        _run(lambda: self._vault.set_passphrase(new), done, failed)

    def add_keyring(self, done: Callable[[None], None], failed: Failed) -> None:
        _run(self._vault.add_keyring, done, failed)

    def new_recovery_key(self, done: Callable[[str], None], failed: Failed) -> None:
        def made() -> str:
            key: RecoveryKey = self._vault.new_recovery_key()
            return key.secret

        _run(made, done, failed)

    def remove(self, kind: str, done: Callable[[None], None], failed: Failed) -> None:
        _run(lambda: self._vault.remove(kind), done, failed)

    def backups(self, done: Callable[[Sequence[BackupLine]], None], failed: Failed) -> None:
        _run(lambda: tuple(map(_backup, self._safety.backups())), done, failed)

    def back_up(self, done: Callable[[BackupLine], None], failed: Failed) -> None:
        _run(lambda: _backup(self._safety.back_up()), done, failed)

    def verify(self, folder: Path, done: Callable[[BackupLine], None], failed: Failed) -> None:
        _run(lambda: _backup(self._safety.verify(folder)), done, failed)

    def weigh_restore(self, folder: Path, done: Callable[[RestorePlan], None], failed: Failed) -> None:
        def weighed() -> RestorePlan:
            found = self._safety.verify(folder)
            newer = self._safety.newer_than(found.made_at)
            return RestorePlan(_backup(found), newer.there, newer.drafts, newer.messages, newer.receipts)

        _run(weighed, done, failed)

    def order_restore(self, folder: Path, now: bool, done: Callable[[BackupLine], None], failed: Failed) -> None:
        def ordered(line: BackupLine) -> None:
            done(line)
            if now:
                self.restart_wanted.emit()

        _run(lambda: _backup(self._safety.order_restore(folder)), ordered, failed)

    def ordered_restore(self, done: Callable[[BackupLine | None], None], failed: Failed) -> None:
        def read() -> BackupLine | None:
            found = self._safety.ordered_restore()
            return None if found is None else _backup(found)

        _run(read, done, failed)

    def cancel_restore(self, done: Callable[[None], None], failed: Failed) -> None:
        _run(self._safety.cancel_restore, done, failed)

    def hand_over(self, target: Path, passphrase: str, done: Callable[[Path], None], failed: Failed) -> None:
        _run(lambda: self._safety.hand_over(target, passphrase or None), done, failed)

    def audit(self, before: int | None, done: Callable[[Sequence[AuditLine]], None], failed: Failed) -> None:
        def read() -> Sequence[AuditLine]:
            entries = self._safety.audit(before=before, limit=PAGE)
            return tuple(AuditLine(e.seq, e.at, e.actor, e.event, e.subject, e.detail) for e in entries)

        _run(read, done, failed)

    def audit_check(self, done: Callable[[AuditCheck], None], failed: Failed) -> None:
        def read() -> AuditCheck:
            found = self._safety.audit_report()
            return AuditCheck(found.entries, found.heads, tuple(found.broken))

        _run(read, done, failed)

    def lock(self, done: Callable[[None], None], failed: Failed) -> None:
        def locked(_none: None) -> None:
            self.locked.emit(True)
            done(None)

        _run(self._vault.lock, locked, failed)

    def unlock(self, passphrase: str, done: Callable[[None], None], failed: Failed) -> None:
        def opened(_none: None) -> None:
            self.locked.emit(False)
            done(None)

        _run(lambda: self._vault.unlock(passphrase), opened, failed)


def _backup(made: Backup) -> BackupLine:
    return BackupLine(made.folder, made.made_at, made.size, made.counts.get("drafts"), made.why.value)


def _run(work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
    def spoken() -> T:
        try:
            return work()
        except StoreTrouble as trouble:
            raise ValueError(str(trouble)) from trouble

    background().run(spoken, done, failed)
