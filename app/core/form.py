"""A declaration type as an object: its fields, its page and its message tree, walked once from the annotated class."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from app.core.draft import Draft, Mode, Purpose
from app.core.field import Block, BoundField, Box, Digits, Kind, Section
from app.core.path import bind, pattern_of, rows_of, section_of
from app.core.tables import CodeTables

if TYPE_CHECKING:
    from app.core.rules import Rule

M = TypeVar("M", Box, Block)


@dataclass(frozen=True, slots=True)
class PageSection:
    """One group of fields on the page; ``rows`` names the repeated section it lists, or is empty.

    rare: not offered at first sight while it holds nothing.
    """

    id: str
    title: str
    rows: str = ""
    rare: bool = False


@dataclass(frozen=True)
class BoundBlock:
    """One block of the message with its fields and child blocks in document order."""

    path: str  # "" for inline blocks, "items[]" for repeated ones, "sign" for single ones
    name: str
    block: Block
    model: type[Section]
    order: tuple["BoundField | BoundBlock", ...]

    @property
    def repeated(self) -> bool:
        """Tell whether the block has rows."""
        return self.path.endswith("[]")

    @property
    def rows_of(self) -> str:
        """Pattern of the section whose rows these are: ``items``, ``items[].limits``."""
        return self.path.removesuffix("[]")

    @property
    def steps(self) -> tuple[str, ...]:
        """Element names from the parent: wrapper and element, or the element alone."""
        return tuple(self.block.xml.split("/"))

    @property
    def opening(self) -> BoundField:
        """Return the first field every row must have (else the first of all): where a missing row is told."""
        own = [one for one in self.order if isinstance(one, BoundField)]
        return next((bound for bound in own if bound.box.need[0] == "R"), own[0])

    def walk(self) -> Iterator[BoundField]:
        """Yield every field below, in document order."""
        for one in self.order:
            if isinstance(one, BoundField):
                yield one
            else:
                yield from one.walk()


def _nothing(draft: Draft) -> None:
    """Prepare nothing: a form whose message needs no sending fields."""


def _unmoved(draft: Draft) -> Mapping[str, str]:
    """Change nothing: a form whose texts do not follow from the stage."""
    return {}


class FactLine(Protocol):
    """Kind and Chinese meaning of a fact no message carries."""

    @property
    def kind(self) -> StrEnum: ...

    @property
    def meaning(self) -> str: ...

    @property
    def asked(self) -> bool: ...


def _nothing_brought(form: "Form", draft: Draft, path: str, tables: CodeTables, day: date) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Form:
    """A declaration type in one version; everything about it is derived from ``root`` and ``rules``.

    prepare: fills in what only sending knows (operation type, operator).  staged: texts that follow from mode and
    facts and are not so yet.  brings: texts a code chosen at a path brings along.  identity: path of the number that
    makes two files the same declaration.  operator: path of the name of who works here.
    """

    id: str
    version: str
    title: str
    direction: str
    root: type[Section]
    sections: tuple[PageSection, ...]
    rules: "tuple[Rule, ...]" = ()
    prepare: Callable[[Draft], None] = _nothing
    staged: Callable[[Draft], Mapping[str, str]] = _unmoved
    brings: "Callable[[Form, Draft, str, CodeTables, date], Mapping[str, str]]" = _nothing_brought
    identity: str = "sign.client_seq_no"
    operator: str = "typist_name"
    message: str = "DecMessage"
    schema_version: str = "4.8"
    facts: Mapping[str, FactLine] = field(default_factory=dict)

    def facts_asked(self, mode: Mode) -> tuple[str, ...]:
        """Return the names of the facts some rule of this type asks for in a filing mode, in the order of ``facts``."""
        asked = {
            need.name
            for rule in self.rules
            if mode in rule.modes and self.direction in rule.directions
            for need in rule.needs
            if need.kind == "fact"
        }
        return tuple(name for name, fact in self.facts.items() if name in asked and fact.asked)

    @cached_property
    def tree(self) -> BoundBlock:
        """The message tree; its children are the blocks under the root element, in written order."""
        return _bind_block("", Block(self.message), "", self.root, ())

    @cached_property
    def fields(self) -> Mapping[str, BoundField]:
        """Every field by its pattern, in message order."""
        return {bound.path: bound for bound in self.tree.walk()}

    @cached_property
    def blocks(self) -> Mapping[str, BoundBlock]:
        """Every repeated block by the pattern of its section (``items``, ``items[].limits``)."""
        return {block.rows_of: block for block in _blocks(self.tree) if block.repeated}

    @cached_property
    def optional_blocks(self) -> tuple[str, ...]:
        """Paths of the single blocks that are written only when something was filled in: ``royalty``, ``access``."""
        return tuple(b.path for b in _blocks(self.tree) if b.path and not b.repeated and not b.block.always)

    @cached_property
    def by_element(self) -> Mapping[str, BoundField]:
        """Every field by ``Block/Element``, the way authorities name them."""
        return {bound.element: bound for bound in self.fields.values()}

    def field(self, path: str) -> BoundField:
        """Return the field a concrete path belongs to; KeyError if the form has none."""
        return self.fields[pattern_of(path)]

    def page(self, section: str) -> Sequence[BoundField]:
        """Return the fields shown in a page section, in page order."""
        return self._pages.get(section, ())

    @cached_property
    def _pages(self) -> Mapping[str, Sequence[BoundField]]:
        pages: dict[str, list[BoundField]] = {}
        for bound in sorted(self.fields.values(), key=lambda bound: bound.box.order):
            pages.setdefault(bound.box.section, []).append(bound)
        return pages

    def new(self, mode: Mode = Mode.ONCE) -> Draft:
        """Return a fresh draft holding only what is the same for every declaration of this type."""
        draft = Draft(self.id, self.version, mode)
        for bound in self.fields.values():
            if bound.box.default and "[]" not in bound.path:
                draft.put(bound.path, bound.box.default)
        draft.update(self.staged(draft))
        return draft

    def copy_of(self, draft: Draft) -> Draft:
        """Return a fresh draft with the contents of another and none of the numbers that were given to that one."""
        copy = draft.copy()
        copy.facts.clear()
        copy.purpose, copy.declared, copy.acknowledged, copy.brought = Purpose.DECLARE, {}, (), {}
        copy.notes.clear()
        if copy.mode is Mode.COMPLETE:
            copy.mode = Mode.SUMMARY  # a new declaration has no first step behind it
        for path in list(copy.texts):
            box = self.field(path).box
            if box.read_only and not box.default and not box.row_number:
                copy.put(path, "")
        copy.update(self.staged(copy))
        return copy

    def new_row(self, section: str) -> dict[str, str]:
        """Return the relative texts a new row of a section starts with."""
        pattern = f"{section}[]."
        return {
            bound.path.removeprefix(pattern): bound.box.default
            for bound in self.fields.values()
            if bound.path.startswith(pattern) and "[]" not in bound.path.removeprefix(pattern) and bound.box.default
        }

    def renumber(self, draft: Draft) -> None:
        """Write 1…n into the row-number fields, so that a row moved or removed keeps the count unbroken."""
        for bound in self.fields.values():
            if bound.box.row_number:
                for path in places(bound.path, draft):
                    draft.put(path, str(rows_of(path)[-1] + 1))


def places(pattern: str, draft: Draft) -> Iterator[str]:
    """Yield the concrete paths a pattern has in a draft, one per existing row."""
    for rows in row_tuples(pattern, draft):
        yield bind(pattern, rows)


def row_tuples(pattern: str, draft: Draft) -> Iterator[tuple[int, ...]]:
    """Yield the row numbers under which a pattern exists in a draft; ``((),)`` for a head field."""
    return rows_below(pattern, draft, ())


def rows_below(pattern: str, draft: Draft, above: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the row numbers under which a pattern exists below the given outer rows."""
    pieces = pattern.split("[]")[:-1]
    found = [above]
    for depth in range(len(above), len(pieces)):
        section = "[]".join(pieces[: depth + 1])
        found = [(*rows, number) for rows in found for number in range(draft.rows(bind(section, rows)))]
    yield from found


