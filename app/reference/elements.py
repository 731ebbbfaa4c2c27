"""Which 申报要素 a tariff line asks for, in which order, and what each box may hold; it checks no declaration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.tables import CodeRow, CodeTables

BRAND = "品牌类型"
PREFERENCE = "出口享惠情况"
LAST = ("GTIN", "CAS", "其他")  # where the catalogue has them, they end the list
_PREFIX_LENGTHS = range(10, 3, -1)
_SEPARATOR = ";"
_IMPORT = "I"
_NOT_FOR_IMPORTS = "3"


class ElementKind(StrEnum):
    """What is written into the box of one element."""

    BRAND = "brand"
    PREFERENCE = "preference"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Element:
    """One box: its place in the string from 0, its official name, and whether it must be filled."""

    number: int
    name: str
    kind: ElementKind
    required: bool = True

    @property
    def table(self) -> str:
        """Return the code table of the box, empty for free text."""
        return {ElementKind.BRAND: "brand_types", ElementKind.PREFERENCE: "preference_tokens"}.get(self.kind, "")

    def choices(self, direction: str) -> tuple[str, ...]:
        """Return the tokens the box may hold for ``direction`` I or E; nothing for free text."""
        if self.kind is ElementKind.BRAND:
            return "0", "1", "2", "3", "4"
        if self.kind is ElementKind.PREFERENCE:
            return (_NOT_FOR_IMPORTS,) if direction == _IMPORT else ("0", "1", "2")
        return ()


@dataclass(frozen=True, slots=True)
class ElementList:
    """The elements of one tariff line; ``ordered`` tells that their order is known to be that of the catalogue."""

    key: str  # the code or the beginning of a code the list was found under, empty where none was found
    elements: tuple[Element, ...] = ()
    ordered: bool = False
    source: str = ""
    as_of: str = ""

    def __len__(self) -> int:
        return len(self.elements)


def element_list(tables: CodeTables, code: str, on: date | None = None) -> ElementList:
    """Return the elements of a tariff number: those of its own row, else those of the longest prefix in the catalogue.

    ``hs_codes`` rows carry ``elements``, ``elements_optional`` and ``elements_ordered``; ``hs_elements`` has one row
    per beginning of a code with ``elements`` and ``elements_optional``.
    """
    own = tables.row("hs_codes", code, on)
    if own is not None and own.values.get("elements"):
        return _listed(own, own.code, own.values.get("elements_ordered") == "yes")
    for length in _PREFIX_LENGTHS:
        row = tables.row("hs_elements", code[:length], on) if len(code) >= length else None
        if row is not None:
            return _listed(row, row.code, row.values.get("elements_ordered") == "yes")
    return ElementList("")


def _listed(row: CodeRow, key: str, ordered: bool) -> ElementList:
    required = [name for name in row.values.get("elements", "").split(_SEPARATOR) if name]
    optional = [name for name in row.values.get("elements_optional", "").split(_SEPARATOR) if name]
    return ElementList(key, in_place(required, optional), ordered, row.source, row.as_of)


def in_place(required: Sequence[str], optional: Sequence[str] = ()) -> tuple[Element, ...]:
    """Return the boxes of the names: 品牌类型 and 出口享惠情况 always first, whatever may be left out always last."""
    inner = [name for name in required if name not in (BRAND, PREFERENCE)]
    extra = [name for name in optional if name not in (BRAND, PREFERENCE) and name not in inner]
    last = [name for name in LAST if name in extra]
    names = [BRAND, PREFERENCE, *inner, *(name for name in extra if name not in last), *last]
    first_optional = len(inner) + 2
    return tuple(
        Element(number, name, _kind(name), required=number < first_optional) for number, name in enumerate(names)
    )


def _kind(name: str) -> ElementKind:
    if name == BRAND:
        return ElementKind.BRAND
    if name == PREFERENCE:
        return ElementKind.PREFERENCE
    return ElementKind.DAY if name.partition("（")[0].partition("(")[0].endswith("日期") else ElementKind.TEXT
