"""The 14-day clock against the worked days of rules.md §3.3, and over the turn of a year nobody has announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.declarations.deadline import Stage, deadline
from app.reference.workdays import WorkDays

WORKDAYS = WorkDays.load()


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("entered", "accepted", "late_from", "days"),
    [
        ("2026-03-02", "2026-03-21", "2026-03-17", 5),
        ("2026-03-06", "2026-03-20", "2026-03-23", 0),
        ("2026-03-06", "2026-03-23", "2026-03-23", 1),
        ("2026-04-10", "2026-05-06", "2026-04-27", 10),  # the May holiday counts
        ("2026-03-12", "2026-03-30", "2026-03-27", 4),  # S02
        ("2026-02-01", "2026-02-24", "2026-02-24", 1),  # 起征日 in 春节
        ("2026-01-30", "2026-02-14", "2026-02-14", 1),  # a Saturday worked
    ],
)
def test_the_worked_days_of_the_fee(entered: str, accepted: str, late_from: str, days: int) -> None:
    found = deadline(_day(entered), _day("2026-11-23"), WORKDAYS, _day(accepted))
    assert found.late_from == _day(late_from)
    assert found.late_from_known
    assert found.late_days == days
    assert found.stage is (Stage.DONE_LATE if days else Stage.DONE)


@pytest.mark.parametrize(
    ("today", "left", "stage"),
    [
        ("2026-03-06", 14, Stage.RUNNING),
        ("2026-03-13", 7, Stage.SOON),
        ("2026-03-17", 3, Stage.URGENT),
        ("2026-03-19", 1, Stage.URGENT),
        ("2026-03-20", 0, Stage.LAST_DAY),
        ("2026-03-22", -2, Stage.GRACE),
        ("2026-03-23", -3, Stage.LATE),
    ],
)
def test_the_ring_runs(today: str, left: int, stage: Stage) -> None:
    found = deadline(_day("2026-03-06"), _day(today), WORKDAYS)
    assert found.last_day == _day("2026-03-20")
    assert (found.days_left, found.stage) == (left, stage)


def test_nothing_runs_before_entry_is_known() -> None:
    found = deadline(None, _day("2026-11-23"), WORKDAYS)
    assert found.stage is Stage.WAITING
    assert found.last_day is None
    assert found.days_left is None
    assert found.share == 0
    assert found.late_from_words == "未知"
    assert list(found.ruler()) == []


def test_a_december_clock_crosses_into_a_year_not_announced() -> None:
    found = deadline(_day("2026-12-18"), _day("2026-12-20"), WORKDAYS)
    assert found.last_day == _day("2027-01-01")
    assert found.late_from == _day("2027-01-04")  # the 2nd is a Saturday
    assert not found.late_from_known
    assert found.late_from_words == "预计 2027-01-04，该年放假安排未公布"


def test_the_ruler_has_fifteen_marks() -> None:
    marks = list(deadline(_day("2026-11-22"), _day("2026-11-23"), WORKDAYS).ruler())
    assert marks[0] == (0, _day("2026-11-22"))
    assert marks[-1] == (14, _day("2026-12-06"))


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(-5, 60))
def test_the_fee_never_starts_before_the_fifteenth_day_and_the_ring_stays_a_ring(entered: date, after: int) -> None:
    found = deadline(entered, entered + timedelta(days=after), WORKDAYS)
    assert found.late_from is not None
    assert found.late_from >= entered + timedelta(days=15)
    assert 0.0 <= found.share <= 1.0
    assert (found.stage is Stage.LATE) == (found.late_days > 0)
