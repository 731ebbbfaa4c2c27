"""Figures of filed declarations: hours by stage that add up, rates, months and weeks, reasons."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.core.draft import Mode
from app.declarations.clearance import MONTHS, WEEKS, Filed, Share, Stage, figures, is_overdue, report, stages

TODAY = date(2026, 3, 20)


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


PLAIN = Filed(
    "d1",
    "0708",
    "4",
    True,
    Mode.ONCE,
    at(2, 9),
    arrived=date(2026, 3, 2),
    reviewed=at(2, 11),
    inspected=at(2, 12),
    released=at(2, 15),
)


def test_the_stages_of_one_declaration() -> None:
    found = stages(replace(PLAIN, arrived=date(2026, 3, 1)))
    assert found == {
        Stage.WAITING: hours(9),  # from the end of the day of arrival: nothing was done on it
        Stage.REVIEW: hours(2),
        Stage.RELEASE: hours(1),
        Stage.INSPECTION: hours(3),
    }


def test_a_day_without_an_hour_adds_no_time() -> None:
    found = stages(PLAIN)
    assert found is not None and found[Stage.WAITING] == hours(0)


def test_filing_ahead_of_arrival_costs_no_time() -> None:
    early = replace(PLAIN, filed=at(1), reviewed=at(1, 10), inspected=None, mode=Mode.ADVANCE)
    found = stages(early)
    assert found is not None
    assert found[Stage.REVIEW] == found[Stage.WAITING] == hours(0)
    assert sum(found.values(), timedelta()) == hours(0)  # all that is known is that it left on the day it came


def test_what_may_not_leave_yet_has_no_hours() -> None:
    waiting = replace(PLAIN, released=None)
    assert stages(waiting) is None
    assert figures([waiting, PLAIN]).mean == hours(6)
    assert (figures([waiting, PLAIN]).count, figures([waiting, PLAIN]).cleared) == (2, 1)


def test_nine_of_ten_took_no_longer() -> None:
    many = [replace(PLAIN, released=at(2, 12) + hours(n), inspected=None) for n in range(10)]
    assert figures(many).ninth == hours(11)
    assert figures([]).ninth is None


def test_a_share_rounds_half_up_and_of_nothing_there_is_none() -> None:
    assert Share(1, 3).thousandths == 333
    assert Share(1, 16).thousandths == 63
    assert Share(0, 0).thousandths is None


def test_rates_count_declarations() -> None:
    filed = [replace(PLAIN, mode=mode) for mode in (Mode.ONCE, Mode.ADVANCE, Mode.SUMMARY, Mode.COMPLETE)]
    found = figures([*filed, replace(PLAIN, rejected=True, inspected=None)])
    assert (found.advance, found.two_step) == (Share(1, 5), Share(2, 5))
    assert (found.inspected, found.rejected) == (Share(4, 5), Share(1, 5))


def test_the_report_of_a_month() -> None:
    other = replace(PLAIN, port="0702", vehicle="3", mode=Mode.ADVANCE)
    before = replace(
        PLAIN, filed=at(20, month=2), arrived=None, reviewed=None, inspected=None, released=at(21, month=2)
    )
    found = report([PLAIN, replace(PLAIN, filed=at(3)), other, before], date(2026, 3, 1), TODAY)
    assert (found.now.count, found.before.count, found.until) == (3, 1, TODAY)
    assert [(row.port, row.now.count, row.before.count) for row in found.rows] == [("0708", 2, 1), ("0702", 1, 0)]
    assert sum(row.now.count for row in found.rows) == found.now.count
    assert found.before.mean == hours(24)
    assert len(found.months) == MONTHS and found.months[-1] == date(2026, 3, 1) and found.months[0] == date(2025, 4, 1)
    assert found.lines[1].shares[-1] == Share(1, 1)
    assert [share.whole for share in found.lines[0].shares[-2:]] == [1, 2]
    assert report([PLAIN, other], date(2026, 3, 1), TODAY, "0702").now.count == 1


def test_a_past_month_is_counted_to_its_end() -> None:
    found = report([], date(2026, 2, 1), TODAY)
    assert found.until == date(2026, 2, 28)
    assert len(found.weeks) == WEEKS and found.weeks[-1] == date(2026, 2, 23)


def test_reasons_are_counted_by_rule_in_the_shortest_words() -> None:
    sent_back = replace(PLAIN, rejected=True, reasons=(("R055", "净重大于毛重"), ("", "舱单无数据")))
    again = replace(sent_back, reasons=(("R055", "净重 12 千克大于毛重"),))
    found = report([sent_back, again, PLAIN], date(2026, 3, 1), TODAY)
    assert [(one.rule, one.words, one.count) for one in found.reasons] == [
        ("R055", "净重大于毛重", 2),
        ("", "舱单无数据", 1),
    ]
    assert found.reasons[0].draft_ids == ("d1", "d1")
    assert found.sent_back[-3] == Share(2, 3)  # the week from 2 March


def test_the_second_step_has_fourteen_days() -> None:
    summary = replace(PLAIN, mode=Mode.SUMMARY)
    assert not is_overdue(summary, date(2026, 3, 16))
    assert is_overdue(summary, date(2026, 3, 17))
    assert not is_overdue(replace(summary, mode=Mode.COMPLETE, completed=at(16, 23)), date(2026, 4, 1))
    assert is_overdue(replace(summary, mode=Mode.COMPLETE, completed=at(17, 1)), date(2026, 4, 1))
    assert not is_overdue(replace(PLAIN, mode=Mode.ONCE), date(2026, 4, 1))
    found = report([summary], date(2026, 3, 1), TODAY)
    assert (found.overdue, found.overdue_in_year) == (1, 1)


moments = st.none() | st.integers(-100, 400).map(lambda n: at(2, 0) + hours(n))


@given(arrived=st.none() | st.integers(1, 9), reviewed=moments, inspected=moments, released=moments)
def test_stages_are_never_negative_and_add_up(
    arrived: int | None, reviewed: datetime | None, inspected: datetime | None, released: datetime | None
) -> None:
    day = None if arrived is None else date(2026, 3, arrived)
    one = replace(PLAIN, arrived=day, reviewed=reviewed, inspected=inspected, released=released)
    found = stages(one)
    assert (found is None) == (released is None)
    if found is not None:
        assert min(found.values()) >= timedelta()
        assert figures([one]).mean == sum(found.values(), timedelta())
