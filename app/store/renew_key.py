"""Gives the data another key: a whole new file, checked, put in the place of the old one; never a change in place.

Three files move, so the order tells after a power cut how far it came: while the new file has its working name, the
old data and slots hold; once it has the data's name, the new slots hold.
"""

import os
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any

from app.store import audit
from app.store.durable import sync_folder
from app.store.encrypt import counts_of
from app.store.engine import Database, StoreTrouble, sqlcipher_driver, translated
from app.store.health import full_integrity
from app.store.key_slots import FILE, KEY_BYTES, Keyring, KeySlots, Secret, rewrapped
from app.store.one_window import alone
from app.store.sealed import Sealer

NEXT_SLOTS = "keyslots.next.json"
LOCK = "keys.lock"
_BUSY = "数据正在更换密钥{who}，请稍候再打开"
_IN_USE = "数据正在使用，请关闭口岸申报台的窗口后再换密钥"
_BAD = "换密钥后的数据与原数据不符，原数据未作改动，请检查磁盘"


def renew(path: Path, key: bytes, sealer: Sealer, keyring: Keyring, passphrase: Secret | None = None) -> bytes:
    """Put the data under a new key and return it; raises StoreTrouble, and then everything is as it was.

    Every slot is made again around the new key, so each must be at hand (a passphrase has to be told). The caller
    holds the folder alone. Backups made before stay under the old key, each with its own slots.
    """
    with alone(path.parent, _BUSY, LOCK):
        settle(path)
        fresh = secrets.token_bytes(KEY_BYTES)
        slots = rewrapped(KeySlots.read(path.parent / FILE), fresh, path.parent, keyring, passphrase)
        part = _part(path)
        try:
            with translated(), closing(_exclusive(path, key)) as raw:
                _export(raw, part, fresh, sealer)
                _examine(part, fresh)
                slots.write(path.parent / NEXT_SLOTS)
                part.replace(path)  # from here on the new slots are the ones that open it
                sync_folder(path.parent)
        except OSError as error:
            raise StoreTrouble("换密钥没有完成，原数据未作改动，请检查磁盘空间和权限", "renew_unwritable") from error
        finally:
            settle(path)
    return fresh


def settle(path: Path) -> None:
    """Bring a renewal that was broken off to its end, or undo what it left; raises StoreTrouble."""
    part, following = _part(path), path.parent / NEXT_SLOTS
    try:
        if part.exists():
            for leaf in path.parent.glob(f"{NEXT_SLOTS}*"):
                leaf.unlink(missing_ok=True)
            sync_folder(path.parent)  # the new slots first: without them the part is nothing
            for leaf in path.parent.glob(f"{part.name}*"):
                leaf.unlink(missing_ok=True)
        elif following.exists():
            following.replace(path.parent / FILE)
            sync_folder(path.parent)
    except OSError as error:
        raise StoreTrouble(f"无法整理 {path.parent} 里换密钥的文件，请检查权限", "renew_unwritable") from error


def settle_left_over(path: Path) -> None:
    """At each opening: settle a renewal that was broken off; raises AlreadyOpen while one is under way."""
    if _part(path).exists() or (path.parent / NEXT_SLOTS).exists():
        with alone(path.parent, _BUSY, LOCK):
            settle(path)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.renewing")


def _exclusive(path: Path, key: bytes) -> Any:
    """Open the data so that nobody else can: who comes meanwhile waits, and finds the file replaced."""
    raw: Any = sqlcipher_driver(path, key).open()
    try:
        raw.execute("PRAGMA busy_timeout=500")  # somebody at work will not go away while one waits
        with translated():
            raw.execute("PRAGMA journal_mode=DELETE")  # of the log nobody may be a part any more
            raw.execute("PRAGMA locking_mode=EXCLUSIVE")
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
    except BaseException as error:
        raw.close()
        if isinstance(error, StoreTrouble) and error.code == "busy":
            raise StoreTrouble(_IN_USE, "busy") from error
        raise
    return raw


def _export(raw: Any, part: Path, fresh: bytes, sealer: Sealer) -> None:
    wanted = counts_of(raw, "main")
    raw.execute(f"""ATTACH DATABASE ? AS renewed KEY "x'{fresh.hex()}'" """, (str(part),))
    part.chmod(0o600)
    raw.execute("SELECT sqlcipher_export('renewed')")
    if counts_of(raw, "renewed") != wanted:
        raise StoreTrouble(_BAD, "bad_copy")
    raw.execute("INSERT OR REPLACE INTO renewed.field_keys (id, wrapped) VALUES (1, ?)", (sealer.wrapped(fresh),))
    raw.execute("DETACH DATABASE renewed")


def _examine(part: Path, fresh: bytes) -> None:
    with Database(sqlcipher_driver(part, fresh)) as copy, copy.reading() as connection:
        if full_integrity(connection) or audit.broken_at(connection) is not None:
            raise StoreTrouble(_BAD, "bad_copy")
    last: Any = sqlcipher_driver(part, fresh).open()
    with closing(last) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")  # so that no log has to follow it to its new name
    with part.open("rb") as opened:
        os.fsync(opened.fileno())
