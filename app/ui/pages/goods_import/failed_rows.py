"""Writes the rows that were not imported to a file off the UI thread; the table is made elsewhere."""

from collections.abc import Callable
from pathlib import Path

from app.sheets.csv_text import csv_bytes
from app.sheets.goods.failed import failed_table
from app.sheets.goods.preview import GoodsPreview
from app.sheets.xlsx_out import xlsx_bytes
from app.ui.pages.background import background


def write_failed(
    preview: GoodsPreview, path: Path, done: Callable[[Path], object], failed: Callable[[str], object]
) -> None:
    """Write the failed rows, each with its reason."""
    table = failed_table(preview)

    def work() -> Path:
        is_book = path.suffix.lower() == ".xlsx"
        path.write_bytes(xlsx_bytes(table[0], table[1:]) if is_book else csv_bytes(table))
        return path

    background().run(work, done, failed)
