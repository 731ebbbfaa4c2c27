"""Import of code tables from start to end: read, recognise, compare, write in one transaction; undo. No words on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

import app.reference
from app.foreign.opening import open_path
from app.foreign.unusable import Unusable
from app.reference.catalogue import KnownTable, known
from app.reference.difference import ChangeKind, Difference, Kept, difference, digest
from app.reference.incoming.columns import map_columns
from app.reference.incoming.recognise import Recognised, Told, recognise
from app.reference.incoming.rows import IncomingTable, joined
from app.reference.spelling import is_chinese, syllables
from app.store import reference_import
from app.store.reference_file import ReferenceFile
from app.store.reference_import import TableState
from app.store.reference_rows import imported_tables, kept_rows

DraftsUsing = Callable[[Mapping[str, Sequence[str]]], Sequence[str]]
"""Changed codes by table → ids of the drafts that hold one of them."""

Progress = Callable[[str], None]
"""Told in words what is being done; may raise to end it."""

_UNITS = ("unit1", "unit2")
_MATTERS = frozenset(ChangeKind) - {ChangeKind.ADDED, ChangeKind.RETURNED}


def _silent(_words: str) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of an import beside the path."""

    as_of: date | None = None
    source: str = ""
    told: Told = field(default_factory=Told)
    whole: bool | None = None  # None: by how much is missing
    complete: bool = False  # these tables hold every official code


@dataclass(frozen=True, slots=True)
class TableReport:
    """One table of an import: where it came from, what changed."""

    known: KnownTable
    place: str
    difference: Difference
    as_of: date
    padded: int
    older: bool  # than what was installed
    dated: bool  # somebody said from when the table is


@dataclass(frozen=True, slots=True)
class Report:
    """One import: its tables, the files nobody could place, the digest, the drafts that use what changed."""

    tables: tuple[TableReport, ...]
    passed_over: tuple[str, ...]
    digest: str
    drafts: tuple[str, ...]
    number: int | None  # None: nothing was written


def import_tables(
    file: ReferenceFile,
    path: Path,
    wish: Wish,
    titles: Mapping[str, str],
    now: datetime,
    drafts_using: DraftsUsing,
    *,
    dry: bool = False,
    progress: Progress = _silent,
) -> Report:
    """Import what lies at ``path``; with ``dry`` only tell what would change. Raises Unusable, ReferenceTrouble.

    ``titles`` are the titles of the installed tables by stem. All tables are written in one transaction; what
    ``progress`` raises ends the import without a trace.
    """
    progress("正在读取文件")
    found, passed_over = _read(file, path, wish.told, titles)
    progress("正在比较")
    tables = tuple(map(_with_unit_codes, joined([one.table for one in found])))
    foreseen = _report(file, tables, passed_over, wish, now, drafts_using)
    if dry:
        return foreseen
    spell = _spelled(foreseen, progress)
    progress("正在写入")
    with file.writing() as connection:
        for header, table, columns in _learned(found):
            reference_import.remember_mapping(connection, header, table, columns)
        before = reference_import.states(connection)
        parts = [_compared(table, kept_rows(connection, table.known.table), before, wish, now) for table in tables]
        report = _told(parts, passed_over, drafts_using)
        states = [_state(part, table, wish, titles) for part, table in zip(parts, tables, strict=True)]
        both = zip(parts, states, strict=True)
        changed = [(one.difference, to) for one, to in both if one.difference.changes or before.get(to.table) != to]
        if changed:
            number = reference_import.record(connection, changed, path.name, report.digest, report.drafts, now, spell)
            report = replace(report, number=number)
    return report


def _learned(found: Sequence[Recognised]) -> list[tuple[str, str, Mapping[str, str]]]:
    return [(one.remember[0], one.table.known.table, one.remember[1]) for one in found if one.remember is not None]


def _spelled(foreseen: Report, progress: Progress) -> Callable[[str], str]:
    """Spell the new names ahead: it takes seconds for the large tables, which must not keep the file locked."""
    spell = cache(lambda name: syllables(name) if is_chinese(name) else "")
    for part in foreseen.tables:
        progress(f"正在为“{part.known.title}”编拼音")
        for change in part.difference.changes:
            spell(change.after.name)
    return spell


def _read(
    file: ReferenceFile, path: Path, told: Told, titles: Mapping[str, str]
) -> tuple[list[Recognised], tuple[str, ...]]:
    opened = open_path(path)
    found: list[Recognised] = []
    passed_over = list(opened.passed_over)
    for sheet in opened.sheets:
        recognised = recognise(sheet, titles, told, _memory(file))
        if recognised is None:
            passed_over.append(sheet.place)
        else:
            found.append(recognised)
    if opened.single and not found:
        why = "认不出是哪张代码表，请用 --table 表名指明（表名见 refdata status）"
        raise Unusable(path.name, why, "no known table, say which with --table (see refdata status)")
    return found, tuple(passed_over)


