"""Shares one amount out among lines so that the shares add up to it, to the last decimal; it knows no field."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Context, Decimal

_EXACT = Context(prec=60)


def apportion(total: Decimal, weights: Sequence[Decimal], places: int) -> tuple[Decimal, ...]:
    """Return a share of ``total`` for each weight, with ``places`` decimals or as many as the total itself has.

    Every share is rounded towards nought first; what is left is given out in units of the last decimal, to the largest
    remainders first and among equal ones to the earlier. Weights must not be negative; where all are nought every line
    weighs the same. Raises ValueError where there is nobody to share among.
    """
    if not weights:
        raise ValueError("nobody to share among")
    if min(weights) < 0:
        raise ValueError("a weight is negative")
    whole = sum(weights, Decimal())
    if not whole:
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    exponent = total.as_tuple().exponent
    unit = Decimal(1).scaleb(min(-places, exponent if isinstance(exponent, int) else 0))
    exact = [_EXACT.divide(_EXACT.multiply(total, weight), whole) for weight in weights]
    shares = [share.quantize(unit, ROUND_DOWN, _EXACT) for share in exact]
    left = _EXACT.subtract(total, sum(shares, Decimal()))
    units = int(_EXACT.divide(abs(left), unit))
    step = unit.copy_sign(left)
    by_rest = sorted(range(len(weights)), key=lambda at: -abs(_EXACT.subtract(exact[at], shares[at])))
    for number in range(units):
        shares[by_rest[number % len(by_rest)]] += step
    return tuple(shares)
