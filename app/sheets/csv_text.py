"""Tables as CSV that a spreadsheet opens in Chinese and never runs; it reads and writes no file."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | Decimal | None
_UNSEEN = " \u00a0\u3000\u200b\u2060\ufeff"  # a spreadsheet may drop them and look at what comes after
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as UTF-8 with a mark, so that Excel reads Chinese; numbers stay numbers, None is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_shown(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _shown(cell: Cell) -> str | int | Decimal:
    """Return a cell as written: a text a spreadsheet would take for a formula gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(_UNSEEN).startswith(_RUNS):
        return f"'{cell}"
    return cell
