"""Share a sum out over lines so that every share is in fen (or another step) and all together are the whole."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

FEN = Decimal("0.01")
YUAN = Decimal(1)
WIDE = 80  # digits; a declaration's largest numbers and their products stay exact


def fen(amount: Decimal) -> Decimal:
    """Round to fen, halves up (《征税管理办法》: 税额计算至分)."""
    with localcontext(prec=WIDE):
        return amount.quantize(FEN, ROUND_HALF_UP)


def yuan(amount: Decimal) -> Decimal:
    """Round to whole yuan, halves up."""
    with localcontext(prec=WIDE):
        return amount.quantize(YUAN, ROUND_HALF_UP)


def share(whole: Decimal, weights: Sequence[Decimal], step: Decimal = FEN) -> tuple[Decimal, ...]:
    """Return one share per weight: in steps by the largest remainder; what is finer than a step goes to the heaviest.

    The shares sum to ``whole`` exactly, and a heavier line never bears less than a lighter one (for a whole of the
    other sign: never more). Raises ValueError where there is nothing to share by.
    """
    if not weights or any(weight < 0 for weight in weights) or not any(weights):
        raise ValueError("nothing to share by")
    with localcontext(prec=WIDE):
        sign = -1 if whole < 0 else 1
        steps = (abs(whole) / step).to_integral_value(ROUND_FLOOR)
        total = sum(weights, Decimal(0))
        exact = [steps * weight / total for weight in weights]
        shares = [part.to_integral_value(ROUND_FLOOR) for part in exact]
        left = int(steps - sum(shares, Decimal(0)))
        order = sorted(range(len(weights)), key=lambda at: (exact[at] - shares[at], weights[at]), reverse=True)
        for at in order[:left]:
            shares[at] += 1
        heaviest = max(range(len(weights)), key=lambda at: (weights[at], shares[at]))
        amounts = [sign * part * step for part in shares]
        amounts[heaviest] += whole - sum(amounts, Decimal(0))
        return tuple(amounts)
