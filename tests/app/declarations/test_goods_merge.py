"""归并: sums equal those of the sources, and the sources come back."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.declarations.goods_lines import GoodsLine, measured, row_words, total_of
from app.declarations.goods_merge import MergeShape, expand, merge

SHAPE = MergeShape("quantity", "price", "total", ("legal",), ("unit", "currency"))
PLACES = {"quantity": 5, "price": 4, "total": 2, "legal": 5}
MONEY = st.decimals(Decimal("0.01"), 10**7, places=2)


@st.composite
def goods(draw: st.DrawFn) -> list[GoodsLine]:
    lines = []
    for row in range(draw(st.integers(0, 12))):
        texts = {
            "code": draw(st.sampled_from(("A", "B", "C"))),
            "unit": draw(st.sampled_from(("035", "007"))),
            "currency": "USD",
            "quantity": f"{draw(st.decimals(Decimal('0.001'), 10**5, places=3)):f}",
            "price": f"{draw(st.sampled_from((Decimal('1.5'), Decimal('2.25')))):f}",
            "total": f"{draw(MONEY):f}",
        }
        if draw(st.booleans()):
            texts["legal"] = f"{draw(MONEY):f}"
        measures = {"net": draw(MONEY)} if draw(st.booleans()) else {}
        lines.append(GoodsLine(texts, measures, {}, (row + 2,)))
    return lines


@settings(max_examples=30)
@given(goods(), st.sets(st.sampled_from(("code", "price"))))
def test_sums_equal_the_source_to_the_last_decimal(lines: list[GoodsLine], same: set[str]) -> None:
    merged = [one.line for one in merge(lines, same, SHAPE)]
    for name in ("quantity", "total", "legal"):
        assert total_of(merged, name) == total_of(lines, name)
    assert measured(merged, "net") == measured(lines, "net")


@settings(max_examples=30)
@given(goods(), st.sets(st.sampled_from(("code", "price"))))
def test_expanding_gives_the_source_back(lines: list[GoodsLine], same: set[str]) -> None:
    assert expand(merge(lines, same, SHAPE)) == tuple(lines)


@settings(max_examples=30)
@given(goods())
def test_units_are_never_added_across(lines: list[GoodsLine]) -> None:
    for one in merge(lines, (), SHAPE):
        assert len({line.texts["unit"] for line in one.sources}) == 1


def line(row: int, **texts: str) -> GoodsLine:
    return GoodsLine({"unit": "035", "currency": "USD", **texts}, {}, {}, (row,))


def test_different_prices_become_their_mean_unless_the_price_is_in_the_rule() -> None:
    lines = [
        line(21, code="A", quantity="2600", price="2.30", total="5980.00"),
        line(22, code="A", quantity="1800", price="3.05", total="5490.00"),
    ]
    (one,) = merge(lines, ("code",), SHAPE)
    assert one.averaged
    assert one.line.texts["price"] == "2.6068"
    assert (one.line.texts["quantity"], one.line.texts["total"]) == ("4400", "11470.00")
    assert one.line.rows == (21, 22)
    assert len(merge(lines, ("code", "price"), SHAPE)) == 2


def test_rows_are_told_in_spans() -> None:
    assert row_words((17, 18, 19, 23)) == "17–19、23"
    assert row_words((5,)) == "5"
