"""Rules as objects: one sentence of the regulation each, with what it needs, where it shows and which law says so.

A rule runs only when all it needs could be read, so one typo gives one problem, not ten. A need is written as

* ``net_weight``               the value; the rule is silent while it is blank
* ``?voyage_number``           the value or None
* ``items[].first_quantity``   in a rule about ``items[]`` the value of that row, elsewhere a tuple over all rows
* ``items[*].first_quantity``  a tuple over all rows even in a rule about a row (blank = None)
* ``items[].limits[].kind``    in a rule about ``items[]`` a tuple over the rows below that row
* ``fact:entry_day``           something no message carries; absent = the rule is listed as not checked
* ``?fact:entry_day``          the fact or None
* ``rows:containers``          how many rows of a section somebody has typed in
* ``tables`` ``mode`` ``today`` ``row``   the code tables, the filing mode, the day of checking, the row numbers
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.core.draft import Mode
from app.core.path import depth_of
from app.core.problem import Severity

ALL_MODES = frozenset(Mode)
FULL_MODES = frozenset({Mode.ONCE, Mode.ADVANCE, Mode.COMPLETE})
ONE_STEP = frozenset({Mode.ONCE, Mode.ADVANCE})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a firing rule may add: the numbers for its sentence, another place, a text that would cure it."""

    values: Mapping[str, object] = field(default_factory=dict)
    at: str = ""  # concrete path, or a pattern to be bound to the rule's row; "" = the rule's own place
    fix: str | None = None  # text to put at ``fix_at`` (or at the problem's place)
    fix_at: str = ""
    said: str = ""  # what the cure does, where its text alone would not tell a person


class Lacking:
    """The answer of a rule that had nothing to judge by: a table without the row, a list known to be partial."""


LACKING: Final = Lacking()
Fired = bool | Mapping[str, object] | Finding | Iterable[Finding] | Lacking | None


@dataclass(frozen=True, slots=True)
class Need:
    """One parsed need of a rule."""

    kind: str  # field, fact, rows, tables, mode, today, row
    name: str
    optional: bool = False
    bound: int = 0  # how many leading row numbers are taken from the rule's own row

    @property
    def many(self) -> bool:
        """Tell whether the rule receives a tuple over rows."""
        return depth_of(self.name) > self.bound


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked sentence; ``test`` answers falsy for silent, or what to say."""

    id: str
    at: str
    needs: tuple[Need, ...]
    test: Callable[..., Fired]
    message: str
    source: str
    severity: Severity = Severity.ERROR
    english: str = ""
    confidence: str = "S"
    directions: str = "IE"
    modes: frozenset[Mode] = ALL_MODES
    effect: str = "problem"  # or "required" / "visible": the page asks the same object
    cures: bool = False  # whether it can ever offer a cure

    @property
    def depth(self) -> int:
        """How many row numbers one instance of the rule has."""
        return depth_of(self.at)

    @property
    def name(self) -> str:
        """Name of the function that decides."""
        return self.test.__name__

    @property
    def facts(self) -> tuple[str, ...]:
        """Facts without which the rule cannot be checked."""
        return tuple(need.name for need in self.needs if need.kind == "fact" and not need.optional)


def parse_need(text: str, at: str) -> Need:
    """Read one need as written in a rule about ``at``; see the module's sentence list."""
    optional = text.startswith("?")
    name = text.removeprefix("?")
    if name.startswith("fact:"):
        return Need("fact", name.removeprefix("fact:"), optional)
    if name.startswith("rows:"):
        return Need("rows", name.removeprefix("rows:"), True)
    if name in ("tables", "mode", "today", "row"):
        return Need(name, name, True)
    if "[*]" in name:
        return Need("field", name.replace("[*]", "[]"), True)
    bound = 0
    for own, asked in zip(at.split("[]")[:-1], name.split("[]")[:-1], strict=False):
        if own != asked:
            break
        bound += 1
    return Need("field", name, optional or depth_of(name) > bound, bound)


def rule(
    id: str,
    *,
    at: str,
    needs: str,
    message: str,
    source: str,
    english: str = "",
    severity: Severity = Severity.ERROR,
    confidence: str = "S",
    directions: str = "IE",
    modes: frozenset[Mode] = ALL_MODES,
    effect: str = "problem",
    cures: bool = False,
) -> Callable[[Callable[..., Fired]], Rule]:
    """Turn a predicate into a Rule: ``@rule("R055", at="net_weight", needs="gross_weight net_weight", …)``.

    The predicate gets its needs in the order written. It answers False/None when all is well; True or a mapping of
    numbers for the sentence when not; a Finding (or several) to show elsewhere or to offer a cure; LACKING when it had
    nothing to judge by, so that the rule is listed as not checked. ``cures`` says that it offers cures.
    """

    def made(test: Callable[..., Fired]) -> Rule:
        parsed = tuple(parse_need(one, at) for one in needs.split())
        told = (message, source, severity, english, confidence, directions, modes, effect, cures)
        return Rule(id, at, parsed, test, *told)

    return made


def findings_of(answer: Fired) -> tuple[Finding, ...]:
    """Bring every way a predicate may answer into one: a tuple of findings, empty for silent."""
    if not answer or isinstance(answer, Lacking):
        return ()
    if isinstance(answer, Finding):
        return (answer,)
    if isinstance(answer, Mapping):
        return (Finding(answer),)
    if answer is True:
        return (Finding(),)
    return tuple(one for one in _iterable(answer))


def _iterable(answer: Any) -> Iterable[Finding]:
    return answer  # type: ignore[no-any-return]


def rules_in(*modules: object) -> tuple[Rule, ...]:
    """Collect the rules and tables of rules in modules, in rule-id order; several may share an id for their places."""
    defined = [value for module in modules for value in vars(module).values()]
    rows = [one for value in defined for one in (value if isinstance(value, tuple) else (value,))]
    found = {id(one): one for one in rows if isinstance(one, Rule)}
    return tuple(sorted(found.values(), key=lambda one: (one.id, one.at, one.name)))