def _with_unit_codes(table: IncomingTable) -> IncomingTable:
    """Return the table with 千克 as 035: official tariffs name their units, rules and messages go by the codes."""
    if not any(values in row.values for row in table.rows for values in _UNITS):
        return table
    codes = _unit_codes()
    rows = []
    for row in table.rows:
        values = dict(row.values)
        for column in _UNITS:
            named = values.get(column, "")
            if named and not named.isdecimal():
                values |= {f"{column}_name": values.pop(column)}
                values |= {column: codes[named]} if named in codes else {}
        rows.append(replace(row, values=MappingProxyType(values)))
    return replace(table, rows=tuple(rows))


def _unit_codes() -> Mapping[str, str]:
    units = app.reference.load()
    rows = (units.row("units", code) for code in units.codes("units"))
    return {name: row.code for row in rows if row for name in (row.name, *row.values.get("alias", "").split(";"))}


def _memory(file: ReferenceFile) -> Callable[[str], Mapping[str, Mapping[str, str]]]:
    def remembered(header: str) -> Mapping[str, Mapping[str, str]]:
        if not file.exists():
            return {}
        with file.reading() as connection:
            return reference_import.remembered_mappings(connection, header)

    return remembered


def _report(
    file: ReferenceFile,
    tables: Sequence[IncomingTable],
    passed_over: tuple[str, ...],
    wish: Wish,
    now: datetime,
    drafts_using: DraftsUsing,
) -> Report:
    """Compare only; a file that does not exist yet holds nothing."""
    if not imported_tables(file):
        return _told([_compared(table, (), {}, wish, now) for table in tables], passed_over, drafts_using)
    with file.reading() as connection:
        before = reference_import.states(connection)
        parts = [_compared(table, kept_rows(connection, table.known.table), before, wish, now) for table in tables]
    return _told(parts, passed_over, drafts_using)


def _compared(
    table: IncomingTable, current: Sequence[Kept], before: Mapping[str, TableState], wish: Wish, now: datetime
) -> TableReport:
    days = {row.as_of for row in table.rows if row.as_of}
    as_of = wish.as_of or (date.fromisoformat(max(days)) if days else now.date())
    installed = before.get(table.known.table)
    older = installed is not None and as_of < installed.as_of
    compared = difference(current, table, as_of, wish.whole)
    return TableReport(table.known, table.place, compared, as_of, table.padded, older, bool(wish.as_of or days))


def _state(part: TableReport, table: IncomingTable, wish: Wish, titles: Mapping[str, str]) -> TableState:
    title = titles.get(part.known.table) or part.known.title
    source = wish.source or f"导入 {table.place}"
    return TableState(part.known.table, title, part.as_of, source, wish.complete)


def _told(parts: Sequence[TableReport], passed_over: tuple[str, ...], drafts_using: DraftsUsing) -> Report:
    changed = {
        part.known.table: [one.code for one in part.difference.changes if one.kind in _MATTERS] for part in parts
    }
    drafts = tuple(drafts_using({table: codes for table, codes in changed.items() if codes}))
    words = digest((part.difference for part in parts), len(drafts))
    return Report(tuple(parts), passed_over, words, drafts, None)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a sheet nobody could place: its titles, the values under them, our columns as far as guessed."""

    place: str
    titles: tuple[str, ...]
    samples: tuple[str, ...]
    columns: tuple[str, ...]


def head_of(path: Path) -> Head:
    """Return the head of the first sheet at ``path``, for a person to say what it is; raises Unusable."""
    sheets = open_path(path).sheets
    if not sheets:
        raise Unusable(path.name, "里面没有 csv 或 xlsx 表", "no csv or xlsx in it")
    sheet = sheets[0]
    at = next((n for n, line in enumerate(sheet.lines) if sum(map(bool, line)) > 1), 0)
    titles = sheet.lines[at] if sheet.lines else ()
    below = sheet.lines[at + 1] if len(sheet.lines) > at + 1 else ()
    samples = tuple(below[n] if n < len(below) else "" for n in range(len(titles)))
    return Head(sheet.place, titles, samples, map_columns(titles, known("")).names)


def undo_import(file: ReferenceFile) -> reference_import.Imported | None:
    """Take the newest import back; None where there is none. Raises ReferenceTrouble."""
    if not imported_tables(file):
        return None
    with file.writing() as connection:
        return reference_import.undo(connection)
