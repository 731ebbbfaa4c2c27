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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.store import audit, signed_heads
from app.store.durable import sync_folder
from app.store.engine import Connection, Database, StoreTrouble, driver_of, translated
from app.store.health import Damaged, full_integrity, schema_version
from app.store.upgrade import open_database

MANIFEST = "manifest.json"
VERSION = 1
DATABASE, REFERENCE = "portdesk.db", "reference.db"
BESIDE = ("keyslots.json", "demo-slot-*.key", signed_heads.OUTSIDE)
_COUNTED = ("drafts", "submissions", "outbox", "receipts", "residents", "audit")
_PAGES = 256
_MARK = "portdesk-"
HOURS, DAYS, MONTHS = 24, 14, 36
"""How many backups are kept: the newest of each of the last hours, days and months (papers are kept 3 years)."""

KeyOf = Callable[[Path], bytes]


class Why(StrEnum):
    """What a backup was made for."""

    HAND = "hand"
    HOURLY = "hourly"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that was found sound when it was made; ``size`` in bytes."""

    folder: Path
    made_at: datetime
    schema: str
    counts: Mapping[str, int]
    size: int = 0
    why: Why = Why.HAND


def create(database: Database, home: Path, key: bytes, target: Path, now: datetime, why: Why = Why.HAND) -> Backup:
    """Make and check a backup under ``target``; raises StoreTrouble, and then nothing is left behind.

    The data are looked through first: a backup of a damaged file would push the sound ones out.
    """
    final = free_path(target / f"{_MARK}{now:%Y%m%d-%H%M%S}")
    part = final.with_name(f"{final.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.mkdir(mode=0o700)
        counts = _copy_database(database, part / DATABASE, key)
        _copy_others(home, part)
        with open_database(part / DATABASE, key) as copy, copy.reading() as connection:
            told = _look(connection)
        if told["counts"] != counts:
            raise StoreTrouble("备份的条数与原数据不符，请检查磁盘后重试", "bad_copy")
        write_manifest(part, {"version": VERSION, "made_at": now.isoformat(), "why": why.value, **told})
        sync_files(part)
        part.rename(final)
        sync_folder(target)
    except OSError as error:
        raise StoreTrouble(f"备份无法写入 {target}，请检查权限和磁盘空间", "backup_unwritable") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return described(final)


def write_manifest(folder: Path, document: Mapping[str, Any]) -> None:
    """Write the list of a backup's files with their digests; raises OSError."""
    whole = {**document, "files": _digests(folder)}
    (folder / MANIFEST).write_text(json.dumps(whole, indent=1), encoding="ascii")
    (folder / MANIFEST).chmod(0o600)


def described(folder: Path) -> Backup:
    """Return what a backup's manifest tells, without looking into its files; raises StoreTrouble."""
    told = manifest(folder)
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    made_at = datetime.fromisoformat(str(told["made_at"]))
    return Backup(folder, made_at, str(told["schema"]), told["counts"], size, Why(told.get("why", Why.HAND)))


def listed(target: Path) -> list[Backup]:
    """Return the backups under a folder as their manifests tell of them, the newest first."""
    found = []
    for folder in found_in(target):
        with suppress(StoreTrouble, OSError):
            found.append(described(folder))
    return found


def is_outdated(home: Path, target: Path) -> bool:
    """Tell whether the data were written to since the newest backup; by the files' own times, whatever the clock."""
    newest = next(iter(found_in(target)), None)
    if newest is None:
        return True
    data = [home / DATABASE, home / f"{DATABASE}-wal", *(file for one in BESIDE for file in home.glob(one))]
    written = max((file.stat().st_mtime for file in data if file.exists()), default=0.0)
    return written > (newest / MANIFEST).stat().st_mtime


def verify(folder: Path, key_of: KeyOf) -> Backup:
    """Check a backup as a restore would; raises StoreTrouble with what is wrong. Nothing is changed."""
    document = manifest(folder)
    changed = sorted(name for name, digest in document["files"].items() if _digest(folder / name) != digest)
    if changed:
        raise StoreTrouble(f"备份 {folder} 的文件 {'、'.join(changed)} 缺失或已被改动，不能用来恢复", "backup_changed")
    with (
        _scratch(folder) as copy,
        open_database(copy / DATABASE, key_of(copy)) as database,
        database.reading() as connection,
    ):
        told = _look(connection)
    if told != {name: document[name] for name in ("schema", "counts", "audit", "signed_head")}:
        raise StoreTrouble(f"备份 {folder} 的内容与清单不符，不能用来恢复", "backup_changed")
    return described(folder)


