"""Read one raw text as its field's value: format, bytes and code table; whatever is wrong here is said once."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.field import BoundField, FieldError, Kind, Value
from app.core.problem import Problem, Severity
from app.core.sentences import format_problem, unknown_code_problem, untimely_code_problem
from app.core.tables import CodeTables


class _Unreadable:
    """The value of a text that could not be read; rules needing it do not run."""


UNREADABLE: Final = _Unreadable()
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS_A_CODE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
LENGTH_ENCODING: Final = "gbk"
"""Encoding in which the dictionary counts C(n) fields (rules.md §2A, set 2026-11-21); the XSD counts characters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text gave: its value (None = blank) and the problems found while reading it."""

    value: Value | _Unreadable
    problems: tuple[Problem, ...] = ()


def read_field(bound: BoundField, path: str, raw: str, tables: CodeTables, today: date) -> Reading:
    """Read ``raw`` at ``path``: value, or UNREADABLE with exactly one problem; unknown codes keep their value."""
    try:
        value = bound.parse(raw)
    except FieldError as error:
        broken = bound.kind is Kind.CODE and _BREAKS_A_CODE.search(raw.strip())
        return Reading(UNREADABLE, (format_problem(bound, path, FieldError("illegal_character") if broken else error),))
    if value is None:
        return Reading(None)
    if isinstance(value, str):
        fault = _text_fault(bound, value)
        if fault is not None:
            return Reading(UNREADABLE, (format_problem(bound, path, fault),))
    if bound.kind is Kind.CODE and isinstance(value, str):
        return Reading(value, _code_problems(bound, path, value, tables, today))
    return Reading(value)


def _text_fault(bound: BoundField, text: str) -> FieldError | None:
    if bound.kind is Kind.XML:
        return None
    if (_BREAKS_A_CODE if bound.kind is Kind.CODE else _ILLEGAL).search(text):
        return FieldError("illegal_character")
    if bound.kind is not Kind.CODE and bound.box.shape and not re.fullmatch(bound.box.shape, text):
        return FieldError("shape", note=bound.box.note)
    length = len(text.encode(LENGTH_ENCODING, errors="replace"))
    if bound.max_length is not None and length > bound.max_length:
        return FieldError("too_many_bytes", limit=bound.max_length, length=length)
    return None


def _code_problems(bound: BoundField, path: str, code: str, tables: CodeTables, today: date) -> tuple[Problem, ...]:
    table = bound.box.table
    if bound.box.shape and not re.fullmatch(bound.box.shape, code):
        return ()  # the shape has a rule of its own
    if not tables.exists(table) or tables.row(table, code, today) is not None:
        return ()
    other_times = tables.row(table, code)
    if other_times is not None:
        successor = tables.row(table, other_times.successor, today) if other_times.successor else None
        return (untimely_code_problem(bound, path, other_times, today, successor),)
    severity = Severity.ERROR if tables.complete(table) else Severity.WARNING
    return (unknown_code_problem(bound, path, code, severity),)
