"""The one description of a declaration field; every other layer reads it from here and adds nothing."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from annotated_types import MaxLen
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Text = str | None
Number = Decimal | None
Whole = int | None
Day = date | None


def Max(length: int) -> MaxLen:
    """Limit a text to ``length`` characters (the XSD's count; bytes are the rules' business)."""
    return MaxLen(length)


@dataclass(frozen=True, slots=True)
class Digits:
    """Limit a number to ``total`` digits, ``places`` of them after the point: the dictionary's N(19,5)."""

    total: int
    places: int = 0

    def holds(self, value: Decimal | int) -> bool:
        """Tell whether the number fits."""
        _, digits, exponent = Decimal(value).as_tuple()
        if not isinstance(exponent, int):
            return False
        places = max(-exponent, 0)
        whole = max(len(digits) + exponent, 0)
        return places <= self.places and whole <= self.total - self.places

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def fit(value: Decimal | int | None) -> Decimal | int | None:
            if value is not None and not self.holds(value):
                raise ValueError(f"more than {self.total - self.places} digits before or {self.places} after the point")
            return value

        return core_schema.no_info_after_validator_function(fit, handler(source))


@dataclass(frozen=True, slots=True)
class Box:
    """Where a field lives outside Python, and how people call it.

    xml: element name inside its block.  label: official Chinese label.  at: ``section.order`` on the page ("" =
    not shown; order 50 and above = behind 其余 n 项).  need: letters for [一次/提前, 概要] and, where 完整 is unlike
    一次, a third for it: R required, O optional, C by a rule, - absent; L as 一次 but fixed once 概要 declared it,
    G so too but it may grow at its end.  table: stem of its code table.  box: number on the official
    page (填制规范).  span: columns it takes on the page.
    short: the label where there is no room for the official one.  joins: sibling field whose box on the page this
    one shares (a unit beside its quantity).  column: px of its own column in a table of rows (0 = below the table).
    total: words before its sum under the table.  product: siblings whose product it is.  fills: (sibling, column of the
    code's row) pairs a code brings along.  parts: labels of a text with one answer (0 否, 1 是, 9 空) per character.
    profile: the same for every draft of one operator.  assigned: which number of the authority's it will hold
    (``unified`` 统一编号, ``customs`` 海关编号).  blanks: what a text of nothing but spaces means.
    refile: why a change of what was declared here needs 撤销重报, in a few words ("" = it can be amended).  follows:
    siblings whose change brings a change of this one along.  elements: sibling code whose 要素 make up this text.
    lists: table of the codes a text holds, apart by commas.
    rule: id under which an unreadable value or unknown code is reported.  empty_rule: id that speaks when it is
    required and empty.  shape: regular expression of a text whose note says what is meant; of a code a rule speaks, and
    the table is not asked for one of another shape.
    """

    xml: str
    label: str
    at: str = ""
    need: str = "OO"
    table: str = ""
    box: int = 0
    unit: str = ""
    note: str = ""
    default: str = ""
    rule: str = ""
    empty_rule: str = "R000"
    shape: str = ""
    keeps_space: bool = False
    blanks: str = ""
    verbatim: bool = False
    row_number: bool = False
    read_only: bool = False
    span: int = 1
    short: str = ""
    joins: str = ""
    column: int = 0
    total: str = ""
    product: tuple[str, ...] = ()
    fills: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    profile: bool = False
    assigned: str = ""
    refile: str = ""
    follows: tuple[str, ...] = ()
    elements: str = ""
    lists: str = ""

    @property
    def words(self) -> str:
        """Label where room is short."""
        return self.short or self.label

    @property
    def section(self) -> str:
        """Page section the field is shown in, or ``""``."""
        return self.at.partition(".")[0]

    @property
    def order(self) -> int:
        """Place of the field inside its page section."""
        return int(self.at.partition(".")[2] or 0)


@dataclass(frozen=True, slots=True)
class Block:
    """Where a section lives in the message: its element, with the wrapper before a slash for repeated ones.

    inline: its fields carry no path prefix.  always: written even when nothing was filled in.
    """

    xml: str
    label: str = ""
    inline: bool = False
    always: bool = False
    at: str = ""
    most: int = 9_999


class Section(BaseModel):
    """Base of every block of a declaration: frozen, closed, built only from a draft that passed its checks."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Kind(StrEnum):
    """What an editor, a parser or a column has to handle."""

    TEXT = "text"
    CODE = "code"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    XML = "xml"


class FieldError(ValueError):
    """A raw text cannot be read as the field's value; ``code`` names the fault, ``values`` its numbers."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, object] = values


Value = str | Decimal | int | date | None
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")


@dataclass(frozen=True, slots=True)
class BoundField:
    """One field of a walked form: its pattern, its place in the message and how to read it."""

    path: str
    name: str
    box: Box
    kind: Kind
    xml_path: tuple[str, ...]
    max_length: int | None = None
    digits: Digits | None = None
    annotation: Any = field(default=None, compare=False)

    @property
    def element(self) -> str:
        """Block and element as people quote them: ``DecHead/NetWt``, ``DecList/GName``."""
        return "/".join(self.xml_path[-2:])

    @property
    def label(self) -> str:
        """Official Chinese label."""
        return self.box.label

    @property
    def english(self) -> str:
        """English label: the field's own name is the translation of its official label."""
        return self.name.replace("_", " ")

    def parse(self, raw: str) -> Value:
        """Read a raw text; blank is None. Raises FieldError with a code that has its sentence in sentences.py."""
        if self.kind is Kind.XML:
            return raw or None
        text = raw if self.box.keeps_space else raw.strip()
        if not text:
            return None
        match self.kind:
            case Kind.DECIMAL | Kind.INTEGER:
                return self._number(text)
            case Kind.DATE:
                return _day(text)
            case _:
                if self.max_length is not None and len(text) > self.max_length:
                    raise FieldError("too_long", limit=self.max_length, length=len(text))
                return text

    def _number(self, text: str) -> Decimal | int:
        plain = unicodedata.normalize("NFKC", text).replace(",", "")
        if not _PLAIN_NUMBER.fullmatch(plain):
            raise FieldError("not_a_number", text=text[:20])
        value = Decimal(self._without_spare_noughts(plain))
        if self.kind is Kind.INTEGER:
            if value != value.to_integral_value():
                raise FieldError("not_whole", text=text[:20])
            if value < 0:
                raise FieldError("negative")
            value = value.to_integral_value()  # 12.0 is 12
        if self.digits is not None and not self.digits.holds(value):
            raise FieldError("digits", whole=self.digits.total - self.digits.places, places=self.digits.places)
        if not value:
            value = abs(value)  # a minus before a nought means nothing
        return int(value) if self.kind is Kind.INTEGER else value

    def _without_spare_noughts(self, plain: str) -> str:
        """Leave out noughts behind the last decimal the field has: 98.00000 is a price of four decimals."""
        whole, point, places = plain.partition(".")
        most = self.digits.places if self.digits is not None else len(places)
        return plain if places[most:].strip("0") else f"{whole}{point}{places[:most]}"

    def write(self, value: Value) -> str:
        """Return the message text of a value: no exponent, dates as yyyyMMdd, None as the empty text."""
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return value.isoformat().replace("-", "")
        return str(value)


def _day(text: str) -> date:
    plain = unicodedata.normalize("NFKC", text).replace("-", "")
    try:
        if len(plain) != 8 or not plain.isdecimal():
            raise ValueError(plain)
        return datetime.strptime(plain, "%Y%m%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise FieldError("not_a_date", text=text[:20]) from None
