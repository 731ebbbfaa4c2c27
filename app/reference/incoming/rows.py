"""Make rows of a known table from the cells of a sheet, or say which cell is wrong and why; it compares nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.foreign.bounds import is_scientific
from app.foreign.sheet import Sheet
from app.foreign.unusable import Unusable
from app.reference.catalogue import KnownTable
from app.reference.incoming.columns import Columns, is_percentage, looks_like_header, map_columns

OWN = ("code", "name", "since", "until", "successor", "source", "as_of")
_HEADER_WITHIN = 20
_LONGEST_CODE = 60
_DAY = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[T ]0?0:00(?::00)?)?")
_FOR_EVER = ("9999", "2099", "长期", "永久")
_NUMBERED = re.compile(r"^[0-9]{1,3}\s*[:：.、．]\s*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_BETWEEN = re.compile(r"[;；|]")


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One row as it will be stored; ``key`` tells it from the other rows of its table."""

    key: tuple[str, ...]
    code: str
    name: str
    values: Mapping[str, str]
    since: date | None
    until: date | None
    successor: str
    source: str
    as_of: str
    line: int  # where it stands in its sheet


@dataclass(frozen=True, slots=True)
class IncomingTable:
    """All rows of one table, with the columns that were recognised and how many codes got their lost nought back."""

    known: KnownTable
    place: str
    header: tuple[str, ...]
    columns: Columns
    rows: tuple[IncomingRow, ...]
    padded: int = 0


def read_table(sheet: Sheet, table: KnownTable, remembered: Mapping[str, str] | None = None) -> IncomingTable:
    """Return the rows of a sheet as rows of ``table``; raises Unusable naming row and column."""
    at = _header_at(sheet, table, remembered)
    header = sheet.lines[at]
    columns = map_columns(header, table, remembered)
    rows: dict[tuple[str, ...], IncomingRow] = {}
    padded = 0
    for number, line in enumerate(sheet.lines[at + 1 :], sheet.first + at + 1):
        if not any(line):
            continue
        row, filled_up = _row(sheet, table, header, columns, line, number)
        padded += filled_up
        before = rows.get(row.key)
        if before is not None and (before.name, before.values, before.until) != (row.name, row.values, row.until):
            why = f"第 {before.line} 行与第 {number} 行是同一代码 {row.code}，内容却不同，请删去不对的一行"
            raise Unusable(sheet.place, why, f"rows {before.line} and {number} give {row.code} different contents")
        rows.setdefault(row.key, row)
    if not rows:
        raise Unusable(sheet.place, "表头之下没有数据，请核对导出的内容", "no rows under the header")
    return IncomingTable(table, sheet.place, header, columns, tuple(rows.values()), padded)


def has_header(sheet: Sheet, table: KnownTable, remembered: Mapping[str, str] | None = None) -> bool:
    """Tell whether a sheet has a line that names the columns of ``table``."""
    return any(looks_like_header(line, table, remembered) for line in sheet.lines[:_HEADER_WITHIN])


def _header_at(sheet: Sheet, table: KnownTable, remembered: Mapping[str, str] | None) -> int:
    for at, line in enumerate(sheet.lines[:_HEADER_WITHIN]):
        if looks_like_header(line, table, remembered):
            return at
    titles = "、".join(next((cell for cell in line if cell), "") for line in sheet.lines[:1])[:40]
    why = f"前 {_HEADER_WITHIN} 行里没有含代码和名称两列的表头（首行为“{titles}”），请用 --map 列名=code 指明"
    raise Unusable(sheet.place, why, "no header with a code and a name column; say which with --map TITLE=code")


