"""Tables as xlsx: texts stay texts whatever they begin with, numbers stay numbers; it reads and writes no file."""

import io
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook

from app.sheets.csv_text import Cell

_NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int] = ()) -> bytes:
    """Return one sheet with a fixed head; no cell of it is a formula or a link."""
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
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
