"""What one step of drafting changed, as values that can be turned round and stored; they touch no draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.acknowledged import Acknowledged
from app.core.draft import Draft, HeldRow, Mode
from app.core.note import Note

Pairs = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside the texts of some rows, by whole path: sources, notes, warnings set aside."""

    brought: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    aside: tuple[Acknowledged, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts changed: ``path → (before, after)``; ``path`` is where the person typed.

    brought: in the same shape, the source of a text that nobody typed ("" = typed).  rows: the counts of sections
    that grew because of it, in the same shape.
    """

    path: str
    texts: Pairs
    brought: Pairs = field(default_factory=dict)
    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowIn:
    """A row was put in before ``number``; ``inner`` counts the rows inside it, ``marks`` stand beside its texts."""

    section: str
    number: int
    texts: Mapping[str, str]
    inner: Mapping[str, int] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class RowOut:
    """A row was taken away; the rest is what it held."""

    section: str
    number: int
    texts: Mapping[str, str]
    inner: Mapping[str, int] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class RowMoved:
    """A row went to another place."""

    section: str
    number: int
    to: int


@dataclass(frozen=True, slots=True)
class RowsSet:
    """A whole section became other rows; ``path`` is where the person stood, the marks are those of the section."""

    section: str
    path: str
    before: tuple[HeldRow, ...]
    after: tuple[HeldRow, ...]
    marks: tuple[Marks, Marks] = (Marks(), Marks())


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


@dataclass(frozen=True, slots=True)
class Noted:
    """A note on a field was written, altered or taken away (None)."""

    path: str
    before: Note | None
    after: Note | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other drafts came of this step (there), or went into the bin because it was taken back; nothing here changed."""

    path: str
    drafts: tuple[str, ...]
    there: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Several changes a person made as one; ``path`` is where he stood."""

    path: str
    changes: "tuple[Change, ...]"


Change = (
    Texts | RowIn | RowOut | RowMoved | RowsSet | ModeChanged | FactChanged | SetAside | Noted | Elsewhere | Together
)


def reverse(change: Change) -> Change:
    """Return the change that takes another back."""
    match change:
        case Texts(path, texts, brought, rows):
            turned = {section: (after, before) for section, (before, after) in rows.items()}
            return Texts(path, _turned(texts), _turned(brought), turned)
        case RowIn(section, number, texts, inner, marks):
            return RowOut(section, number, texts, inner, marks)
        case RowOut(section, number, texts, inner, marks):
            return RowIn(section, number, texts, inner, marks)
        case RowMoved(section, number, to):
            return RowMoved(section, to, number)
        case RowsSet(section, path, before, after, (first, second)):
            return RowsSet(section, path, after, before, (second, first))
        case ModeChanged(before, after):
            return ModeChanged(after, before)
        case FactChanged(name, before, after):
            return FactChanged(name, after, before)
        case SetAside(path, before, after):
            return SetAside(path, after, before)
        case Noted(path, before, after):
            return Noted(path, after, before)
        case Elsewhere(path, drafts, there):
            return Elsewhere(path, drafts, not there)
        case Together(path, changes):
            return Together(path, tuple(reverse(one) for one in reversed(changes)))


def place_of(change: Change) -> str:
    """Return where a person would look for a change, "" if it has no place on the page."""
    match change:
        case Texts(path) | SetAside(path) | Noted(path) | RowsSet(_, path) | Elsewhere(path) | Together(path):
            return path
        case RowIn(section, number) | RowOut(section, number) | RowMoved(section, _, number):
            return f"{section}[{number}]"
        case _:
            return ""


def elsewhere_in(change: Change) -> Iterator[Elsewhere]:
    """Yield what a step did to other drafts."""
    if isinstance(change, Elsewhere):
        yield change
    elif isinstance(change, Together):
        for one in change.changes:
            yield from elsewhere_in(one)


def marks_under(draft: Draft, prefix: str) -> Marks:
    """Return what stands beside the texts whose paths begin with ``prefix``."""
    return Marks(
        {path: source for path, source in draft.brought.items() if path.startswith(prefix)},
        {path: note for path, note in draft.notes.items() if path.startswith(prefix)},
        tuple(one for one in draft.acknowledged if one.path.startswith(prefix)),
    )


def put_marks(draft: Draft, prefix: str, marks: Marks) -> None:
    """Let these stand beside the texts under ``prefix``, and nothing else."""
    draft.brought = dict(_others(draft.brought, prefix)) | dict(marks.brought)
    draft.notes = dict(_others(draft.notes, prefix)) | dict(marks.notes)
    draft.acknowledged = (
        *(one for one in draft.acknowledged if not one.path.startswith(prefix)),
        *marks.aside,
    )


def _others(found: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    return ((path, held) for path, held in found.items() if not path.startswith(prefix))


def _turned(pairs: Pairs) -> dict[str, tuple[str, str]]:
    return {at: (after, before) for at, (before, after) in pairs.items()}
