"""A read-only look at one declaration's XML tree by block and element; it reads values and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from schemas import NAMESPACE


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeated block, numbered from 1."""

    number: int
    element: etree._Element

    def text(self, name: str) -> str:
        """The text of one element, without surrounding blanks; "" when empty or absent."""
        return (self.element.findtext(_tag(name)) or "").strip()

    def number_of(self, name: str) -> Decimal | None:
        """The number in one element; None when empty or no number."""
        return to_number(self.text(name))


def to_number(text: str) -> Decimal | None:
    """A number as the message writes it; None for anything else."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class Declared:
    """One DecMessage."""

    root: etree._Element
    completes: bool = False
    """Whether it is sent as the second of two steps, which its 单据类型 alone does not always say."""

    def text(self, block: str, name: str) -> str:
        """The text of an element of DecHead, DecFreeTxt or DecSign, without surrounding blanks."""
        return self.raw(block, name).strip()

    def raw(self, block: str, name: str) -> str:
        """The same with its blanks, for positional fields."""
        return self.root.findtext(f"{_tag(block)}/{_tag(name)}") or ""

    def head(self, name: str) -> str:
        """The text of an element of DecHead."""
        return self.text("DecHead", name)

    def rows(self, wrapper: str, block: str) -> Iterator[Row]:
        """The rows of a wrapped block."""
        for number, element in enumerate(self.root.iterfind(f"{_tag(wrapper)}/{_tag(block)}"), start=1):
            yield Row(number, element)

    def goods(self) -> Iterator[Row]:
        """The goods lines."""
        return self.rows("DecLists", "DecList")

    @property
    def is_import(self) -> bool:
        return self.head("IEFlag") == "I"

    @property
    def is_summary(self) -> bool:
        """Whether this is a 概要申报, which leaves most fields for later: Type position 3 is 5, before that 3 or 1."""
        return not self.completes and self.raw("DecHead", "Type")[2:3] in ("1", "3", "5")
