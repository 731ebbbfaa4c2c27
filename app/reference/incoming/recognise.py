"""Which table a sheet is: as somebody told, as remembered for its header, or by the name of the file; no rows read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.foreign.sheet import Sheet
from app.reference.catalogue import KNOWN, KnownTable, known
from app.reference.fold import fold
from app.reference.incoming.columns import header_key, map_columns, remembered_of
from app.reference.incoming.rows import IncomingTable, has_header, read_table

Remembered = Callable[[str], Mapping[str, Mapping[str, str]]]
"""Header key → columns by table, as a person told them before."""

_HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said about a file: its table, and columns by their titles; empty where nothing was said."""

    table: str = ""
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table read from a sheet, and what is to be remembered of it because a person told."""

    table: IncomingTable
    remember: tuple[str, Mapping[str, str]] | None = None


def recognise(sheet: Sheet, titles: Mapping[str, str], told: Told, remembered: Remembered) -> Recognised | None:
    """Return the sheet as a table, None where nobody knows which; raises Unusable for a table that cannot be read.

    ``titles`` are the tables installed beside those of the catalogue, by stem.
    """
    keys = [header_key(line) for line in sheet.lines[:_HEADER_WITHIN]]
    before = next((found for key in keys if (found := remembered(key))), {})
    table = known(told.table, titles.get(told.table, "")) if told.table else _by_name(sheet, titles)
    if table is None and len(before) == 1:
        stem = next(iter(before))
        table = known(stem, titles.get(stem, ""))
    if table is None:
        return None
    if sheet.one_of_several and not has_header(sheet, table, before.get(table.table)):
        return None  # a page of explanations beside the table
    columns = before.get(table.table)
    if told.columns:
        columns = _laid_over(sheet, table, told.columns)
    read = read_table(sheet, table, columns)
    if not told.table and not told.columns:
        return Recognised(read)
    return Recognised(read, (header_key(read.header), remembered_of(read.header, read.columns.names)))


def _laid_over(sheet: Sheet, table: KnownTable, told: Mapping[str, str]) -> Mapping[str, str]:
    """Return the mapping guessed for the line that has the titles told, with what was told laid over it."""
    wanted = {fold(title).strip() for title in told}
    header: Sequence[str] = next(
        (line for line in sheet.lines[:_HEADER_WITHIN] if wanted <= {fold(cell).strip() for cell in line}), ()
    )
    by_title = {fold(title).strip(): column for title, column in told.items()}
    names = []
    for cell, column in zip(header, map_columns(header, table).names, strict=True):
        mine = by_title.get(fold(cell).strip())
        names.append(mine or ("" if column in told.values() else column))
    return remembered_of(header, names)


def _by_name(sheet: Sheet, titles: Mapping[str, str]) -> KnownTable | None:
    """Return the table a sheet or file is named after: by stem, else by the longest title its name holds."""
    for name in (sheet.name, sheet.stem):
        if name in KNOWN or name in titles:
            return known(name, titles.get(name, ""))
    for name in (sheet.name, sheet.stem):
        best = max(_titles_in(_plain(name), titles), default=None)
        if best is not None:
            return known(best[1], titles.get(best[1], ""))
    return None


def _titles_in(name: str, titles: Mapping[str, str]) -> list[tuple[int, str]]:
    named = [(title, one.table) for one in KNOWN.values() for title in (one.title, *one.other_names)]
    named += [(title, stem) for stem, title in titles.items()]
    return [(len(plain), stem) for title, stem in named if len(plain := _plain(title)) > 1 and plain in name]


def _plain(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
