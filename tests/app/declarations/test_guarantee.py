"""A guarantee's balance: the limit less what others use, and what is left with this one."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.declarations.guarantee import RELEASED, Guarantee, Use, balance
from app.declarations.status import Status

ONE = Guarantee("G07022600001", "测试煤业", Decimal("300000"), date(2026, 12, 31))


def use(amount: str, status: Status = Status.CONDITIONAL, submission: str = "a", number: str = ONE.number) -> Use:
    return Use(submission, number, Decimal(amount), status)


def test_what_is_left() -> None:
    found = balance(ONE, [use("100000"), use("50000.50", submission="b")], Decimal("149999.50"))
    assert (found.used, found.available, found.remaining, found.enough) == (
        Decimal("150000.50"), Decimal("149999.50"), Decimal(0), True,
    )  # fmt: skip
    assert not balance(ONE, [use("100000")], Decimal("200000.01")).enough


@pytest.mark.parametrize("status", Status)
def test_what_is_over_is_given_back(status: Status) -> None:
    expected = Decimal() if status in RELEASED else Decimal("7")
    assert balance(ONE, [use("7", status)]).used == expected


def test_another_guarantee_and_the_declaration_itself_do_not_count() -> None:
    assert balance(ONE, [use("7", number="G2"), use("9", submission="own")], own="own").used == 0


def test_days() -> None:
    assert ONE.valid_on(date(2026, 12, 31))
    assert not ONE.valid_on(date(2027, 1, 1))
    assert Guarantee("G", "", Decimal(1)).valid_on(date(2099, 1, 1))


@given(st.lists(st.decimals(0, 10**9, places=2), max_size=8), st.decimals(0, 10**9, places=2))
def test_the_parts_add_up(amounts: list[Decimal], this: Decimal) -> None:
    found = balance(ONE, [use(f"{amount:f}", submission=str(n)) for n, amount in enumerate(amounts)], this)
    assert found.limit == found.used + found.this + found.remaining
