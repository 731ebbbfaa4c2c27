"""What the calculation answers with for a whole declaration: totals, reasons to doubt them, what an agreement saves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.taxes.article import Article
from app.taxes.line import LineTax
from app.taxes.told import Told


@dataclass(frozen=True, slots=True)
class Preference:
    """What claiming an agreement saves against not claiming it, in yuan; several agreements are joined by ``;``."""

    agreement: str
    saving: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """The taxes of a declaration in yuan; ``unconfirmed`` and ``missing`` hold one Chinese sentence for each reason."""

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
    rate_month: date | None = None  # first day of the month of the exchange rates; None where none was needed
    unconfirmed: tuple[Told, ...] = ()
    missing: tuple[Told, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Tell whether every figure is known and comes from confirmed numbers."""
        return self.total is not None and not self.unconfirmed and not self.missing
