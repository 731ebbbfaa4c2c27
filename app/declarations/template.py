"""初始值模板: what of a declaration is the same for every shipment, and what each one fills in; it stores nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.core.draft import Draft, Mode
from app.core.field import Kind
from app.core.form import Form, places
from app.core.path import pattern_of

SOURCE = "template"
"""The source of a text that came from a template (Draft.brought)."""
FACTS = "facts."
"""Before the name of a fact where paths and facts stand side by side."""

# What differs from one shipment to the next: numbers of its papers and vehicle, weights, quantities and sums.
_VARYING = (
    "contract_number",
    "bill_number",
    "voyage_number",
    "pack_count",
    "gross_weight",
    "net_weight",
    "items[].quantity",
    "items[].total",
    "containers[].number",
)


def proposed_stops(form: Form, draft: Draft) -> tuple[str, ...]:
    """Return the paths of a draft that change with every shipment as far as one can guess: numbers, weights, days."""
    days = [one.path for one in form.fields.values() if one.kind is Kind.DATE and one.box.at and "[]" not in one.path]
    found = [path for pattern in (*_VARYING, *days) if pattern in form.fields for path in places(pattern, draft)]
    filled = [path for path in found if draft.get(path).strip() and not form.field(path).box.read_only]
    return (*filled, *(f"{FACTS}{name}" for name, value in draft.facts.items() if _is_day(form, name) and value))


def as_template(form: Form, draft: Draft, stops: Iterable[str]) -> Draft:
    """Return what of a draft every shipment begins with: no numbers given to it, nothing at its stops."""
    kept = form.copy_of(draft)
    asked = {name: value for name, value in draft.facts.items() if name in form.facts and form.facts[name].asked}
    kept.facts = {name: value for name, value in asked.items() if not _is_day(form, name)}
    stops = tuple(stops)
    for path in stops:
        if not path.startswith(FACTS):
            kept.put(path, "")
        else:
            kept.facts.pop(path.removeprefix(FACTS), None)
    for pattern in worked_out(form, stops):
        for path in places(pattern, kept):
            kept.put(path, "")
    kept.put(form.identity, "")
    return kept


def worked_out(form: Form, stops: Iterable[str]) -> frozenset[str]:
    """Return the patterns of fields worked out from stops: the rate of a product, an amount in another unit."""
    varying = {pattern_of(path) for path in stops}
    found: set[str] = set()
    for field in form.fields.values():
        block = field.path.removesuffix(field.name)
        if block and any(block + name in varying for name in field.box.follows):
            found.add(field.path)
        if field.box.product and field.path in varying:
            found |= {block + name for name in field.box.product}
    return frozenset(found - varying)


def from_template(form: Form, template: Draft, mode: Mode) -> Draft:
    """Return a fresh draft that begins with a template; what came from it says so."""
    draft = form.new(mode)
    plain = dict(draft.texts)
    for section, rows in template.all_rows().items():
        while draft.rows(section) < rows:
            draft.insert_row(section, draft.rows(section), {})
    draft.update(template.texts)
    draft.facts |= template.facts
    draft.update(form.staged(draft))
    form.renumber(draft)
    brought = (path for path, text in template.filled() if draft.get(path) == text != plain.get(path))
    draft.brought = {path: SOURCE for path in brought if _is_shown(form, path)}
    return draft


def differing(form: Form, template: Draft, draft: Draft, stops: Sequence[str]) -> list[str]:
    """Return the paths at which a draft and a template differ, its stops and given numbers left out."""
    left_out = {pattern_of(path) for path in stops}
    paths = dict.fromkeys((*template.texts, *draft.texts))
    return [
        path
        for path in paths
        if template.get(path) != draft.get(path) and pattern_of(path) not in left_out and _is_shown(form, path)
    ]


def expected_day(draft: Draft) -> date | None:
    """Return the day a draft's goods are expected, None while nobody said."""
    value = draft.facts.get("planned_arrival")
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _is_shown(form: Form, path: str) -> bool:
    box = form.field(path).box
    return bool(box.at) and not box.read_only and not box.row_number


def _is_day(form: Form, name: str) -> bool:
    return name in form.facts and form.facts[name].kind.name == "DAY"
