"""安静时段 as people write them, over midnight too."""

from datetime import datetime, timedelta

import pytest

from app.ui.models.quiet_hours import kept_hours, read_hours
from tests.helpers.filings import NOW


@pytest.mark.parametrize("written", ["12:00-13:30", " 12:00 至 13:30 ", "12：00～13：30"])
def test_hours_are_read_as_they_are_written(written: str) -> None:
    hours = read_hours(written)
    assert hours is not None and hours.words() == "12:00-13:30"


@pytest.mark.parametrize("written", ["12-13", "25:00-26:00", "12:00", "12:00-12:00", "中午"])
def test_what_is_none_is_told_how_to_write_it(written: str) -> None:
    with pytest.raises(ValueError, match="12:00-13:30"):
        read_hours(written)
    assert kept_hours(written) is None


def at(hour: int, minute: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute, second=0, microsecond=0)


def test_they_may_go_over_midnight_and_end() -> None:
    night = read_hours("22:00-06:30")
    assert night is not None
    assert [night.covers(at(hour)) for hour in (21, 22, 23, 0, 6, 7)] == [False, True, True, True, True, False]
    assert not night.covers(at(6, 30))
    assert night.until_end(at(23)) == timedelta(hours=7, minutes=30)
    assert night.until_end(at(6)) == timedelta(minutes=30)
    assert read_hours("") is None
