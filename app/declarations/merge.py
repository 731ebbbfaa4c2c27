"""Two versions of one draft brought together, field by field from what both began with; it asks nobody."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.draft import Draft, Mode
from app.core.field import FieldError
from app.core.form import Form
from app.core.path import pattern_of

FACT = "fact:"
"""What the key of a piece begins with that is no field of the message but a fact beside it."""
MODE = "mode:"

Same = Callable[[str, str, str], bool]
"""Tells whether two texts at a path mean the same."""


class Side(StrEnum):
    """Whose version something is of."""

    MINE = "mine"
    THEIRS = "theirs"


_NUMBER: Mapping[Side | None, int] = {None: 0, Side.MINE: 1, Side.THEIRS: 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is not the same in all three: a field (``key`` is its path), a fact, or rows as a whole.

    section: the repeated section whose rows from ``first`` on are meant, "" for a field; rows: how many there are in
    base, mine and theirs.  The texts are by path; of a field exactly one.
    """

    key: str
    base: Mapping[str, str]
    mine: Mapping[str, str]
    theirs: Mapping[str, str]
    section: str = ""
    first: int = 0
    rows: tuple[int, int, int] = (0, 0, 0)
    inner: tuple[Mapping[str, int], Mapping[str, int], Mapping[str, int]] = ({}, {}, {})

    def rows_of(self, side: Side | None) -> dict[str, int]:
        """Return how many rows one side has of the section and of those inside it."""
        number = _NUMBER[side]
        return {**self.inner[number], self.section: self.rows[number]} if self.section else {}

    def of(self, side: Side | None) -> Mapping[str, str]:
        """Return the texts of one side; None stands for what both began from."""
        return (self.base, self.mine, self.theirs)[_NUMBER[side]]


