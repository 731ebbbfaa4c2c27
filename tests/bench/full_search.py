"""Searching the full tables while typing, beside the barest query SQLite's own text index answers; needs the folder."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from app.core.clock import SHANGHAI
from app.core.tables import CodeRow
from app.reference import Reference, load
from app.store.reference_file import ReferenceFile
from app.store.reference_rows import imported_tables
from app.work.refdata import Wish, import_tables

SHARED = Path("/work/shared/reference")
TABLES = ("hs_codes", "ports")
_EVERY = 61  # rows of a table whose names and codes are typed
_LIMIT = 50
_NOW = datetime(2026, 11, 21, tzinfo=SHANGHAI)


@cache
def full_tables() -> Reference:
    """The tables of the reference folder, imported and read ahead as the window does it."""
    reference = load()
    with TemporaryDirectory() as folder:
        file = ReferenceFile(Path(folder) / "reference.db")
        for table in TABLES:
            import_tables(file, SHARED / f"{table}.csv", Wish(date(2022, 6, 30)), {}, _NOW, lambda _changed: ())
        reference.lay_over(imported_tables(file))
        for table in TABLES:
            reference.warm(table)
    return reference


def rows_of(table: str) -> list[CodeRow]:
    """Every row of a table."""
    reference = full_tables()
    return [row for code in reference.codes(table) if (row := reference.row(table, code)) is not None]


def typed(row: CodeRow) -> Iterator[str]:
    """What people type to find a row, as it grows: code, name, pinyin, initials, English."""
    yield from (row.code[:length] for length in (2, 4, 6))
    yield from (row.name[:length] for length in (1, 2, 3))
    yield row.name[2:4] or row.name
    syllables = [one for one in row.values.get("pinyin", "").split() if one.isalpha()]
    yield from ("".join(one[0] for one in syllables[:length]) for length in (2, 3) if len(syllables) >= length)
    yield from ("".join(syllables[:length]) for length in (1, 2) if len(syllables) >= length)
    yield from (row.values["name_en"][:4] for _ in range(1) if row.values.get("name_en"))


def tokens(row: CodeRow) -> str:
    """A row as words of a text index: pairs of letters, because words of two are what people search for."""
    name = row.name
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    syllables = [one for one in row.values.get("pinyin", "").split() if one.isalpha()]
    spelled = ["".join(syllables), "".join(one[0] for one in syllables)]
    return " ".join([row.code, *name, *pairs, *spelled, row.values.get("name_en", "")]).replace('"', " ")


def asked(text: str) -> str:
    """A typed text as a query of that index."""
    if text.isascii():
        return f'"{text}"*'
    pairs = [text[at : at + 2] for at in range(len(text) - 1)] or [text]
    return " ".join(f'"{pair}"' for pair in pairs)


@cache
def bare_index(table: str) -> sqlite3.Connection:
    """SQLite's text index over the same rows, in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5 (tokens, code UNINDEXED, name UNINDEXED)")
    rows = [(tokens(row), row.code, row.name) for row in rows_of(table)]
    connection.executemany("INSERT INTO found VALUES (?, ?, ?)", rows)
    return connection


def words_of(table: str) -> list[str]:
    """What is typed, without what no text index takes for a word."""
    rows = rows_of(table)[::_EVERY]
    words = dict.fromkeys(word for row in rows for word in typed(row) if word.strip())
    return [word for word in words if any(sign.isalnum() for sign in word) and '"' not in word]


def searched(table: str, words: Sequence[str]) -> list[float]:
    """Milliseconds of each search of ours."""
    reference = full_tables()
    return [_took(partial(reference.hits, table, word, _LIMIT)) for word in words]


def queried(table: str, words: Sequence[str]) -> list[float]:
    """Milliseconds of each bare query, best matches first."""
    index = bare_index(table)
    query = "SELECT code, name FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
    return [_took(partial(_fetched, index, query, asked(word))) for word in words]


def _fetched(index: sqlite3.Connection, query: str, word: str) -> list[tuple[str, str]]:
    return index.execute(query, (word, _LIMIT)).fetchall()


def _took(action: Callable[[], object]) -> float:
    """Milliseconds of the best of three runs: other processes must not decide what is compared."""
    best = float("inf")
    for _ in range(3):
        start = perf_counter()
        action()
        best = min(best, perf_counter() - start)
    return best * 1000


def full_search() -> Iterator[float]:
    """Search 12,600 tariff numbers and 4,100 ports while typing."""
    if not SHARED.is_dir():
        return
    for table in TABLES:
        words = words_of(table)
        searched(table, words[:20])
        yield from searched(table, words)


def share_of_bare_query() -> Iterator[float]:
    """How many times longer the 95th percentile of a search takes than that of a bare query, table by table."""
    if not SHARED.is_dir():
        return
    for table in TABLES:
        words = words_of(table)
        ours, bare = sorted(searched(table, words)), sorted(queried(table, words))
        at = int(len(words) * 0.95)
        yield ours[at] / bare[at]
