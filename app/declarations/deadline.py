"""The 14-day clock of an import: last day, 起征日, days left, days late and the ring's state; pure arithmetic on days.

海关法第二十四条; 令128号《海关征收进口货物滞报金办法》: the day of entry is day 0; the fee starts on day 15, or the
first working day after it; the day customs accepts counts too and is not moved; days off in the middle count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from forms.deadlines import FILING_DAYS, REMINDER_DAYS, fee_starts, last_day

__all__ = ["FILING_DAYS", "REMINDER_DAYS", "SOON_DAYS", "Deadline", "Stage", "WorkCalendar", "deadline", "last_day"]

SOON_DAYS = 7
"""Days left from which the ring is amber (product.md 59: colours at 7, 3 and 1 days)."""


class WorkCalendar(Protocol):
    """The table of working days; the flag tells whether it knows the days in question."""

    def next_working_day(self, day: date) -> tuple[date, bool]:
        """Return ``day`` if it is a working day, else the first one after it, and whether that is known."""
        ...


class Stage(StrEnum):
    """State of the ring; the value is the word beside it."""

    WAITING = "待进境"
    RUNNING = "进行中"
    SOON = "将到期"
    URGENT = "即将到期"
    LAST_DAY = "今日截止"
    GRACE = "已过期限，未起征"
    LATE = "逾期"
    DONE = "已完成"
    DONE_LATE = "逾期完成"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where one declaration stands; the days are None while the day of entry is not known.

    late_from: 起征日.  late_from_known: False where it falls into a year whose working days are not announced (预计).
    late_days: days for which the fee is due by today, or by the day it was finished.
    """

    entry_day: date | None
    last_day: date | None
    days_left: int | None
    late_from: date | None
    late_from_known: bool
    late_days: int
    stage: Stage

    @property
    def share(self) -> float:
        """Return how much of the fourteen days is used up, from 0 to 1: how far the ring is drawn."""
        if self.days_left is None:
            return 0.0
        return min(max((FILING_DAYS - self.days_left) / FILING_DAYS, 0.0), 1.0)

    @property
    def late_from_words(self) -> str:
        """Return the 起征日 as it may be told: with 预计 where the calendar does not know."""
        if self.late_from is None:
            return "未知"
        told = self.late_from.isoformat()
        return told if self.late_from_known else f"预计 {told}，该年放假安排未公布"

    def ruler(self) -> Iterator[tuple[int, date]]:
        """Yield day 0 to day 14 with their dates, for the ruler."""
        if self.entry_day is not None:
            for number in range(FILING_DAYS + 1):
                yield number, self.entry_day + timedelta(days=number)


def deadline(entry_day: date | None, today: date, workdays: WorkCalendar, finished: date | None = None) -> Deadline:
    """Return the clock on ``today``; ``finished`` is the day customs accepted the (complete) declaration."""
    if entry_day is None:
        stage = Stage.WAITING if finished is None else Stage.DONE
        return Deadline(None, None, None, None, False, 0, stage)
    last = last_day(entry_day)
    late_from, known = workdays.next_working_day(fee_starts(entry_day))
    until = finished or today
    late_days = max((until - late_from).days + 1, 0)
    left = (last - until).days
    return Deadline(entry_day, last, left, late_from, known, late_days, _stage(left, late_days, finished is not None))


def _stage(left: int, late_days: int, finished: bool) -> Stage:
    if finished:
        return Stage.DONE_LATE if late_days else Stage.DONE
    if late_days:
        return Stage.LATE
    if left < 0:
        return Stage.GRACE
    if left == 0:
        return Stage.LAST_DAY
    if left <= REMINDER_DAYS:
        return Stage.URGENT
    return Stage.SOON if left <= SOON_DAYS else Stage.RUNNING
