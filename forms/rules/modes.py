"""Rules about the filing mode and its days (R025–R028, R030, R031, R034): what must have come before filing early."""

from datetime import date, timedelta

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import LACKING, Fired, rule
from forms.facts import day, flag
from forms.rules.law import ADVANCE_FILING, MERGED_FILING, box

ADVANCE = frozenset({Mode.ADVANCE})
BEFORE_ENTRY = frozenset({Mode.ADVANCE, Mode.SUMMARY})
"""Ways to file before arrival: 提前申报, and a 概要申报 made early (fact advance_summary)."""
AFTER_ARRIVAL = frozenset({Mode.ONCE, Mode.COMPLETE})
EARLIEST_ENTRY = date(2000, 1, 1)
FARTHEST_ENTRY = timedelta(days=30)
EXPORT_DAYS_BEFORE = 3

NO_DOCUMENT = "进口提前申报须先取得提运单或舱单数据，请取得后再申报"
NO_DOCUMENT_ENGLISH = "Advance import filing needs the data of the bill or the manifest first"


@rule(
    "R025",
    at="bill_number",
    needs="?fact:manifest_found ?fact:manifest_reference mode ?fact:advance_summary",
    message=NO_DOCUMENT,
    english=NO_DOCUMENT_ENGLISH,
    source=ADVANCE_FILING,
    directions="I",
    modes=BEFORE_ENTRY,
)
def manifest_unknown(found: object, reference: object, mode: Mode, early: object) -> Fired:
    if _is_on_time(mode, early):
        return None
    if flag(found) is None and reference is None:
        return LACKING
    return flag(found) is False and not reference and not _is_denied(reference)


@rule(
    "R025",
    at="bill_number",
    needs="?fact:manifest_reference mode ?fact:advance_summary",
    message=NO_DOCUMENT,
    english=NO_DOCUMENT_ENGLISH,
    source=ADVANCE_FILING,
    directions="I",
    modes=BEFORE_ENTRY,
)
def document_denied(reference: object, mode: Mode, early: object) -> Fired:
    return _is_denied(reference) and not _is_on_time(mode, early)


@rule(
    "R026",
    at="traffic_mode",
    needs="?fact:vehicle_departed mode ?fact:advance_summary",
    message="运输工具尚未启运，进口提前申报应在启运后",
    english="Advance import filing is allowed only after the means of transport has departed",
    source=ADVANCE_FILING,
    directions="I",
    modes=BEFORE_ENTRY,
)
def vehicle_not_departed(departed: object, mode: Mode, early: object) -> Fired:
    if _is_on_time(mode, early):
        return None
    return LACKING if flag(departed) is None else departed is False


@rule(
    "R027",
    at="traffic_mode",
    needs="fact:goods_arrived",
    message="货物已运抵海关监管场所，请改为一次申报",
    english="The goods have arrived; file in the ordinary mode",
    source=ADVANCE_FILING,
    severity=Severity.WARNING,
    directions="I",
    modes=ADVANCE,
)
def goods_arrived(arrived: object) -> Fired:
    return flag(arrived) is True


@rule(
    "R028",
    at="traffic_mode",
    needs="fact:planned_arrival today",
    message="货物预计 {arrival} 运抵，尚有 {days} 天，出口提前申报应在运抵前 3 日内",
    english="Advance export filing is allowed within 3 days before arrival; {days} days are left",
    source=ADVANCE_FILING,
    directions="E",
    modes=ADVANCE,
)
def export_too_early(planned: object, today: date) -> Fired:
    arrival = day(planned)
    days = (arrival - today).days if arrival else 0
    return {"arrival": arrival, "days": days} if days > EXPORT_DAYS_BEFORE else None


@rule(
    "R030",
    at="ie_date",
    needs="ie_date today",
    message="{label} {found} 有误，应在 2000-01-01 之后且不晚于申报日后 30 天，不知道时留空",
    english="{label}: {found} is before 2000 or more than 30 days ahead",
    source=box(5),
)
def entry_day_impossible(found: date, today: date) -> Fired:
    return None if EARLIEST_ENTRY <= found <= today + FARTHEST_ENTRY else {"found": found}


@rule(
    "R031",
    at="ie_date",
    needs="ie_date today",
    message="进口日期 {found} 晚于申报日，尚未进境请改用提前申报",
    english="The day of import {found} is after the day of filing; use advance filing",
    source=box(5),
    severity=Severity.WARNING,
    directions="I",
    modes=AFTER_ARRIVAL,
)
def entry_day_ahead(found: date, today: date) -> Fired:
    return {"found": found} if today < found <= today + FARTHEST_ENTRY else None


@rule(
    "R034",
    at="despatch_date",
    needs="despatch_date ?ie_date ?fact:entry_day",
    message="启运日期 {despatch} 晚于进境日期 {entry}，请核对",
    english="The day of despatch {despatch} is after the day of entry {entry}",
    source=MERGED_FILING,
    directions="I",
)
def despatched_after_entry(despatch: date, declared: date | None, known: object) -> Fired:
    entry = declared or day(known)
    return {"despatch": despatch, "entry": entry} if entry and despatch > entry else None


def _is_on_time(mode: Mode, early: object) -> bool:
    """Tell whether a 概要申报 is not one made before entry, so that what 提前申报 asks does not bind it."""
    return mode is Mode.SUMMARY and flag(early) is not True


def _is_denied(reference: object) -> bool:
    """Tell whether the draft says outright that there is no document."""
    return reference is False or reference == ""
