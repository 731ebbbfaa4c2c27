"""Shares that add up to the last decimal, whatever the amount and the weights."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.declarations.apportion import apportion

AMOUNTS = st.decimals(-(10**9), 10**9, places=5)
WEIGHTS = st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=60)


@given(AMOUNTS, WEIGHTS, st.integers(0, 5))
def test_shares_add_up_exactly(total: Decimal, weights: list[Decimal], places: int) -> None:
    assert sum(apportion(total, weights, places)) == total


@given(st.decimals(0, 10**9, places=2), WEIGHTS)
def test_no_share_is_further_than_one_unit_from_its_exact_part(total: Decimal, weights: list[Decimal]) -> None:
    whole = sum(weights)
    for share, weight in zip(apportion(total, weights, 2), weights, strict=True):
        exact = total * weight / whole if whole else total / len(weights)
        assert abs(share - exact) <= Decimal("0.01")


def test_the_largest_remainder_gets_the_last_cent_and_the_first_among_equals() -> None:
    assert apportion(Decimal("100.00"), [Decimal(1)] * 3, 2) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert apportion(Decimal("1.00"), [Decimal(1), Decimal(2)], 2) == (Decimal("0.33"), Decimal("0.67"))
    assert apportion(Decimal("0.3"), [Decimal(0), Decimal(0)], 1) == (Decimal("0.2"), Decimal("0.1"))


def test_nobody_to_share_among_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody"):
        apportion(Decimal(1), [], 2)
    with pytest.raises(ValueError, match="negative"):
        apportion(Decimal(1), [Decimal(-1)], 2)
