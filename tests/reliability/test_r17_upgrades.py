"""R-17: an upgrade fails at every statement, is killed, finds no room: the old shape or the new, never between.

The control runs the same steps without one transaction around them: it leaves tables and columns behind.
"""

import hashlib
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from app.store import upgrade as upgrading
from app.store.encrypt import encrypt
from app.store.engine import Driver, StoreTrouble, driver_of
from app.store.upgrade import SCHEMA, NewerFile, upgrade
from tests.app.store.test_from_first_shape import first_shape
from tests.helpers.older_files import steps_until
from tests.reliability.figures import Figures

KEY = bytes(range(32))
KILLS = 50
RELEASED = [f"{number:04d}" for number in range(1, int(SCHEMA))]
_KEPT = {
    "drafts": "id, document, client_seq_no, created_at",
    "outbox": "message_id, payload, payload_sha256, state",
    "receipts": "receipt_id, raw, channel",
    "submissions": "id, identity, status, entry_id",
}


class Broken(Exception):
    """What a statement fails with in these tests."""


@dataclass(frozen=True)
class Shape:
    """A file as it stands: its version, its tables, what of it must never change."""

    version: str
    tables: str
    data: str


def shape(path: Path, key: bytes | None) -> Shape:
    """Read a file without upgrading it."""
    raw: Any = driver_of(path, key).open()
    try:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (version,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        tables = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        data = [raw.execute(f"SELECT {what} FROM {table} ORDER BY 1").fetchall() for table, what in _KEPT.items()]
    finally:
        raw.close()
    return Shape(str(version), _digest(tables), _digest(data))


def _digest(found: object) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()


def released(folder: Path, schema: str, key: bytes | None) -> Path:
    """Make a file with a filed declaration as the release of a shape left it."""
    made = folder / f"{schema}-{key is not None}"
    made.mkdir()
    path = first_shape(made)
    shutil.rmtree(made / "migrations")
    upgrade(path, steps_until(schema, made), schema)
    if key is not None:
        encrypt(path, key)
    for leaf in made.glob("portdesk.before-*"):
        leaf.unlink()
    return path


@contextmanager
def failing_at(statement: int) -> Iterator[list[int]]:
    """Let the n-th statement of SQLAlchemy fail (0: none); gives how many there were."""
    seen = [0]

    def count(*_: object) -> None:
        seen[0] += 1
        if seen[0] == statement:
            raise Broken

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def copied(path: Path, folder: Path) -> Path:
    """Return a fresh copy of a file in a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy2(path, folder / "portdesk.db"))


def statements(path: Path, folder: Path, key: bytes | None) -> tuple[int, int]:
    """Fail at every statement of the upgrade; returns how many there are and after how many the old shape stood."""
    before = shape(path, key)
    with failing_at(0) as seen:
        upgrade(copied(path, folder), key=key)
    whole = 0
    for number in range(1, seen[0] + 1):
        copy = copied(path, folder)
        with failing_at(number), pytest.raises(Broken):
            upgrade(copy, key=key)
        whole += shape(copy, key) == before
    upgrade(copy, key=key)
    assert shape(copy, key).version == SCHEMA
    return seen[0], whole


@contextmanager
def without_transaction(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the steps run statement by statement, as the driver would by itself."""

    @contextmanager
    def bare(driver: Driver, raw: Any) -> Iterator[Connection]:
        engine = create_engine("sqlite://", module=driver.module, creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as connection:
            yield connection

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "_immediate", bare)
        yield


def between(path: Path, folder: Path, count: int) -> int:
    """Fail at some statements of an upgrade without a transaction; returns after how many the file stood between."""
    before, halves = shape(path, None), 0
    for number in range(1, count + 1, max(1, count // 20)):
        copy = copied(path, folder)
        with failing_at(number), pytest.raises((Broken, StoreTrouble)):
            upgrade(copy)
        halves += shape(copy, None) != before
    return halves


def kills(path: Path, folder: Path, count: int) -> tuple[int, int, int]:
    """Kill the upgrade at random moments; returns how often the old shape stood, the new one, neither."""
    before = shape(path, KEY)
    began = time.monotonic()
    after = shape(_upgraded(copied(path, folder)), KEY)
    lasts, chance, found = time.monotonic() - began, random.Random(20260302), [0, 0, 0]
    for _ in range(count):
        copy = copied(path, folder)
        child = os.fork()
        if child == 0:
            _upgraded(copy)
            os._exit(0)
        threading.Event().wait(chance.uniform(0, lasts * 2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        stands = shape(copy, KEY)
        found[0 if stands == before else 1 if stands == after else 2] += 1
        assert shape(_upgraded(copy), KEY).data == before.data
    return found[0], found[1], found[2]


def _upgraded(path: Path) -> Path:
    upgrade(path, key=KEY)
    return path


def test_every_released_shape_comes_up_with_its_data(tmp_path: Path) -> None:
    for schema in ("0001", "0004"):
        path = released(tmp_path, schema, None)
        before = shape(path, None)
        upgrade(path)
        after = shape(path, None)
        assert (before.version, after.version, after.data) == (schema, SCHEMA, before.data)


def test_no_room_for_an_upgrade_is_told_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = released(tmp_path, "0004", None)
    before = path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))
    with pytest.raises(StoreTrouble, match="E-DISK-01"):
        upgrade(path)
    assert path.read_bytes() == before


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.reliability("R-17")
def test_the_old_shape_or_the_new(figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    for schema in RELEASED:
        path = released(tmp_path, schema, None)
        before = shape(path, None)
        upgrade(copied(path, place))
        assert shape(place / "portdesk.db", None).data == before.data
    first, fourth = tmp_path / "0001-False" / "portdesk.db", released(tmp_path, "0004", KEY)
    plain, plain_whole = statements(first, place, None)
    sealed, sealed_whole = statements(fourth, place, KEY)
    old, new, neither = kills(fourth, place, KILLS)
    with pytest.raises(NewerFile, match="更新的版本"):
        upgrade(copied(place / "portdesk.db", tmp_path / "older"), steps_until("0004", tmp_path), "0004", KEY)
    with without_transaction(monkeypatch):
        halves = between(first, place, plain)
    figures.record(
        "R-17",
        figure=f"{len(RELEASED)} 个版本都升到 {SCHEMA}，数据哈希不变；{plain + sealed} 条语句逐条失败："
        f"{plain_whole + sealed_whole} 次仍是旧版；{KILLS} 次 SIGKILL：旧 {old}、新 {new}、之间 {neither}；"
        "更新的文件礼貌拒绝",
        control=f"步骤外面没有一个事务：{halves} 次停在新旧之间",
        passed=(plain_whole, sealed_whole, neither) == (plain, sealed, 0) and old > 0 and new > 0 and halves > 0,
    )
