"""The rows of a goods sheet that were not written, as a table with a 原因 column; it writes no file."""

from collections.abc import Iterator, Sequence

from app.sheets.goods.judged import Row
from app.sheets.goods.preview import GoodsPreview

REASON = "原因"
LEFT_OUT = "按空格键不导入"


def failed_table(preview: GoodsPreview) -> list[tuple[str, ...]]:
    """Return header and rows: the sheet's own columns as they stood, before them the row number, behind them why."""
    grid = preview.grid
    lines = dict(grid.body())
    titles = grid.titles
    table: list[tuple[str, ...]] = [("行", *titles, REASON)]
    for row in preview.failed():
        cells = lines[row.number]
        padded = (*cells, *("" for _ in range(len(titles) - len(cells))))
        table.append((str(row.number), *padded, "；".join(_reasons(preview, row))))
    return table


def _reasons(preview: GoodsPreview, row: Row) -> Iterator[str]:
    if row.left_out:
        yield LEFT_OUT
    for name in row.bad:
        cell = row.cell(name)
        told: Sequence[str] = [part for part in (cell.why, cell.evidence) if part]
        yield f"{preview.judge.targets[name].words}：{'，'.join(told)}"
