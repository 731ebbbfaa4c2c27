"""A sheet judged, mended in place and turned into lines; every row is either usable, bad or left out."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.declarations.goods_lines import total_of
from app.sheets.goods.judged import State
from app.sheets.goods.preview import Stopped
from tests.app.sheets.goods.invoices import preview, rows


def changed(count: int, at: int, column: int, text: str) -> list[tuple[str, ...]]:
    """Clean rows with one cell changed."""
    made = rows(count)
    made[at] = (*made[at][:column], text, *made[at][column + 1 :])
    return made


def test_a_clean_sheet_has_nothing_to_mend_and_its_codes_are_looked_up() -> None:
    made = preview(rows(20))
    counts = made.counts()
    assert (counts.usable, counts.bad, counts.left_out, counts.guessed) == (20, 0, 0, 0)
    unit, origin = made.rows[0].cell("unit"), made.rows[0].cell("origin_country")
    assert (unit.text, unit.name, unit.state) == ("035", "千克", State.FOUND)
    assert (origin.text, origin.state) == ("MNG", State.FOUND)


def test_the_currency_comes_from_the_title_and_the_statutory_quantity_from_the_weight() -> None:
    line = preview(rows(1)).lines()[0]
    assert line.texts["currency"] == "USD"
    assert (line.texts["first_unit"], line.texts["second_unit"]) == ("009", "035")
    assert line.texts["second_quantity"] == "11"
    assert line.rows == (4,)
    assert line.measures == {"~net": Decimal("10.5")}


def test_a_letter_in_a_number_is_offered_with_its_evidence_and_repaired_in_place() -> None:
    made = preview(changed(3, 1, 4, "1O"))
    made.repair(1, "total", "25.00")
    cell = made.rows[1].cell("quantity")
    assert made.bad() == [(1, "quantity")]
    assert (cell.offer, cell.evidence) == ("10", "10 × 2.5 = 25.00，与总价相符")
    made.repair(1, "quantity", cell.offer)
    assert made.bad() == []
    assert made.counts().usable == 3


def test_a_total_that_is_not_the_product_must_be_mended() -> None:
    made = preview(changed(2, 0, 7, "4,80"))
    cell = made.rows[0].cell("total")
    assert (cell.state, cell.offer, cell.evidence) == (State.BAD, "27.50", "11 × 2.5 应为 27.50")
    wrong = preview(changed(2, 0, 7, "99")).rows[0].cell("total")
    assert (wrong.state, wrong.offer, wrong.why) == (State.BAD, "27.50", "11 × 2.5 应为 27.50")


def test_a_missing_price_is_worked_out() -> None:
    cell = preview(changed(1, 0, 6, "")).rows[0].cell("price")
    assert (cell.text, cell.state) == ("2.5", State.FOUND)


def test_a_short_code_names_the_like_ones_and_equal_cells_are_mended_together() -> None:
    lines = changed(6, 0, 2, "010129")
    lines[3] = (*lines[3][:2], "010129", *lines[3][3:])
    made = preview(lines)
    cell = made.rows[0].cell("hs_code")
    assert cell.is_bad
    assert cell.why.startswith("只有 6 位")
    assert made.repair_same(0, "hs_code", "0101290090") == 2
    assert made.bad() == []


def test_a_lost_nought_is_a_guess() -> None:
    cell = preview(changed(1, 0, 2, "101290090")).rows[0].cell("hs_code")
    assert (cell.text, cell.state) == ("0101290090", State.GUESS)


def test_a_unit_behind_the_quantity_is_taken() -> None:
    cell = preview([(*rows(1)[0][:4], "11个", "", *rows(1)[0][6:])]).rows[0].cell("unit")
    assert (cell.text, cell.state) == ("007", State.GUESS)


def test_a_row_left_out_is_no_line_and_no_fault() -> None:
    made = preview(changed(3, 1, 1, ""))
    assert made.bad() == [(1, "name")]
    made.leave_out(1, True)
    assert made.bad() == []
    assert (made.counts().usable, made.counts().left_out, len(made.lines())) == (2, 1, 2)
    assert [row.number for row in made.failed()] == [5]


def test_the_total_line_of_the_invoice_is_held_against_the_sums() -> None:
    made = preview([*rows(4), ("", "合计", "", "", "50", "", "", "125.00", "42.3", "")])
    assert len(made.rows) == 4
    found = {one.target: (one.value, one.stated) for one in made.sums()}
    assert found["total"] == (Decimal("125.00"), Decimal("125.00"))
    assert found["~net"] == (Decimal("42.0"), Decimal("42.3"))


@settings(max_examples=25)
@given(st.lists(st.sampled_from(("10", "x", "", "1O", "-3")), min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_usable_and_bad_and_left_out_are_all_rows(quantities: list[str], out: set[int]) -> None:
    one = rows(1)[0]
    made = preview([(*one[:4], text, *one[5:7], "25.00", *one[8:]) for text in quantities])
    for at in out:
        if at < len(made.rows):
            made.leave_out(at, True)
    counts = made.counts()
    assert counts.usable + counts.bad + counts.left_out == len(quantities)
    assert len(made.lines()) == counts.usable
    assert made.sums()[0].value == Decimal("25.00") * (counts.usable + counts.bad)
    assert total_of(made.lines(), "total") == Decimal("25.00") * counts.usable


def test_the_reading_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        preview(rows(500), lambda done, _all: done < 200)
