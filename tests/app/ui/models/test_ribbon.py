"""The ribbon says what is done, where it stands and who acts next; its clock never pretends to know the entry day."""

from datetime import date, datetime, timedelta

import pytest

from app.core.clock import SHANGHAI
from app.core.draft import Mode
from app.declarations.deadline import deadline
from app.declarations.status import Status
from app.ui.models.ribbon import Way, clock_of, stages
from app.ui.pages.services import Event
from app.ui.widgets.ribbon import Progress
from app.ui.widgets.ring import Rest

NOW = datetime(2026, 11, 21, 14, 32, tzinfo=SHANGHAI)
SENT = Event(NOW - timedelta(days=3, hours=5), "已申报", status=Status.SENT)
LIFTED = Event(NOW - timedelta(days=3, hours=4), "允许提离", status=Status.CONDITIONAL)


class EveryDay:
    """A calendar in which customs always works."""

    def next_working_day(self, day: date) -> tuple[date, bool]:
        return day, True


def shown(way: Way) -> list[tuple[str, str, Progress]]:
    return [(one.title, one.note, one.progress) for one in stages(way)]


def test_a_summary_being_filled_in() -> None:
    assert shown(Way(Mode.SUMMARY, Status.DRAFT, (), NOW)) == [
        ("概要申报", "填写中", Progress.NOW),
        ("允许提离", "待海关", Progress.TODO),
        ("完整申报", "进境后 14 日内", Progress.TODO),
        ("放行", "", Progress.TODO),
    ]


def test_the_second_step_keeps_the_times_of_the_first() -> None:
    assert shown(Way(Mode.COMPLETE, Status.CONDITIONAL, (LIFTED, SENT), NOW)) == [
        ("概要申报", "11-18 09:32", Progress.DONE),
        ("允许提离", "11-18 10:32", Progress.DONE),
        ("完整申报", "进行中", Progress.NOW),
        ("放行", "待海关", Progress.TODO),
    ]


@pytest.mark.parametrize("mode", Mode)
def test_what_is_released_is_done_to_the_end(mode: Mode) -> None:
    released = Event(NOW, "放行", status=Status.RELEASED)
    way = Way(mode, Status.RELEASED, (released, LIFTED, SENT), NOW)
    ends = [one.progress for one in stages(way)]
    assert ends[0] is Progress.DONE
    assert (ends[-1] is Progress.DONE) is (mode is not Mode.SUMMARY)


@pytest.mark.parametrize("mode", Mode)
def test_a_rejection_stands_at_the_step_that_was_rejected(mode: Mode) -> None:
    way = Way(mode, Status.REJECTED, (Event(NOW, "退单", status=Status.REJECTED),), NOW)
    failed = [one.title for one in stages(way) if one.progress is Progress.FAILED]
    assert failed == [{Mode.SUMMARY: "概要申报", Mode.COMPLETE: "完整申报", Mode.ADVANCE: "提前申报"}.get(mode, "申报")]


def test_an_advance_filing_waits_for_the_yard() -> None:
    way = Way(Mode.ADVANCE, Status.ACCEPTED, (), NOW)
    assert shown(way)[2] == ("运抵报告", "场站发送", Progress.TODO)
    assert shown(Way(Mode.ADVANCE, Status.ACCEPTED, (), NOW, arrived=True))[2][2] is Progress.DONE


def test_the_clock_says_expected_while_the_entry_is_not_known() -> None:
    found = deadline(None, NOW.date(), EveryDay())
    assert clock_of(found, NOW, None).end_words == "进境日未知，进境后起算"
    waiting = clock_of(found, NOW, date(2026, 11, 22))
    assert (waiting.figure, waiting.end_words) == ("14", "预计 11-22 进境，12-06 止")
    assert waiting.words.startswith("尚未起算")


def test_the_clock_counts_days_then_hours_then_is_overdue() -> None:
    def rest(entered: date) -> Rest:
        return clock_of(deadline(entered, NOW.date(), EveryDay()), NOW, None)

    assert (rest(date(2026, 11, 18)).figure, rest(date(2026, 11, 18)).end_words) == ("11", "12-02 24:00 截止")
    assert rest(date(2026, 11, 7)).words == "剩 9 小时，11-21 24:00 截止"
    assert rest(date(2026, 11, 6)).overdue
