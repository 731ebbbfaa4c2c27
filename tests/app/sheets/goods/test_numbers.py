"""Numbers as strangers write them: clean ones are taken, doubtful ones are said, wrong ones are offered."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sheets.goods.judged import State
from app.sheets.goods.numbers import read_number
from tests.app.sheets.goods.invoices import TARGETS

QUANTITY, PRICE = TARGETS["quantity"], TARGETS["price"]


@pytest.mark.parametrize(
    ("raw", "text", "beside"),
    [
        ("1,234.50", "1234.50", ""),
        ("１２３４", "1234", ""),
        ("12个", "12", "个"),
        ("12.5 kg", "12.5", "kg"),
        ("$1.85", "1.85", "$"),
        ("USD 2,220.00", "2220.00", "USD"),
        (" 7 ", "7", ""),
        ("0.30000000000000004", "0.3", ""),
        ("-", "", ""),
    ],
)
def test_clean_numbers_are_taken(raw: str, text: str, beside: str) -> None:
    cell, words = read_number(raw, QUANTITY)
    assert (cell.text, cell.state, words) == (text, State.PLAIN, beside)


@pytest.mark.parametrize(("raw", "text"), [("=12*3.5", "42"), ("1.2E+03", "1200"), ("1.123456", "1.12346")])
def test_doubtful_numbers_are_guesses(raw: str, text: str) -> None:
    cell, _ = read_number(raw, QUANTITY)
    assert (cell.text, cell.state) == (text, State.GUESS)


@pytest.mark.parametrize(
    ("raw", "offer", "says"),
    [
        ("1,2O4", "1204", "含字母 O"),
        ("l2", "12", "含字母 l"),
        ("12k", "12000", "像是简写"),
        ("4,80", "", "逗号不在千位上"),
        ("一百", "", "不是数"),
        ("9" * 30, "", "太大"),
    ],
)
def test_wrong_numbers_are_not_taken_and_offer_what_was_meant(raw: str, offer: str, says: str) -> None:
    cell, _ = read_number(raw, QUANTITY)
    assert (cell.text, cell.state, cell.offer) == ("", State.BAD, offer)
    assert says in cell.why


@given(st.decimals(0, 10**9, places=4))
def test_a_number_with_separators_is_the_same_number(value: Decimal) -> None:
    cell, _ = read_number(f"{value:,f}", PRICE)
    assert Decimal(cell.text) == value


@given(st.text(max_size=30))
def test_any_text_is_judged(raw: str) -> None:
    cell, _ = read_number(raw, PRICE)
    assert cell.is_bad or cell.text == "" or Decimal(cell.text).is_finite()
