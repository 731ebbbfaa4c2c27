"""The guards inside the database: even raw SQL cannot jump states, change what is signed or erase what came."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.declarations.outbox import State, moves
from app.store.engine import Database
from app.store.receipts import store_page
from tests.helpers.filings import NOW, frozen_row, incoming, ready_row


@pytest.fixture
def raw(database: Database, path: Path) -> Iterator[sqlite3.Connection]:
    """A second, plain connection, as a tool or a bug might open it."""
    ready_row(database)
    with database.writing() as connection:
        store_page(connection, "gateway", [incoming(None, "7")], 1, NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("after", State)
@pytest.mark.parametrize("before", State)
def test_every_pair_of_states(raw: sqlite3.Connection, before: State, after: State) -> None:
    raw.execute("DROP TRIGGER outbox_moves_only_as_allowed")
    trigger = next(sql for sql in _triggers() if "outbox_moves_only_as_allowed" in sql)
    doubt = int(before is State.IN_DOUBT)
    raw.execute("UPDATE outbox SET state = ?, doubt = ?, state_version = state_version + 1", (before.value, doubt))
    raw.execute(trigger)
    change = "UPDATE outbox SET state = ?, doubt = ?, state_version = state_version + 1"
    values = (after.value, int(after is State.IN_DOUBT))
    if before is after or (before, after) in moves():
        raw.execute(change, values)
    else:
        with pytest.raises(sqlite3.IntegrityError, match="no such move"):
            raw.execute(change, values)


def _triggers() -> tuple[str, ...]:
    import importlib

    step = importlib.import_module("migrations.versions.0001_first_tables")
    triggers: tuple[str, ...] = step.TRIGGERS
    return triggers


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE outbox SET state = 'ACKED', state_version = state_version", "one version"),
        ("UPDATE outbox SET payload = x'00'", "payload is immutable"),
        ("UPDATE outbox SET payload_sha256 = 'x'", "payload is immutable"),
        ("UPDATE outbox SET message_id = 'x'", "payload is immutable"),
        ("UPDATE outbox SET business_no = 'x'", "payload is immutable"),
        ("UPDATE outbox SET signature = x'00'", "signature is immutable"),
        ("UPDATE outbox SET cert_sha256 = NULL", "signature is immutable"),
        ("UPDATE outbox SET state = 'LOST', state_version = state_version + 1", "no such move"),
        ("UPDATE outbox SET doubt = 1", "ck_outbox_doubt"),
        ("DELETE FROM outbox", "append-only"),
        ("UPDATE history SET detail = 'x'", "append-only"),
        ("DELETE FROM history", "append-only"),
        ("UPDATE receipts SET raw = x'00'", "append-only"),
        ("UPDATE receipts SET channel = 'R'", "append-only"),
        ("DELETE FROM receipts", "append-only"),
    ],
)
def test_what_is_refused(raw: sqlite3.Connection, statement: str, complaint: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=complaint):
        raw.execute(statement)


def test_what_may_have_arrived_somewhere_is_settled_there(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE outbox SET state = 'SENDING', state_version = state_version + 1, endpoint = 'a'")
    for after in ("SENDING", "IN_DOUBT"):
        doubt = int(after == "IN_DOUBT")
        if doubt:
            raw.execute("UPDATE outbox SET state = 'IN_DOUBT', doubt = 1, state_version = state_version + 1")
        with pytest.raises(sqlite3.IntegrityError, match="settled there"):
            raw.execute("UPDATE outbox SET endpoint = 'b'")


def test_what_may_change(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE receipts SET applied_at = '2026', seen_at = '2026'")
    raw.execute("UPDATE outbox SET not_before = '2026', last_error_code = 'x'")
    assert raw.execute("SELECT last_error_code FROM outbox").fetchone() == ("x",)


def test_a_message_starts_frozen(raw: sqlite3.Connection) -> None:
    columns = [row[1] for row in raw.execute("PRAGMA table_info(outbox)")]
    copied = ", ".join(
        f"'copy{n}'" if name in ("message_id", "business_no") else name for n, name in enumerate(columns)
    )
    with pytest.raises(sqlite3.IntegrityError, match="starts frozen"):
        raw.execute(f"INSERT INTO outbox SELECT {copied} FROM outbox")


def test_no_number_twice_with_one_revision(raw: sqlite3.Connection, database: Database) -> None:
    columns = [row[1] for row in raw.execute("PRAGMA table_info(outbox)")]
    changed = {"message_id": "'other'", "state": "'FROZEN'"}
    copied = ", ".join(changed.get(name, name) for name in columns)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        raw.execute(f"INSERT INTO outbox SELECT {copied} FROM outbox")


def test_replacing_does_not_slip_past_the_guard(database: Database) -> None:
    row = frozen_row(database)
    with pytest.raises(Exception, match="append-only"), database.writing() as connection:
        connection.exec_driver_sql(f"REPLACE INTO outbox SELECT * FROM outbox WHERE message_id = '{row.message_id}'")
