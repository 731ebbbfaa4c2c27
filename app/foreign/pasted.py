"""Cells from the clipboard, which anybody may have filled: bounded, cleaned, split at tabs and lines; text only."""

import csv
import io

from app.core.draft import has_half
from app.foreign.bounds import clean
from app.foreign.unusable import Unusable

LARGEST = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_PLACE = "剪贴板"


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a copied range, rows as long as they came; raises Unusable."""
    if len(text) > LARGEST:
        why = f"内容超过 {LARGEST // 1048576} MB，请改用文件导入"
        raise Unusable(_PLACE, why, "too much, import a file instead", "E-CLP-01")
    if has_half(text):
        raise Unusable(_PLACE, "内容有残缺的字符，请重新复制", "half a character, copy it again", "E-CLP-02")
    rows: list[tuple[str, ...]] = []
    try:
        for line in csv.reader(io.StringIO(text.replace("\0", " "), newline=""), delimiter="\t"):
            if len(rows) >= MOST_ROWS or len(line) > MOST_COLUMNS:
                why = f"超过 {MOST_ROWS:,} 行或 {MOST_COLUMNS} 列，请改用文件导入"
                raise Unusable(_PLACE, why, "too many rows or columns, import a file instead", "E-CLP-01")
            rows.append(tuple(clean(cell, _PLACE, len(rows) + 1) for cell in line))
    except csv.Error as error:
        raise Unusable(_PLACE, "引号不完整，请重新复制", "broken quoting, copy it again", "E-CLP-03") from error
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(rows)
