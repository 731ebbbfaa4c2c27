"""Fixtures for a migrated database in a real file; a conftest that wants them imports them."""

import functools
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store.engine import CommitUnknown, Connection, Database, StoreTrouble
from app.store.upgrade import open_database


class UnsureDatabase(Database):
    """A database whose n-th next commit, if a test says so, succeeds and reports that it may not have, or fails."""

    unsure_in = 0
    full_in = 0
    only_in = ""  # name of the one thread whose commits count, "" for all

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        if self.only_in not in ("", threading.current_thread().name):
            with super().writing() as connection:
                yield connection
            return
        self.unsure_in -= 1
        self.full_in -= 1
        with super().writing() as connection:
            yield connection
            if self.full_in == 0:
                raise StoreTrouble("磁盘已满", "disk_full")
        if self.unsure_in == 0:
            raise CommitUnknown("未知", "commit_unknown")


@functools.cache
def migrated_bytes() -> bytes:
    """Return the bytes of a freshly migrated, closed file: migrating once per run instead of once per test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portdesk.db"
        open_database(path).close()
        return path.read_bytes()


@functools.cache
def home_files() -> dict[str, bytes]:
    """Return the files of a home just made: its encrypted database and the slots of its key."""
    from app.main.desk import Home, open_home

    with tempfile.TemporaryDirectory() as folder:
        open_home(Home(Path(folder)))[0].close()
        return {file.name: file.read_bytes() for file in Path(folder).iterdir() if file.is_file()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path of a migrated file nobody has open."""
    file = tmp_path / "portdesk.db"
    file.write_bytes(migrated_bytes())
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """An open, migrated, empty database."""
    with open_database(path) as opened:
        yield opened
