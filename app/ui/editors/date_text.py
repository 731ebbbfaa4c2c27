"""How dates are read from short typing; the day they count from is given, never read from the machine."""

import re
import unicodedata
from datetime import date, timedelta

_SHIFT = re.compile(r"[+-]\d{1,3}")
_WORDS = {"今": 0, "今天": 0, "昨": -1, "昨天": -1, "明": 1, "明天": 1}


def read_date(text: str, today: date) -> date | None:
    """Return the day meant by ``1118``, ``20261118``, ``2026-11-18``, ``18``, ``今`` or ``-3``; None if unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    if _SHIFT.fullmatch(plain):
        return today + timedelta(days=int(plain))
    parts = [part for part in re.split(r"[-./年月日\s]+", plain) if part]
    if not parts or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    return _from_digits(parts[0], today) if len(parts) == 1 else _from_parts([int(part) for part in parts], today)


def _from_digits(digits: str, today: date) -> date | None:
    match len(digits):
        case 1 | 2:
            return _day(today.year, today.month, int(digits))
        case 3 | 4:
            return _nearest(int(digits[:-2]), int(digits[-2:]), today)
        case 6:
            return _day(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        case 8:
            return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        case _:
            return None


def _from_parts(parts: list[int], today: date) -> date | None:
    match parts:
        case [month, day]:
            return _nearest(month, day, today)
        case [year, month, day]:
            return _day(year if year > 99 else 2000 + year, month, day)
        case _:
            return None


def _nearest(month: int, day: int, today: date) -> date | None:
    """Return the day of that month nearest to today: in January ``1228`` means last December."""
    near = (_day(today.year + shift, month, day) for shift in (-1, 0, 1))
    return min((one for one in near if one), key=lambda one: abs(one - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
