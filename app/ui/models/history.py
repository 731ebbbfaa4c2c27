"""Undo and redo over one draft in steps a person recognises; older steps may lie in a store, it touches no draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.ui.models.change import Change, Pairs, Texts, reverse

MOST_STEPS = 2_000  # held in memory; what is older lies in the store alone
TRIMMED = 500  # let go at once, so that not every step has to
NEAR_END = 100  # steps left in memory when older ones are asked for


@dataclass(frozen=True, slots=True)
class Delta:
    """How the stored stack becomes this one: ``keep`` steps stay, ``steps`` follow them; ``done`` of all are done."""

    keep: int
    steps: tuple[Change, ...]
    done: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The upper part of a stored stack: ``below`` older steps stay in the store."""

    below: int = 0
    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()


class History:
    """Two stacks of changes; typing on in one field grows its last step until ``seal`` is called."""

    def __init__(self, stack: Stack | None = None) -> None:
        stack = stack or Stack()
        self._done: list[Change] = list(stack.done)
        self._undone: list[Change] = list(reversed(stack.undone))
        self._below = stack.below
        self._has_older, self._is_asked = stack.below > 0, False
        self._stored = stack.below + len(stack.done) + len(stack.undone)  # the first so many are stored as they are
        self._open = False

    @property
    def depth(self) -> int:
        """Number of steps that can be undone, those in the store included."""
        return (self._below if self._has_older else 0) + len(self._done)

    def add(self, change: Change) -> None:
        """Note a change that was made; what had been undone is forgotten."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if self._open and isinstance(change, Texts) and isinstance(last, Texts) and last.path == change.path:
            self._done[-1] = _merged(last, change)
        else:
            self._done.append(change)
        self._stored = min(self._stored, self._below + len(self._done) - 1)
        self._open = isinstance(change, Texts)
        if len(self._done) > MOST_STEPS:
            del self._done[:TRIMMED]
            self._below += TRIMMED
            self._has_older = True

    def seal(self) -> None:
        """End the step: the next typing in the same field is a step of its own."""
        self._open = False

    def undo(self) -> Change | None:
        """Return the change to make so that the last step is undone, None if there is nothing left."""
        self._open = False
        if not self._done:
            return None
        last = self._done.pop()
        self._undone.append(last)
        return reverse(last)

    def redo(self) -> Change | None:
        """Return the change to make so that the last undone step is done again."""
        self._open = False
        if not self._undone:
            return None
        again = self._undone.pop()
        self._done.append(again)
        return again

    # -- the store ---------------------------------------------------------------------------------------------

    def delta(self) -> Delta:
        """Return what the store lacks, and take it for stored; give it to not_stored() if that failed."""
        keep = max(self._stored, self._below)
        steps = (*self._done, *reversed(self._undone))[keep - self._below :]
        done = self._below + len(self._done)
        self._stored = done + len(self._undone)
        return Delta(keep, steps, done)

    def not_stored(self, delta: Delta) -> None:
        """Take a delta back that could not be stored."""
        self._stored = min(self._stored, delta.keep)

    def wants_older(self) -> int:
        """Return up to which number older steps should be brought from the store, 0 if none are wanted; ask once."""
        if not self._has_older or self._is_asked or len(self._done) >= NEAR_END:
            return 0
        self._is_asked = True
        return self._below

    def put_older(self, steps: Sequence[Change]) -> None:
        """Put steps from the store under those in memory; none tells that there are no more."""
        self._is_asked = False
        self._done[:0] = steps
        self._below -= len(steps)
        self._has_older = bool(steps) and self._below > 0


def _merged(first: Texts, second: Texts) -> Texts:
    rows = {**second.rows, **first.rows}
    counts = {name: (rows[name][0], second.rows.get(name, rows[name])[1]) for name in rows}
    texts, brought = _chained(first.texts, second.texts), _chained(first.brought, second.brought)
    return replace(first, texts=texts, brought=brought, rows=counts)


def _chained(first: Pairs, second: Pairs) -> Mapping[str, tuple[str, str]]:
    pairs = dict(first)
    for path, (before, after) in second.items():
        pairs[path] = (pairs[path][0] if path in pairs else before, after)
    return pairs
