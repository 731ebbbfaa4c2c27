"""An amount in another unit of measure, where that is certain: the same unit, or both of them weights; no rule here."""

from decimal import Decimal

# 计量单位代码 of weights and what one of them is in kilograms (计量单位代码表: 035 千克, 036 克, 070 吨).
_KILOGRAMS = {"035": Decimal(1), "036": Decimal("0.001"), "070": Decimal(1000)}


def in_unit(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return an amount in the wanted unit, None where nobody can tell."""
    if not unit or not wanted:
        return None
    if unit == wanted:
        return amount
    one, other = _KILOGRAMS.get(unit), _KILOGRAMS.get(wanted)
    return None if one is None or other is None else amount * one / other
