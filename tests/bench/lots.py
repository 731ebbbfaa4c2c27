"""Dividing a lot among three hundred residents beside summing the same amounts as plain Decimals, in one run."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from time import perf_counter

from app.border_trade.allocation import Strategy, allocate
from app.border_trade.lot import Lot, Taker, units, yuan

RESIDENTS, TIMES, ROUNDS = 300, 200, 20
QUOTA = 800_000


def takers() -> list[Taker]:
    """Three hundred residents who have used more or less of their day's quota."""
    return [Taker(f"{number * 7919 % 1_000_003:07d}", QUOTA - number % 40 * 10_000) for number in range(RESIDENTS)]


def share_of_summing() -> Iterator[float]:
    """How many times the sums of quantities and values the division costs; ours must stay at twenty or below."""
    lot = Lot.of(Decimal("44000.125"), Decimal("50.05"))
    people = takers()
    for strategy in (Strategy.EQUAL, Strategy.REMAINING, Strategy.WEIGHT):
        shares = allocate(lot, people, strategy)
        quantities, values = [units(one) for one in shares.quantities], [yuan(one) for one in shares.values]
        for _ in range(TIMES // 3):
            summed = min(_timed(lambda: (sum(quantities, Decimal(0)), sum(values, Decimal(0)))))  # noqa: B023
            yield min(_timed(lambda: allocate(lot, people, strategy))) / summed  # noqa: B023


def _timed(act: Callable[[], object]) -> Iterator[float]:
    """Time a piece of work some times: the fastest is what it costs, the others what the machine did beside it."""
    for _ in range(ROUNDS):
        start = perf_counter()
        act()
        yield perf_counter() - start
