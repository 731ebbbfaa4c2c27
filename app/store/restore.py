"""Puts a backup in the place of a data folder's files; what stood there is kept, and nothing is sent unasked.

Restoring on another computer is the same: the folder is empty, and the key slots come with the backup.
"""

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.store import audit
from app.store.backup import BESIDE, DATABASE, REFERENCE, KeyOf, free_path, manifest, raw, sync_files, verify
from app.store.engine import StoreTrouble, translated
from app.store.key_slots import FILE, KeySlots
from app.store.one_window import alone
from app.store.reconcile import mark_restored
from app.store.unsafe_folder import require_safe
from app.store.upgrade import open_database

_DEMO_FILES = "demo-slot-*.key"
_IN_USE = "数据正在使用{who}，请关闭口岸申报台的窗口后再恢复"


def restore(folder: Path, home: Path, key_of: KeyOf, now: datetime) -> Path | None:
    """Put a checked backup in the place of a data folder's files; returns where the former ones are kept.

    Raises StoreTrouble where the backup is not sound or the present data are in use.
    """
    require_safe(home)
    found = verify(folder, key_of)
    with alone(home, _IN_USE):
        return _restore(folder, home, key_of, found.made_at, now)


def _restore(folder: Path, home: Path, key_of: KeyOf, made_at: datetime, now: datetime) -> Path | None:
    kept = _set_aside(home, key_of, now)
    try:
        for name in manifest(folder)["files"]:
            shutil.copy2(folder / name, home / name)
        sync_files(home)
    except OSError as error:
        raise StoreTrouble(f"恢复没有完成，原数据在 {kept or home}，请检查磁盘后重试", "restore_unwritable") from error
    with open_database(home / DATABASE, key_of(home)) as database, database.writing() as connection:
        mark_restored(connection, now, made_at)
        audit.record(connection, now, "恢复", "restore", "database", {"backup": folder.name})
    return kept


def keep_ways_in(kept: Path, home: Path, key_of: KeyOf) -> bool:
    """Let the present key slots open the restored data too, where both have the same key; tells whether they do.

    Else a passphrase set since the backup would be forgotten, and a way in that was taken away would be back.
    """
    if not (kept / FILE).is_file():
        return False
    slots = KeySlots.read(kept / FILE)
    try:
        same = slots.database == KeySlots.read(home / FILE).database and key_of(kept) == key_of(home)
    except StoreTrouble:
        return False
    if not same:
        return False
    wanted = {slot.needs["file"] for slot in slots.slots if "file" in slot.needs}
    try:
        for file in home.glob(_DEMO_FILES):
            file.unlink()
        for name in wanted:
            shutil.copy2(kept / name, home / name)
    except OSError as error:
        raise StoreTrouble(f"{home} 写不进去，打开数据的方式仍是备份里的", "restore_unwritable") from error
    slots.write(home / FILE)
    return True


def _set_aside(home: Path, key_of: KeyOf, now: datetime) -> Path | None:
    """Move what a restore replaces into a folder of its own; raises StoreTrouble where somebody has it open."""
    present = [file for pattern in (DATABASE, f"{DATABASE}-*", REFERENCE, *BESIDE) for file in home.glob(pattern)]
    if not present:
        return None
    if (home / DATABASE).is_file():
        _require_alone(home, key_of)
    kept = free_path(home / f"before-restore-{now:%Y%m%d-%H%M%S}")
    try:
        kept.mkdir(mode=0o700)
        for file in present:
            if file.exists():
                file.rename(kept / file.name)
    except OSError as error:
        raise StoreTrouble(f"原数据无法移到 {kept}，未作恢复，请检查权限", "restore_unwritable") from error
    return kept


def _require_alone(home: Path, key_of: KeyOf) -> None:
    try:
        key = key_of(home)
    except StoreTrouble:
        return  # nobody can have open what cannot be opened
    with closing(raw(home / DATABASE, key)) as opened:
        try:
            with translated():
                alone = opened.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
        except StoreTrouble as trouble:
            alone = trouble.code != "busy"  # what is damaged is what a restore is for
    if not alone:
        raise StoreTrouble("数据正在使用，请关闭口岸申报台的窗口后再恢复", "busy")
