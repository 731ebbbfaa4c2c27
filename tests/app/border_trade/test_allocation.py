"""A lot divided among residents: exact sums, the quota kept, the same for every order of the list."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.border_trade.allocation import Shares, Strategy, allocate
from app.border_trade.excess import Rates, excess_tax
from app.border_trade.lot import FINE, Lot, LotUnusable, Taker, fen, steps, units, yuan

QUOTA = 800_000

lots = st.builds(Lot, st.integers(1, 10**9), st.integers(1, 10**8))


@st.composite
def parties(draw: st.DrawFn) -> list[Taker]:
    remaining = draw(st.lists(st.integers(-100_000, QUOTA), min_size=1, max_size=40))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(remaining), max_size=len(remaining)))
    return [Taker(f"P{n:03d}", left, w) for n, (left, w) in enumerate(zip(remaining, weights, strict=True))]


def everybody(count: int, remaining: int = QUOTA) -> list[Taker]:
    return [Taker(f"P{number:03d}", remaining) for number in range(count)]


def by_key(shares: Shares) -> dict[str, tuple[int, int, int, int]]:
    rows = zip(shares.quantities, shares.values, shares.exempt, shares.excess, strict=True)
    return {taker.key: row for taker, row in zip(shares.takers, rows, strict=True)}


@given(lots, parties(), st.sampled_from([Strategy.EQUAL, Strategy.REMAINING, Strategy.WEIGHT]))
def test_sums_are_the_lot_exactly(lot: Lot, takers: list[Taker], strategy: Strategy) -> None:
    shares = allocate(lot, takers, strategy)
    assert shares.quantity == lot.quantity
    assert shares.value == lot.value
    assert sum(shares.exempt) + sum(shares.excess) == lot.value


@given(lots, parties(), st.sampled_from([Strategy.EQUAL, Strategy.REMAINING, Strategy.WEIGHT]))
def test_the_unit_price_is_the_same_for_all(lot: Lot, takers: list[Taker], strategy: Strategy) -> None:
    shares = allocate(lot, takers, strategy)
    for quantity, value in zip(shares.quantities, shares.values, strict=True):
        assert abs(value * FINE - quantity * lot.price) < FINE


@given(lots, parties(), st.sampled_from([Strategy.EQUAL, Strategy.REMAINING, Strategy.WEIGHT]))
def test_what_is_exempt_never_exceeds_the_quota_left(lot: Lot, takers: list[Taker], strategy: Strategy) -> None:
    shares = allocate(lot, takers, strategy)
    for taker, exempt, excess in zip(shares.takers, shares.exempt, shares.excess, strict=True):
        assert 0 <= exempt <= max(taker.remaining, 0)
        assert excess >= 0


@given(lots, parties())
def test_filling_the_remaining_quota_taxes_nobody_while_there_is_room(lot: Lot, takers: list[Taker]) -> None:
    shares = allocate(lot, takers, Strategy.REMAINING)
    if sum(lot.most_within(max(taker.remaining, 0)) for taker in takers) >= lot.quantity:
        assert not any(shares.excess)


@given(lots, parties(), st.sampled_from([Strategy.EQUAL, Strategy.REMAINING, Strategy.WEIGHT]), st.randoms())
def test_the_order_of_the_list_does_not_matter(lot: Lot, takers: list[Taker], strategy: Strategy, chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(takers)
    chance.shuffle(mixed)
    assert by_key(allocate(lot, mixed, strategy)) == by_key(allocate(lot, takers, strategy))


def test_twenty_members_of_s09_stay_within_their_quota() -> None:
    shares = allocate(Lot.of(Decimal(3000), Decimal("50.00")), everybody(20), Strategy.EQUAL)
    assert set(shares.values) == {750_000}
    assert set(shares.quantities) == {steps(Decimal(150))}
    assert not any(shares.excess)


def test_fifteen_members_of_s09a_pay_for_the_excess_only() -> None:
    shares = allocate(Lot.of(Decimal(3000), Decimal("50.00")), everybody(15), Strategy.EQUAL)
    assert set(shares.excess) == {200_000}
    tax = [excess_tax(excess, Rates(Decimal("0.10"), Decimal("0.09"))) for excess in shares.excess]
    assert {one.total for one in tax} == {39_800}
    assert yuan(sum(one.total for one in tax)) == Decimal("5970.00")


def test_a_member_who_bought_before_is_taxed_for_what_goes_beyond() -> None:
    takers = [*everybody(19), Taker("P999", QUOTA - 500_000)]
    shares = by_key(allocate(Lot.of(Decimal(3000), Decimal("50.00")), takers, Strategy.EQUAL))
    assert shares["P999"][2:] == (300_000, 450_000)


def test_quantities_set_by_hand_are_kept_and_the_rest_is_divided() -> None:
    takers = [Taker("A", QUOTA, fixed=steps(Decimal(10))), Taker("B", QUOTA), Taker("C", QUOTA)]
    shares = allocate(Lot.of(Decimal(100), Decimal(30)), takers, Strategy.EQUAL)
    assert [units(quantity) for quantity in shares.quantities] == [10, 45, 45]


def test_by_hand_what_does_not_add_up_is_not_mended() -> None:
    takers = [Taker("A", QUOTA, fixed=steps(Decimal(10))), Taker("B", QUOTA)]
    shares = allocate(Lot.of(Decimal(100), Decimal(30)), takers, Strategy.MANUAL)
    assert shares.quantity == steps(Decimal(10))
    assert shares.value == 30_000


def test_a_small_tax_is_dropped_only_where_the_setting_says_so() -> None:
    rates = Rates(Decimal("0.10"), Decimal("0.09"))
    assert excess_tax(10_000, rates).total == 1_990
    free = excess_tax(10_000, rates, free_up_to=5_000)
    assert (free.total, free.exempted) == (0, True)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Lot.of(Decimal(0), Decimal(1)), "批次数量"),
        (lambda: Lot.of(Decimal(1), Decimal("0.00001")), "单价"),
        (lambda: Lot.of(Decimal("0.0001"), Decimal(1)), "数量"),
        (lambda: fen(Decimal("0.001")), "金额"),
        (lambda: fen(Decimal("NaN")), "不是数字"),
        (lambda: allocate(Lot(1, 1), [], Strategy.EQUAL), "没有可分配"),
        (lambda: allocate(Lot(1, 1), [Taker("A", 1), Taker("A", 1)], Strategy.EQUAL), "两次"),
        (lambda: allocate(Lot(1, 1), [Taker("A", 1, weight=0)], Strategy.WEIGHT), "重量"),
        (lambda: allocate(Lot(1, 1), [Taker("A", 1, fixed=2)], Strategy.EQUAL), "超过"),
    ],
)
def test_what_cannot_be_counted_is_told(make, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(LotUnusable, match=words):
        make()
