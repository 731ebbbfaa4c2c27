"""The table of working days: announced years with their 调休, and 未知 for the others."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reference.workdays import DayKind, WorkDays, WorkDaysUnreadable

TABLE = WorkDays.load()


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-03-20", DayKind.WORKING),
        ("2026-03-21", DayKind.OFF),  # a Saturday
        ("2026-02-14", DayKind.WORKING),  # a Saturday worked for 春节
        ("2026-02-18", DayKind.OFF),  # a Wednesday of 春节
        ("2026-05-09", DayKind.WORKING),
        ("2026-10-10", DayKind.WORKING),
        ("2025-01-26", DayKind.WORKING),
        ("2026-12-31", DayKind.WORKING),
        ("2027-01-04", DayKind.UNKNOWN),
        ("2024-12-31", DayKind.UNKNOWN),
    ],
)
def test_of_each_day_it_says_what_was_announced(day: str, kind: DayKind) -> None:
    assert TABLE.kind(date.fromisoformat(day)) is kind


@pytest.mark.parametrize(
    ("day", "next_day", "known"),
    [
        ("2026-03-21", "2026-03-23", True),
        ("2026-02-15", "2026-02-24", True),
        ("2026-02-28", "2026-02-28", True),  # a Saturday worked
        ("2026-12-31", "2026-12-31", True),
        ("2027-01-01", "2027-01-04", False),  # fixed by law, then a weekend: expected, not known
        ("2027-01-05", "2027-01-05", False),
    ],
)
def test_the_next_working_day(day: str, next_day: str, known: bool) -> None:
    assert TABLE.next_working_day(date.fromisoformat(day)) == (date.fromisoformat(next_day), known)


def test_each_announced_year_names_its_source() -> None:
    assert sorted(TABLE.years) == [2025, 2026]
    for year in TABLE.years.values():
        assert "节假日安排" in year.source
        assert year.as_of >= date(2026, 11, 1)
    assert TABLE.source(date(2026, 5, 1))
    assert TABLE.source(date(2027, 5, 1)) == ""
    assert TABLE.name(date(2026, 10, 8)) == ""
    assert TABLE.name(date(2026, 10, 1)) == "国庆节"


def test_days_worked_are_weekends_and_no_two_rows_contradict() -> None:
    for day, kind in TABLE.special.items():
        assert kind is DayKind.OFF or day.weekday() >= 5, day
        assert day.year in TABLE.years


@given(st.dates(date(2024, 6, 1), date(2028, 6, 1)))
def test_the_next_working_day_is_never_a_known_day_off_and_never_far(day: date) -> None:
    found, known = TABLE.next_working_day(day)
    assert day <= found <= day + timedelta(days=12)
    if known:
        assert TABLE.kind(found) is DayKind.WORKING
        between = [day + timedelta(days=n) for n in range((found - day).days)]
        assert all(TABLE.kind(one) is DayKind.OFF for one in between)


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "workdays.csv"
    broken.write_text("day,kind,name,source,as_of\n2026-13-01,off,x,y,z\n", encoding="utf-8")
    with pytest.raises(WorkDaysUnreadable, match=r"workdays\.csv"):
        WorkDays.load(broken)
    with pytest.raises(WorkDaysUnreadable):
        WorkDays.load(tmp_path / "none.csv")
