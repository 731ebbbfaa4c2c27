"""What the calculation may ask of rate tables: rates with where they were read; it never sees files or a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Column(StrEnum):
    """The columns of the tariff from which a duty rate is chosen; the value is the word for it."""

    MFN = "最惠国税率"
    PROVISIONAL = "暂定税率"
    AGREEMENT = "协定税率"
    GENERAL = "普通税率"
    QUOTA = "关税配额税率"
    EXPORT = "出口税率"
    EXPORT_PROVISIONAL = "出口暂定税率"


class Treatment(StrEnum):
    """Which side of the tariff goods of an origin fall on."""

    MFN = "最惠国待遇"
    MFN_EXTRA = "最惠国待遇，另有加征"
    GENERAL = "普通税率"
    UNKNOWN = "未收录"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number was read and from when; an unconfirmed one makes every figure it enters an estimate."""

    source: str
    as_of: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: a fraction of the value, yuan per ``unit`` (a code of the units table), or both (compound)."""

    ad_valorem: Decimal | None
    read: Provenance
    specific: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rates of one tariff line on one day; None = not known, which is never the same as nought."""

    hs_code: str
    vat: Rate | None = None
    mfn: Rate | None = None
    provisional: Rate | None = None
    general: Rate | None = None
    quota: Rate | None = None
    export: Rate | None = None
    export_provisional: Rate | None = None
    consumption: Rate | None = None
    agreements: Mapping[str, Rate] = field(default_factory=dict)  # by agreement code
    surcharges: Mapping[str, Rate] = field(default_factory=dict)  # anti-dumping and the like, by origin country

    @property
    def taxes_imports(self) -> bool:
        """Tell whether any rate for imports is known at all."""
        return any((self.vat, self.mfn, self.provisional, self.general, self.quota))


@dataclass(frozen=True, slots=True)
class Exchange:
    """Yuan for one unit of a currency, for one month; ``month`` is its first day, None where no month is told."""

    currency: str
    rate: Decimal
    read: Provenance
    month: date | None = None


class RateTables(Protocol):
    """Look-up of rates on a day; None where a table has no such row."""

    def tariff(self, hs_code: str, on: date) -> Tariff | None:
        """Return the rates of a tariff line in force on ``on``."""
        ...

    def exchange(self, currency: str, on: date) -> Exchange | None:
        """Return the customs rate for the month of ``on``; an older month's where that is the newest known."""
        ...

    def treatment(self, country: str, on: date) -> Treatment:
        """Tell which side of the tariff goods of that origin fall on."""
        ...

    def members(self, agreement: str, on: date) -> frozenset[str] | None:
        """Return the origins that may claim an agreement; None where they are not listed."""
        ...
