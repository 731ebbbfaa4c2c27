"""What a stage requires and nobody has filled in; whether a field shows or a rule requires it is the check's to say."""

from collections.abc import Callable, Iterator, Set

from app.core.draft import Draft, Mode
from app.core.field import BoundField
from app.core.form import Form, places
from app.core.path import row_of
from app.core.problem import Problem
from app.core.rule_index import index_of
from app.core.sentences import required_problem
from app.core.stage import is_required

REQUIRED_RULE = "R000"


def missing(form: Form, draft: Draft, blank: Set[str], required: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield a problem for each required field without a text, and for each section that must have a row.

    blank: rows nobody has typed in; they are not sent, so they lack nothing.
    """
    absent = absent_blocks(form, draft)
    for pattern, bound in _candidates(form, draft.mode):
        if pattern.startswith(absent):
            continue
        for path in places(pattern, draft):
            raw = draft.get(path)
            empty = not (raw if bound.box.keeps_space else raw.strip())
            if empty and not (blank and row_of(path) in blank) and required(path):
                yield required_problem(bound, path)
    for section, block in form.blocks.items():
        if block.block.always and not draft.rows(section):
            yield required_problem(block.opening, f"{section}[0].{block.opening.name}")


def _candidates(form: Form, mode: Mode) -> tuple[tuple[str, BoundField], ...]:
    """Return the fields that may be required at a stage, by its letters or by a rule."""
    index = index_of(form)
    if mode not in index.candidates:
        asked = {pattern for effect, pattern in index.by_effect if effect == "required"}
        index.candidates[mode] = tuple(
            (pattern, bound)
            for pattern, bound in form.fields.items()
            if bound.box.empty_rule == REQUIRED_RULE and (is_required(bound, mode) or pattern in asked)
        )
    return index.candidates[mode]


def absent_blocks(form: Form, draft: Draft) -> tuple[str, ...]:
    """Return the prefixes of optional single blocks nobody has typed in: they are not sent, so lack nothing."""
    prefixes = tuple(f"{name}." for name in form.optional_blocks)
    alive = {path[: path.index(".") + 1] for path, _ in draft.filled() if path.startswith(prefixes)}
    return tuple(prefix for prefix in prefixes if prefix not in alive)
