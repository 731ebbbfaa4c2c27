"""Tables as xlsx: texts stay texts whatever they begin with, numbers stay numbers; it reads and writes no file."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from app.foreign.sheet import letters
from app.sheets.csv_text import Cell

_NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


LISTS = "代码"
DROP_ROWS = 1_000  # rows below the head that offer a list


def xlsx_bytes(
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int] = (),
    lists: Mapping[int, Sequence[str]] | None = None,
    notes: Mapping[int, str] | None = None,
) -> bytes:
    """Return one sheet with a fixed head; no cell of it is a formula or a link.

    lists: by column what its cells offer to choose from, kept on a second sheet.  notes: by column what its head says.
    """
    file = io.BytesIO()
    book = Workbook(file, _NO_GUESSING)
    sheet = book.add_worksheet("清单")
    bold = book.add_format({"bold": True})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif isinstance(cell, int | Decimal):
                sheet.write_number(number, column, cell)
    for column, note in (notes or {}).items():
        sheet.write_comment(0, column, note)
    if lists:
        _offer(book, sheet, lists)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _offer(book: Any, sheet: Any, lists: Mapping[int, Sequence[str]]) -> None:
    """Let columns offer what stands on a second sheet; another text is warned of and can be kept."""
    second = book.add_worksheet(LISTS)
    for number, (column, choices) in enumerate(lists.items()):
        for row, choice in enumerate(choices):
            second.write_string(row, number, choice)
        name = letters(number + 1)
        source = f"={LISTS}!${name}$1:${name}${max(len(choices), 1)}"
        offer = {"validate": "list", "source": source, "error_type": "warning", "error_title": "不在列表里"}
        sheet.data_validation(1, column, DROP_ROWS, column, offer)
