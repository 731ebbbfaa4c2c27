"""What can be told of a form's rules without any draft: who depends on what, and how each is asked; made once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.draft import Mode
from app.core.field import BoundField
from app.core.form import Form
from app.core.rules import Need, Rule
from app.core.sweep import Plan, plan_of


@dataclass(frozen=True)
class RuleIndex:
    """The rules of a form's direction with the ways to find them.

    by_pattern: numbers and needs of the rules that read a field.  by_fact: numbers of those that read a fact.
    by_effect: numbers by effect and place.  showing: numbers of those that show or hide a field.
    order: place of each field in the form.  candidates: fields that may be required, by stage (filled as asked).
    """

    rules: tuple[Rule, ...]
    plans: tuple[Plan | None, ...]
    by_pattern: Mapping[str, tuple[tuple[int, Need], ...]]
    by_fact: Mapping[str, frozenset[int]]
    by_effect: Mapping[tuple[str, str], tuple[int, ...]]
    showing: tuple[int, ...]
    order: Mapping[str, int]
    candidates: dict[Mode, tuple[tuple[str, BoundField], ...]] = field(default_factory=dict)


_KNOWN: dict[int, tuple[Form, RuleIndex]] = {}


def index_of(form: Form) -> RuleIndex:
    """Return the index of a form's rules; LookupError if one needs a field the form does not have."""
    known = _KNOWN.get(id(form))
    if known is None or known[0] is not form:
        known = _KNOWN[id(form)] = form, _indexed(form)
    return known[1]


def _indexed(form: Form) -> RuleIndex:
    rules = tuple(one for one in form.rules if form.direction in one.directions)
    by_pattern: dict[str, list[tuple[int, Need]]] = defaultdict(list)
    by_fact: dict[str, set[int]] = defaultdict(set)
    by_effect: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(rules):
        if one.effect != "problem":
            by_effect[one.effect, one.at].append(number)
        for need in one.needs:
            if need.kind == "fact":
                by_fact[need.name].add(number)
            elif need.kind == "field":
                if need.name not in form.fields:
                    raise LookupError(f"rule {one.id} needs {need.name}, which form {form.id} does not have")
                by_pattern[need.name].append((number, need))
    return RuleIndex(
        rules,
        tuple(plan_of(number, one) for number, one in enumerate(rules)),
        {pattern: tuple(found) for pattern, found in by_pattern.items()},
        {name: frozenset(found) for name, found in by_fact.items()},
        {key: tuple(found) for key, found in by_effect.items()},
        tuple(number for number, one in enumerate(rules) if one.effect == "visible"),
        {pattern: number for number, pattern in enumerate(form.fields)},
    )
