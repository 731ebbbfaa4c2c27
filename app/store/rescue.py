"""Read-only rescue of a damaged file: what can be read is read and carried out, nothing is changed, sent or deleted."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.store.durable import write_durably
from app.store.engine import Connection, Database, Driver, DriverConnection, StoreTrouble, driver_of
from app.store.sealed import Sealer

RESCUE = "rescue"


class ReadOnly(StoreTrouble):
    """The file is damaged and may only be read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, RESCUE)


class Unwritable(StoreTrouble):
    """Nothing can be put where it is to be carried."""


class RescueDatabase(Database):
    """A damaged database opened for reading alone; every write raises ReadOnly with the sentence people are told."""

    def __init__(self, path: Path, key: bytes | None, sentence: str) -> None:
        super().__init__(read_only(path, key), Sealer.of(key))
        self.sentence = sentence

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection as ever; one that met a damaged page answers nothing any more and is given up."""
        try:
            with super().reading() as connection:
                yield connection
        except StoreTrouble:
            self.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Refuse; raises ReadOnly."""
        if self.sentence:
            raise ReadOnly(self.sentence)
        yield from ()


def read_only(path: Path, key: bytes | None) -> Driver:
    """Return a driver that cannot write the file, not even its log when the last connection closes."""
    whole = driver_of(path, key)
    address = f"{path.absolute().as_uri()}?mode=ro"
    return Driver(whole.module, lambda: _opened(whole.module, address, key))


def _opened(module: Any, address: str, key: bytes | None) -> DriverConnection:
    connection: Any = module.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    if key is not None:
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        connection.execute("PRAGMA cipher_log_level=NONE")
    opened: DriverConnection = connection
    return opened


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was carried out of a damaged file, and how much of it could not be read."""

    folder: Path
    drafts: int
    messages: int
    unreadable: int


def carry_out(database: Database, folder: Path) -> Rescued:
    """Write every draft (json, to be read by this program) and every message (xml) that can still be read.

    A damaged page costs the rows that lie on it and no others. Raises StoreTrouble where the folder cannot be written.
    """
    drafts = _Part("drafts", "id", "document", "json", _document)
    messages = _Part("outbox", "message_id", "payload", "xml", bytes)
    told = [_carry(database, part, folder) for part in (drafts, messages)]
    return Rescued(folder, told[0][0], told[1][0], told[0][1] + told[1][1])


@dataclass(frozen=True, slots=True)
class _Part:
    """One table of which a column is carried out, each row as a file named by its key."""

    table: str
    key: str
    column: str
    ending: str
    written: Callable[[Any], bytes]


def _document(text: str) -> bytes:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1).encode("utf-8")


def _carry(database: Database, part: _Part, folder: Path) -> tuple[int, int]:
    """Write the rows one by one; where one cannot be read, go on behind it. Returns (written, unreadable)."""
    written = unreadable = 0
    for rowid in _rowids(database, part.table):
        try:
            with database.reading() as connection:
                query = f"SELECT {part.key}, {part.column} FROM {part.table} WHERE rowid = ?"
                row = connection.exec_driver_sql(query, (rowid,)).one_or_none()
            if row is None:
                continue  # it was deleted long ago
            _keep(folder / part.table / f"{row[0]}.{part.ending}", part.written(row[1]))
        except Unwritable:
            raise
        except (StoreTrouble, ValueError):
            unreadable += 1
        else:
            written += 1
    return written, unreadable


def _rowids(database: Database, table: str) -> range:
    """Return the numbers a table's rows may have: from the first to the last that its tree still tells from either end.

    What lies behind a damaged page is not told by going along the tree, but is found when asked for by its number.
    """
    found: set[int] = set()
    for order in ("ASC", "DESC"):
        with suppress(StoreTrouble), database.reading() as connection:
            for row in connection.exec_driver_sql(f"SELECT rowid FROM {table} ORDER BY rowid {order}"):
                found.add(row[0])
    return range(min(found), max(found) + 1) if found else range(0)


def _keep(file: Path, content: bytes) -> None:
    try:
        write_durably(file, content)
    except OSError as error:
        raise Unwritable(f"无法写入 {file.parent}，请换一个文件夹", "rescue_unwritable") from error
