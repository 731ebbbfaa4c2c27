"""The net weight of the head against that of the lines."""

from decimal import Decimal

import forms
from app.core.draft import Draft
from app.declarations.goods_sums import difference
from forms.goods_sheet import GOODS_SHEET


def draft(net: str, *weights: str) -> Draft:
    made = forms.load("import").new()
    made.put("net_weight", net)
    for row, weight in enumerate(weights):
        made.insert_row("items", row, {"first_unit": "035", "first_quantity": weight})
    return made


def test_a_difference_is_told_with_its_sign() -> None:
    found = difference(draft("100.3", "60", "40"), GOODS_SHEET)
    assert found is not None
    assert (found.words, found.value, found.unit) == ("净重差", Decimal("0.3"), "千克")
    less = difference(draft("99", "60", "40"), GOODS_SHEET)
    assert less is not None
    assert less.value == -1


def test_equal_weights_and_unknown_ones_tell_nothing() -> None:
    assert difference(draft("100", "60", "40"), GOODS_SHEET) is None
    assert difference(draft("", "60"), GOODS_SHEET) is None
    assert difference(draft("100", "60", ""), GOODS_SHEET) is None
    assert difference(draft("100"), GOODS_SHEET) is None


def test_the_second_quantity_is_taken_where_it_is_the_weight() -> None:
    made = draft("5")
    made.insert_row("items", 0, {"first_unit": "007", "second_unit": "035", "second_quantity": "4"})
    found = difference(made, GOODS_SHEET)
    assert found is not None
    assert found.value == 1
