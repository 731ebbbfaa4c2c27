"""Figures of filed declarations by month and office: hours by stage, rates, reasons sent back; it reads no store.

What is counted is what receipts and drafts say. A day without an hour (the day of arrival) never adds time that may
not have passed: it counts from the first thing that was done on that day, or from its end.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.core.clock import SHANGHAI
from app.core.draft import Mode

MONTHS, WEEKS = 12, 12
COMPLETE_WITHIN = timedelta(days=14)
OFFICES_DRAWN = 3  # a fourth line could not be told from the others without colour


class Stage(StrEnum):
    """The parts of the time from arrival until the goods may leave, in the order they take."""

    WAITING = "待申报"
    REVIEW = "审单"
    RELEASE = "等放行"
    INSPECTION = "查验"


@dataclass(frozen=True, slots=True)
class Filed:
    """One declaration that was filed, with the first moment of each thing receipts tell.

    released: the first receipt by which the goods may leave (放行、担保放行、提货放行); reasons: why it was sent back.
    """

    draft_id: str
    port: str
    vehicle: str
    is_import: bool
    mode: Mode
    filed: datetime
    arrived: date | None = None
    reviewed: datetime | None = None
    inspected: datetime | None = None
    released: datetime | None = None
    completed: datetime | None = None  # when the second step was declared
    rejected: bool = False
    reasons: tuple[tuple[str, str], ...] = ()  # (rule or "", words)

    @property
    def month(self) -> date:
        """First day of the month it was filed in."""
        return self.filed.astimezone(SHANGHAI).date().replace(day=1)

    @property
    def office(self) -> tuple[str, str]:
        """The customs office and the kind of vehicle: what one row of the figures is about."""
        return self.port, self.vehicle


def is_overdue(one: Filed, today: date) -> bool:
    """Tell whether the second step came, or is still to come, after its 14 days (海关总署公告 2018 年第 127 号)."""
    if one.arrived is None or one.mode not in (Mode.SUMMARY, Mode.COMPLETE):
        return False
    done = one.completed.astimezone(SHANGHAI).date() if one.completed else today
    return done > one.arrived + COMPLETE_WITHIN


def stages(one: Filed) -> Mapping[Stage, timedelta] | None:
    """Return how long each stage took, None before the goods may leave; filing ahead of arrival costs no time."""
    if one.released is None:
        return None
    released = one.released
    begin = _arrival(one)
    filed = max(begin, one.filed)
    reviewed = min(max(filed, one.reviewed or filed), max(filed, released))
    inspected = one.inspected
    inspecting = released - max(reviewed, inspected) if inspected is not None and inspected < released else timedelta()
    inspecting = max(inspecting, timedelta())
    return MappingProxyType(
        {
            Stage.WAITING: filed - begin,
            Stage.REVIEW: reviewed - filed,
            Stage.RELEASE: max(released - reviewed, timedelta()) - inspecting,
            Stage.INSPECTION: inspecting,
        }
    )


def _arrival(one: Filed) -> datetime:
    """Return the moment the time begins: the arrival as far as it is known, else the filing."""
    if one.arrived is None:
        return one.filed
    start = datetime.combine(one.arrived, time(), SHANGHAI)
    end = start + timedelta(days=1)
    done = [moment for moment in (one.filed, one.reviewed, one.released) if moment is not None and moment >= start]
    return min([end, *done])


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole number of declarations."""

    part: int
    whole: int

    @property
    def thousandths(self) -> int | None:
        """The share in tenths of a per cent, half up; None where there is nothing to share."""
        return (2000 * self.part + self.whole) // (2 * self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some declarations; hours are of those whose goods may leave (``cleared`` of ``count``)."""

    count: int = 0
    cleared: int = 0
    hours: Mapping[Stage, timedelta] = field(default_factory=lambda: MappingProxyType({}))
    mean: timedelta | None = None
    ninth: timedelta | None = None  # nine of ten took no longer
    advance: Share = Share(0, 0)
    two_step: Share = Share(0, 0)
    inspected: Share = Share(0, 0)
    rejected: Share = Share(0, 0)
    draft_ids: tuple[str, ...] = ()


