"""A backup put back from the window: as a person ordered it, when nobody has the data open; no Qt here."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.store import restore_order
from app.store.backup import KeyOf, described
from app.store.engine import StoreTrouble
from app.store.key_slots import Keyring, unlock
from app.store.one_window import AlreadyOpen
from app.store.restore import keep_ways_in, restore

_STAYS = ("busy", "restore_unwritable")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an order ended: ``sentence`` is told; restored: whether the data are now those of the backup."""

    restored: bool
    sentence: str


def carry_out(home: Path, keyring: Keyring, now: datetime, told: KeyOf | None = None) -> Outcome | None:
    """Put the ordered backup back, None where none was ordered or another window has the data.

    ``told`` gives the present data's key where a person was asked for it. Whatever fails before anything is moved
    ends the order and leaves the data as they were.
    """
    order = restore_order.read(home)
    if order is None:
        return None
    key_of = _opener(keyring, told)
    try:
        made = described(order.folder).made_at
        kept = restore(order.folder, home, key_of, now)
        if kept is not None:
            keep_ways_in(kept, home, key_of)
    except AlreadyOpen:
        return None  # which the start itself tells
    except StoreTrouble as trouble:
        if trouble.code not in _STAYS:
            restore_order.drop(home)
        return Outcome(False, f"没有还原，数据仍是原来的：{trouble}")
    restore_order.drop(home)
    former = "" if kept is None else f"，原数据整份留在 {kept.name} 文件夹"
    return Outcome(True, f"已还原 {made:%m-%d %H:%M} 的备份{former}")


def _opener(keyring: Keyring, told: KeyOf | None) -> Callable[[Path], bytes]:
    def key_of(folder: Path) -> bytes:
        """Return a folder's own key where this computer opens it, else the one a person told."""
        if told is None:
            return unlock(folder, keyring)
        with contextlib.suppress(StoreTrouble):
            return unlock(folder, keyring)
        return told(folder)

    return key_of
