"""The lines that come of a sheet, and the drafts they go into, as table rows; merged lines unfold to their sources."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.goods_sheet import GoodsSheet
from app.core.tables import CodeTables
from app.declarations.goods_lines import GoodsLine, few_row_words, measured, row_words, total_of
from app.declarations.goods_merge import Merged
from app.declarations.goods_split import Part
from app.ui.editors.number_text import grouped
from app.ui.models.row_list import RowList

HEADS = ("项", "商品编号", "商品名称", "来自", "成交数量", "总价", "净重")
PART_HEADS = ("票", "项数", "按什么分", "来自", "总价", "毛重", "净重")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the table: its words by column, whether it is a source row, and which merged line it belongs to."""

    words: tuple[str, ...]
    line: int
    is_source: bool = False
    folded: bool | None = None  # None: nothing to unfold
    unit: str = ""


class ResultRows(RowList[ResultRow]):
    """Rows of lines or of drafts; figures stand right."""

    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__(len(heads), heads, (0, 4, 5, 6) if heads is HEADS else (0, 1, 4, 5, 6))

    def key_of(self, row: ResultRow) -> str:
        """Return line and place."""
        return f"{row.line}:{row.is_source}:{row.words[3]}"

    def words(self, row: ResultRow, column: int) -> str:
        """Return the words of a cell."""
        words = row.words[column]
        return f"{words} {row.unit}".strip() if column == 4 and row.unit else words


def line_rows(
    merged: Sequence[Merged], goods: GoodsSheet, tables: CodeTables, unit_table: str, open_lines: frozenset[int]
) -> list[ResultRow]:
    """Return the merged lines, the sources of the unfolded ones under them."""
    rows: list[ResultRow] = []
    for at, one in enumerate(merged):
        many = len(one.sources) > 1
        row = tables.row(unit_table, one.line.texts.get(goods.unit, ""))
        unit = row.name if row is not None else ""
        came = few_row_words(one.line.rows)
        told = f"{came}  单价加权 {one.line.texts.get(goods.price, '')}" if one.averaged else came
        name = one.line.texts.get(goods.name, "")
        first = (str(at + 1), one.line.texts.get(goods.code, ""), name, told, *_figures(one.line, goods))
        rows.append(ResultRow(first, at, folded=(at not in open_lines) if many else None, unit=unit))
        if many and at in open_lines:
            rows += [_source(line, at, goods, unit) for line in one.sources]
    return rows


def part_rows(parts: Sequence[Part], goods: GoodsSheet) -> list[ResultRow]:
    """Return the drafts of a proposal."""
    heads = {one.id: one.head for one in goods.measures}
    gross = next((one.head for one in goods.measures if one.id != goods.net and one.head), "")
    rows = []
    for at, part in enumerate(parts):
        came = tuple(row for line in part.lines for row in line.rows)
        net = part.head.get(heads[goods.net]) or f"{measured(part.lines, goods.net) or ''}"
        figures = (f"{total_of(part.lines, goods.total):f}", part.head.get(gross, ""), net)
        where = "本票" if at == 0 else f"另存第 {at + 1} 票"
        words = (str(at + 1), str(len(part.lines)), f"{where}  {part.words}".strip(), few_row_words(came))
        rows.append(ResultRow((*words, *(grouped(one) for one in figures)), at))
    return rows


def _source(line: GoodsLine, at: int, goods: GoodsSheet, unit: str) -> ResultRow:
    price = line.texts.get(goods.price, "")
    model = line.texts.get(goods.model, "")
    told = "  ".join(part for part in (f"{row_words(line.rows)} 行", model, f"单价 {price}" if price else "") if part)
    return ResultRow(("", "", "", told, *_figures(line, goods)), at, True, unit=unit)


def _figures(line: GoodsLine, goods: GoodsSheet) -> tuple[str, str, str]:
    net = line.measures.get(goods.net)
    return (
        grouped(line.texts.get(goods.quantity, "")),
        grouped(line.texts.get(goods.total, "")),
        f"{net:,f}" if net is not None else "",
    )
