"""What the calculation answers with: figures per line and in total, and the formula unfolded behind each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.taxes.rates import Column


class Article(StrEnum):
    """The kinds of tax a bill is made of."""

    DUTY = "关税"
    SURCHARGE = "反倾销税等附加关税"
    CONSUMPTION = "消费税"
    VAT = "增值税"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the formula as people read it; ``unit`` is a currency code or 元; value None = not known."""

    name: str
    expression: str
    value: Decimal | None
    unit: str
    source: str
    as_of: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class LineTax:
    """The taxes of one line in yuan; None where a rate or a quantity is not known, never nought instead."""

    item: int
    customs_value: Decimal | None
    duty: Decimal | None
    surcharge: Decimal | None
    consumption_tax: Decimal | None
    vat: Decimal | None
    total: Decimal | None
    column: Column | None
    steps: tuple[Step, ...]
    unconfirmed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preference:
    """What claiming an agreement saves against not claiming it."""

    agreement: str
    saving: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """The taxes of a declaration; ``unconfirmed`` and ``missing`` hold one Chinese sentence for each reason."""

    rate_day: date
    lines: tuple[LineTax, ...]
    customs_value: Decimal | None
    duty: Decimal | None
    surcharge: Decimal | None
    consumption_tax: Decimal | None
    vat: Decimal | None
    total: Decimal | None
    waived: frozenset[Article] = frozenset()
    preference: Preference | None = None
    rate_month: date | None = None
    unconfirmed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Tell whether every figure is known and comes from confirmed numbers."""
        return self.total is not None and not self.unconfirmed and not self.missing
