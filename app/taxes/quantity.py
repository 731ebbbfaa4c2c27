"""Find the quantity of a line in the unit a specific rate is stated in; only units of one measure are converted."""

from collections.abc import Iterable
from decimal import Decimal

from app.taxes.shipment import Quantity

KILOGRAM = "035"
_MEASURES = (  # 计量单位代码: how much of the measure's first unit one of it is (definitions, no law)
    {KILOGRAM: Decimal(1), "036": Decimal("0.001"), "070": Decimal(1000)},
    {"095": Decimal(1), "096": Decimal("0.001")},
)


def quantity_in(unit: str, quantities: Iterable[Quantity]) -> Decimal | None:
    """Return the quantity in ``unit``: as stated, else converted from kilograms, grams, tonnes or (milli)litres."""
    stated = {one.unit: one.amount for one in quantities}
    if unit in stated:
        return stated[unit]
    for measure in _MEASURES:
        if unit in measure:
            for other, amount in stated.items():
                if other in measure:
                    return amount * measure[other] / measure[unit]
    return None
