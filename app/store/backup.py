"""Backups of a data folder: made while it is in use, checked before they count, put back without sending twice.

A backup is a folder: the database (encrypted with the same key), its key slots, imported tables, and a manifest with
the digest of every file. It is written under another name and renamed when it has passed its checks, so that a half one
is never taken for one. Restoring keeps what was there.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store import audit
from app.store.durable import sync_folder
from app.store.engine import Connection, Database, StoreTrouble, driver_of, translated
from app.store.health import schema_version
from app.store.reconcile import mark_restored
from app.store.upgrade import open_database

MANIFEST = "manifest.json"
VERSION = 1
_DATABASE, _REFERENCE = "portdesk.db", "reference.db"
_BESIDE = ("keyslots.json", "demo-slot-*.key")
_COUNTED = ("drafts", "submissions", "outbox", "receipts", "residents", "audit")
_PAGES = 256
_MARK = "portdesk-"
HOURS, DAYS, MONTHS = 24, 14, 36
"""How many backups are kept: the newest of each of the last hours, days and months (papers are kept 3 years)."""

KeyOf = Callable[[Path], bytes]


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that was found sound."""

    folder: Path
    made_at: datetime
    schema: str
    counts: Mapping[str, int]


def create(database: Database, home: Path, key: bytes, target: Path, now: datetime) -> Backup:
    """Make and check a backup under ``target``; raises StoreTrouble, and then nothing is left behind."""
    final = _free(target / f"{_MARK}{now:%Y%m%d-%H%M%S}")
    part = final.with_name(f"{final.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        _copy_database(database, part / _DATABASE, key)
        _copy_others(home, part)
        with open_database(part / _DATABASE, key) as copy, copy.reading() as connection:
            told = _look(connection)
        document = {"version": VERSION, "made_at": now.isoformat(), **told, "files": _digests(part)}
        (part / MANIFEST).write_text(json.dumps(document, indent=1), encoding="ascii")
        _sync(part)
        part.rename(final)
    except OSError as error:
        raise StoreTrouble(f"备份无法写入 {target}，请检查权限和磁盘空间", "backup_unwritable") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Backup(final, now, str(told["schema"]), told["counts"])


def verify(folder: Path, key_of: KeyOf) -> Backup:
    """Check a backup as a restore would; raises StoreTrouble with what is wrong. Nothing is changed."""
    document = _manifest(folder)
    changed = sorted(name for name, digest in document["files"].items() if _digest(folder / name) != digest)
    if changed:
        raise StoreTrouble(f"备份 {folder} 的文件 {'、'.join(changed)} 缺失或已被改动，不能用来恢复", "backup_changed")
    with (
        _scratch(folder) as copy,
        open_database(copy / _DATABASE, key_of(copy)) as database,
        database.reading() as connection,
    ):
        told = _look(connection)
    if told != {name: document[name] for name in ("schema", "counts", "audit")}:
        raise StoreTrouble(f"备份 {folder} 的内容与清单不符，不能用来恢复", "backup_changed")
    return Backup(folder, datetime.fromisoformat(document["made_at"]), told["schema"], told["counts"])


def restore(folder: Path, home: Path, key_of: KeyOf, now: datetime) -> Path | None:
    """Put a checked backup in the place of a data folder's files; returns where the former ones are kept.

    Raises StoreTrouble where the backup is not sound or the present data are in use.
    """
    verify(folder, key_of)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = _set_aside(home, key_of, now)
    try:
        for name in _manifest(folder)["files"]:
            shutil.copy2(folder / name, home / name)
        _sync(home)
    except OSError as error:
        raise StoreTrouble(f"恢复没有完成，原数据在 {kept or home}，请检查磁盘后重试", "restore_unwritable") from error
    with open_database(home / _DATABASE, key_of(home)) as database, database.writing() as connection:
        mark_restored(connection, now)
        audit.record(connection, now, "恢复", "restore", "database", {"backup": folder.name})
    return kept


def found_in(target: Path) -> list[Path]:
    """Return the finished backups under a folder, the newest first."""
    folders = target.glob(f"{_MARK}*") if target.is_dir() else ()
    return sorted((one for one in folders if (one / MANIFEST).is_file()), reverse=True)


def prune(target: Path) -> list[Path]:
    """Delete the backups that no hour, day or month needs any more; returns them."""
    kept: set[Path] = set()
    for length, most in ((11, HOURS), (8, DAYS), (6, MONTHS)):  # of 20260302-09…: an hour, a day, a month
        newest: dict[str, Path] = {}
        for folder in found_in(target):
            newest.setdefault(folder.name.removeprefix(_MARK)[:length], folder)
        kept |= set(list(newest.values())[:most])
    gone = [folder for folder in found_in(target) if folder not in kept]
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return gone


def _copy_database(database: Database, target: Path, key: bytes) -> None:
    """Copy through the library itself: a copied file of a database in use lacks what still stands in its log."""
    with translated(), closing(_raw(target, key)) as copy, database.reading() as connection:
        source: Any = connection.connection.driver_connection
        source.backup(copy, pages=_PAGES)
    target.chmod(0o600)
    with translated(), closing(_raw(target, key)) as copy:
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreTrouble("备份未能通过检查，请检查磁盘后重试", "bad_copy")
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreTrouble("备份未能通过检查，请检查磁盘后重试", "bad_copy")


def _raw(path: Path, key: bytes) -> Any:
    return driver_of(path, key).open()


def _copy_others(home: Path, part: Path) -> None:
    for pattern in _BESIDE:
        for file in home.glob(pattern):
            shutil.copy2(file, part / file.name)
    if (home / _REFERENCE).is_file():
        with closing(sqlite3.connect(home / _REFERENCE)) as source, closing(sqlite3.connect(part / _REFERENCE)) as copy:
            source.backup(copy)
        (part / _REFERENCE).chmod(0o600)


def _look(connection: Connection) -> dict[str, Any]:
    counts = {
        table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in _COUNTED
    }
    broken = audit.broken_at(connection)
    if broken is not None:
        raise StoreTrouble(f"操作记录从第 {broken} 条起不完整，请联系技术支持", "audit_broken")
    head = audit.head(connection)
    return {"schema": schema_version(connection), "counts": counts, "audit": {"seq": head.seq, "digest": head.digest}}


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="ascii"))
        if document["version"] != VERSION:
            raise StoreTrouble(f"备份 {folder} 由更新的版本写成，请升级程序", "backup_newer")
        names = list(document["files"])
        if _DATABASE not in names or any(Path(name).name != name for name in names):
            raise ValueError(names)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreTrouble(f"{folder} 不是口岸申报台的备份，或没有写完", "no_backup") from error
    return document


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.iterdir() if not file.name.endswith(("-wal", "-shm")))
    return {file.name: _digest(file) for file in files}


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give a copy of a backup to look into: opening a database writes beside it, and a backup is never written to."""
    copy = folder.with_name(f"{folder.name}.checking-{os.getpid()}")
    shutil.rmtree(copy, ignore_errors=True)
    try:
        shutil.copytree(folder, copy)
        yield copy
    except OSError as error:
        raise StoreTrouble(f"备份 {folder} 无法读取，请检查磁盘空间和权限", "backup_unreadable") from error
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _set_aside(home: Path, key_of: KeyOf, now: datetime) -> Path | None:
    """Move what a restore replaces into a folder of its own; raises StoreTrouble where somebody has it open."""
    present = [file for pattern in (_DATABASE, f"{_DATABASE}-*", _REFERENCE, *_BESIDE) for file in home.glob(pattern)]
    if not present:
        return None
    if (home / _DATABASE).is_file():
        _require_alone(home, key_of)
    kept = _free(home / f"before-restore-{now:%Y%m%d-%H%M%S}")
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
    with closing(_raw(home / _DATABASE, key)) as raw:
        try:
            with translated():
                alone = raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
        except StoreTrouble as trouble:
            alone = trouble.code != "busy"  # what is damaged is what a restore is for
    if not alone:
        raise StoreTrouble("数据正在使用，请关闭口岸申报台的窗口后再恢复", "busy")


def _free(path: Path) -> Path:
    """Return the path, or one with a number where something stands already."""
    return next(one for one in _numbered(path) if not one.exists())


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.name}-{number}")
        number += 1


def _sync(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
    sync_folder(folder)
