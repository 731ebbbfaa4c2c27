"""The editor of one fact, by its kind, and how its text is read and written; it stands on no page by itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.core.form import FactLine
from app.ui.editors import DateEditor, NumberEditor, Services, SwitchesEditor, TextEditor

NONE_WORDS = "无"
YES, NO, OPEN = "1", "0", "9"
FactEditor = SwitchesEditor | DateEditor | NumberEditor | TextEditor
Ways = tuple[FactEditor, Callable[[str], Any], Callable[[Any], str]]


def ways_of(fact: FactLine, services: Services) -> Ways:
    """Return the editor of a kind of fact, and how its text is read and written."""
    match fact.kind.name:
        case "FLAG":
            return SwitchesEditor([""]), lambda raw: {YES: True, NO: False}.get(raw), _flag
        case "DAY":
            return DateEditor(services.today), _day, lambda value: str(value or "").replace("-", "")
        case "NUMBER":
            return NumberEditor(), lambda raw: raw.strip() or None, lambda value: str(value or "")
        case "CODES":
            return TextEditor(), lambda raw: [one for one in raw.replace("，", ",").split(",") if one] or None, _codes
        case _:
            return TextEditor(), lambda raw: False if raw.strip() == NONE_WORDS else (raw.strip() or None), _reference


def _flag(value: Any) -> str:
    return {True: YES, False: NO}.get(value, OPEN) if isinstance(value, bool) else OPEN


def _day(raw: str) -> str | None:
    """Return the ISO text of a whole date only: half a date is no answer."""
    if len(raw) != 8 or not raw.isdecimal():
        return None
    try:
        return date(int(raw[:4]), int(raw[4:6]), int(raw[6:])).isoformat()
    except ValueError:
        return None


def _codes(value: Any) -> str:
    return ",".join(str(one) for one in value) if isinstance(value, list) else ""


def _reference(value: Any) -> str:
    return NONE_WORDS if value is False else str(value or "")