def figures(filed: Sequence[Filed]) -> Figures:
    """Return the figures of these declarations; the hours of the stages add up to the mean."""
    taken = [found for one in filed if (found := stages(one)) is not None]
    hours = {stage: sum((one[stage] for one in taken), timedelta()) / len(taken) for stage in Stage} if taken else {}
    spans = sorted(sum(one.values(), timedelta()) for one in taken)
    count = len(filed)
    return Figures(
        count=count,
        cleared=len(taken),
        hours=MappingProxyType(hours),
        mean=sum(hours.values(), timedelta()) if taken else None,
        ninth=spans[math.ceil(len(spans) * 9 / 10) - 1] if spans else None,
        advance=Share(sum(one.mode is Mode.ADVANCE for one in filed), count),
        two_step=Share(sum(one.mode in (Mode.SUMMARY, Mode.COMPLETE) for one in filed), count),
        inspected=Share(sum(one.inspected is not None for one in filed), count),
        rejected=Share(sum(one.rejected for one in filed), count),
        draft_ids=tuple(one.draft_id for one in filed),
    )


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office and kind of vehicle: this month and the one before."""

    port: str
    vehicle: str
    now: Figures
    before: Figures


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """The share filed in advance at one office, month by month, oldest first (None: nothing was filed)."""

    port: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why declarations were sent back, and how many times."""

    rule: str
    words: str
    count: int
    draft_ids: tuple[str, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a month: in total, by office, over the last twelve months and weeks.

    ``until`` is the last day counted; ``months`` are first days, ``weeks`` Mondays, both oldest first.
    """

    month: date
    until: date
    now: Figures
    before: Figures
    rows: tuple[OfficeRow, ...]
    months: tuple[date, ...]
    lines: tuple[OfficeLine, ...]
    reasons: tuple[Reason, ...]
    weeks: tuple[date, ...]
    sent_back: tuple[Share, ...]
    overdue: int
    overdue_in_year: int


def report(filed: Iterable[Filed], month: date, today: date, port: str = "") -> Report:
    """Return the figures of the month that begins on ``month``; ``port`` looks at one office only."""
    chosen = [one for one in filed if not port or one.port == port]
    months = tuple(_earlier(month, back) for back in range(MONTHS - 1, -1, -1))
    by_month: dict[date, list[Filed]] = {}
    for one in chosen:
        by_month.setdefault(one.month, []).append(one)
    now, before = by_month.get(month, []), by_month.get(_earlier(month, 1), [])
    until = min(today, _earlier(month, -1) - timedelta(days=1))
    monday = until - timedelta(days=until.weekday())
    weeks = tuple(monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))
    return Report(
        month=month,
        until=until,
        now=figures(now),
        before=figures(before),
        rows=_rows(now, before),
        months=months,
        lines=_lines(by_month, months, now),
        reasons=_reasons(now),
        weeks=weeks,
        sent_back=tuple(_sent_back(chosen, week, until) for week in weeks),
        overdue=sum(is_overdue(one, today) for one in now),
        overdue_in_year=sum(is_overdue(one, today) for of in months for one in by_month.get(of, ())),
    )


def _earlier(month: date, back: int) -> date:
    number = month.year * 12 + month.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _rows(now: Sequence[Filed], before: Sequence[Filed]) -> tuple[OfficeRow, ...]:
    """Return the offices with something filed this month, the busiest first."""
    count = Counter(one.office for one in now)
    order = sorted(count, key=lambda office: (-count[office], office))
    return tuple(
        OfficeRow(
            *office,
            figures([one for one in now if one.office == office]),
            figures([one for one in before if one.office == office]),
        )
        for office in order
    )


def _lines(
    by_month: Mapping[date, Sequence[Filed]], months: Sequence[date], now: Sequence[Filed]
) -> tuple[OfficeLine, ...]:
    count = Counter(one.port for one in now)
    busiest = sorted(count, key=lambda port: (-count[port], port))[:OFFICES_DRAWN]
    return tuple(
        OfficeLine(
            port,
            tuple(figures([one for one in by_month.get(month, ()) if one.port == port]).advance for month in months),
        )
        for port in busiest
    )


def _reasons(filed: Sequence[Filed]) -> tuple[Reason, ...]:
    """Return the reasons, the most frequent first; one rule is one reason, in its shortest words."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in filed:
        for rule, words in one.reasons:
            said.setdefault((rule, "" if rule else words), []).append((words, one.draft_id))
    found = (
        Reason(rule, min((words for words, _ in told), key=len), len(told), tuple(draft for _, draft in told))
        for (rule, _), told in said.items()
    )
    return tuple(sorted(found, key=lambda reason: (-reason.count, reason.words)))


def _sent_back(filed: Sequence[Filed], monday: date, until: date) -> Share:
    sunday = min(monday + timedelta(days=6), until)
    week = [one for one in filed if monday <= one.filed.astimezone(SHANGHAI).date() <= sunday]
    return Share(sum(one.rejected for one in week), len(week))
