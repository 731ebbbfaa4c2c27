"""Invented invoices for the tests of goods sheets; no firm, code or price in them is a fact."""

from collections.abc import Sequence

import forms
from app import reference
from app.sheets.goods.columns import map_titles, targets_of
from app.sheets.goods.judging import Judge
from app.sheets.goods.preview import GoodsPreview, Grid, Tick, grid_of, sources_of
from forms.goods_sheet import GOODS_SHEET

FORM = forms.load("import")
TABLES = reference.load()
TARGETS = targets_of(FORM, GOODS_SHEET)
HEADER = ("序号", "品名", "HS编码", "规格", "数量", "单位", "单价$", "金额$", "净重KG", "产地")
CODES = ("0101290090", "0102290000")


def rows(count: int) -> list[tuple[str, ...]]:
    """Clean rows: quantity × price = total."""
    return [
        (str(n), f"货{n % 7}", CODES[n % 2], "甲|乙", str(10 + n), "KG", "2.5", f"{(10 + n) * 2.5:.2f}", "10.5", "蒙古")
        for n in range(1, count + 1)
    ]


def grid(lines: Sequence[Sequence[str]]) -> Grid:
    """The lines as a grid with the usual header, starting in row 3 below a title."""
    return grid_of("发票.xlsx", [("某厂装箱单",), (), HEADER, *lines], 1, TARGETS, GOODS_SHEET)


def preview(lines: Sequence[Sequence[str]], tick: Tick | None = None) -> GoodsPreview:
    """The lines judged."""
    made = grid(lines)
    judge = Judge(GOODS_SHEET, TARGETS, TABLES, "hs_codes")
    return GoodsPreview(made, sources_of(made, TARGETS, GOODS_SHEET, None), judge, tick)


def mapped(titles: Sequence[str]) -> tuple[str, ...]:
    """What each title is taken for."""
    return map_titles(titles, TARGETS, GOODS_SHEET)
