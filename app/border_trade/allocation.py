"""Divide a lot among residents under their day quota; sums are exact to the fen and to the gram.

The unit price stays the same for everybody, so a share's value differs from quantity × price by less than one fen. The
fen that rounding leaves over go to the shares with the largest fractions, which keeps a share within the quota its
quantity fits. Grams left over go, by the order of keys, to the last takers. Nothing depends on the order of the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from app.border_trade.lot import FINE, Lot, LotUnusable, Taker


class Strategy(StrEnum):
    """How a lot is divided."""

    EQUAL = "equal"  # everybody the same
    REMAINING = "remaining"  # those with most quota left are filled first; only what is over is spread
    WEIGHT = "weight"  # in proportion to weights
    MANUAL = "manual"  # as set by hand


@dataclass(frozen=True, slots=True)
class Shares:
    """The division of one lot; all sequences follow ``takers``. Quantities in thousandths, money in fen."""

    takers: Sequence[Taker]
    quantities: Sequence[int]
    values: Sequence[int]
    exempt: Sequence[int]
    excess: Sequence[int]

    @property
    def quantity(self) -> int:
        """Return the sum of the quantities."""
        return sum(self.quantities)

    @property
    def value(self) -> int:
        """Return the sum of the values in fen."""
        return sum(self.values)


_key = attrgetter("key")


def allocate(lot: Lot, takers: Sequence[Taker], strategy: Strategy) -> Shares:
    """Divide a lot; by hand a taker without a quantity gets none. Raises LotUnusable for no or twice the same taker.

    Quantities fixed by hand are kept under every strategy; the rest of the lot is divided among the others.
    """
    if not takers:
        raise LotUnusable("批次没有可分配的边民")
    ordered = sorted(takers, key=_key)
    if len({taker.key for taker in ordered}) != len(ordered):
        raise LotUnusable("同一边民在本批次中出现两次")
    quantities = _quantities(lot, ordered, strategy)
    return _valued(lot, ordered, quantities, sum(quantities) == lot.quantity)


def _valued(lot: Lot, takers: Sequence[Taker], quantities: Sequence[int], whole: bool) -> Shares:
    """Give every quantity its value; where the whole lot is divided, the values add up to its value."""
    price = lot.price
    products = [quantity * price for quantity in quantities]
    values = [product // FINE for product in products]
    total = lot.value if whole else (2 * sum(products) + FINE) // (2 * FINE)
    left = total - sum(values)
    if left > 0:
        fractions = [product % FINE for product in products]
        by_fraction = sorted(range(len(fractions)), key=fractions.__getitem__, reverse=True)  # stable: ties by place
        for number in by_fraction[:left]:
            values[number] += 1
    rooms = _rooms(takers)
    exempt = [value if value < room else room for value, room in zip(values, rooms, strict=True)]
    excess = [value - free for value, free in zip(values, exempt, strict=True)]
    return Shares(takers, quantities, values, exempt, excess)


def _quantities(lot: Lot, takers: Sequence[Taker], strategy: Strategy) -> Sequence[int]:
    fixed = [taker.fixed for taker in takers]
    if strategy is Strategy.MANUAL:
        return [quantity or 0 for quantity in fixed]
    if any(quantity is not None for quantity in fixed):
        return _around_fixed(lot, takers, strategy)
    return _spread(lot, lot.quantity, takers, strategy)


def _around_fixed(lot: Lot, takers: Sequence[Taker], strategy: Strategy) -> Sequence[int]:
    rest = lot.quantity - sum(taker.fixed or 0 for taker in takers)
    if rest < 0:
        raise LotUnusable("手工填写的数量之和超过了批次数量")
    free = [taker for taker in takers if taker.fixed is None]
    if not free and rest:
        raise LotUnusable("所有人的数量都由手工填写，与批次数量不符")
    spread = iter(_spread(lot, rest, free, strategy) if free else ())
    return [next(spread) if taker.fixed is None else taker.fixed for taker in takers]


def _spread(lot: Lot, quantity: int, takers: Sequence[Taker], strategy: Strategy) -> Sequence[int]:
    match strategy:
        case Strategy.REMAINING:
            return _by_remaining(lot, quantity, takers)
        case Strategy.WEIGHT:
            return _in_proportion(quantity, [taker.weight for taker in takers])
        case _:
            return _equally(quantity, len(takers))


def _equally(quantity: int, count: int) -> list[int]:
    each, over = divmod(quantity, count)
    return [each] * (count - over) + [each + 1] * over


def _in_proportion(quantity: int, weights: Sequence[int]) -> list[int]:
    """Divide by weights; what flooring leaves over goes one step each to the last takers that have a weight."""
    if any(weight < 0 for weight in weights) or not any(weights):
        raise LotUnusable("按重量分配时，各人的重量应为正数")
    total = sum(weights)
    found = [quantity * weight // total for weight in weights]
    over = quantity - sum(found)
    heavy = [number for number, weight in enumerate(weights) if weight]
    for number in heavy[len(heavy) - over :] if over else ():
        found[number] += 1
    return found


def _by_remaining(lot: Lot, quantity: int, takers: Sequence[Taker]) -> list[int]:
    """Fill those with most quota left first; what no quota holds is spread equally over all."""
    price = lot.price
    room = [amount * FINE // price for amount in _rooms(takers)]  # Lot.most_within, without three hundred calls
    left = quantity - sum(room)
    if left >= 0:
        return [one + more for one, more in zip(room, _equally(left, len(takers)), strict=True)]
    found = [0] * len(takers)
    left = quantity
    for number in sorted(range(len(takers)), key=room.__getitem__, reverse=True):  # stable: ties by place
        found[number] = taken = room[number] if room[number] < left else left
        left -= taken
        if not left:
            break
    return found


def _rooms(takers: Sequence[Taker]) -> list[int]:
    """Return what each one's quota still holds in fen."""
    lefts = [taker.remaining for taker in takers]
    return [left if left > 0 else 0 for left in lefts]
