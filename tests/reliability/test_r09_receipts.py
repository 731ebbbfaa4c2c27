"""R-09: receipts in any order, several times each, across restarts, come to what they come to in order, once.

The control keeps each delivery as a receipt of its own (no UNIQUE in the inbox): the same flood is then counted twice.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.store import receipts
from app.store.engine import Connection
from app.store.receipts import Incoming
from tests.reliability.figures import Figures
from tests.reliability.receipt_flood import Flood

CONTROL = 2


def without_uniqueness(patch: pytest.MonkeyPatch) -> None:
    """Every delivery is another receipt."""
    right, numbers = receipts.store_page, itertools.count()

    def store(connection: Connection, endpoint: str, page: Sequence[Incoming], cursor: int, now: datetime) -> int:
        salted = [replace(one, receipt_id=f"{next(numbers)}", sha256=f"{next(numbers):064d}") for one in page]
        return right(connection, endpoint, salted, cursor, now)

    patch.setattr(receipts, "store_page", store)


def counted_twice_without_uniqueness(folder: Path, count: int) -> int:
    """Return how many receipts count more than once when nothing keeps them apart."""
    flood = Flood(folder, count, strangers=0)
    with pytest.MonkeyPatch.context() as patch:
        without_uniqueness(patch)
        return flood.come_to("control", flood.delivered(), restarts=0).doubled


def prove(figures: Figures, folder: Path, count: int, restarts: int, strangers: int = 50) -> None:
    flood = Flood(folder, count, strangers)
    in_order = flood.come_to("in-order", [*flood.true, *flood.foreign], restarts=0)
    delivered = flood.delivered()
    shuffled = flood.come_to("shuffled", delivered, restarts)
    doubled = counted_twice_without_uniqueness(folder, CONTROL)
    different = sum(shuffled.statuses[number] != status for number, status in in_order.statuses.items())
    whole = len(flood.true) + len(flood.foreign)
    figures.record(
        "R-09",
        figure=f"{whole} 份回执送达 {len(delivered)} 次，重启 {shuffled.crashes} 次：{different} 票状态不同，"
        f"{shuffled.doubled} 份重复作用，孤儿 {shuffled.orphans}/{flood.strangers} 列出",
        control=f"收件箱不设唯一约束（{CONTROL} 票）：{doubled} 份重复作用",
        passed=different == 0
        and shuffled.doubled == 0
        and shuffled.orphans == flood.strangers
        and shuffled.crashes == restarts
        and doubled > 0,
    )


@pytest.mark.reliability("R-09")
def test_order_and_repetition_cannot_matter_small(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, count=3, restarts=1, strangers=4)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.reliability("R-09")
def test_order_and_repetition_cannot_matter(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, count=1190, restarts=20)
