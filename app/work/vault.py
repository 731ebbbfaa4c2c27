"""The ways to open one home's data, as a person adds, changes and takes them away; and the lock while nobody is there.

Every call may take a fifth of a second (a passphrase is stretched on purpose), so never in the window's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.store import audit
from app.store.age import RecoveryKey, new_recovery_key
from app.store.engine import Connection, Database, StoreTrouble, driver_of
from app.store.key_slots import (
    DEMO,
    FILE,
    KEYRING,
    PASSPHRASE,
    RECOVERY,
    SLOT_WORDS,
    Keyring,
    KeySlots,
    KeyTrouble,
    keyring_slot,
    passphrase_slot,
    recovery_slot,
    unlock,
)
from app.store.upgrade import sealer_of

SHORTEST = 8
_NOTES = {
    DEMO: "密钥就在数据旁边的文件里，拿到这台电脑就能打开；正式使用请加设口令后移除",
    KEYRING: "随系统登录打开，不必另输口令；电脑请加硬盘加密",
    PASSPHRASE: "启动和解锁时输入；忘记后只能用恢复密钥",
    RECOVERY: "私钥由办公室另处保管；换电脑、忘口令和解开交接备份时用",
}


@dataclass(frozen=True, slots=True)
class SlotLine:
    """One way to open the data, as people read it."""

    kind: str
    words: str
    note: str
    removable: bool


class Vault:
    """The key slots of an open home. ``database`` is what lock() closes; ``now`` dates what is written down."""

    def __init__(
        self, folder: Path, path: Path, keyring: Keyring, key: bytes, database: Database, now: Callable[[], datetime]
    ) -> None:
        self._folder = folder
        self._path = path
        self._keyring = keyring
        self._key: bytes | None = key
        self._database = database
        self._now = now

    def slots(self) -> tuple[SlotLine, ...]:
        """Return the ways there are, in the order they are tried; raises KeyTrouble."""
        kinds = self._slots().kinds()
        return tuple(SlotLine(one, SLOT_WORDS[one], _NOTES[one], _is_removable(one, kinds)) for one in kinds)

    @property
    def is_demo(self) -> bool:
        """Whether a file beside the data opens them: whoever has the computer has the data."""
        return DEMO in self._slots().kinds()

    @property
    def may_lock(self) -> bool:
        """Whether there is a passphrase to unlock with."""
        return PASSPHRASE in self._slots().kinds()

    @property
    def locked(self) -> bool:
        """Whether the key was forgotten."""
        return self._key is None

    @property
    def recipient(self) -> str:
        """The public half of the office's recovery key, empty where none was made."""
        found = [slot.needs["recipient"] for slot in self._slots().slots if slot.kind == RECOVERY]
        return found[0] if found else ""

    def set_passphrase(self, new: str) -> None:
        """Add a passphrase, or change it; raises KeyTrouble (too short, locked, unwritable)."""
        if len(new) < SHORTEST:
            raise KeyTrouble(f"口令至少 {SHORTEST} 个字符，请重新输入", "short_passphrase")
        slots = self._slots()
        self._keep(slots.with_slot(passphrase_slot(slots.database, self.open_key(), new)), "key_slot_set", PASSPHRASE)

    def check_passphrase(self, text: str) -> bool:
        """Tell whether a passphrase is the one that was set."""
        slots = KeySlots(self._slots().database, tuple(s for s in self._slots().slots if s.kind == PASSPHRASE))
        return bool(slots.slots) and slots.opened_by(text) is not None

    def add_keyring(self) -> None:
        """Let the system's login open the data; raises KeyTrouble where no store of passwords answers."""
        slots = self._slots()
        slot = keyring_slot(slots.database, self.open_key(), self._keyring)
        if slot is None:
            raise KeyTrouble("这台电脑没有可用的系统密钥串，请改设口令", "no_keyring")
        self._keep(slots.with_slot(slot), "key_slot_set", KEYRING)

    def new_recovery_key(self, hand_out: Callable[[RecoveryKey], None] = lambda key: None) -> RecoveryKey:
        """Make the office's recovery key, in the place of an earlier one; its secret half is in the answer only.

        ``hand_out`` is called before the slot is made: a key that could not be handed out opens nothing.
        """
        made = new_recovery_key()
        hand_out(made)
        slots = self._slots()
        self._keep(
            slots.with_slot(recovery_slot(slots.database, self.open_key(), made.public)), "key_slot_set", RECOVERY
        )
        return made

    def remove(self, kind: str) -> None:
        """Take a way to open the data away; raises KeyTrouble rather than leave none for daily use."""
        slots = self._slots()
        if kind not in slots.kinds():
            raise KeyTrouble(f"没有设{SLOT_WORDS.get(kind, kind)}，不必移除", "no_such_slot")
        if not _is_removable(kind, slots.kinds()):
            raise KeyTrouble("至少要保留一种日常打开数据的方式，请先加设另一种", "last_slot")
        gone = next(slot for slot in slots.slots if slot.kind == kind)
        self._keep(slots.without(kind), "key_slot_removed", kind)
        if kind == DEMO:
            (self._folder / gone.needs["file"]).unlink(missing_ok=True)

    def lock(self) -> None:
        """Forget the key and close the data until somebody tells the passphrase; raises KeyTrouble without one."""
        if not self.may_lock:
            raise KeyTrouble("没有设口令，不能锁定；请先在设置里加设口令", "no_passphrase")
        self._database.lock()
        self._key = None

    def unlock(self, passphrase: str) -> None:
        """Open the data again; raises KeyTrouble where the passphrase is another."""
        key = self._slots().opened_by(passphrase)
        if key is None:
            raise KeyTrouble("口令不对，数据未打开，请重新输入", "wrong_passphrase")
        self._database.unlock(driver_of(self._path, key), lambda: sealer_of(self._database, key))
        self._key = key

    def _slots(self) -> KeySlots:
        return KeySlots.read(self._folder / FILE)

    def open_key(self) -> bytes:
        """Return the data key, for those that make copies of the data; raises KeyTrouble while locked."""
        if self._key is None:
            raise KeyTrouble("数据已锁定，请先解锁", "locked")
        return self._key

    def _keep(self, slots: KeySlots, event: str, kind: str) -> None:
        slots.write(self._folder / FILE)
        with self._database.writing() as connection:
            _note(connection, self._now(), event, kind)


