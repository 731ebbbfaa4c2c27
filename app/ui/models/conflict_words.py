"""A conflict in the words of the page: which field, where, what each version holds; it decides nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.draft import Mode
from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.amendment import place_of
from app.declarations.merge import FACT, MODE, Merge, OneSided, Piece, Side
from app.ui.models.change_words import NONE, differing, value_words
from app.ui.models.wording import mode_words

_FACT_PLACE, _MODE_LABEL = "申报前确认", "申报方式"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words, split into what both versions share and what differs, and its unit."""

    head: str
    differs: str
    tail: str
    unit: str = ""

    @property
    def words(self) -> str:
        """The whole value with its unit."""
        return f"{self.head}{self.differs}{self.tail}" + (f" {self.unit}" if self.unit else "")


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict as the page shows it; ``before`` is what both began from."""

    key: str
    label: str
    place: str
    before: str
    mine: Value
    theirs: Value

    def of(self, side: Side) -> Value:
        """Return the value of one side."""
        return self.mine if side is Side.MINE else self.theirs


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One change only one side made, as the page lists it."""

    key: str
    label: str
    place: str
    before: str
    after: str
    side: Side


def conflict_rows(form: Form, tables: CodeTables, found: Merge) -> list[ConflictRow]:
    """Return the conflicts in words."""
    return [_row(form, tables, found, piece) for piece in found.conflicts]


def merged_rows(form: Form, tables: CodeTables, found: Merge) -> list[MergedRow]:
    """Return the changes of one side in words."""
    return [_merged(form, tables, found, one) for one in found.one_sided]


def _row(form: Form, tables: CodeTables, found: Merge, piece: Piece) -> ConflictRow:
    label, place = _names(form, piece)
    mine = _told(form, tables, piece, piece.mine, found.mine.texts, 1)
    theirs = _told(form, tables, piece, piece.theirs, found.theirs.texts, 2)
    before = " ".join(_told(form, tables, piece, piece.base, found.base.texts, 0)).strip()
    return ConflictRow(piece.key, label, place, before, _marked(theirs, mine), _marked(mine, theirs))


def _merged(form: Form, tables: CodeTables, found: Merge, one: OneSided) -> MergedRow:
    label, place = _names(form, one.piece)
    draft, number = (found.mine, 1) if one.side is Side.MINE else (found.theirs, 2)
    before = _told(form, tables, one.piece, one.piece.base, found.base.texts, 0)
    after = _told(form, tables, one.piece, one.piece.of(one.side), draft.texts, number)
    return MergedRow(one.piece.key, label, place, " ".join(before).strip(), " ".join(after).strip(), one.side)


def _marked(other: tuple[str, str], own: tuple[str, str]) -> Value:
    return Value(*differing(other[0], own[0]), own[1])


def _names(form: Form, piece: Piece) -> tuple[str, str]:
    """Return the name of what changed and the section or row it stands in."""
    if piece.key == MODE:
        return _MODE_LABEL, ""
    if piece.key.startswith(FACT):
        name = piece.key.removeprefix(FACT)
        return (form.facts[name].meaning if name in form.facts else name), _FACT_PLACE
    if piece.section:
        block = form.blocks.get(piece.section)
        label = block.block.label if block else piece.section
        return label, "多行" if not piece.first else f"第 {piece.first + 1} 行起"
    bound = form.field(piece.key)
    return bound.label, place_of(bound, piece.key, form)


def _told(
    form: Form, tables: CodeTables, piece: Piece, held: Mapping[str, str], texts: Mapping[str, str], number: int
) -> tuple[str, str]:
    """Return what one version holds of a piece, and its unit."""
    if piece.section:
        count = piece.rows[number] - piece.first
        first = next((text for text in held.values() if text), "")
        return (f"{count} 行" + (f"，{first}…" if first else "") if count > 0 else "没有", "")
    raw = held[piece.key]
    if piece.key == MODE:
        return mode_words(Mode(raw)), ""
    if piece.key.startswith(FACT):
        return (_fact_words(json.loads(raw)) if raw else NONE), ""
    return value_words(form, tables, texts, piece.key)


def _fact_words(value: object) -> str:
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
