"""A bureau on a file of its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.store.engine import Database
from tests.helpers.bureau import Bureau, at_work
from tests.helpers.databases import database, path

__all__ = ["database", "path"]


@pytest.fixture
def bureau(qapp: QApplication, database: Database) -> Iterator[Bureau]:
    """A bureau with its workers running."""
    with at_work(database) as made:
        yield made
