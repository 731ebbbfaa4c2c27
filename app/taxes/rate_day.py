"""The day whose rates and exchange rate apply, by direction and way of filing (关税法; 令272号; 公告2014年第74号)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.taxes import law
from app.taxes.shipment import Filing
from app.taxes.told import Told

WEDNESDAY = 2
NOTHING = Told("", "")


@dataclass(frozen=True, slots=True)
class RateDay:
    """The day, why it is this one, and what is still open about it (empty if nothing)."""

    day: date
    reason: str
    source: str
    open: Told = NOTHING


def rate_day(
    direction: str, filing: Filing, accepted: date, entered: date | None, summary_accepted: date | None = None
) -> RateDay:
    """Return the rate day; ``accepted`` is the day customs accepts (today, while nobody has).

    Exports and imports filed after arrival: the day of 完成申报. Imports filed before arrival: the day the means of
    transport is declared as entering. Two steps: the day the 概要 was accepted, or that of entry if it came before.
    """
    if direction == "E":
        return RateDay(accepted, "出口，完成申报之日", law.TARIFF_LAW)
    if filing in (Filing.SUMMARY, Filing.COMPLETE):
        return _two_step(filing, accepted, entered, summary_accepted)
    if filing is Filing.ADVANCE or (entered is not None and accepted < entered):
        if entered is None:
            return RateDay(
                accepted,
                "提前申报，尚未进境",
                law.ADVANCE,
                Told(
                    "运输工具尚未申报进境，暂按申报日估算，进境后须重算",
                    "not entered yet: the day of filing is taken for now",
                ),
            )
        return RateDay(entered, "提前申报，运输工具申报进境之日", law.ADVANCE)
    return RateDay(accepted, "完成申报之日", law.TARIFF_LAW)


def _two_step(filing: Filing, accepted: date, entered: date | None, summary_accepted: date | None) -> RateDay:
    summary = accepted if filing is Filing.SUMMARY else summary_accepted
    if summary is None:
        if entered is None:
            return RateDay(
                accepted,
                "两步申报",
                law.TWO_STEP,
                Told(
                    "概要申报受理日和进境日都不知道，暂按申报日估算",
                    "neither the day of the summary nor that of entry is known: the day of filing is taken",
                ),
            )
        return RateDay(
            entered,
            "两步申报",
            law.TWO_STEP,
            Told("概要申报受理日不知道，暂按进境日估算", "the day of the summary is not known: that of entry is taken"),
        )
    if entered is None or entered <= summary:
        told = Told(
            "运输工具申报进境日不知道，若概要申报在进境前，应按进境日", "the day of entry is not known and may decide"
        )
        return RateDay(summary, "两步申报，海关接受概要申报之日", law.TWO_STEP, NOTHING if entered else told)
    return RateDay(entered, "进境前概要申报，运输工具申报进境之日", law.TWO_STEP)


class WorkCalendar(Protocol):
    """The table of working days; the flag tells whether the table knows the days in question."""

    def next_working_day(self, day: date) -> tuple[date, bool]:
        """Return ``day`` if it is a working day, else the first one after it, and whether that is known."""
        ...


def midpoint_day(month: date, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the day whose midpoint is the customs rate of ``month``, and whether the calendar knows it for sure.

    The third Wednesday of the month before, or the fourth where that is a statutory holiday (令272号；海关总署公告).
    """
    before = (month.replace(day=1) - timedelta(days=1)).replace(day=1)
    first = before + timedelta(days=(WEDNESDAY - before.weekday()) % 7)
    third = first + timedelta(weeks=2)
    working, known = calendar.next_working_day(third)
    return (third, known) if working == third else (third + timedelta(weeks=1), known)
