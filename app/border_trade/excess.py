"""Tax of what goes beyond a resident's day quota (财关税〔2008〕90号: only the excess is taxed); pure and in fen."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SOURCE = "财关税〔2008〕90号；《内蒙古自治区互市贸易区管理办法》第十一条"


@dataclass(frozen=True, slots=True)
class Rates:
    """Duty and VAT rates of one kind of goods, as parts of one."""

    duty: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class ExcessTax:
    """Duty and VAT of one share in fen; ``exempted`` tells that a tax of at most the free amount was dropped."""

    duty: int
    vat: int
    exempted: bool = False

    @property
    def total(self) -> int:
        """Return duty and VAT together."""
        return self.duty + self.vat


def excess_tax(excess: int, rates: Rates, free_up_to: int = 0) -> ExcessTax:
    """Return the tax of an excess in fen: duty = E × r, VAT = (E + duty) × v, each rounded half up to the fen.

    free_up_to: a duty, and likewise a VAT, of at most this many fen is not levied; 0 levies all. Whether that
    exemption holds per resident is not settled, so it is the caller's dated setting.
    """
    if excess <= 0:
        return ExcessTax(0, 0)
    duty = _rounded(excess * rates.duty)
    kept_duty = 0 if duty <= free_up_to else duty
    vat = _rounded((excess + kept_duty) * rates.vat)
    kept_vat = 0 if vat <= free_up_to else vat
    return ExcessTax(kept_duty, kept_vat, (kept_duty, kept_vat) != (duty, vat))


def _rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
