"""What the last check found, sorted into what may be shown, where, and what was set aside; it runs no rule."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.core.acknowledged import reason_for
from app.core.draft import Draft
from app.core.problem import Problem, Severity

_ROW_END = re.compile(r"\]")
Shows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Findings:
    """Every problem but those set aside; of them those shown, the worst by field and by row; and those set aside.

    aside: the warnings somebody acknowledged, with the reasons.
    """

    problems: tuple[Problem, ...] = ()
    shown: tuple[Problem, ...] = ()
    worst: Mapping[str, Problem] = field(default_factory=dict)
    rows: Mapping[str, Severity] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()
    aside: tuple[tuple[Problem, str], ...] = ()


def sort_out(found: Iterable[Problem], draft: Draft, shows: Shows) -> Findings:
    """Return problems, given errors first in page order, as the page shows them."""
    aside: list[tuple[Problem, str]] = []
    problems: list[Problem] = []
    for problem in found:
        reason = reason_for(draft.acknowledged, problem, draft.get(problem.path)) if draft.acknowledged else ""
        if reason:
            aside.append((problem, reason))
        else:
            problems.append(problem)
    shown = tuple(problem for problem in problems if shows(problem.path))
    worst: dict[str, Problem] = {}
    rows: dict[str, Severity] = {}
    for problem in shown:
        worst.setdefault(problem.path, problem)
        for row in _rows_above(problem.path):
            rows.setdefault(row, problem.severity)
    blocked = frozenset(row for problem in problems if problem.blocks for row in _rows_above(problem.path))
    return Findings(tuple(problems), shown, worst, rows, blocked, tuple(aside))


def _rows_above(path: str) -> Iterable[str]:
    """Yield the rows a path lies in: ``items[2].limits[0].x`` → ``items[2]``, ``items[2].limits[0]``."""
    return (path[: end.end()] for end in _ROW_END.finditer(path))
