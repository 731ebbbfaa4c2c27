"""Opens the gateway's own SQLite file and runs transactions; what rows mean is register.py's and delivery.py's."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "gateway.sqlite3"

_TABLES = """
CREATE TABLE IF NOT EXISTS gateway (identity TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS declaration (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_seq_no TEXT NOT NULL,
    contract_no TEXT NOT NULL,
    bill_no TEXT NOT NULL,
    direction TEXT NOT NULL,
    customs_office TEXT NOT NULL,
    entry_day TEXT NOT NULL,
    seq_no TEXT NOT NULL DEFAULT '',
    entry_id TEXT NOT NULL DEFAULT '',
    accepted_at REAL
);
CREATE INDEX IF NOT EXISTS declaration_client_seq_no ON declaration (client_seq_no);
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    declaration INTEGER NOT NULL REFERENCES declaration (id),
    message_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    action TEXT NOT NULL DEFAULT 'declare',
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    algorithm TEXT NOT NULL,
    certificate TEXT NOT NULL,
    signature BLOB NOT NULL,
    received_at REAL NOT NULL,
    life_from REAL NOT NULL,
    arrivals INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX IF NOT EXISTS message_message_id ON message (message_id);
CREATE INDEX IF NOT EXISTS message_declaration ON message (declaration);
CREATE TABLE IF NOT EXISTS stage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL REFERENCES message (id),
    place INTEGER NOT NULL,
    step REAL NOT NULL,
    channel TEXT NOT NULL,
    note TEXT NOT NULL,
    entered INTEGER NOT NULL,
    pointers TEXT NOT NULL,
    last INTEGER NOT NULL,
    twice INTEGER NOT NULL,
    delivered INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS stage_waiting ON stage (message) WHERE delivered = 0;
CREATE TABLE IF NOT EXISTS receipt (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt_id TEXT NOT NULL,
    message INTEGER NOT NULL REFERENCES message (id),
    place INTEGER NOT NULL,
    channel TEXT NOT NULL,
    notice_at REAL NOT NULL,
    content BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    pointers TEXT NOT NULL,
    last INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS receipt_message ON receipt (message);
CREATE TABLE IF NOT EXISTS manifest (
    bill_number TEXT NOT NULL,
    voyage_number TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (bill_number, voyage_number)
);
CREATE TABLE IF NOT EXISTS border_use (
    person TEXT NOT NULL,
    day TEXT NOT NULL,
    zone TEXT NOT NULL,
    fen INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS border_use_person ON border_use (person, day);
CREATE TABLE IF NOT EXISTS border_check (
    manifest_id TEXT PRIMARY KEY,
    form_id TEXT NOT NULL,
    weight TEXT NOT NULL
);
"""


class Store:
    """One connection to the file, used by one thread at a time."""

    def __init__(self, data_dir: Path) -> None:
        """Opens or creates the file under `data_dir`. Raises OSError or sqlite3.Error."""
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = data_dir / FILE_NAME
        if not file.exists():
            file.touch(mode=0o600)  # declarations name people; the log beside the file takes its rights from it
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=5)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        # FULL, because an answer must never be given for what a power cut can take back.
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        self._connection.executescript(_TABLES)
        self._add_what_is_new()
        self.write("INSERT INTO gateway SELECT ? WHERE NOT EXISTS (SELECT 1 FROM gateway)", str(uuid.uuid4()))

    def _add_what_is_new(self) -> None:
        """Brings a file of an earlier version up: it knew declarations only."""
        columns = {row["name"] for row in self.rows("PRAGMA table_info(message)")}
        if "action" not in columns:
            self._connection.execute("ALTER TABLE message ADD COLUMN action TEXT NOT NULL DEFAULT 'declare'")

    @property
    def identity(self) -> str:
        """What this store is called wherever it is served: a client must know whom it has sent a message to."""
        return str(self.rows("SELECT identity FROM gateway")[0]["identity"])

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query."""
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def write(self, sql: str, *values: object) -> int:
        """Runs one change inside `change` and returns the id of a row it inserted (0 when it inserted none)."""
        return self._connection.execute(sql, values).lastrowid or 0

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction that takes the write lock at once; an exception takes everything back."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()
