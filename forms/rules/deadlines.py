"""Rules R023, R024, R029, R032, R033, R035 and R178: days that run from entry, and the day whose rates apply."""

from datetime import date

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import LACKING, Finding, Fired, rule
from forms.deadlines import REMINDER_DAYS, counted_from, last_day, sale_from
from forms.facts import day, flag, month
from forms.rules.law import ADVANCE_FILING, CUSTOMS_LAW, FOREIGN_TRADE, TARIFF_LAW, TWO_STEP

COMPLETE = frozenset({Mode.COMPLETE})
NOT_FILED = frozenset({Mode.ONCE, Mode.ADVANCE, Mode.SUMMARY})
AHEAD = frozenset({Mode.ADVANCE, Mode.SUMMARY})
_ENTRY = "?fact:entry_day ?ie_date today"
_DAY_BOX = "ie_date"


def _told(mode: Mode, **values: object) -> Finding:
    """Show it at 进口日期, which 概要 does not have: there it stands at 进境关别."""
    return Finding(values, "" if mode is Mode.SUMMARY else _DAY_BOX)


def _entered(known: object, declared: date | None) -> date | None:
    """Return the day of entry: as the carrier reported it, else as declared."""
    return day(known) or declared


@rule(
    "R023",
    at="ie_date",
    needs=_ENTRY,
    message="已超过完整申报期限 {last}，逾期 {days} 天，将产生滞报金，请尽快申报",
    english="The complete declaration was due on {last}, {days} days ago: a fee for lateness is due",
    source=TWO_STEP,
    severity=Severity.WARNING,
    directions="I",
    modes=COMPLETE,
)
def complete_is_late(known: object, declared: date | None, today: date) -> Fired:
    entry = _entered(known, declared)
    if entry is None:
        return LACKING
    last = last_day(entry)
    return today > last and {"last": last, "days": (today - last).days}


@rule(
    "R024",
    at="ie_date",
    needs=_ENTRY,
    message="完整申报剩余 {days} 天，最后一天是 {last}，请及时申报",
    english="{days} days are left for the complete declaration; the last is {last}",
    source=TWO_STEP,
    severity=Severity.WARNING,
    directions="I",
    modes=COMPLETE,
)
def complete_is_due_soon(known: object, declared: date | None, today: date) -> Fired:
    entry = _entered(known, declared)
    if entry is None:
        return LACKING
    days = (last_day(entry) - today).days
    return 0 <= days <= REMINDER_DAYS and {"days": days, "last": last_day(entry)}


@rule(
    "R029",
    at="licence_number",
    needs="fact:licence_valid_to ?fact:planned_acceptance today",
    message="许可证件有效期至 {until}，海关接受申报之日 {accepted} 已失效，请换证后申报",
    english="The licence is valid until {until}, but customs accepts on {accepted}",
    source=f"{FOREIGN_TRADE}；{ADVANCE_FILING}",
)
def licence_ends_before_acceptance(until: object, planned: object, today: date) -> Fired:
    valid, accepted = day(until), day(planned) or today
    return valid is not None and valid < accepted and {"until": valid, "accepted": accepted}


@rule(
    "R032",
    at="entry_customs",
    needs=f"mode {_ENTRY} ?fact:withdrawn_on",
    message="已过 14 日申报期限 {last}，逾期 {days} 天，计滞报金，请尽快申报",
    english="The 14 days to declare ended on {last}, {days} days ago: a fee for lateness is due",
    source=f"{CUSTOMS_LAW}第二十四条",
    severity=Severity.WARNING,
    directions="I",
    modes=NOT_FILED,
)
def import_is_late(mode: Mode, known: object, declared: date | None, today: date, withdrawn: object) -> Fired:
    entry = _entered(known, declared)
    if entry is None:
        return LACKING
    last = last_day(counted_from(entry, day(withdrawn)))
    return last < today <= sale_from(entry) and _told(mode, last=last, days=(today - last).days)


@rule(
    "R033",
    at="entry_customs",
    needs=f"mode {_ENTRY}",
    message="进境 {entry} 起超过三个月未申报，海关可提取变卖，请立即联系海关",
    english="Three months have passed since entry on {entry}: customs may take and sell the goods",
    source=f"{CUSTOMS_LAW}第三十条",
    severity=Severity.WARNING,
    directions="I",
    modes=NOT_FILED,
)
def goods_may_be_sold(mode: Mode, known: object, declared: date | None, today: date) -> Fired:
    entry = _entered(known, declared)
    if entry is None:
        return LACKING
    return today > sale_from(entry) and _told(mode, entry=entry)


@rule(
    "R035",
    at="entry_customs",
    needs="mode ?fact:entry_day ?ie_date ?fact:filed_on ?fact:advance_summary today",
    message="汇率、税率以运输工具申报进境之日 {entry} 为准，{filed} 申报时按另一日估算{months}，请重算税款",
    english="The rates of the day of entry {entry} apply, not those of the day of filing {filed}; reckon the tax anew",
    source=f"{TARIFF_LAW}；{ADVANCE_FILING}",
    severity=Severity.WARNING,
    directions="I",
    modes=AHEAD,
)
def rates_of_the_day_of_entry(
    mode: Mode, known: object, declared: date | None, filed_on: object, early: object, today: date
) -> Fired:
    if mode is Mode.SUMMARY and flag(early) is not True:
        return None
    entry, filed = _entered(known, declared), day(filed_on) or today
    if entry is None:
        return LACKING
    if entry == filed:
        return None
    other = entry.replace(day=1) != filed.replace(day=1)
    months = f"（{entry:%Y-%m} 月汇率与 {filed:%Y-%m} 月不同）" if other else ""
    return _told(mode, entry=entry, filed=filed, months=months)


@rule(
    "R178",
    at="items[].currency",
    needs="mode ie_flag fact:rate_month ?fact:entry_day ?ie_date ?fact:filed_on ?fact:summary_accepted"
    " ?fact:advance_summary today row",
    message="汇率月份 {used} 与适用日期 {day} 的月份 {wanted} 不符，请按 {wanted} 重算税款",
    english="The exchange rates are those of {used}, but the day {day} asks for {wanted}",
    source=TARIFF_LAW,
)
def exchange_month_is_that_of_the_day(mode: Mode, direction: str, used: object, *given: object) -> Fired:
    known, declared, filed_on, accepted, early, today, row = given
    if row != (0,):
        return None  # all lines share the rates; it is said once
    assert isinstance(today, date)
    assert declared is None or isinstance(declared, date)
    filed = day(filed_on) or today
    applies = _rate_day(mode, direction, filed, _entered(known, declared), day(accepted), flag(early) is True)
    rates = month(used)
    if applies is None or rates is None:
        return LACKING
    if rates == applies.replace(day=1):
        return None
    return {"used": f"{rates:%Y-%m}", "day": applies, "wanted": f"{applies:%Y-%m}"}


def _rate_day(
    mode: Mode, direction: str, filed: date, entry: date | None, summary: date | None, early: bool
) -> date | None:
    """Return the day whose rates apply (rules.md §1.1, §1.3); None while the day of entry it hangs on is not known."""
    if direction == "E" or mode is Mode.ONCE:
        return filed
    if mode is Mode.ADVANCE:
        return entry
    accepted = filed if mode is Mode.SUMMARY else summary
    if early:
        return entry
    return accepted if entry is None or accepted is None else max(accepted, entry)
