"""Turns the plain file of an early release into an encrypted one; it never makes a new file where one is missing."""

from contextlib import closing
from pathlib import Path
from typing import Any

from app.store.engine import BUSY_SECONDS, StoreTrouble, sqlcipher_driver, translated

_MAGIC_QUESTION = "SELECT count(*) FROM sqlite_master"


def is_plain(path: Path) -> bool:
    """Tell whether a database file can be read without a key; asked through SQLite, which keeps its own locks."""
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        with translated(), closing(_plain(path)) as raw:
            raw.execute(_MAGIC_QUESTION).fetchone()
    except StoreTrouble as trouble:
        if trouble.code == "damaged":
            return False
        raise
    return True


def encrypt(path: Path, key: bytes) -> None:
    """Replace a plain file by an encrypted one of the same content, whole or not at all; raises StoreTrouble.

    The plain file must be in nobody else's hands: leaving the write-ahead log needs it alone. The encrypted copy is
    checked page by page before it takes the place, so a power cut leaves one of the two whole.
    """
    part = path.with_name(f"{path.name}.encrypting")
    part.unlink(missing_ok=True)
    with translated(), closing(_plain(path)) as raw:
        if raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise StoreTrouble("数据文件正被另一个程序占用，请关闭其他口岸申报台窗口后再试", "busy")
        raw.execute("BEGIN EXCLUSIVE")
        wanted = counts_of(raw, "main")
        raw.execute("COMMIT")
        raw.execute(f"""ATTACH DATABASE ? AS sealed KEY "x'{key.hex()}'" """, (str(part),))
        raw.execute("SELECT sqlcipher_export('sealed')")
        if counts_of(raw, "sealed") != wanted:
            raise StoreTrouble("加密后的数据与原文件不符，原文件未作改动，请检查磁盘", "bad_copy")
        raw.execute("DETACH DATABASE sealed")
    part.chmod(0o600)
    with translated(), closing(_keyed(part, key)) as raw:
        if raw.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreTrouble("加密后的数据未能通过检查，原文件未作改动，请检查磁盘", "bad_copy")
    part.replace(path)


def _plain(path: Path) -> Any:
    from sqlcipher3 import dbapi2  # the encrypting library, without a key: only it can export

    return dbapi2.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def _keyed(path: Path, key: bytes) -> Any:
    return sqlcipher_driver(path, key).open()


def counts_of(raw: Any, schema: str) -> dict[str, int]:
    """Return how many rows each table of an open file has; a virtual one is counted by the tables it stands on."""
    stored = f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND rootpage > 0"
    names = raw.execute(stored).fetchall()
    return {name: raw.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0] for (name,) in names}
