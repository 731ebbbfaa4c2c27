"""A file of the first release is brought up with its declarations: they stand where they stood and can go on."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.core.draft import Draft, Mode
from app.declarations.status import Mark, Status
from app.declarations.version import Kind
from app.store import requests
from app.store.drafts import list_drafts, load_draft
from app.store.engine import Database
from app.store.standing import standing, submission_of
from app.store.upgrade import MIGRATIONS, open_database, upgrade
from app.store.versions import version_tree
from tests.helpers.filings import NOW

MOMENT = "2026-03-02T01:30:00.000000Z"
ENTRY = "070820261000000123"


def first_shape(folder: Path) -> Path:
    """Return a file as the first release wrote it, with one released declaration."""
    scripts = folder / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]_*"))
    path = folder / "portdesk.db"
    upgrade(path, scripts, "0001")
    draft = Draft("import", "2026.1", Mode.SUMMARY)
    draft.update({"sign.client_seq_no": "PD1", "bill_number": "B1"})
    rows = {
        "drafts": ("d1", "import", "2026.1", "summary", draft.to_json(), "PD1", "", "B1", "", "", "", "", 0, "", "", 0,
                   "conditional", "I1", ENTRY, 1, 0, MOMENT, MOMENT),
        "submissions": ("s1", "number:PD1", "PD1", "d1", "import", "summary", "", MOMENT, "conditional", "I1", ENTRY,
                        0),
        "certificates": ("c1", "pem"),
    }  # fmt: skip
    with closing(sqlite3.connect(path)) as raw:
        for table, values in rows.items():
            raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        raw.execute(
            "INSERT INTO outbox VALUES ('m1', 's1', 1, 'PD1', x'00', 'digest', NULL, NULL, 'FROZEN', 1, 0, ?, '', 0,"
            " NULL, 0, 0, '', '', '', '[]', ?, ?)", (MOMENT, MOMENT, MOMENT),
        )  # fmt: skip
        raw.execute("INSERT INTO actions VALUES ('a1', 's1', 'm1', 'declare', 'digest', '', ?)", (MOMENT,))
        raw.execute("UPDATE outbox SET state = 'SIGNED', state_version = 2, signature = x'00', cert_sha256 = 'c1'")
        for version, state in enumerate(("READY", "SENDING", "ACKED"), start=3):
            raw.execute("UPDATE outbox SET state = ?, state_version = ?", (state, version))
        for number, channel in enumerate(("7", "SpL", "SpJ", "SpK")):
            raw.execute(
                "INSERT INTO receipts (source, receipt_id, sha256, raw, message_id, client_seq_no, seq_no, entry_id,"
                " channel, note, noticed_at, pointers, last, verified, readable, received_at, local_message_id,"
                " applied_at) VALUES ('g', ?, ?, x'00', 'm1', 'PD1', 'I1', ?, ?, '', ?, '[]', 0, 1, 1, ?, 'm1', ?)",
                (str(number), str(number), ENTRY if number else "", channel, f"2026-03-02T01:3{number}:00.000000Z",
                 MOMENT, MOMENT),
            )  # fmt: skip
        raw.commit()
    return path


@pytest.fixture
def released(tmp_path: Path) -> Path:
    return first_shape(tmp_path)


def test_what_stood_stands(released: Path) -> None:
    with open_database(released) as database, database.reading() as connection:
        (row,) = list_drafts(connection)
        assert (row.id, row.status, row.mark, row.kind, row.version) == (
            "d1", Status.CONDITIONAL, Mark.NONE, Kind.DECLARE, 1,
        )  # fmt: skip
        assert submission_of(connection, "d1") == "s1"
        found = standing(connection, "s1")
        assert found is not None
        assert (found.state, found.channels) == (Status.CONDITIONAL, ("7", "SpL", "SpJ", "SpK"))
        assert [one.current for one in version_tree(connection, "d1")] == [True]


def test_it_goes_on_to_its_second_step_and_can_be_amended(released: Path) -> None:
    with open_database(released) as database:
        assert isinstance(database, Database)
        with database.writing() as connection:
            amended = requests.open_amendment(connection, "d1", NOW)
            requests.open_completion(connection, "d1", {"bill_number": "B1"}, NOW)
            stored = load_draft(connection, "d1")
            assert (stored.row.mark, stored.row.editable) == (Mark.OPEN, True)
            assert [one.draft_id for one in version_tree(connection, "d1")] == ["d1", amended]


def test_what_was_there_is_kept_in_a_copy(released: Path) -> None:
    open_database(released).close()
    (copy,) = released.parent.glob("portdesk.before-*.db")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert raw.execute("SELECT count(*) FROM receipts").fetchone() == (4,)
