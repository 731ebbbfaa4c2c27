"""Sharing out: fen, exact, and no lighter line bears more than a heavier one, for any numbers."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.taxes.share import fen, share, yuan

MONEY = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2)
FINE = st.decimals(min_value=0, max_value=10_000_000, places=7)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=1_000_000, places=5), min_size=1, max_size=50).filter(any)


@given(MONEY, WEIGHTS)
def test_shares_sum_to_the_whole_and_are_in_fen(whole: D, weights: list[D]) -> None:
    shares = share(whole, weights)
    assert sum(shares) == whole
    assert all(part == fen(part) for part in shares)


@given(FINE, WEIGHTS)
def test_what_is_finer_than_a_fen_is_not_lost(whole: D, weights: list[D]) -> None:
    shares = share(whole, weights)
    assert sum(shares) == whole
    assert sum(part != fen(part) for part in shares) <= 1


@given(FINE, WEIGHTS, st.integers(min_value=0, max_value=7))
def test_another_step_is_kept_and_nothing_is_lost(whole: D, weights: list[D], places: int) -> None:
    step = D(1).scaleb(-places)
    shares = share(whole, weights, step)
    assert sum(shares) == whole
    assert sum(part % step != 0 for part in shares) <= 1


@given(MONEY.filter(lambda amount: amount >= 0), WEIGHTS)
def test_a_heavier_line_never_bears_less(whole: D, weights: list[D]) -> None:
    shares = share(whole, weights)
    in_order = [part for _, part in sorted(zip(weights, shares, strict=True))]
    assert in_order == sorted(in_order)


@given(MONEY, WEIGHTS)
def test_no_share_is_a_fen_off_its_part(whole: D, weights: list[D]) -> None:
    total = sum(weights)
    for weight, part in zip(weights, share(whole, weights), strict=True):
        assert abs(part - whole * weight / total) < D("0.0100001")


def test_a_single_line_bears_the_whole_unrounded() -> None:
    assert share(D("12.34567"), [D(3)]) == (D("12.34567"),)


def test_equal_lines_share_the_odd_fen_by_their_order() -> None:
    assert share(D("10.00"), [D(1), D(1), D(1)]) == (D("3.34"), D("3.33"), D("3.33"))
    assert share(D("-10.00"), [D(1), D(1), D(1)]) == (D("-3.34"), D("-3.33"), D("-3.33"))


@pytest.mark.parametrize("weights", [[], [D(0)], [D(1), D(-1)]])
def test_nothing_to_share_by_is_refused(weights: list[D]) -> None:
    with pytest.raises(ValueError, match="nothing to share by"):
        share(D(1), weights)


def test_halves_go_up() -> None:
    assert (fen(D("0.005")), yuan(D("0.5")), yuan(D("694912.50"))) == (D("0.01"), D(1), D(694913))