def blank_rows(form: Form, draft: Draft) -> frozenset[str]:
    """Return the rows (``packs[0]``) without any text, of all sections a message need not have: they are not sent."""
    rows = {
        f"{bind(section, above)}[{number}]"
        for section, block in form.blocks.items()
        if not block.block.always
        for above in row_tuples(section, draft)
        for number in range(draft.rows(bind(section, above)))
    }
    for path, raw in draft.filled() if rows else ():
        section = section_of(path) if raw.strip() else ""
        while section:
            rows.discard(path[: path.index("]", len(section)) + 1])
            section = section_of(section)
    return frozenset(rows)


def blank_rows_after(form: Form, draft: Draft, known: frozenset[str], path: str, before: str) -> frozenset[str]:
    """Return the same after one text changed: ``known`` are the rows from before it, ``before`` the text it had."""
    now = draft.get(path)
    if bool(before.strip()) is bool(now.strip()):
        return known
    if now.strip():
        return frozenset(row for row in known if not path.startswith(f"{row}."))
    return blank_rows(form, draft)


def _blocks(block: BoundBlock) -> Iterator[BoundBlock]:
    yield block
    for one in block.order:
        if isinstance(one, BoundBlock):
            yield from _blocks(one)


def _bind_block(name: str, block: Block, path: str, model: type[Section], steps: tuple[str, ...]) -> BoundBlock:
    below = (*steps, *block.xml.split("/")) if path or steps or block.inline else steps
    order: list[BoundField | BoundBlock] = []
    for child_name, info in model.model_fields.items():
        inner = _section_in(info.annotation)
        prefix = f"{path}." if path else ""
        if inner is None:
            order.append(_bind_field(child_name, info, prefix, below))
            continue
        child = _one(info, Block)
        own = "" if child.inline else f"{prefix}{child_name}" + ("[]" if _is_many(info.annotation) else "")
        order.append(_bind_block(child_name, child, own, inner, below))
    seats = _seats(model)
    order.sort(key=lambda one: seats[one.box.xml if isinstance(one, BoundField) else one.block.xml])
    return BoundBlock(path, name, block, model, tuple(order))


