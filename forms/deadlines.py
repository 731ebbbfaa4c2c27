"""Days within which the law wants an import declared, from the day of entry; it knows no calendar of working days."""

import calendar
from datetime import date, timedelta

FILING_DAYS = 14
"""自运输工具申报进境之日起十四日内（《中华人民共和国海关法》第二十四条）; the day of entry is day 0."""

REMINDER_DAYS = 3
"""Days left from which the clock warns (R024)."""

SALE_MONTHS = 3
"""超过三个月未申报，海关可提取变卖（《中华人民共和国海关法》第三十条）."""


def last_day(entry: date) -> date:
    """Return the last day on which no 滞报金 is due."""
    return entry + timedelta(days=FILING_DAYS)


def fee_starts(entry: date) -> date:
    """Return the 起征日 before it is moved off a day without work (令128号)."""
    return entry + timedelta(days=FILING_DAYS + 1)


def counted_from(entry: date, withdrawn: date | None) -> date:
    """Return day 0 of the clock: after 撤销 with customs' consent the days run anew from that day (令128号)."""
    return entry if withdrawn is None else max(entry, withdrawn)


def sale_from(entry: date) -> date:
    """Return the last day of the three months, in the same day of the month or its last day."""
    month = entry.month - 1 + SALE_MONTHS
    year, month = entry.year + month // 12, month % 12 + 1
    return date(year, month, min(entry.day, calendar.monthrange(year, month)[1]))
