"""Dates as clerks type them, counted from a given day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.editors.date_text import read_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1118", date(2026, 11, 18)),
        ("20261118", date(2026, 11, 18)),
        ("261118", date(2026, 11, 18)),
        ("2026-11-18", date(2026, 11, 18)),
        ("2026.11.8", date(2026, 11, 8)),
        ("2026年11月18日", date(2026, 11, 18)),
        ("11-18", date(2026, 11, 18)),
        ("118", date(2027, 1, 18)),
        ("18", date(2026, 11, 18)),
        ("今", TODAY),
        ("昨天", date(2026, 11, 20)),
        ("明", date(2026, 11, 22)),
        ("-3", date(2026, 11, 18)),
        ("+1", date(2026, 11, 22)),
        ("－３", date(2026, 11, 18)),
    ],
)
def test_short_forms_give_a_day(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "  ", "abc", "1332", "20260230", "12345", "1-2-3-4", "--", "二十"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    assert read_date("1228", date(2027, 1, 5)) == date(2026, 12, 28)
    assert read_date("0105", date(2026, 12, 28)) == date(2027, 1, 5)


def test_the_29th_of_february_finds_a_leap_year() -> None:
    assert read_date("0229", date(2027, 6, 1)) == date(2028, 2, 29)
    assert read_date("0229", date(2026, 6, 1)) is None


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_a_whole_date_does_not_depend_on_today(day: date) -> None:
    for text in (day.isoformat(), day.strftime("%Y%m%d")):
        assert read_date(text, TODAY) == day


@given(st.integers(-999, 999))
def test_a_shift_counts_days(days: int) -> None:
    assert read_date(f"{days:+d}", TODAY) == TODAY + timedelta(days=days)


@given(st.text(max_size=12))
def test_nothing_typed_ever_fails(text: str) -> None:
    assert read_date(text, TODAY) is None or isinstance(read_date(text, TODAY), date)
