"""The value taxes are counted on: what each 成交方式 adds to or takes from the price (审价办法; 公告2019年第18号)."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from app.taxes.rates import Exchange
from app.taxes.settings import InsuranceForm
from app.taxes.share import WIDE
from app.taxes.shipment import Terms

_PERCENT = Decimal("0.01")
_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Borne:
    """A charge as one line bears it: a fraction of its price, or an amount in a currency."""

    fraction: Decimal | None = None
    amount: Decimal = _NOUGHT
    exchange: Exchange | None = None
    assumed: bool = False  # nothing was stated: the setting for unknown insurance

    @property
    def in_yuan(self) -> Decimal:
        """Return the amount in yuan; only for a charge that is no fraction."""
        return self.amount * (self.exchange.rate if self.exchange else 1)


@dataclass(frozen=True, slots=True)
class Needs:
    """Which charges a 成交方式 leaves out of the price, so that they enter the value (or the FOB price) apart."""

    freight: bool
    insurance: bool
    must: bool = True  # a missing one leaves the value incomplete


_IMPORT = {
    Terms.CIF: Needs(False, False),
    Terms.C_AND_F: Needs(False, True),
    Terms.FOB: Needs(True, True),
    Terms.C_AND_I: Needs(True, False),
    Terms.EXW: Needs(True, True),
}
_EXPORT = {
    Terms.CIF: Needs(True, True),
    Terms.C_AND_F: Needs(True, False),
    Terms.FOB: Needs(False, False),
    Terms.C_AND_I: Needs(False, True),
    Terms.EXW: Needs(False, False),
}
_AS_STATED = Needs(True, True, must=False)


def needs(direction: str, terms: Terms) -> Needs:
    """Tell which charges are counted: added to an import's price, taken from an export's.

    市场价 and 垫仓 say nothing of the charges: what is stated is counted, nothing is missed.
    """
    return (_EXPORT if direction == "E" else _IMPORT).get(terms, _AS_STATED)


@dataclass(frozen=True, slots=True)
class Valuation:
    """The value of one line in yuan before rounding, and the parts it is made of."""

    goods: Decimal
    freight: Decimal
    insurance: Decimal
    other: Decimal
    whole: Decimal


def import_value(
    goods: Decimal, freight: Borne | None, insurance: Borne | None, other: Borne | None, form: InsuranceForm
) -> Valuation:
    """Return price + freight + insurance + other charges, all in yuan (审价办法第五条、第三十五条).

    Insurance by rate is counted on price and freight: × (1 + rate), or ÷ (1 − rate) where the setting says so; an
    assumed rate is always added. Other charges stand outside the insured sum.
    """
    with localcontext(prec=WIDE):
        carried = _of(freight, goods)
        insured = goods + carried
        if insurance is None:
            cover = _NOUGHT
        elif insurance.fraction is None:
            cover = insurance.in_yuan
        elif form is InsuranceForm.DIVIDE and not insurance.assumed and insurance.fraction < 1:
            cover = insured / (1 - insurance.fraction) - insured
        else:
            cover = insured * insurance.fraction
        beside = _of(other, goods)
        return Valuation(goods, carried, cover, beside, insured + cover + beside)


def export_value(goods: Decimal, freight: Borne | None, insurance: Borne | None, other: Borne | None) -> Valuation:
    """Return the FOB price in yuan: price − freight − insurance + other charges (审价办法第三十八条至第四十条)."""
    with localcontext(prec=WIDE):
        carried, cover, beside = (_of(one, goods) for one in (freight, insurance, other))
        return Valuation(goods, -carried, -cover, beside, goods - carried - cover + beside)


def percent(amount: Decimal) -> Decimal:
    """Return the fraction a rate in the box means: 0.3 is three per mille."""
    return amount * _PERCENT


def _of(charge: Borne | None, goods: Decimal) -> Decimal:
    if charge is None:
        return _NOUGHT
    return charge.in_yuan if charge.fraction is None else goods * charge.fraction
