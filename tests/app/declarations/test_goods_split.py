"""拆单: no draft beyond the limit, nothing lost, head amounts shared out to the last decimal."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.declarations.goods_lines import GoodsLine
from app.declarations.goods_split import Share, SplitBy, split

AMOUNTS = st.decimals(Decimal("0.001"), 10**8, places=5)


@st.composite
def goods(draw: st.DrawFn) -> list[GoodsLine]:
    return [
        GoodsLine(
            {"code": f"{draw(st.integers(10, 14))}11", "total": f"{draw(st.integers(1, 10**6))}"},
            {"net": Decimal(draw(st.integers(0, 900)))},
            {"container": draw(st.sampled_from(("", "C1", "C2", "C3")))},
            (row,),
        )
        for row in range(draw(st.integers(1, 130)))
    ]


@settings(max_examples=30)
@given(goods(), st.sampled_from(SplitBy), AMOUNTS, AMOUNTS)
def test_parts_hold_every_line_once_and_the_shares_add_up(
    lines: list[GoodsLine], by: SplitBy, gross: Decimal, freight: Decimal
) -> None:
    shares = (Share("gross", gross, 5, "net"), Share("freight", freight, 5))
    parts = split(lines, by, 50, "code", "total", shares)
    assert sorted(row for part in parts for line in part.lines for row in line.rows) == list(range(len(lines)))
    assert max(len(part.lines) for part in parts) <= 50
    assert sum(Decimal(part.head["gross"]) for part in parts) == gross
    assert sum(Decimal(part.head["freight"]) for part in parts) == freight


def test_one_container_stays_in_one_draft() -> None:
    lines = [GoodsLine({}, {}, {"container": f"C{row % 3}"}, (row,)) for row in range(90)]
    parts = split(lines, SplitBy.CONTAINER, 50, "code", "total", ())
    assert [part.words for part in parts] == ["C0", "C1", "C2"]
    assert [len(part.lines) for part in parts] == [30, 30, 30]


def test_in_order_the_drafts_are_filled_one_after_the_other() -> None:
    lines = [GoodsLine({}, {}, {}, (row,)) for row in range(120)]
    parts = split(lines, SplitBy.ORDER, 50, "code", "total", ())
    assert [len(part.lines) for part in parts] == [50, 50, 20]
    assert parts[1].lines[0].rows == (50,)


@pytest.mark.parametrize("by", list(SplitBy))
def test_what_fits_stays_one_draft(by: SplitBy) -> None:
    lines = [GoodsLine({"code": "7318"}, {}, {}, (row,)) for row in range(50)]
    assert len(split(lines, by, 50, "code", "total", ())) == 1