@dataclass(frozen=True, slots=True)
class OneSided:
    """A piece only one side changed: it is taken over, unless somebody takes the change back."""

    piece: Piece
    side: Side


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of comparing: ``agreed`` texts, ``one_sided`` changes, and ``conflicts`` that want a choice each."""

    agreed: Mapping[str, str]
    conflicts: tuple[Piece, ...]
    one_sided: tuple[OneSided, ...]
    mine: Draft
    theirs: Draft
    base: Draft
    _rows: Mapping[str, int] = field(default_factory=dict)

    def result(self, choices: Mapping[str, Side], taken_back: frozenset[str] = frozenset()) -> Draft:
        """Return the draft to be saved; raises KeyError for a conflict nobody decided.

        ``choices`` are by the key of the piece, ``taken_back`` are keys of one-sided changes that are not wanted.
        """
        chosen: list[tuple[Piece, Side | None]] = [(piece, choices[piece.key]) for piece in self.conflicts]
        chosen += [(one.piece, None if one.piece.key in taken_back else one.side) for one in self.one_sided]
        made = Draft(self.mine.form, self.mine.version, self.mine.mode, purpose=self.mine.purpose)
        made.facts = {name: value for name, value in self.mine.facts.items() if self.theirs.facts.get(name) == value}
        made.update(self.agreed)
        rows = dict(self._rows)
        for piece, side in chosen:
            for section, count in piece.rows_of(side).items():
                rows[section] = max(rows.get(section, 0), count)
            _put(made, piece.key, piece.of(side))
        _fill_rows(made, rows)
        self._take_standing(made)
        return made

    def _take_standing(self, made: Draft) -> None:
        """Give the result what stands beside the texts: whoever changed it has it, mine before theirs."""
        kept = self.mine if self.mine.acknowledged != self.base.acknowledged else self.theirs
        made.acknowledged = kept.acknowledged
        known = {(one.parent, one.name, one.xml): one for one in (*self.mine.unknown, *self.theirs.unknown)}
        made.unknown = list(known.values())
        made.notes = {**self.theirs.notes, **self.mine.notes}
        made.declared = dict(self.mine.declared or self.theirs.declared)
        for draft in (self.theirs, self.mine):
            made.brought |= {path: by for path, by in draft.brought.items() if draft.get(path) == made.get(path)}


def merge(base: Draft, mine: Draft, theirs: Draft, same: Same | None = None) -> Merge:
    """Compare two versions with what both began from. Only what both changed, and differently, is a conflict."""
    alike = same or (lambda _path, one, other: one == other)
    pieces: list[Piece] = []
    agreed: dict[str, str] = {}
    rows: dict[str, int] = {}
    for path in _own_paths("", base, mine, theirs):
        _compare(_field(path, base.get(path), mine.get(path), theirs.get(path)), alike, pieces, agreed)
    for section in _sections("", base, mine, theirs):
        _compare_rows(section, (base, mine, theirs), alike, (pieces, agreed, rows))
    for name in dict.fromkeys((*base.facts, *mine.facts, *theirs.facts)):
        told = [_fact(draft, name) for draft in (base, mine, theirs)]
        _compare(_field(FACT + name, *told), alike, pieces, {})
    _compare(_field(MODE, base.mode.value, mine.mode.value, theirs.mode.value), alike, pieces, {})
    conflicts, one_sided = [], []
    for piece in pieces:
        side = _only(piece, alike)
        if side is None:
            conflicts.append(piece)
        else:
            one_sided.append(OneSided(piece, side))
    return Merge(agreed, tuple(conflicts), tuple(one_sided), mine, theirs, base, rows)


def by_value(form: Form) -> Same:
    """Return what tells that two texts of a form mean the same: 98640 is 98640.00000."""

    def same(path: str, one: str, other: str) -> bool:
        if one == other:
            return True
        if path.startswith((FACT, MODE)) or pattern_of(path) not in form.fields or not (one and other):
            return False
        bound = form.field(path)
        try:
            return bound.parse(one) == bound.parse(other)
        except FieldError:
            return False

    return same


def _compare_rows(
    section: str,
    drafts: tuple[Draft, Draft, Draft],
    same: Same,
    into: tuple[list[Piece], dict[str, str], dict[str, int]],
) -> None:
    """Compare the rows of a section one by one, as far as it is known that they are the same rows."""
    pieces, agreed, rows = into
    base, mine, theirs = drafts
    counts = (base.rows(section), mine.rows(section), theirs.rows(section))
    common = _common_rows(section, drafts, counts)
    rows[section] = common
    for number in range(common):
        prefix = f"{section}[{number}]."
        for path in _own_paths(prefix, *drafts):
            _compare(_field(path, base.get(path), mine.get(path), theirs.get(path)), same, pieces, agreed)
        for inner in _sections(prefix, *drafts):
            _compare_rows(inner, drafts, same, into)
    if counts == (common, common, common):
        return
    before, ours, others = (_tail(draft, section, common) for draft in drafts)
    within = (_inner(base, section, common), _inner(mine, section, common), _inner(theirs, section, common))
    if ours == others and counts[1] == counts[2] and within[1] == within[2]:
        agreed.update(ours)
        rows |= {section: counts[1], **within[1]}
    else:
        pieces.append(Piece(f"{section}[{common}:]", before, ours, others, section, common, counts, within))


def _common_rows(section: str, drafts: tuple[Draft, Draft, Draft], counts: tuple[int, int, int]) -> int:
    """Return how many rows from the top are surely the same ones: all, or those before what one side appended.

    Where a row was taken out of the middle nobody can tell which is which: then the rows are one piece.
    """
    base, mine, theirs = drafts
    if counts[0] == counts[1] == counts[2]:
        return counts[0]
    known = counts[0]
    grown = [
        draft
        for draft, count in ((mine, counts[1]), (theirs, counts[2]))
        if count > known and _head(draft, section, known) == _head(base, section, known)
    ]
    steady = [count for count in counts[1:] if count == known]
    if len(grown) == 2 or (len(grown) == 1 and steady):
        return known
    return 0


def _head(draft: Draft, section: str, count: int) -> dict[str, str]:
    return {f"{n}.{path}": text for n in range(count) for path, text in draft.row_texts(section, n).items() if text}


def _tail(draft: Draft, section: str, first: int) -> dict[str, str]:
    """Return the texts of all rows from one on, with those of the sections inside them."""
    found = {}
    for number in range(first, draft.rows(section)):
        for path, text in draft.row_texts(section, number).items():
            found[f"{section}[{number}].{path}"] = text  # an empty one too: it keeps its row alive
    return found


def _inner(draft: Draft, section: str, first: int) -> dict[str, int]:
    """Return the counts of the sections inside the rows from one on."""
    prefixes = tuple(f"{section}[{number}]." for number in range(first, draft.rows(section)))
    return {name: count for name, count in draft.all_rows().items() if prefixes and name.startswith(prefixes)}


def _own_paths(prefix: str, *drafts: Draft) -> list[str]:
    """Return the paths directly under a prefix that hold a text in any of the drafts, in their order."""
    found = dict.fromkeys(path for draft in drafts for path, _ in draft.filled() if path.startswith(prefix))
    return [path for path in found if "[" not in path[len(prefix) :]]


def _sections(prefix: str, *drafts: Draft) -> Iterator[str]:
    found = dict.fromkeys(name for draft in drafts for name in draft.all_rows() if name.startswith(prefix))
    return (name for name in found if "[" not in name[len(prefix) :])


def _field(path: str, base: str, mine: str, theirs: str) -> Piece:
    return Piece(path, {path: base}, {path: mine}, {path: theirs})


def _compare(piece: Piece, same: Same, pieces: list[Piece], agreed: dict[str, str]) -> None:
    path = piece.key
    mine, theirs = piece.mine[path], piece.theirs[path]
    if same(path, mine, theirs):
        agreed[path] = mine
    else:
        pieces.append(piece)


def _only(piece: Piece, same: Same) -> Side | None:
    """Return the side that alone changed a piece, None where both did."""
    if piece.section:
        held = [(piece.of(side), piece.rows_of(side)) for side in (None, Side.MINE, Side.THEIRS)]
        if held[1] == held[0]:
            return Side.THEIRS
        return Side.MINE if held[2] == held[0] else None
    path = piece.key
    if same(path, piece.mine[path], piece.base[path]):
        return Side.THEIRS
    return Side.MINE if same(path, piece.theirs[path], piece.base[path]) else None


def _fact(draft: Draft, name: str) -> str:
    return json.dumps(draft.facts[name], ensure_ascii=False, sort_keys=True) if name in draft.facts else ""


def _put(made: Draft, key: str, texts: Mapping[str, str]) -> None:
    if key == MODE:
        made.mode = Mode(texts[key])
    elif key.startswith(FACT):
        name = key.removeprefix(FACT)
        made.facts.pop(name, None)
        if texts[key]:
            made.facts[name] = json.loads(texts[key])
    else:
        made.update(texts)


def _fill_rows(made: Draft, rows: Mapping[str, int]) -> None:
    """Let blank rows live on: they have no text to be counted by."""
    for section, count in sorted(rows.items(), key=lambda one: one[0].count("[")):
        while made.rows(section) < count:
            made.insert_row(section, made.rows(section), {})
