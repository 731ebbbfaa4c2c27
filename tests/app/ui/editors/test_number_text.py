"""Numbers as typed, pasted and shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.editors.number_text import cleaned, grouped

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("1,286.4 吨", "1286.4"),
        ("1286.4", "1286.4"),
        ("１，２８６．４千克", "1286.4"),
        ("12a3", "123"),
        ("12。5", "12.5"),
        (" 4,326,730 千克 ", "4326730"),
        ("-3.5", "-3.5"),
        ("吨", ""),
        ("1.2.3", "1.2.3"),
        ("", ""),
    ],
)
def test_units_separators_and_letters_never_reach_the_raw_text(typed: str, raw: str) -> None:
    assert cleaned(typed) == raw


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("4326730", "4,326,730"), ("1286.400", "1,286.400"), ("999", "999"), ("-1234.5", "-1,234.5"), ("1.", "1."),
     ("", ""), ("1.2.3", "1.2.3"), ("abc", "abc"), ("007", "7"),
     ("9" * 5000, "9" * 5000), ("１２３４", "１２３４")],
)  # fmt: skip
def test_thousands_are_separated_and_decimals_kept_as_typed(raw: str, shown: str) -> None:
    assert grouped(raw) == shown


@given(NUMBERS)
def test_what_is_shown_can_be_pasted_back(number: Decimal) -> None:
    raw = format(number, "f")
    assert Decimal(cleaned(grouped(raw) + " 千克")) == number


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