def _row(
    sheet: Sheet, table: KnownTable, header: Sequence[str], columns: Columns, line: Sequence[str], number: int
) -> tuple[IncomingRow, bool]:
    cells: dict[str, str] = {}
    for title, column, cell in zip(header, columns.names, line, strict=False):
        if column and cell:
            hundredths = is_percentage(title) and _NUMBER.fullmatch(cell)
            cells.setdefault(column, f"{cell}%" if hundredths else cell)
    name, code = cells.get("name", ""), cells.get("code", "")
    if not name:
        raise _wrong(sheet, number, _title(header, columns, "name"), "名称是空的，请补上或删去该行", "no name")
    if not code and table.coded_by_name:
        code = name
    padded = _padded(sheet, table, code, number, _title(header, columns, "code"))
    values = {column: cell for column, cell in cells.items() if column not in OWN}
    if "elements" in values:
        values |= _elements(values["elements"])
    since = _day(sheet, header, columns, cells, "since", number)
    until = _day(sheet, header, columns, cells, "until", number)
    if since and until and until < since:
        raise _wrong(sheet, number, _title(header, columns, "until"), "早于生效日期，请核对", "ends before it begins")
    own = {"code": padded, "name": name}
    key = tuple(own.get(column) or values.get(column, "") for column in table.key)
    as_of = _day(sheet, header, columns, cells, "as_of", number)
    row = IncomingRow(
        (*key, since.isoformat() if since else ""),
        padded,
        name,
        MappingProxyType(values),
        since,
        until,
        cells.get("successor", ""),
        cells.get("source", ""),
        as_of.isoformat() if as_of else "",
        number,
    )
    return row, padded != code


def _padded(sheet: Sheet, table: KnownTable, code: str, number: int, title: str) -> str:
    """Return the code with the noughts a spreadsheet took from its front; raises Unusable for no code at all."""
    if not code and not table.blank_codes:
        raise _wrong(sheet, number, title, "代码是空的，请补上或删去该行", "no code")
    if is_scientific(code):
        cure = f"代码 {code} 已被表格软件变成科学计数，请把该列设为文本后重新导出"
        raise _wrong(sheet, number, title, cure, f"{code} was turned into scientific notation")
    plain = code.replace(".", "") if table.table.startswith("hs_") else code
    if len(plain) > _LONGEST_CODE:
        raise _wrong(sheet, number, title, f"代码超过 {_LONGEST_CODE} 字，请核对列是否对错位", "code too long")
    if not plain.isascii() or not plain.isdecimal():
        return plain
    if table.table == "hs_codes" and len(plain) % 2 == 1:
        return f"0{plain}"
    return plain.zfill(table.width)


def _elements(text: str) -> dict[str, str]:
    """Return a list like 1:品牌类型;2:出口享惠情况 as names; its numbers say that the order is the catalogue's."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    numbered = bool(parts) and all(_NUMBERED.match(part) for part in parts)
    names = ";".join(_NUMBERED.sub("", part) for part in parts)
    return {"elements": names} | ({"elements_ordered": "yes"} if numbered else {})


def _day(
    sheet: Sheet, header: Sequence[str], columns: Columns, cells: Mapping[str, str], column: str, number: int
) -> date | None:
    text = cells.get(column, "")
    if not text or text.startswith(_FOR_EVER):
        return None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        cure = f"“{text[:20]}”不是日期，应如 2026-01-01"
        raise _wrong(sheet, number, _title(header, columns, column), cure, f"{text[:20]!r} is no date") from None


def _title(header: Sequence[str], columns: Columns, column: str) -> str:
    return next((title for title, one in zip(header, columns.names, strict=True) if one == column), column)


def _wrong(sheet: Sheet, row: int, title: str, cure: str, english: str) -> Unusable:
    return Unusable(sheet.place, f"第 {row} 行“{title}”列{cure}", f"row {row}, column {title}: {english}")


def joined(tables: Sequence[IncomingTable]) -> Iterator[IncomingTable]:
    """Yield one table per stem: several sheets of one table (import and export, parts of a year) are one."""
    by_stem: dict[str, list[IncomingTable]] = {}
    for one in tables:
        by_stem.setdefault(one.known.table, []).append(one)
    for same in by_stem.values():
        if len(same) == 1:
            yield same[0]
            continue
        rows = {row.key: row for one in same for row in one.rows}
        places = "、".join(one.place for one in same)
        padded = sum(one.padded for one in same)
        yield IncomingTable(same[0].known, places, same[0].header, same[0].columns, tuple(rows.values()), padded)
