"""The check of the file with a word index in it: what another connection wrote is no damage."""

from app.store import drafts
from app.store.engine import Database
from app.store.health import full_integrity, integrity
from tests.helpers import scenarios
from tests.helpers.databases import database, path
from tests.helpers.filings import NOW

__all__ = ["database", "path"]


def test_what_another_connection_wrote_into_the_word_index_is_no_damage(database: Database) -> None:
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
    with database.writing() as connection:
        drafts.create_draft(connection, scenarios.s01(), NOW)
    with database.reading() as connection:
        asked = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        assert asked != "ok", "the control: asked as it is, SQLite takes its own old picture for damage"
        assert integrity(connection) == full_integrity(connection) == ""
