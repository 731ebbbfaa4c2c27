"""Round steps for an axis; no painting and no Qt."""

import math
from collections.abc import Sequence

STEPS = (1, 2, 3, 5, 10)


def ticks_up_to(highest: float, most: int = 6) -> tuple[float, ...]:
    """Return round values from 0 to at least ``highest`` in at most ``most`` steps."""
    if highest <= 0:
        return (0.0, 1.0)
    rough = highest / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in STEPS if one * power * most >= highest * 0.999_999)
    count = math.ceil(highest / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(count + 1))


def percent_ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Return gridlines in per cent around some shares: steps of 20, or of 10 where all lie close together."""
    low, high = (min(values), max(values)) if values else (0.0, 100.0)
    step = 10 if high - low <= 25 else 20
    first = max(math.floor(low / step) * step, 0)
    last = min(math.ceil(high / step) * step, 100)
    if first == last:
        first, last = max(first - step, 0), min(last + step, 100)
    return tuple(float(value) for value in range(first, last + 1, step))
