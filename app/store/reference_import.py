"""Write imports of code tables, each in one transaction and each to be undone; what is a change others decided."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.reference.difference import Change, ChangeKind, Difference, Kept
from app.store.reference_rows import as_kept

_ROW = 'stem, key, code, name, "values", since, until, successor, source, as_of, mark, pinyin, kind, born'
_KEPT = 'key, code, name, "values", since, until, successor, source, as_of, mark, pinyin'


@dataclass(frozen=True, slots=True)
class TableState:
    """What is noted of a table beside its rows."""

    table: str
    title: str
    as_of: date
    source: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """One import as it is listed; ``drafts`` are the drafts that used what changed, ``seen`` that it was read."""

    number: int
    at: datetime
    origin: str
    digest: str
    drafts: tuple[str, ...]
    seen: bool
    undone: bool


def record(
    connection: sqlite3.Connection,
    differences: Sequence[tuple[Difference, TableState]],
    origin: str,
    digest: str,
    drafts: Sequence[str],
    now: datetime,
    spell: Callable[[str], str],
) -> int:
    """Write all changes of one import and return its number; the caller's transaction makes them one."""
    number = int(
        connection.execute(
            "INSERT INTO imports (at, origin, digest, drafts) VALUES (?, ?, ?, ?)",
            (now.isoformat(), origin, digest, json.dumps(list(drafts))),
        ).lastrowid
        or 0
    )
    for one, state in differences:
        _end_state(connection, one.table, number)
        connection.executemany(
            "UPDATE rows SET died = ? WHERE stem = ? AND key = ? AND died IS NULL",
            ((number, one.table, _key(change.before)) for change in one.changes if change.before is not None),
        )
        connection.executemany(
            f"INSERT INTO rows ({_ROW}) VALUES ({', '.join('?' * 14)})",
            (_written(change, number, spell) for change in one.changes),
        )
        count = connection.execute("SELECT COUNT(*) FROM rows WHERE stem = ? AND died IS NULL", (one.table,))
        connection.execute(
            "INSERT INTO states (stem, title, as_of, source, complete, rows, born) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*_stated(state), int(count.fetchone()[0]), number),
        )
    return number


def undo(connection: sqlite3.Connection) -> Imported | None:
    """Take the newest import back and return it, None where there is none; calling again takes back the one before."""
    newest = next((one for one in imports(connection) if not one.undone), None)
    if newest is None:
        return None
    for table in ("rows", "states"):
        connection.execute(f"DELETE FROM {table} WHERE born = ?", (newest.number,))
        connection.execute(f"UPDATE {table} SET died = NULL WHERE died = ?", (newest.number,))
    connection.execute("UPDATE imports SET undone = 1 WHERE id = ?", (newest.number,))
    return newest


def states(connection: sqlite3.Connection) -> dict[str, TableState]:
    """Return what is noted of every imported table."""
    query = "SELECT stem, title, as_of, source, complete FROM states WHERE died IS NULL"
    return {
        stem: TableState(stem, title, date.fromisoformat(as_of), source, bool(complete))
        for stem, title, as_of, source, complete in connection.execute(query)
    }


def imports(connection: sqlite3.Connection) -> list[Imported]:
    """Return all imports, the newest first."""
    found = connection.execute("SELECT id, at, origin, digest, drafts, seen, undone FROM imports ORDER BY id DESC")
    return [
        Imported(number, datetime.fromisoformat(at), origin, words, tuple(json.loads(drafts)), bool(seen), bool(undone))
        for number, at, origin, words, drafts, seen, undone in found
    ]


def mark_seen(connection: sqlite3.Connection, number: int) -> None:
    """Note that somebody read the digest of an import."""
    connection.execute("UPDATE imports SET seen = 1 WHERE id = ?", (number,))


def changes_of(connection: sqlite3.Connection, number: int, limit: int = 1000) -> list[Change]:
    """Return what an import changed, table by table in the order of the codes."""
    query = f"SELECT stem, kind, {_KEPT} FROM rows WHERE born = ? ORDER BY stem, code LIMIT ?"
    before = f"SELECT {_KEPT} FROM rows WHERE stem = ? AND key = ? AND died = ?"
    found = []
    for stem, kind, *row in connection.execute(query, (number, limit)).fetchall():
        old = connection.execute(before, (stem, row[0], number)).fetchone()
        found.append(Change(stem, ChangeKind(kind), as_kept(old) if old else None, as_kept(tuple(row))))
    return found


def history_of(connection: sqlite3.Connection, stem: str, code: str, limit: int = 10) -> list[tuple[Imported, Change]]:
    """Return what imports did to one code, the newest first; its first appearance is not counted as a change."""
    numbers = connection.execute(
        "SELECT DISTINCT born FROM rows WHERE stem = ? AND code = ? AND kind <> ? ORDER BY born DESC LIMIT ?",
        (stem, code, ChangeKind.ADDED.value, limit),
    ).fetchall()
    by_number = {one.number: one for one in imports(connection)}
    found = []
    for (number,) in numbers:
        changes = [one for one in changes_of(connection, number, 100_000) if (one.table, one.code) == (stem, code)]
        found += [(by_number[number], change) for change in changes]
    return found


def remembered_mappings(connection: sqlite3.Connection, header: str) -> dict[str, dict[str, str]]:
    """Return the columns a person gave to such a header before, by the table it was said to be."""
    rows = connection.execute("SELECT stem, columns FROM mappings WHERE header = ?", (header,))
    return {stem: json.loads(columns) for stem, columns in rows}


def remember_mapping(connection: sqlite3.Connection, header: str, stem: str, columns: Mapping[str, str]) -> None:
    """Note table and columns of a header for the next time."""
    connection.execute(
        "INSERT INTO mappings (header, stem, columns) VALUES (?, ?, ?)"
        " ON CONFLICT (header, stem) DO UPDATE SET columns = excluded.columns",
        (header, stem, json.dumps(columns, ensure_ascii=False)),
    )


def _end_state(connection: sqlite3.Connection, stem: str, number: int) -> None:
    connection.execute("UPDATE states SET died = ? WHERE stem = ? AND died IS NULL", (number, stem))


def _stated(state: TableState) -> tuple[str, str, str, str, int]:
    return state.table, state.title, state.as_of.isoformat(), state.source, int(state.complete)


def _written(change: Change, number: int, spell: Callable[[str], str]) -> tuple[object, ...]:
    row = change.after
    return (
        change.table,
        _key(row),
        row.code,
        row.name,
        json.dumps(dict(row.values), ensure_ascii=False, separators=(",", ":")),
        row.since.isoformat() if row.since else "",
        row.until.isoformat() if row.until else "",
        row.successor,
        row.source,
        row.as_of,
        row.mark,
        spell(row.name),
        change.kind.value,
        number,
    )


def _key(row: Kept) -> str:
    return json.dumps(row.key, ensure_ascii=False)
