"""The ruler of the fourteen days in words: known days as they are, expected ones as 预计, unknown ones as numbers."""

from datetime import date, timedelta

from app.declarations.deadline import FILING_DAYS, REMINDER_DAYS, Deadline, WorkCalendar, deadline
from app.ui.theme import Tone
from app.ui.widgets.day_ruler import Mark, Ruler

BASIS = "自运输工具申报进境之日起算，进境当日为第 0 日"
_REMINDER = FILING_DAYS - REMINDER_DAYS


def ruler_of(found: Deadline, today: date, expected: date | None, calendar: WorkCalendar) -> Ruler:
    """Return the ruler of a clock; before the entry is known, that of the day it is expected on, if any."""
    if found.entry_day is not None:
        gone = min(max((today - found.entry_day).days, 0), FILING_DAYS)
        return _dated(found, "", gone)
    if expected is not None:
        return _dated(deadline(expected, today, calendar), "预计", None)
    marks = (
        Mark(0, "进境日 第 0 日", "未知", Tone.NEU),
        Mark(_REMINDER, f"剩 {REMINDER_DAYS} 天提醒", f"第 {_REMINDER} 日", Tone.WARN),
        Mark(FILING_DAYS, "最后一天", f"第 {FILING_DAYS} 日", Tone.NEU),
    )
    return Ruler(FILING_DAYS, marks, Mark(FILING_DAYS + 1, "起征滞报金", f"第 {FILING_DAYS + 1} 日起", Tone.ERR))


def sentence_of(found: Deadline, expected: date | None) -> str:
    """Return what a clerk should know of the clock as it stands."""
    if found.late_from is not None and not found.late_from_known:
        return f"起征日 {found.late_from_words}。"
    if found.entry_day is not None:
        return f"起征日 {found.late_from_words}，遇休息日顺延到其后第一个工作日。"
    told = "进境日由回执带回，收到后此处和首页圆环自动更新。"
    return f"提前报概要不计时。{told}" if expected is not None else f"还不知道进境日，不计时。{told}"


def _dated(found: Deadline, word: str, gone: int | None) -> Ruler:
    entry, last, late = found.entry_day, found.last_day, found.late_from
    assert entry is not None and last is not None and late is not None
    late_word = "起" if found.late_from_known else "起，预计"
    marks = (
        Mark(0, "进境日 第 0 日", f"{entry:%m-%d} {word}".strip()),
        Mark(_REMINDER, f"剩 {REMINDER_DAYS} 天提醒", f"{entry + timedelta(days=_REMINDER):%m-%d}", Tone.WARN),
        Mark(FILING_DAYS, "最后一天", f"{last:%m-%d} 24:00"),
    )
    return Ruler(FILING_DAYS, marks, Mark(FILING_DAYS + 1, "起征滞报金", f"{late:%m-%d} {late_word}", Tone.ERR), gone)
