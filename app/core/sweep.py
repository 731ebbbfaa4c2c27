"""Ask every rule of a form over a whole draft, column by column; one instance at a time is the Checker's business."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from itertools import compress, repeat
from typing import Protocol

from app.core.path import section_of
from app.core.read import UNREADABLE
from app.core.rules import Fired, Need, Rule

Rows = tuple[int, ...]
HEAD: Rows = ()
_NONE: frozenset[int] = frozenset()


class Given(Enum):
    """Where an argument of a rule comes from; all but the last three are the same for all rows."""

    HEAD = "a field of the head"
    WHOLE = "a field in all rows of a section"
    FACT = "a fact"
    TOLD = "the tables, the mode, the day"
    COUNT = "how many rows a section has"
    COLUMN = "a field of the rule's own row"
    BELOW = "a field in the rows below the rule's own row"
    ROW = "the number of the row"


@dataclass(slots=True)
class Sheet:
    """What was read from a draft, by pattern: one value of a head field, a list of a field in a section's rows."""

    counts: Mapping[str, int]
    facts: Mapping[str, object] = field(default_factory=dict)
    told: Mapping[str, object] = field(default_factory=dict)  # tables, mode and today by the kind of need
    head: dict[str, object] = field(default_factory=dict)
    columns: dict[str, list[object]] = field(default_factory=dict)
    faults: dict[str, set[int]] = field(default_factory=dict)  # rows in which a field cannot be read
    inner: Set[str] = frozenset()  # patterns of the sections within rows that have rows of their own anywhere
    _filled: dict[str, int] = field(default_factory=dict)

    def put(self, pattern: str, rows: Rows, value: object) -> None:
        """Note a value that is not blank, once; those in rows within rows are not kept."""
        if not rows:
            self.head[pattern] = value
            return
        if len(rows) > 1:
            return
        column = self.columns.get(pattern)
        if column is None:
            column = self.columns[pattern] = [None] * self.counts.get(pattern[: pattern.index("[")], 0)
        column[rows[0]] = value
        self._filled[pattern] = self._filled.get(pattern, 0) + 1
        if value is UNREADABLE:
            self.faults.setdefault(pattern, set()).add(rows[0])

    def gaps(self, pattern: str) -> set[int]:
        """Return the rows in which the field is blank."""
        column = self.columns[pattern]
        return set() if self._filled[pattern] == len(column) else {n for n, one in enumerate(column) if one is None}


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule with the way each of its arguments is come by; ``section`` is empty for a rule about the head."""

    number: int
    rule: Rule
    section: str
    given: tuple[tuple[Given, Need], ...]


_HEAD, _WHOLE, _FACT, _TOLD = Given.HEAD, Given.WHOLE, Given.FACT, Given.TOLD
_COUNT, _COLUMN, _BELOW, _ROW = Given.COUNT, Given.COLUMN, Given.BELOW, Given.ROW
_OF_KIND = {"fact": Given.FACT, "rows": Given.COUNT}


def plan_of(number: int, one: Rule) -> Plan | None:
    """Return how a rule is swept, None where it must be asked row by row: about rows within rows."""
    if one.depth > 1:
        return None
    given = []
    for need in one.needs:
        if need.kind == "row":
            given.append((Given.ROW, need))
        elif need.kind == "rows" and "[]" in need.name:
            return None
        elif need.kind != "field":
            given.append((_OF_KIND.get(need.kind, Given.TOLD), need))
        elif not need.bound:
            given.append((Given.WHOLE if need.many else Given.HEAD, need))
        else:
            given.append((Given.BELOW if need.many else Given.COLUMN, need))
    return Plan(number, one, one.at.partition("[")[0] if one.depth else "", tuple(given))


class Source(Protocol):
    """What a sweep asks of the check it is made for."""

    def whole(self, need: Need) -> object:
        """Return a tuple over all rows of a section, UNREADABLE if one of them is."""
        ...

    def count(self, need: Need) -> object:
        """Return how many rows of a section somebody has typed in."""
        ...

    def below(self, need: Need, rows: Rows) -> object:
        """Return a tuple over the rows below a row, UNREADABLE if one of them is."""
        ...


def sweep(plan: Plan, sheet: Sheet, source: Source, left_out: Set[int]) -> Iterator[tuple[Rows, Fired]]:
    """Yield what a rule says of each row (HEAD for a rule about the head), where it says anything.

    left_out: rows that are not asked.
    """
    arguments: list[object] = []
    value: object
    for kind, need in plan.given:
        if kind is _HEAD:
            value = sheet.head.get(need.name)
        elif kind is _COLUMN:
            if not need.optional and need.name not in sheet.columns:
                return
            value = HEAD
        elif kind is _TOLD:
            value = sheet.told[need.kind]
        elif kind is _FACT:
            value = sheet.facts.get(need.name)
        elif kind is _WHOLE:
            value = source.whole(need)
        else:
            value = source.count(need) if kind is _COUNT else HEAD
        if value is UNREADABLE or (value is None and not need.optional):
            return
        arguments.append(value)
    if plan.section:
        yield from _by_row(plan, sheet, arguments, source, left_out)
        return
    answer = plan.rule.test(*arguments)
    if answer:
        yield HEAD, answer


def _by_row(
    plan: Plan,
    sheet: Sheet,
    arguments: Sequence[object],
    source: Source,
    left_out: Set[int],
) -> Iterator[tuple[Rows, Fired]]:
    count = sheet.counts.get(plan.section, 0)
    skipped: set[int] = set(left_out)
    lists: list[Iterable[object]] = []
    for (kind, need), value in zip(plan.given, arguments, strict=True):
        if kind is _COLUMN and need.name in sheet.columns:
            skipped |= sheet.faults.get(need.name, _NONE)
            skipped |= _NONE if need.optional else sheet.gaps(need.name)
            lists.append(sheet.columns[need.name])
        elif kind is _COLUMN:
            lists.append(repeat(None, count))
        elif kind is _ROW:
            lists.append([(row,) for row in range(count)])
        elif kind is _BELOW and section_of(need.name) not in sheet.inner:
            lists.append(repeat((), count))
        elif kind is _BELOW:
            column = [source.below(need, (row,)) for row in range(count)]
            skipped |= {row for row, one in enumerate(column) if one is UNREADABLE}
            lists.append(column)
        else:
            lists.append(repeat(value, count))
    rows: Sequence[int] = range(count)
    if skipped:
        kept = [row not in skipped for row in rows]
        rows = list(compress(rows, kept))
        lists = [list(compress(one, kept)) for one in lists]
    for row, answer in zip(rows, map(plan.rule.test, *lists), strict=False):
        if answer:
            yield (row,), answer
