"""A charge at a port against the published list of charges: within it, above it, not on it, or not to be judged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from app.core.tables import CodeRow
from app.reference.fold import fold

TABLE = "port_fees"
LAW = "国发〔2018〕37号：口岸收费目录清单对外公示，清单之外一律不得收费（待核）"

_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_RANGE = re.compile(rf"(?:({_NUMBER.pattern})\s*(?:-|—|–|~|～|至)\s*)?({_NUMBER.pattern})\s*元?(?:以[下内])?")
_NOISE = re.compile(r"[\s（）()、，,]+")


class Verdict(StrEnum):
    """What the list says of a charge; the value is the word for it."""

    WITHIN = "在清单标准之内"
    ABOVE = "超过清单标准"
    NOT_LISTED = "不在清单之内"
    UNKNOWN = "无法核对"


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge as it was billed: at which port (code or name), for what, how many units, how much in yuan."""

    port: str
    item: str  # name or code on the list
    quantity: Decimal
    amount: Decimal
    day: date
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict in a sentence; ``most`` is what the list allows for the quantity, None where it does not say."""

    verdict: Verdict
    sentence: str
    row: CodeRow | None = None
    most: Decimal | None = None


class FeeTables(Protocol):
    """What the lists are read from; app.reference.Reference fits."""

    def exists(self, table: str) -> bool:
        """Tell whether a table of that stem is installed."""
        ...

    def codes(self, table: str, on: date | None = None) -> Sequence[str]:
        """Return all codes of a table, sorted."""
        ...

    def rows(self, table: str, code: str, on: date | None = None) -> Sequence[CodeRow]:
        """Return every row of a code."""
        ...


def fees_of(tables: FeeTables, port: str, on: date) -> tuple[CodeRow, ...]:
    """Return the list of a port on a day; a list names it by code or name, with or without 口岸 at its end."""
    if not tables.exists(TABLE):
        return ()
    wanted = _plain(port)
    rows = (row for code in tables.codes(TABLE, on) for row in tables.rows(TABLE, code, on))
    return tuple(row for row in rows if _plain(row.values.get("port", "")) == wanted)


def check_charge(tables: FeeTables, charge: Charge) -> Checked:
    """Judge one charge by the list of its port on its day; without a list nothing is said against it."""
    listed = fees_of(tables, charge.port, charge.day)
    if not listed:
        sentence = f"没有{charge.port}当日有效的收费目录清单，无法核对，请先导入该口岸公示的清单"
        return Checked(Verdict.UNKNOWN, sentence)
    wanted = _plain(charge.item)
    found = [row for row in listed if wanted in (_plain(row.name), _plain(row.code))]
    if charge.unit:
        found = [row for row in found if _plain(row.values.get("unit", "")) == _plain(charge.unit)] or found
    if not found:
        sentence = f"“{charge.item}”不在{charge.port}的收费目录清单之内，清单之外不得收费，请向收费单位核实"
        return Checked(Verdict.NOT_LISTED, sentence)
    return _judged(charge, found[0])


def _judged(charge: Charge, row: CodeRow) -> Checked:
    unit = row.values.get("unit", "")
    if charge.unit and unit and _plain(charge.unit) != _plain(unit):
        sentence = f"清单上“{row.name}”按{unit}计费，账单按{charge.unit}计，无法直接比较，请换算后再核对"
        return Checked(Verdict.UNKNOWN, sentence, row)
    price = row.values.get("price", "")
    limits = _RANGE.fullmatch(price.strip())
    if limits is None:
        sentence = f"清单上“{row.name}”的标准是“{price or '未写'}”，不是金额，请按约定核对"
        return Checked(Verdict.UNKNOWN, sentence, row)
    most = Decimal(limits[2]) * charge.quantity
    per = f"每{unit}" if unit else "每单位"
    if charge.amount <= most:
        return Checked(Verdict.WITHIN, f"“{row.name}”清单标准{per} {price}，不超过 {most:f} 元", row, most)
    over = charge.amount - most
    sentence = f"“{row.name}”收了 {charge.amount:f} 元，清单标准{per} {price}，最多 {most:f} 元，多收 {over:f} 元"
    return Checked(Verdict.ABOVE, sentence, row, most)


def _plain(text: str) -> str:
    return _NOISE.sub("", fold(text)).removesuffix("口岸")
