"""Imported code tables as the look-up wants them: rows by code, whole tables when searched; it changes nothing."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from app.core.tables import CodeRow
from app.reference.difference import Kept
from app.reference.table import TableInfo
from app.store.reference_file import ReferenceFile

_COLUMNS = 'key, code, name, "values", since, until, successor, source, as_of, mark, pinyin'
_NEWEST_FIRST = "ORDER BY code, since DESC, id"


class ImportedRows:
    """The rows of one imported table. Single codes are read one by one until somebody asks for all of them."""

    def __init__(self, file: ReferenceFile, info: TableInfo, rows: int) -> None:
        self.info = info
        self._rows = rows
        self._file = file
        self._pinyin: dict[str, str] = {}

    def __len__(self) -> int:
        return self._rows

    def of(self, code: str) -> list[CodeRow]:
        """Return the rows of a code, the newest first; raises ReferenceTrouble."""
        return list(self._read("AND code = ? ", (code,)))

    def all(self) -> Iterator[CodeRow]:
        """Return every row; raises ReferenceTrouble."""
        return self._read("", ())

    def pinyin(self) -> Mapping[str, str]:
        """Return the syllables of the names read so far."""
        return self._pinyin

    def _read(self, narrowed: str, values: tuple[str, ...]) -> Iterator[CodeRow]:
        query = f"SELECT {_COLUMNS} FROM rows WHERE died IS NULL AND stem = ? {narrowed}{_NEWEST_FIRST}"
        with self._file.reading() as connection:
            found = connection.execute(query, (self.info.table, *values)).fetchall()
        table_as_of = self.info.as_of.isoformat()
        shared: dict[tuple[str, str, str], Mapping[str, str]] = {}  # thousands of rows say the same beside their name
        names: dict[str, str] = {}
        for _, code, name, values_text, since, until, successor, source, as_of, mark, pinyin in found:
            if pinyin:
                self._pinyin[name] = pinyin
            said = values_text, mark, pinyin
            told = shared.get(said)
            if told is None:
                told = shared[said] = _values(*said)
            yield CodeRow(
                self.info.table,
                code,
                names.setdefault(name, name),
                told,
                _day(since),
                _day(until),
                source or self.info.source,
                as_of or table_as_of,
                successor,
            )


def _values(text: str, mark: str, pinyin: str) -> Mapping[str, str]:
    told: dict[str, str] = json.loads(text)
    if mark:
        told["mark"] = mark
    if pinyin:
        told["pinyin"] = pinyin
    return MappingProxyType(told)


def imported_tables(file: ReferenceFile) -> dict[str, ImportedRows]:
    """Return every imported table by stem; empty where nothing was imported. Raises ReferenceTrouble."""
    if not file.exists():
        return {}
    with file.reading() as connection:
        if not _has_tables(connection):
            return {}
        states = connection.execute(
            "SELECT stem, title, complete, source, as_of, rows FROM states WHERE died IS NULL ORDER BY stem"
        ).fetchall()
    infos = [
        (TableInfo(stem, title, bool(complete), source, date.fromisoformat(as_of)), rows)
        for stem, title, complete, source, as_of, rows in states
    ]
    return {info.table: ImportedRows(file, info, rows) for info, rows in infos}


def kept_rows(connection: sqlite3.Connection, stem: str) -> list[Kept]:
    """Return the rows of a table as an import compares them."""
    query = f"SELECT {_COLUMNS} FROM rows WHERE died IS NULL AND stem = ?"
    return [as_kept(row) for row in connection.execute(query, (stem,))]


def as_kept(row: tuple[str, ...]) -> Kept:
    key, code, name, values, since, until, successor, source, as_of, mark, _ = row
    return Kept(
        tuple(json.loads(key)),
        code,
        name,
        json.loads(values),
        _day(since),
        _day(until),
        successor,
        source,
        as_of,
        mark,
    )


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'states'").fetchone() is not None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