def found_in(target: Path) -> list[Path]:
    """Return the finished backups under a folder, the newest first."""
    folders = target.glob(f"{_MARK}*") if target.is_dir() else ()
    return sorted((one for one in folders if (one / MANIFEST).is_file()), reverse=True)


def prune(target: Path, wanted: Path | None = None) -> list[Path]:
    """Delete the backups that no hour, day or month needs any more, but not the one ``wanted``; returns them."""
    kept: set[Path] = {folder for folder in found_in(target) if wanted is not None and folder.resolve() == wanted}
    for length, most in ((11, HOURS), (8, DAYS), (6, MONTHS)):  # of 20260302-09…: an hour, a day, a month
        newest: dict[str, Path] = {}
        for folder in found_in(target):
            newest.setdefault(folder.name.removeprefix(_MARK)[:length], folder)
        kept |= set(list(newest.values())[:most])
    gone = [folder for folder in found_in(target) if folder not in kept]
    for folder in gone:
        shutil.rmtree(folder, ignore_errors=True)
    return gone


def _copy_database(database: Database, target: Path, key: bytes) -> Mapping[str, int]:
    """Copy through the library itself: a copied file of a database in use lacks what still stands in its log."""
    with database.reading() as connection:
        if full_integrity(connection):
            raise Damaged
    # Another view of the file: while one is held the log grows, and the check takes as long as the copy.
    with translated(), closing(raw(target, key)) as copy, database.reading() as connection:
        counts = _counts(connection)
        source: Any = connection.connection.driver_connection
        source.backup(copy, pages=_PAGES)
    target.chmod(0o600)
    with translated(), closing(raw(target, key)) as copy:
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreTrouble("备份未能通过检查，请检查磁盘后重试", "bad_copy")
        if copy.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise StoreTrouble("备份未能通过检查，请检查磁盘后重试", "bad_copy")
    return counts


def _counts(connection: Connection) -> dict[str, int]:
    return {table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in _COUNTED}


def raw(path: Path, key: bytes) -> Any:
    """Return a bare connection to a file under a key."""
    return driver_of(path, key).open()


def _copy_others(home: Path, part: Path) -> None:
    for pattern in BESIDE:
        for file in home.glob(pattern):
            shutil.copy2(file, part / file.name)
    if (home / REFERENCE).is_file():
        with closing(sqlite3.connect(home / REFERENCE)) as source, closing(sqlite3.connect(part / REFERENCE)) as copy:
            source.backup(copy)
        (part / REFERENCE).chmod(0o600)


def _look(connection: Connection) -> dict[str, Any]:
    broken = audit.broken_at(connection)
    if broken is not None:
        raise StoreTrouble(f"操作记录从第 {broken} 条起不完整，请联系技术支持", "audit_broken")
    head = audit.head(connection)
    signed = signed_heads.newest(connection)
    return {
        "schema": schema_version(connection),
        "counts": _counts(connection),
        "audit": {"seq": head.seq, "digest": head.digest},
        "signed_head": None if signed is None else signed.to_json(),
    }


def manifest(folder: Path) -> dict[str, Any]:
    """Return a backup's manifest; raises StoreTrouble."""
    try:
        document: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="ascii"))
        if document["version"] != VERSION:
            raise StoreTrouble(f"备份 {folder} 由更新的版本写成，请升级程序", "backup_newer")
        names = list(document["files"])
        if DATABASE not in names or any(Path(name).name != name for name in names):
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


def free_path(path: Path) -> Path:
    """Return the path, or one with a number where something stands already."""
    return next(one for one in _numbered(path) if not one.exists())


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.name}-{number}")
        number += 1


def sync_files(folder: Path) -> None:
    """Make a folder's files and their names durable; raises OSError."""
    for file in folder.iterdir():
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
    sync_folder(folder)
