"""Values of a difference as people read them, with units and names, and what differs in them; it judges nothing."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from app.core.field import BoundField, Kind
from app.core.form import Form
from app.core.path import bind, rows_of
from app.core.tables import CodeTables

NONE = "（空）"


def value_words(form: Form, tables: CodeTables, texts: Mapping[str, str], path: str) -> tuple[str, str]:
    """Return the value at a path and its unit ("" where it has none)."""
    raw = texts.get(path, "").strip()
    if not raw:
        return NONE, ""
    bound = form.field(path)
    if bound.kind in (Kind.DECIMAL, Kind.INTEGER):
        return number_words(raw), bound.box.unit or _joined(form, tables, texts, bound, path)
    row = tables.row(bound.box.table, raw) if bound.box.table else None
    return (f"{raw} {row.name}" if row is not None else raw), ""


def number_words(raw: str) -> str:
    """Return a number with its thousands apart; what is none stays as it is."""
    try:
        value = Decimal(raw.replace(",", ""))
        return f"{value:,f}" if value.is_finite() and abs(value.adjusted()) < 40 else raw
    except InvalidOperation:
        return raw


def delta_words(delta: Decimal | None) -> str:
    """Return a difference with its sign, a dash where there is none to tell."""
    if delta is None:
        return "—"
    shown = f"{abs(delta.normalize()):,f}"
    return f"−{shown}" if delta < 0 else f"+{shown}"


def differing(old: str, new: str) -> tuple[str, str, str]:
    """Return ``new`` as what it begins with like ``old``, what differs, and what it ends with like ``old``."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if _is_number(old) and _is_number(new):
        return "", new, ""  # of a number no part is the same
    return new[:head], new[head : len(new) - tail], new[len(new) - tail :]


def _joined(form: Form, tables: CodeTables, texts: Mapping[str, str], bound: BoundField, path: str) -> str:
    """Return the name of the unit that shares the box of a quantity."""
    prefix = bound.path.removesuffix(bound.name)
    for pattern, other in form.fields.items():
        if other.box.joins == bound.name and pattern.removesuffix(other.name) == prefix and other.box.table:
            code = texts.get(bind(pattern, rows_of(path)), "")
            row = tables.row(other.box.table, code) if code else None
            return row.name if row is not None else code
    return ""


def _is_number(words: str) -> bool:
    try:
        Decimal(words.replace(",", ""))
    except InvalidOperation:
        return False
    return True
