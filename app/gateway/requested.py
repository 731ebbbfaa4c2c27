"""A read-only look at a request and what stands against it; it knows the declaration as it is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from app.gateway.declared import Declared, to_number
from app.gateway.finding import Finding
from schemas import REQUEST_NAMESPACE

_RULE = "GATEWAY"
_HELD = frozenset({"C", "SpC", "H"})
_FREE = frozenset({"K", "B", "SpK", "P", "I", "F", "R"})
Place = tuple[str, str]  # element and row numbers


@dataclass(frozen=True, slots=True)
class Change:
    """One element the request would change."""

    element: str
    rows: str
    label: str
    old: str
    new: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.element, self.rows


@dataclass(frozen=True, slots=True)
class Requested:
    """One DecRequest."""

    root: etree._Element

    def head(self, name: str) -> str:
        """The text of an element of Head."""
        return (self.root.findtext(f"{_tag('Head')}/{_tag(name)}") or "").strip()

    def changes(self) -> Iterator[Change]:
        """What it would change."""
        for one in self.root.iterfind(f"{_tag('Changes')}/{_tag('Change')}"):
            texts = [one.findtext(_tag(name)) or "" for name in ("Element", "Rows", "Label", "Old", "New")]
            yield Change(*texts)


@dataclass(frozen=True, slots=True)
class Base:
    """The declaration as it is in force: its message, its digest, the letters it has had, and agreed changes."""

    declared: Declared
    sha256: str
    channels: Sequence[str]
    agreed: Mapping[Place, str]
    pending: bool


def judge(requested: Requested, base: Base) -> list[Finding]:
    """What the authority has against a request; nothing means that it agrees."""
    found = []
    if base.pending:
        found.append(Finding(_RULE, "Head/Kind", None, "上一份申请尚未答复"))
    if "R" in base.channels or "D" in base.channels:
        found.append(Finding(_RULE, "Head/EntryId", None, "报关单已结关或已删除"))
    if _is_held(base.channels) and requested.head("Kind") != "supplement":
        found.append(Finding(_RULE, "Head/Kind", None, "海关已布控、查验未了结，不予修改或撤销"))
    if requested.head("BaseSha256") != base.sha256:
        found.append(Finding(_RULE, "Head/BaseSha256", None, "申请所依据的不是海关现行版本"))
    elif requested.head("Kind") == "amend":
        found += _contradictions(requested, base)
    return found


def _is_held(channels: Sequence[str]) -> bool:
    last = next((channel for channel in reversed(channels) if channel in _HELD | _FREE), "")
    return last in _HELD


def _contradictions(requested: Requested, base: Base) -> Iterator[Finding]:
    changes = list(requested.changes())
    if not changes:
        yield Finding(_RULE, "Changes/Change", None, "修改申请没有列明修改内容")
    for number, change in enumerate(changes, start=1):
        present = base.agreed.get(change.place, _text_at(base.declared, change))
        if present is not None and not _same(present, change.old):
            yield Finding(_RULE, change.element, number, f"{change.label}的原值与海关现行版本不符")


def _text_at(declared: Declared, change: Change) -> str | None:
    """The text of the declared element; None where it is not there or lies in a row within a row."""
    block, _, name = change.element.partition("/")
    if "." in change.rows:
        return None
    blocks = [one for one in declared.root.iter() if isinstance(one.tag, str) and etree.QName(one).localname == block]
    number = int(change.rows or 1) - 1
    if number >= len(blocks):
        return None
    found = [one for one in blocks[number] if isinstance(one.tag, str) and etree.QName(one).localname == name]
    return (found[0].text or "") if found else None


def _same(present: str, old: str) -> bool:
    if present.strip() == old.strip():
        return True
    numbers = to_number(present.strip()), to_number(old.strip().replace(",", ""))
    if None not in numbers:
        return numbers[0] == numbers[1]
    return present.strip().replace("-", "") == old.strip().replace("-", "")  # a day with or without its strokes


def _tag(name: str) -> str:
    return f"{{{REQUEST_NAMESPACE}}}{name}"
