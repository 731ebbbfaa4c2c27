"""How large a foreign table may be, and its cells as clean text; it knows no file format."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.foreign.sheet import Mark
from app.foreign.unusable import Unusable

MOST_ROWS = 300_000
MOST_COLUMNS = 200
MOST_CELLS = 6_000_000
LONGEST_CELL = 8_000
_EXACT = 1e15  # beyond it a spreadsheet's number has lost digits, and is shown as it is kept
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+[0-9]+")


def bound(rows: int, columns: int, cells: int, name: str) -> None:
    """Raise Unusable for more than any table has."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        why = f"超过 {MOST_ROWS:,} 行、{MOST_COLUMNS} 列或 {MOST_CELLS:,} 格的上限，不是正常的代码表或货物表"
        raise Unusable(name, why, "more rows, columns or cells than any table has", "E-XLS-09")


def clean(cell: str, place: str, row: int) -> str:
    """Return a text without what nobody sees; raises Unusable for one longer than any cell."""
    if len(cell) > LONGEST_CELL:
        why = f"第 {row} 行有一格超过 {LONGEST_CELL:,} 字，不是正常的代码表或货物表"
        raise Unusable(place, why, f"row {row}: a cell of more than {LONGEST_CELL:,} letters", "E-XLS-10")
    return " ".join(_UNSEEN.sub(" ", cell).split())


def shown(value: object) -> tuple[str, Mark]:
    """Return a spreadsheet's value as the text a person sees, and what it was."""
    if isinstance(value, bool):
        return ("1" if value else "0"), Mark.FLAG
    if isinstance(value, int | float):
        return _number(float(value)), Mark.NUMBER
    if isinstance(value, datetime):
        return value.date().isoformat(), Mark.DATE
    if isinstance(value, date | time):
        return value.isoformat(), Mark.DATE
    if isinstance(value, timedelta):
        return str(value), Mark.DATE
    text = str(value)
    return text, Mark.TEXT if text else Mark.EMPTY


def is_scientific(text: str) -> bool:
    """Tell that a spreadsheet turned a long number into 2.70112E+09."""
    return bool(_SCIENTIFIC.fullmatch(text))


def _number(value: float) -> str:
    if not abs(value) < _EXACT:
        return repr(value)
    return format(Decimal(f"{value:.15g}"), "f")
