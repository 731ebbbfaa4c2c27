"""The rate day by way of filing, and the day of the midpoint: third Wednesday, fourth where it is a holiday."""

from datetime import date

import pytest

from app.taxes.rate_day import midpoint_day, rate_day
from app.taxes.shipment import Filing
from tests.app.taxes.calendar_of_2026 import SPRING_FESTIVAL, Calendar

MARCH_2, MARCH_12, MARCH_30, APRIL_2 = date(2026, 3, 2), date(2026, 3, 12), date(2026, 3, 30), date(2026, 4, 2)


@pytest.mark.parametrize(
    ("direction", "filing", "accepted", "entered", "summary", "expected", "sure"),
    [
        ("I", Filing.ONCE, MARCH_12, MARCH_2, None, MARCH_12, True),
        ("I", Filing.ONCE, MARCH_12, None, None, MARCH_12, True),
        ("I", Filing.ONCE, MARCH_30, APRIL_2, None, APRIL_2, True),  # accepted before entry: filed in advance
        ("I", Filing.ADVANCE, MARCH_30, APRIL_2, None, APRIL_2, True),
        ("I", Filing.ADVANCE, MARCH_30, None, None, MARCH_30, False),
        ("I", Filing.SUMMARY, MARCH_12, MARCH_2, None, MARCH_12, True),
        ("I", Filing.SUMMARY, MARCH_2, MARCH_12, None, MARCH_12, True),
        ("I", Filing.SUMMARY, MARCH_2, None, None, MARCH_2, False),
        ("I", Filing.COMPLETE, MARCH_30, MARCH_2, MARCH_12, MARCH_12, True),
        ("I", Filing.COMPLETE, MARCH_30, MARCH_12, MARCH_2, MARCH_12, True),
        ("I", Filing.COMPLETE, MARCH_30, MARCH_12, None, MARCH_12, False),
        ("I", Filing.COMPLETE, MARCH_30, None, None, MARCH_30, False),
        ("E", Filing.ADVANCE, MARCH_30, APRIL_2, None, MARCH_30, True),
    ],
)
def test_rate_day(
    direction: str,
    filing: Filing,
    accepted: date,
    entered: date | None,
    summary: date | None,
    expected: date,
    sure: bool,
) -> None:
    found = rate_day(direction, filing, accepted, entered, summary)
    assert (found.day, not found.open) == (expected, sure)
    assert found.source


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (date(2026, 3, 1), date(2026, 2, 25)),  # 18 February is Spring Festival
        (date(2026, 1, 1), date(2025, 12, 17)),
        (date(2026, 11, 24), date(2026, 10, 21)),
        (date(2026, 12, 31), date(2026, 11, 18)),
    ],
)
def test_midpoint_day(month: date, expected: date) -> None:
    assert midpoint_day(month, Calendar(SPRING_FESTIVAL))[0] == expected


def test_a_year_the_calendar_does_not_know_is_told() -> None:
    assert midpoint_day(date(2027, 3, 1), Calendar()) == (date(2027, 2, 17), False)
    assert midpoint_day(date(2026, 12, 1), Calendar())[1]
