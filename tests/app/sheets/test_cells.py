"""Blocks of cells: what a spreadsheet gets back is what was copied, and nothing it would run."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.foreign.pasted import cells_of
from app.sheets.cells import as_typed, fits, replaced, series, written

PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)


@settings(max_examples=50)
@given(st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_copied_block_is_pasted_as_it_was(block: list[list[str]]) -> None:
    back = [[as_typed(cell) for cell in line] for line in cells_of(written(block))]
    assert back == block


def test_a_text_a_spreadsheet_would_run_is_made_harmless_and_numbers_stay_numbers() -> None:
    assert written([["=1+1", "-5.20", "@x", "甲|乙"]]) == "'=1+1\t-5.20\t'@x\t甲|乙\r\n"


def test_a_block_fills_a_range_that_is_a_multiple_of_it() -> None:
    assert fits([["a", "b"]], 3, 2) == (("a", "b"), ("a", "b"), ("a", "b"))
    assert fits([["a"]], 2, 3) == (("a", "a", "a"), ("a", "a", "a"))
    assert fits([["a"], ["b"]], 3, 1) == (("a",), ("b",))
    assert fits([["a", "b"], ["c"]], 1, 1) == (("a", "b"), ("c", ""))


def test_series_go_on_as_they_begin() -> None:
    assert series(["2", "4"], 5) == ("2", "4", "6", "8", "10")
    assert series(["1.5"], 3) == ("1.5", "2.5", "3.5")
    assert series(["A-009"], 3) == ("A-009", "A-010", "A-011")
    assert series(["20261230"], 3) == ("20261230", "20261231", "20270101")
    assert series(["001"], 3) == ("001", "002", "003")
    assert series(["CHN", "MNG"], 5) == ("CHN", "MNG", "CHN", "MNG", "CHN")
    assert series([], 3) == ()


def test_replacing_names_the_cells_that_change() -> None:
    cells = ["钢制螺栓", "铜制螺栓", "螺栓", ""]
    assert replaced(cells, "螺栓", "螺母", whole=False) == {0: "钢制螺母", 1: "铜制螺母", 2: "螺母"}
    assert replaced(cells, "螺栓", "螺母", whole=True) == {2: "螺母"}
    assert replaced(cells, "", "x", whole=False) == {}
    assert replaced(cells, "螺栓", "螺栓", whole=False) == {}
