"""Undo and redo over one draft: what was changed, in steps a person recognises; it touches no draft itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.acknowledged import Acknowledged
from app.core.draft import Mode

MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts changed: ``path → (before, after)``; ``path`` is where the person typed.

    brought: in the same shape, the source of a text that nobody typed ("" = typed).
    """

    path: str
    texts: Mapping[str, tuple[str, str]]
    brought: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowIn:
    """A row was put in before ``number``."""

    section: str
    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowOut:
    """A row was taken away; ``texts`` is what it held."""

    section: str
    number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row went to another place."""

    section: str
    number: int
    to: int


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """The filing mode changed."""

    before: Mode
    after: Mode


@dataclass(frozen=True, slots=True)
class FactChanged:
    """A fact no message carries changed; None is not known."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class SetAside:
    """Warnings were acknowledged, or their acknowledgement taken back; ``path`` is where they stand."""

    path: str
    before: tuple[Acknowledged, ...]
    after: tuple[Acknowledged, ...]


Change = Texts | RowIn | RowOut | RowMoved | ModeChanged | FactChanged | SetAside


def reverse(change: Change) -> Change:
    """Return the change that takes another back."""
    match change:
        case Texts(path, texts, brought):
            return Texts(path, _turned(texts), _turned(brought))
        case SetAside(path, before, after):
            return SetAside(path, after, before)
        case RowIn(section, number, texts):
            return RowOut(section, number, texts)
        case RowOut(section, number, texts):
            return RowIn(section, number, texts)
        case RowMoved(section, number, to):
            return RowMoved(section, to, number)
        case ModeChanged(before, after):
            return ModeChanged(after, before)
        case FactChanged(name, before, after):
            return FactChanged(name, after, before)


class History:
    """Two stacks of changes; typing on in one field grows its last step until ``seal`` is called."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._open = False

    def add(self, change: Change) -> None:
        """Note a change that was made; what had been undone is forgotten."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if self._open and isinstance(change, Texts) and isinstance(last, Texts) and last.path == change.path:
            self._done[-1] = _merged(last, change)
        else:
            self._done.append(change)
            del self._done[:-MOST_STEPS]
        self._open = isinstance(change, Texts)

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


def _turned(pairs: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {at: (after, before) for at, (before, after) in pairs.items()}


def _merged(first: Texts, second: Texts) -> Texts:
    return replace(first, texts=_chained(first.texts, second.texts), brought=_chained(first.brought, second.brought))


def _chained(
    first: Mapping[str, tuple[str, str]], second: Mapping[str, tuple[str, str]]
) -> Mapping[str, tuple[str, str]]:
    pairs = dict(first)
    for path, (before, after) in second.items():
        pairs[path] = (pairs[path][0] if path in pairs else before, after)
    return pairs
