"""What a declaration states that taxes depend on, as values; it knows neither drafts nor rates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.taxes.told import Told


class Terms(StrEnum):
    """成交方式 by code (公告2019年第18号 第 26 栏)."""

    CIF = "1"
    C_AND_F = "2"
    FOB = "3"
    C_AND_I = "4"
    MARKET = "5"
    STORED = "6"
    EXW = "7"


class Mark(StrEnum):
    """How a charge is stated: percent of the price, per tonne, or a sum (公告2019年第18号 第 27—29 栏)."""

    RATE = "1"
    UNIT = "2"
    SUM = "3"


class Filing(StrEnum):
    """How the declaration is filed, as far as the day of the rates depends on it."""

    ONCE = "once"
    ADVANCE = "advance"
    SUMMARY = "summary"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Charge:
    """Freight, insurance or other charges as stated; ``amount`` is percent for a rate."""

    mark: Mark
    amount: Decimal
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with its unit's code."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """One goods line; None where nothing readable is stated. ``price`` is its 总价."""

    item: int
    hs_code: str
    price: Decimal | None
    currency: str
    origin: str
    quantities: tuple[Quantity, ...] = ()
    duty_mode: str = "1"
    agreement: str = ""
    name: str = ""
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """A whole declaration as the calculation sees it; ``unread`` says in Chinese what could not be read."""

    direction: str  # I or E
    terms: Terms | None
    lines: tuple[Line, ...]
    freight: Charge | None = None
    insurance: Charge | None = None
    other: Charge | None = None
    gross_weight: Decimal | None = None
    net_weight: Decimal | None = None
    filing: Filing = Filing.ONCE
    entry_day: date | None = None
    quota: bool = False  # a quota certificate goes with it
    collective: bool = False  # 汇总征税: paid once a month
    unread: tuple[Told, ...] = ()