def admitted(folder: Path, key: bytes, keyring: Keyring, passphrase: str | None) -> KeySlots:
    """Return the slots of data that came from another computer with one by which this computer opens them.

    The keyring slot of the other computer is replaced. Raises KeyTrouble where neither a passphrase was told nor a
    store of passwords answers.
    """
    slots = KeySlots.read(folder / FILE)
    if passphrase:
        slot = passphrase_slot(slots.database, key, passphrase)
    elif (made := keyring_slot(slots.database, key, keyring)) is not None:
        slot = made
    else:
        raise KeyTrouble("这台电脑没有系统密钥串，请设一个口令（无终端时用 PORTDESK_PASSPHRASE_FILE）", "no_keyring")
    return slots.with_slot(slot)


def can_open(folder: Path, keyring: Keyring) -> bool:
    """Tell whether this computer opens the data without being told anything."""
    try:
        unlock(folder, keyring)
    except StoreTrouble:
        return False
    return True


def _is_removable(kind: str, kinds: tuple[str, ...]) -> bool:
    """The recovery key is for bad days: without another way nobody could open the data in the morning."""
    return kind == RECOVERY or any(other not in (kind, RECOVERY) for other in kinds)


def _note(connection: Connection, now: datetime, event: str, kind: str) -> None:
    audit.record(connection, now, "本机", event, "keys", {"slot": kind})
