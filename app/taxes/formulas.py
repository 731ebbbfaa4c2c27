"""The formulas of the taxes on exact numbers, each with its article; rounding to fen is left to the caller."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

from app.taxes.quantity import quantity_in
from app.taxes.rates import Rate
from app.taxes.share import WIDE
from app.taxes.shipment import Quantity


class QuantityMissing(Exception):
    """A specific rate cannot be counted: the line states no quantity in its unit; ``unit`` is the unit's code."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


def by_rate(rate: Rate, value: Decimal, quantities: Iterable[Quantity]) -> Decimal:
    """Return value × rate, quantity × amount, or both (关税法：从价、从量、复合计征)."""
    with localcontext(prec=WIDE):
        return value * (rate.ad_valorem or 0) + specific(rate, quantities)


def specific(rate: Rate, quantities: Iterable[Quantity]) -> Decimal:
    """Return quantity × amount of a rate's specific part, nought where it has none; raises QuantityMissing."""
    if not rate.specific:
        return Decimal(0)
    quantity = quantity_in(rate.unit, quantities)
    if quantity is None:
        raise QuantityMissing(rate.unit)
    with localcontext(prec=WIDE):
        return quantity * rate.specific


def consumption(rate: Rate, value: Decimal, duty: Decimal, quantities: Iterable[Quantity]) -> Decimal:
    """Return the consumption tax of imports in its three forms (消费税暂行条例第五条、第九条).

    组成计税价格 = (value + duty + specific part) ÷ (1 − rate); a rate of one and more is no rate (ValueError).
    """
    share = rate.ad_valorem or Decimal(0)
    if share >= 1:
        raise ValueError("a consumption tax rate is below one")
    with localcontext(prec=WIDE):
        fixed = specific(rate, quantities)
        return (value + duty + fixed) / (1 - share) * share + fixed if share else fixed


def export_base(fob: Decimal, rate: Rate) -> Decimal:
    """Return the value of an export without its duty: FOB ÷ (1 + rate) (审价办法第三十八条)."""
    with localcontext(prec=WIDE):
        return fob / (1 + (rate.ad_valorem or 0))
