"""Fixtures for a migrated database in a real file; a conftest that wants them imports them."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store.engine import CommitUnknown, Connection, Database
from app.store.upgrade import open_database


class UnsureDatabase(Database):
    """A database of which a test may say that the n-th next commit succeeds and then reports that it may not have."""

    unsure_in = 0

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        self.unsure_in -= 1
        with super().writing() as connection:
            yield connection
        if self.unsure_in == 0:
            raise CommitUnknown("未知", "commit_unknown")


@functools.cache
def migrated_bytes() -> bytes:
    """Return the bytes of a freshly migrated, closed file: migrating once per run instead of once per test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portdesk.db"
        open_database(path).close()
        return path.read_bytes()


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
