"""Makes one change in a draft and its check, and says what it touched; it keeps no history and tells nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.core.acknowledged import renamed
from app.core.check import Checker
from app.core.draft import Draft, HeldRow
from app.core.form import Form
from app.core.path import section_of
from app.ui.models.change import (
    Change,
    Elsewhere,
    FactChanged,
    Marks,
    ModeChanged,
    Noted,
    RowIn,
    RowMoved,
    RowOut,
    RowsSet,
    SetAside,
    Texts,
    Together,
    marks_under,
    put_marks,
)
from app.ui.models.reveal import Renumbered, Reveal, follow, inserted, moved, removed

Held = TypeVar("Held")


@dataclass(slots=True)
class Touched:
    """What a change touched: texts by path, sections whose rows came or went, what moved, mode and facts."""

    texts: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    moved: bool = False
    mode: bool = False
    facts: bool = False
    notes: list[str] = field(default_factory=list)


class Editing:
    """Over one draft, its check and what of it may be shown."""

    def __init__(self, form: Form, checker: Checker, reveal: Reveal) -> None:
        self._form, self._checker, self._reveal = form, checker, reveal
        self._draft: Draft = checker.draft

    def make(self, change: Change) -> Touched:
        """Make a change and return what it touched."""
        touched = Touched()
        self._make(change, touched)
        if touched.moved:
            self._form.renumber(self._draft)
            self._checker.recheck()
        return touched

    def _make(self, change: Change, touched: Touched) -> None:
        match change:
            case Texts():
                self._put_texts(change, touched)
            case SetAside(_, _, told):
                self._draft.acknowledged = told
            case Noted(path, _, note):
                if note is None:
                    self._draft.notes.pop(path, None)
                else:
                    self._draft.notes[path] = note
                touched.notes.append(path)
            case ModeChanged(_, after):
                touched.texts += self._checker.mode(after)
                touched.mode = True
            case FactChanged(name, _, after):
                touched.texts += self._checker.facts(**{name: after})
                touched.facts = True
            case Elsewhere():
                return  # whoever keeps the other drafts is told when the step is taken back or made again
            case Together(_, changes):
                for one in changes:
                    self._make(one, touched)
            case _:
                self._move(change, touched)

    def _move(self, change: RowIn | RowOut | RowMoved | RowsSet, touched: Touched) -> None:
        draft, section = self._draft, change.section
        match change:
            case RowIn(_, number, texts, inner, marks):
                draft.insert_row(section, number, texts)
                for name, count in inner.items():
                    while draft.rows(f"{section}[{number}].{name}") < count:
                        draft.insert_row(f"{section}[{number}].{name}", count, {})
                self._follow(section, inserted(number))
                if marks != Marks():
                    put_marks(draft, f"{section}[{number}].", marks)
            case RowOut(_, number):
                draft.remove_row(section, number)
                self._follow(section, removed(number))
            case RowMoved(_, number, to):
                draft.move_row(section, number, to)
                self._follow(section, moved(number, to))
            case RowsSet(_, _, _, after, (_, marks)):
                draft.set_rows(section, after)
                put_marks(draft, f"{section}[", marks)
        touched.moved = True
        if section not in touched.rows:
            touched.rows.append(section)

    def _follow(self, section: str, new: Renumbered) -> None:
        """Let what stands beside the rows follow them to their new numbers."""
        self._reveal.renumber(section, new)
        draft = self._draft
        draft.acknowledged = renamed(draft.acknowledged, lambda path: follow(path, section, new))
        draft.brought = _followed(draft.brought, section, new)
        draft.notes = _followed(draft.notes, section, new)

    def _put_texts(self, change: Texts, touched: Touched) -> None:
        for path, (_, source) in change.brought.items():
            if source:
                self._draft.brought[path] = source
            else:
                self._draft.brought.pop(path, None)
        counts = {section: self._draft.rows(section) for section in map(section_of, change.texts) if section}
        put = self._draft.put if touched.moved else self._checker.put  # all is checked anew when rows moved
        for path, (_, after) in change.texts.items():
            put(path, after)
        touched.texts += change.texts
        touched.rows += [one for one, count in counts.items() if self._draft.rows(one) != count]
        for section, (before, after_rows) in change.rows.items():
            if after_rows < before:
                self._draft.set_rows(section, self._draft.held_rows(section)[:after_rows])
                touched.moved = True
                touched.rows.append(section)


def grown(draft: Draft, texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return the counts, before and after, of the sections that get rows when texts are put at these paths."""
    wanted: dict[str, int] = {}
    for path in texts:
        section = section_of(path)
        while section:
            number = int(path[len(section) + 1 : path.index("]", len(section))])
            wanted[section] = max(wanted.get(section, 0), number + 1)
            section = section_of(section)
    return {one: (draft.rows(one), count) for one, count in wanted.items() if count > draft.rows(one)}


def out_of(draft: Draft, section: str, number: int) -> RowOut:
    """Return the change that takes a row away, with all that is needed to bring it back."""
    held = draft.held_rows(section)[number]
    return RowOut(section, number, held.texts, held.rows, marks_under(draft, f"{section}[{number}]."))


def set_rows(draft: Draft, section: str, path: str, rows: tuple[HeldRow, ...], brought: Mapping[str, str]) -> RowsSet:
    """Return the change that lets a section consist of other rows; notes and reasons of its old rows go."""
    before = tuple(draft.held_rows(section))
    sources = {at: source for at, source in brought.items() if at.startswith(f"{section}[")}
    return RowsSet(section, path, before, rows, (marks_under(draft, f"{section}["), Marks(sources)))


def _followed(found: Mapping[str, Held], section: str, new: Renumbered) -> dict[str, Held]:
    kept = ((follow(path, section, new), held) for path, held in found.items())
    return {path: held for path, held in kept if path is not None}
