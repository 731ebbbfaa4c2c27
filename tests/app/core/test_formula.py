"""Arithmetic in a number field: exact, bounded, and never code."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.formula import NoFormula, is_formula, plain_number, spelled_out, worked_out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=12*3.5", "42"),
        ("＝１２×３．５", "42"),
        ("=1,200÷4", "300"),
        ("=2+3*4-(1-5)/2", "16"),
        ("=-(2)--3", "1"),
        ("=12k", "12000"),
        ("=200*15%", "30"),
        ("= 0.1 + 0.2", "0.3"),
        ("=1.5万/3", "5000"),
    ],
)
def test_arithmetic_is_worked_out_exactly(text: str, value: str) -> None:
    assert is_formula(text)
    assert worked_out(text, 5) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("=", "没有算式"),
        ("=1/0", "除数是 0"),
        ("=(1+2", "右括号"),
        ("=1+", "没有写完"),
        ("=A1*2", "看不懂的“A”"),
        ("=__import__('os')", "看不懂的“_”"),
        ("=1 2", "看不懂的“2”"),
        ("=2**3", r"看不懂的“\*”"),
        ("=" + "(" * 50 + "1" + ")" * 50, "套得太深"),
        ("=" + "9" * 300, "超过 200 字"),
        ("=" + "9" * 60, "不是一个能填的数"),
    ],
)
def test_what_is_no_arithmetic_says_why(text: str, says: str) -> None:
    with pytest.raises(NoFormula, match=says):
        worked_out(text, 4)


@given(st.decimals(-(10**8), 10**8, places=3), st.decimals(-(10**8), 10**8, places=3))
def test_sums_and_products_are_those_of_decimals(one: Decimal, other: Decimal) -> None:
    assert worked_out(f"=({one:f})+({other:f})", 3) == one + other
    assert worked_out(f"=({one:f})*({other:f})", 6) == one * other


def test_given_names_stand_for_their_numbers() -> None:
    names = {"单价": Decimal("2.5"), "成交数量": Decimal(-4), "数量": Decimal(9)}
    assert worked_out("=单价*成交数量+数量", 2, names) == Decimal(-1)
    with pytest.raises(NoFormula, match="看不懂的“总”"):
        worked_out("=总价*2", 2, names)


def test_short_amounts_are_spelled_out() -> None:
    assert spelled_out("12k") == "12000"
    assert spelled_out("1.25K") == "1250"
    assert spelled_out("1,200k") == "1200000"
    assert spelled_out("3万") == "30000"
    assert spelled_out("12kg") == "12kg"
    assert spelled_out("") == ""


def test_a_result_is_written_without_spare_noughts() -> None:
    assert plain_number(Decimal("42.00000")) == "42"
    assert plain_number(Decimal("1E+3")) == "1000"
