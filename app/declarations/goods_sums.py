"""The goods of a draft held against its head: the net weight told twice must be one weight; it changes nothing."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.core.draft import Draft
from app.core.goods_sheet import GoodsSheet


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the head is more than its goods, with the words and the unit for it."""

    words: str
    value: Decimal
    unit: str


def heads(goods: GoodsSheet) -> frozenset[str]:
    """Return the head fields the goods are held against."""
    return frozenset(one.head for one in goods.measures if one.id == goods.net)


def difference(draft: Draft, goods: GoodsSheet) -> Difference | None:
    """Return the net weight of the head less that of the lines; None if they agree, or if a line tells no weight."""
    net = next(one for one in goods.measures if one.id == goods.net)
    whole = _number(draft.get(net.head))
    count = draft.rows(goods.section)
    lines = [_weight(draft, goods, f"{goods.section}[{row}].") for row in range(count)]
    known = [one for one in lines if one is not None]
    if whole is None or not known or len(known) < count or sum(known, Decimal()) == whole:
        return None
    return Difference(f"{net.words}差", whole - sum(known, Decimal()), "千克")


def _weight(draft: Draft, goods: GoodsSheet, row: str) -> Decimal | None:
    """Return the statutory quantity that is a weight."""
    for quantity, unit in goods.legal:
        if draft.get(row + unit).strip() == goods.weight_unit:
            return _number(draft.get(row + quantity))
    return None


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**14 else None
