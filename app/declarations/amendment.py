"""What is wanted against what the authority holds: the difference is the amendment request; it sends nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.draft import Draft
from app.core.field import BoundField, FieldError, Kind, Value
from app.core.form import Form
from app.core.path import bind, pattern_of, rows_of

_CENT = Decimal("0.01")
_RATIO = Decimal("0.0001")  # quantities are rounded where units are converted


class Way(StrEnum):
    """What has to be done about a changed field."""

    DIRECT = "direct"  # it is what the request asks for
    FOLLOWS = "follows"  # it follows from another change of the request
    REFILE = "refile"  # no request can change it: withdraw and file anew


WORDS: Mapping[Way, str] = {Way.DIRECT: "直接修改", Way.FOLLOWS: "连带变化", Way.REFILE: "须撤销重报"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: old and new text as typed, ``delta`` for numbers only.

    ``place`` is the page section or the row (商品 2), ``why`` a few words about ``way``.
    """

    path: str
    label: str
    old: str
    new: str
    delta: Decimal | None
    way: Way
    place: str = ""
    why: str = ""


def differences(declared: Mapping[str, str], texts: Mapping[str, str], form: Form) -> tuple[Change, ...]:
    """Return what ``texts`` would change of ``declared``, in the order of the message; equal values are no difference.

    Numbers and dates are compared by value (98640 is 98640.00000). Numbers the authority gave are left out.
    """
    order = {pattern: number for number, pattern in enumerate(form.fields)}
    paths = {path for path in (*declared, *texts) if pattern_of(path) in order}
    changed = {
        path
        for path in paths
        if not _given_by_others(form.field(path)) and not _same(form.field(path), declared, texts, path)
    }

    def place(path: str) -> tuple[str, tuple[int, ...], int]:
        rows = rows_of(path)
        return path.partition("[")[0] if rows else "", rows, order[pattern_of(path)]

    return tuple(_change(path, declared, texts, form, changed) for path in sorted(changed, key=place))


def difference_of(draft: Draft, form: Form) -> tuple[Change, ...]:
    """Return what a draft would change of what was declared."""
    return differences(draft.declared, draft.texts, form)


def _change(path: str, declared: Mapping[str, str], texts: Mapping[str, str], form: Form, changed: set[str]) -> Change:
    bound = form.field(path)
    old, new = declared.get(path, ""), texts.get(path, "")
    delta = _delta(bound, old, new)
    way, why = Way.DIRECT, ""
    if bound.box.refile:
        way, why = Way.REFILE, bound.box.refile
    elif source := _source(bound, path, declared, texts, form, changed):
        way, why = Way.FOLLOWS, f"由{form.field(source).label}带出"
    return Change(path, bound.label, old, new, delta, way, place_of(bound, path, form), why)


def _given_by_others(bound: BoundField) -> bool:
    return bool(bound.box.assigned) or bound.box.read_only or bound.kind is Kind.XML


def _same(bound: BoundField, declared: Mapping[str, str], texts: Mapping[str, str], path: str) -> bool:
    old, new = declared.get(path, ""), texts.get(path, "")
    return old == new or _value(bound, old) == _value(bound, new)


def _value(bound: BoundField, raw: str) -> Value:
    """Return the value of a text; one that cannot be read stands for itself."""
    try:
        return bound.parse(raw)
    except FieldError:
        return raw


def _number(bound: BoundField, raw: str) -> Decimal | None:
    value = _value(bound, raw)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _delta(bound: BoundField, old: str, new: str) -> Decimal | None:
    before, after = _number(bound, old), _number(bound, new)
    return None if before is None or after is None else after - before


def _source(
    bound: BoundField,
    path: str,
    declared: Mapping[str, str],
    texts: Mapping[str, str],
    form: Form,
    changed: set[str],
) -> str:
    """Return the changed field this change follows from, "" if it stands alone or does not fit its source."""
    rows = rows_of(path)
    prefix = bound.path.removesuffix(bound.name)
    siblings = [bind(f"{prefix}{name}", rows) for name in (bound.box.product or bound.box.follows)]
    moved = [one for one in siblings if one in changed]
    if not moved:
        return ""
    if bound.box.product:
        factors = [_number(form.field(one), texts.get(one, "")) for one in siblings]
        return moved[0] if _is_product(factors, _number(bound, texts.get(path, ""))) else ""
    pair = _number(bound, declared.get(path, "")), _number(bound, texts.get(path, ""))
    for one in moved:
        lead = form.field(one)
        if _moves_along(pair, (_number(lead, declared.get(one, "")), _number(lead, texts.get(one, "")))):
            return one
    return ""


def _is_product(factors: list[Decimal | None], result: Decimal | None) -> bool:
    product = Decimal(1)
    for factor in factors:
        if factor is None:
            return False
        product *= factor
    return result is not None and abs(product - result) <= _CENT


def _moves_along(pair: tuple[Decimal | None, Decimal | None], lead: tuple[Decimal | None, Decimal | None]) -> bool:
    """Tell whether a number moved as its source did: by the same share, or by the same amount."""
    (old, new), (before, after) = pair, lead
    if old is None or new is None or before is None or after is None:
        return False
    if new - old == after - before:
        return True
    return bool(old and before) and abs(new / old - after / before) <= _RATIO


def place_of(bound: BoundField, path: str, form: Form) -> str:
    """Return where a field stands: the row it is in (商品 2), else the section of the page."""
    rows = rows_of(path)
    if rows:
        section = bound.path.partition("[]")[0]
        block = form.blocks.get(section)
        return f"{block.block.label if block else section} {rows[0] + 1}"
    titles = {section.id: section.title for section in form.sections}
    return titles.get(bound.box.section, "")
