"""滞报金 and 滞纳金 as worked in rules.md §3.3, §3.4, S02 and S17, and the last day to pay."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from app.taxes.late import collective_due, late_declaration, late_payment, payment_due
from app.taxes.rate_day import RateDay
from app.taxes.settings import PaymentStart
from tests.app.taxes.calendar_of_2026 import Calendar
from tests.app.taxes.small import SETTINGS

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("value", "start", "accepted", "days", "amount"),
    [
        ("1378032", date(2026, 3, 17), date(2026, 3, 21), 5, "3445"),
        ("1293904", date(2026, 3, 17), date(2026, 3, 21), 5, "3234"),
        ("2211292", date(2026, 3, 27), date(2026, 3, 30), 4, "4422"),
        ("99000", date(2026, 3, 23), date(2026, 3, 23), 1, "0"),
        ("195000", date(2026, 3, 23), date(2026, 3, 23), 1, "97"),
        ("6600", date(2026, 3, 1), date(2026, 3, 16), 16, "52"),
        ("6600", date(2026, 3, 1), date(2026, 3, 3), 3, "0"),
        ("1378032", date(2026, 3, 23), date(2026, 3, 20), 0, "0"),
        ("100000", date(2026, 3, 23), date(2026, 3, 23), 1, "50"),  # the least amount itself is collected
    ],
)
def test_late_declaration(value: str, start: date, accepted: date, days: int, amount: str) -> None:
    found = late_declaration(D(value), start, accepted, SETTINGS)
    assert (found.start, found.days, str(found.amount)) == (start, days, amount)


@pytest.mark.parametrize(
    ("tax", "paid", "days", "amount"),
    [
        ("225859.45", date(2026, 3, 25), 8, "903.44"),
        ("225859.45", date(2026, 3, 17), 0, "0.00"),
        ("225859.45", date(2026, 3, 10), 0, "0.00"),
        ("9999.00", date(2026, 3, 27), 10, "50.00"),  # 49.995 is 50.00 in fen
        ("9998.00", date(2026, 3, 27), 10, "0.00"),
        ("10000.00", date(2026, 3, 27), 10, "50.00"),
    ],
)
def test_late_payment(tax: str, paid: date, days: int, amount: str) -> None:
    found = late_payment(D(tax), date(2026, 3, 17), paid, SETTINGS)
    assert (found.due, found.days, str(found.amount)) == (date(2026, 3, 17), days, amount)


def at(day: date) -> RateDay:
    """Return a rate day nobody doubts."""
    return RateDay(day, "", "")


@pytest.mark.parametrize(
    ("filed", "due"),
    [(date(2026, 3, 2), date(2026, 3, 17)), (date(2026, 3, 6), date(2026, 3, 23))],  # the 21st is a Saturday
)
def test_fifteen_days_to_pay(filed: date, due: date) -> None:
    assert payment_due(filed, at(filed), SETTINGS, CALENDAR) == (due, True)


@pytest.mark.parametrize(
    ("start", "due"), [(PaymentStart.RATE_DAY, date(2026, 4, 17)), (PaymentStart.FILING, date(2026, 4, 14))]
)
def test_from_which_day_after_filing_in_advance_is_a_setting(start: PaymentStart, due: date) -> None:
    settings = replace(SETTINGS, payment_start_advance=start)
    assert payment_due(date(2026, 3, 30), at(date(2026, 4, 2)), settings, CALENDAR)[0] == due


def test_days_beyond_the_calendar_are_told() -> None:
    assert payment_due(date(2026, 12, 21), at(date(2026, 12, 21)), SETTINGS, CALENDAR) == (date(2027, 1, 5), False)


def test_collective_payment_is_due_on_the_fifth_working_day_of_the_next_month() -> None:
    assert collective_due(date(2026, 3, 2), 5, CALENDAR) == (date(2026, 4, 7), True)
    assert collective_due(date(2026, 10, 31), 5, CALENDAR) == (date(2026, 11, 6), True)
