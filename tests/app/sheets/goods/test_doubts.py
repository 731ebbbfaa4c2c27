"""Cells a spreadsheet has changed or worked out are named with their address, offered, and never simply believed."""

from dataclasses import replace

import pytest

from app.foreign.sheet import Sheet
from app.sheets.goods.judging import Judge
from app.sheets.goods.preview import GoodsPreview, sources_of
from forms.goods_sheet import GOODS_SHEET
from tests.app.sheets.goods.invoices import TABLES, TARGETS, grid, rows

CODE, TOTAL = GOODS_SHEET.code, GOODS_SHEET.total


def preview(marks: dict[int, str]) -> GoodsPreview:
    """Two clean rows; ``marks`` says what the cells of the first one were, by column."""
    made = grid(rows(2))
    kinds = ["T" * len(line) for line in made.lines]
    first = len(kinds) - 2
    kinds[first] = "".join(marks.get(at, "T") for at in range(len(kinds[first])))
    lines = tuple(tuple(line) for line in made.lines)
    sheet = Sheet("发票.xlsx", "发票", "", lines, made.first, marks=tuple(kinds))
    judge = Judge(GOODS_SHEET, TARGETS, TABLES, "hs_codes")
    return GoodsPreview(replace(made, sheet=sheet), sources_of(made, TARGETS, GOODS_SHEET, None), judge)


@pytest.mark.parametrize(
    ("column", "mark", "target", "words", "offered"),
    [
        (7, "F", TOTAL, "H4是公式", True),
        (2, "N", CODE, "C4是数字格式", True),
        (2, "F", CODE, "C4是公式", True),
        (2, "E", CODE, "C4是错误值", False),
    ],
)
def test_what_cannot_be_believed_is_bad_until_somebody_says_what_it_is(
    column: int, mark: str, target: str, words: str, offered: bool
) -> None:
    made = preview({column: mark})
    cell = made.rows[0].cell(target)
    assert cell.is_bad and words in cell.why and "E-XLS-2" in cell.why
    assert bool(cell.offer) is offered
    assert made.counts().usable == 1
    made.repair(0, target, made.rows[1].cell(target).raw if not offered else cell.offer)
    assert not made.rows[0].cell(target).why.startswith(words)
    if offered:
        assert made.counts().usable == 2


def test_numbers_are_numbers_where_numbers_are_wanted() -> None:
    made = preview({4: "N", 6: "N", 7: "N", 8: "N"})
    assert made.counts().usable == 2


def test_a_whole_column_of_formulas_is_taken_at_once() -> None:
    made = preview({7: "F"})
    assert made.doubted(0, TOTAL) == [0]
    assert made.doubted(1, TOTAL) == []
    assert made.repair_doubted(0, TOTAL) == 1
    assert made.counts().usable == 2
