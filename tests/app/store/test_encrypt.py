"""The encrypted file: no word of it readable, a plain one of an early release taken over whole, a wrong key told."""

import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.store.encrypt import encrypt, is_plain
from app.store.engine import StoreTrouble
from app.store.settings import get_setting, put_setting
from app.store.upgrade import open_database
from tests.helpers.filings import NOW

KEY = bytes(range(32))
OTHER = bytes(reversed(range(32)))
CANARY = "CANARY-20261123"


def write(path: Path, key: bytes | None) -> None:
    with open_database(path, key) as database, database.writing() as connection:
        put_setting(connection, "canary", CANARY, NOW)


def read(path: Path, key: bytes | None) -> object:
    with open_database(path, key) as database, database.reading() as connection:
        return get_setting(connection, "canary")


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_an_encrypted_file_shows_no_word(tmp_path: Path) -> None:
    write(tmp_path / "portdesk.db", KEY)
    assert read(tmp_path / "portdesk.db", KEY) == CANARY
    assert CANARY.encode() not in on_disk(tmp_path)
    assert b"SQLite format" not in on_disk(tmp_path)


def test_a_plain_file_does(tmp_path: Path) -> None:
    write(tmp_path / "portdesk.db", None)
    assert CANARY.encode() in on_disk(tmp_path)  # the control: the search above can find


def test_a_plain_file_is_taken_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    write(path, None)
    assert is_plain(path)
    encrypt(path, KEY)
    assert not is_plain(path)
    assert read(path, KEY) == CANARY
    assert CANARY.encode() not in on_disk(tmp_path)


def test_a_file_in_other_hands_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    write(path, None)
    # The same library as encrypt() uses: two libraries in one process would not see each other's locks.
    other = dbapi2.connect(path, isolation_level=None)
    other.execute("SELECT * FROM settings").fetchall()
    with pytest.raises(StoreTrouble, match="占用"):
        encrypt(path, KEY)
    other.close()
    assert read(path, None) == CANARY


def test_a_wrong_key_opens_nothing_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    write(path, KEY)
    before = path.read_bytes()
    with pytest.raises(StoreTrouble):
        read(path, OTHER)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT * FROM settings")
    assert path.read_bytes() == before
    assert read(path, KEY) == CANARY


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "portdesk.db"
    write(path, KEY)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreTrouble):
        read(path, KEY)
