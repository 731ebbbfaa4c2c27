"""The audit chain: every change of what was written is found, and the guards refuse the simple ones."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.store import audit
from app.store.audit import Head
from app.store.engine import Connection, Database
from tests.helpers.filings import NOW


@pytest.fixture
def chain(database: Database) -> Database:
    with database.writing() as connection:
        for number in range(12):
            audit.record(connection, NOW, "李娜", "reveal", f"resident:{number % 3}", {"why": "核对到场"})
    return database


def tampered(connection: Connection, sql: str) -> int | None:
    """Change the table as somebody would who has the key to the file: the triggers are taken away first."""
    for name in ("audit_stays", "audit_is_kept"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql(sql)
    return audit.broken_at(connection)


def test_what_was_written_is_whole(chain: Database) -> None:
    with chain.reading() as connection:
        assert audit.broken_at(connection) is None
        assert audit.head(connection).seq == 12
        assert [entry.seq for entry in audit.entries(connection, "resident:1")] == [11, 8, 5, 2]
        assert audit.entries(connection)[0].detail == {"why": "核对到场"}


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit SET detail = '{}' WHERE seq = 5", 5),
        ("UPDATE audit SET actor = 'x' WHERE seq = 1", 1),
        ("UPDATE audit SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 7", 7),
        ("DELETE FROM audit WHERE seq = 4", 4),
        ("UPDATE audit SET seq = 100 WHERE seq = 6", 6),
        ("UPDATE audit SET digest = previous WHERE seq = 12", 12),
    ],
)
def test_a_change_is_found_where_it_is(chain: Database, sql: str, found: int) -> None:
    with chain.writing() as connection:
        assert tampered(connection, sql) == found


def test_a_cut_end_shows_against_a_kept_head_only(chain: Database) -> None:
    with chain.writing() as connection:
        kept = audit.head(connection)
        assert tampered(connection, "DELETE FROM audit WHERE seq > 9") is None  # the control: the chain alone is blind
        assert audit.broken_at(connection, kept) == 10


def test_a_chain_written_anew_shows_against_a_kept_head(chain: Database) -> None:
    with chain.writing() as connection:
        kept = audit.head(connection)
        assert tampered(connection, "DELETE FROM audit") is None
        for number in range(20):
            audit.record(connection, NOW, "李娜", "print", f"draft:{number}")
        assert audit.broken_at(connection) is None
        assert audit.broken_at(connection, kept) == kept.seq


@pytest.mark.parametrize("sql", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_guards_refuse(chain: Database, sql: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), chain.writing() as connection:
        connection.exec_driver_sql(sql)


def test_before_the_first_entry(database: Database) -> None:
    with database.reading() as connection:
        assert audit.head(connection) == Head(0, audit.NOTHING_BEFORE)
        assert audit.broken_at(connection) is None
