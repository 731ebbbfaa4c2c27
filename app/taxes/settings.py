"""What law or practice leaves open, as dated settings with their source; none of the numbers stands in the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.taxes.rates import Provenance


class Rounding(StrEnum):
    """A: value and VAT base in whole yuan; B: the VAT base as it is (rules.md §3.2)."""

    A = "A"
    B = "B"


class InsuranceForm(StrEnum):
    """How insurance by rate enters the value: × (1 + rate) or ÷ (1 − rate)."""

    ADDITIVE = "additive"
    DIVIDE = "divide"


class FreightBasis(StrEnum):
    """Which weight freight per tonne is counted on."""

    GROSS = "gross"
    NET = "net"


class PaymentStart(StrEnum):
    """Which day the fifteen days of payment run from where rates are those of the day of entry."""

    FILING = "filing"
    RATE_DAY = "rate_day"


@dataclass(frozen=True, slots=True)
class Relief:
    """What a 征免方式 leaves of each tax, as a fraction."""

    code: str
    name: str
    duty: Decimal
    consumption: Decimal
    vat: Decimal
    read: Provenance
    doubt: str = ""  # what is open about the consumption tax where it is collected all the same


@dataclass(frozen=True, slots=True)
class TaxSettings:
    """The settings in force on one day; ``read`` holds source and confidence of each by name."""

    rounding: Rounding
    insurance_form: InsuranceForm
    insurance_rate: Decimal  # where nothing is stated, a fraction of price and freight
    freight_basis: FreightBasis
    duty_waiver: Decimal | None  # a shipment's tax of this kind up to here is not collected
    consumption_waiver: Decimal | None
    vat_waiver: Decimal | None
    late_declaration_rate: Decimal  # 滞报金 per day
    late_declaration_least: Decimal
    late_payment_rate: Decimal  # 滞纳金 per day
    late_payment_least: Decimal
    payment_days: int
    payment_start_advance: PaymentStart
    collective_working_days: int  # 汇总征税: which working day of the next month is the last
    reliefs: Mapping[str, Relief]
    full: Relief  # 照章征税
    read: Mapping[str, Provenance]
