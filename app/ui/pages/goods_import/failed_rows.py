"""Writes rows that were not imported, and empty sheets, off the UI thread; what is in them is made elsewhere."""

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
    is_book = path.suffix.lower() == ".xlsx"
    write_file(path, lambda: xlsx_bytes(table[0], table[1:]) if is_book else csv_bytes(table), done, failed)


def write_file(
    path: Path, make: Callable[[], bytes], done: Callable[[Path], object], failed: Callable[[str], object]
) -> None:
    """Make and write a file."""

    def work() -> Path:
        path.write_bytes(make())
        return path

    background().run(work, done, failed)
