"""The check of the file with a word index in it: what another connection wrote is no damage."""

from pathlib import Path

from app.store import drafts
from app.store.health import full_integrity, integrity
from app.store.upgrade import open_database
from tests.helpers import scenarios
from tests.helpers.filings import NOW

KEY = bytes(range(32))
ASKED = "PRAGMA quick_check(1)"


def test_what_another_connection_wrote_into_the_word_index_is_no_damage(tmp_path: Path) -> None:
    with open_database(tmp_path / "portdesk.db", KEY) as database:
        with database.reading() as connection:
            assert connection.exec_driver_sql(ASKED).scalar_one() == "ok"
        with database.writing() as connection:
            drafts.create_draft(connection, scenarios.s01(), NOW)
        with database.reading() as connection:
            told = connection.exec_driver_sql(ASKED).scalar_one()
            assert told != "ok", "the control: asked as it is, SQLite takes its own old picture for damage"
            assert integrity(connection) == full_integrity(connection) == ""
