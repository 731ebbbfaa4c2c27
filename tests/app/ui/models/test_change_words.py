"""Values of a difference in words."""

from decimal import Decimal

import pytest

import forms
from app.reference import load
from app.ui.models.change_words import delta_words, differing, number_words, value_words

TABLES = load()
IMPORT = forms.load("import")


def test_a_value_has_the_unit_of_its_field_or_of_the_field_that_shares_its_box() -> None:
    texts = {"gross_weight": "1980500", "items[0].quantity": "1980.5", "items[0].unit": "070", "trade_country": "MNG"}
    assert value_words(IMPORT, TABLES, texts, "gross_weight") == ("1,980,500", "千克")
    assert value_words(IMPORT, TABLES, texts, "items[0].quantity") == ("1,980.5", "吨")
    assert value_words(IMPORT, TABLES, texts, "trade_country") == ("MNG 蒙古", "")
    assert value_words(IMPORT, TABLES, texts, "remark") == ("（空）", "")


@pytest.mark.parametrize(
    ("raw", "words"), [("1e999999", "1e999999"), ("一", "一"), ("NaN", "NaN"), ("-1200.50", "-1,200.50")]
)
def test_what_is_no_bearable_number_stays_as_it_is(raw: str, words: str) -> None:
    assert number_words(raw) == words


def test_a_difference_has_a_sign() -> None:
    assert delta_words(Decimal("-17600.00")) == "−17,600"
    assert delta_words(Decimal("0.5")) == "+0.5"
    assert delta_words(None) == "—"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("口岸作业场所", "口岸物流园", ("口岸", "物流园", "")),
        ("1,980", "1,986", ("", "1,986", "")),
        ("A*01", "A*02", ("A*0", "2", "")),
        ("一二三", "一三", ("一", "", "三")),
    ],
)
def test_what_differs_is_found(old: str, new: str, parts: tuple[str, str, str]) -> None:
    assert differing(old, new) == parts
