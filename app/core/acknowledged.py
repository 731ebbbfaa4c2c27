"""Warnings a person has looked at: which finding about which value, and the reason given; it decides nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from app.core.problem import Problem

Renamed = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One warning set aside: rule, place, the text that stood there, the sentence that was read, and the reason.

    Another text at the place, or another sentence (its numbers come from elsewhere too), is another finding.
    """

    rule: str
    path: str
    value: str
    said: str
    reason: str

    def covers(self, problem: Problem, value: str) -> bool:
        """Tell whether this speaks of a problem found while ``value`` stands at its place."""
        return (self.rule, self.path, self.value, self.said) == (problem.rule, problem.path, value, problem.message)

    def as_json(self) -> dict[str, str]:
        """Return the texts of all parts by name."""
        return asdict(self)


def reason_for(told: Iterable[Acknowledged], problem: Problem, value: str) -> str:
    """Return why a problem was set aside, empty if it was not; what blocks cannot be set aside."""
    if problem.blocks:
        return ""
    return next((one.reason for one in told if one.covers(problem, value)), "")


def read_acknowledged(found: object) -> tuple[Acknowledged, ...]:
    """Read what as_json() gave, a list of it; raises TypeError if it is anything else."""
    if not isinstance(found, list):
        raise TypeError("acknowledged warnings are a list")
    return tuple(_read(one) for one in found)


def renamed(told: Iterable[Acknowledged], new: Renamed) -> tuple[Acknowledged, ...]:
    """Return the same with paths that followed their rows; those whose row is gone are left out."""
    moved = ((one, new(one.path)) for one in told)
    return tuple(replace(one, path=path) for one, path in moved if path is not None)


def _read(one: object) -> Acknowledged:
    if not isinstance(one, Mapping) or not all(isinstance(part, str) for part in one.values()):
        raise TypeError("an acknowledged warning is texts by name")
    return Acknowledged(**one)


def said_of(problems: Iterable[Problem], told: Iterable[Acknowledged], texts: Callable[[str], str]) -> str:
    """Return in one sentence what was said of the warnings of a filing, and which of them nobody explained."""
    explained, open_ = [], []
    known = tuple(told)
    for problem in problems:
        if problem.blocks:
            continue
        reason = reason_for(known, problem, texts(problem.path))
        if reason:
            explained.append(f"{problem.rule} {reason}")
        else:
            open_.append(problem.rule)
    parts = ["；".join(dict.fromkeys(explained))] if explained else []
    parts += [f"未逐条确认：{'、'.join(dict.fromkeys(open_))}"] if open_ else []
    return "。".join(parts)
