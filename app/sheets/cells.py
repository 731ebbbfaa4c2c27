"""A block of table cells as text: filled down, continued as a series, searched and replaced, written for a spreadsheet.

It knows no field and no clipboard; reading what others wrote is app.foreign's.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?|[+-]?\.[0-9]+")
_ENDING = re.compile(r"(.*?)([0-9]{1,15})", re.DOTALL)


def written(block: Sequence[Sequence[str]]) -> str:
    """Return a block as a spreadsheet takes it from the clipboard; a text it would run gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    for line in block:
        writer.writerow([_harmless(cell) for cell in line])
    return text.getvalue()


def as_typed(cell: str) -> str:
    """Return a pasted cell without the apostrophe ``written`` put before it."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(_RUNS) else cell


def fits(block: Sequence[Sequence[str]], rows: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return a copied block as it fills a marked range: repeated where the range is a whole multiple of it."""
    height, width = len(block), max(len(line) for line in block)
    whole = [tuple(line[at] if at < len(line) else "" for at in range(width)) for line in block]
    down = rows // height if rows % height == 0 else 1
    across = columns // width if columns % width == 0 else 1
    return tuple(line * max(across, 1) for line in whole * max(down, 1))


def series(beginning: Sequence[str], count: int) -> tuple[str, ...]:
    """Return ``count`` cells that go on as the first ones begin: numbers by their step, days, texts with a number."""
    numbers = [_number(cell) for cell in beginning]
    if _are_days(beginning):
        return _days(beginning, count)
    if beginning and all(number is not None for number in numbers):
        known = [number for number in numbers if number is not None]
        step = known[-1] - known[-2] if len(known) > 1 else Decimal(1)
        return tuple([*beginning, *(f"{known[-1] + step * n:f}" for n in range(1, count))][:count])
    found = _ENDING.fullmatch(beginning[-1]) if beginning else None
    if found is not None:
        stem, digits = found[1], found[2]
        more = (f"{stem}{int(digits) + n:0{len(digits)}d}" for n in range(1, count))
        return tuple([*beginning, *more][:count])
    return tuple(beginning[n % len(beginning)] for n in range(count)) if beginning else ()


def replaced(cells: Sequence[str], find: str, by: str, whole: bool) -> dict[int, str]:
    """Return which cells change and to what when ``find`` is replaced; ``whole`` wants the cell to be just that."""
    if not find:
        return {}
    if whole:
        return {at: by for at, cell in enumerate(cells) if cell.strip() == find and cell != by}
    return {at: new for at, cell in enumerate(cells) if find in cell and (new := cell.replace(find, by)) != cell}


def _harmless(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUNS) else cell


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell) if _NUMBER.fullmatch(cell.strip()) and not cell.strip().startswith("0") else None
    except InvalidOperation:
        return None


def _are_days(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_day(cell) is not None for cell in cells)


def _day(cell: str) -> datetime | None:
    if len(cell) != 8 or not cell.startswith(("19", "20")) or not cell.isdecimal():
        return None
    try:
        return datetime.strptime(cell, "%Y%m%d")  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        return None


def _days(beginning: Sequence[str], count: int) -> tuple[str, ...]:
    known = [day for cell in beginning if (day := _day(cell)) is not None]
    step = known[-1] - known[-2] if len(known) > 1 else timedelta(days=1)
    more = ((known[-1] + step * n).strftime("%Y%m%d") for n in range(1, count))
    return tuple([*beginning, *more][:count])
