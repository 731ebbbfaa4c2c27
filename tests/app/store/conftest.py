"""A migrated database in a real file for every test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.engine import Database
from app.store.upgrade import open_database


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a freshly migrated, closed file: migrating once per run instead of once per test."""
    path = tmp_path_factory.mktemp("migrated") / "portdesk.db"
    open_database(path).close()
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, migrated: bytes) -> Path:
    """The path of a migrated file nobody has open."""
    file = tmp_path / "portdesk.db"
    file.write_bytes(migrated)
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """An open, migrated, empty database."""
    with open_database(path) as opened:
        yield opened