def _seats(model: type[Section]) -> dict[str, int]:
    """Return the written place of each element of a block: that of the class which first described the block.

    A variant (exports) may let two fields change elements; the elements themselves keep their places.
    """
    first = next(base for base in reversed(model.__mro__) if issubclass(base, Section) and base.model_fields)
    seats: dict[str, int] = {}
    for seat, info in enumerate(first.model_fields.values()):
        line = _one(info, Box) if _section_in(info.annotation) is None else _one(info, Block)
        seats[line.xml] = seat
    return seats


def _bind_field(name: str, info: FieldInfo, prefix: str, steps: tuple[str, ...]) -> BoundField:
    box = _one(info, Box)
    length = next((meta.max_length for meta in info.metadata if isinstance(meta, MaxLen)), None)
    digits = next((meta for meta in info.metadata if isinstance(meta, Digits)), None)
    kind = _kind(info.annotation, box)
    return BoundField(f"{prefix}{name}", name, box, kind, (*steps, box.xml), length, digits, info.annotation)


def _kind(annotation: Any, box: Box) -> Kind:
    if box.verbatim:
        return Kind.XML
    inner = next(arg for arg in (*get_args(annotation), annotation) if arg is not type(None))
    if inner is Decimal:
        return Kind.DECIMAL
    if inner is int:
        return Kind.INTEGER
    if inner is date:
        return Kind.DATE
    return Kind.CODE if box.table else Kind.TEXT


def _one(info: FieldInfo, wanted: type[M]) -> M:
    return next(meta for meta in info.metadata if isinstance(meta, wanted))


def _section_in(annotation: Any) -> type[Section] | None:
    for one in (annotation, *get_args(annotation)):
        if inspect.isclass(one) and issubclass(one, Section):
            return one
    return None


def _is_many(annotation: Any) -> bool:
    return get_origin(annotation) is tuple
