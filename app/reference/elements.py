"""Which 申报要素 a tariff line asks for, in which order, and what each box may hold; it checks no declaration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.core.tables import CodeRow

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


class ElementTables(Protocol):
    """What the elements are read from; app.reference.Reference fits."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code, or None."""
        ...

    def rows(self, table: str, code: str, on: date | None = None) -> Sequence[CodeRow]:
        """Return every row of a code."""
        ...


def element_list(tables: ElementTables, code: str, on: date | None = None) -> ElementList:
    """Return the elements of a tariff number: those of its own row, else those of the longest prefix in the catalogue.

    ``hs_codes`` rows carry ``elements``, ``elements_optional`` and ``elements_ordered``. In ``hs_elements`` the code is
    the beginning of tariff numbers, with one row per element (``required`` 1 or 0), whose order is not known, or with
    one row that carries the same columns.
    """
    own = tables.row("hs_codes", code, on)
    if own is not None and own.values.get("elements"):
        return _listed(own, own.code, own.values.get("elements_ordered") == "yes")
    for length in _PREFIX_LENGTHS:
        rows = tables.rows("hs_elements", code[:length], on) if len(code) >= length else ()
        if rows and rows[0].values.get("elements"):
            return _listed(rows[0], rows[0].code, rows[0].values.get("elements_ordered") == "yes")
        if rows:
            required = [row.name for row in rows if row.values.get("required") != "0"]
            optional = [row.name for row in rows if row.values.get("required") == "0"]
            return ElementList(rows[0].code, in_place(required, optional), False, rows[0].source, rows[0].as_of)
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
