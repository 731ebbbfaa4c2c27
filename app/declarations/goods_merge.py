"""归并: lines alike in what the rule names become one line whose sums are those of its sources; nothing is stored."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from app.declarations.goods_lines import GoodsLine

_EXACT = Context(prec=60)
PRICE_PLACES = 4


@dataclass(frozen=True, slots=True)
class MergeShape:
    """Which fields are added up and which is the price: quantity × price = total.

    bound: fields that must be equal whatever the rule says, because what is added up is counted in them.
    """

    quantity: str
    price: str
    total: str
    added: tuple[str, ...]
    bound: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """One line after 归并 with the lines it was made of, in their order."""

    line: GoodsLine
    sources: tuple[GoodsLine, ...]
    averaged: bool = False  # whether its price is the mean of different prices


def merge(lines: Sequence[GoodsLine], same: Collection[str], shape: MergeShape) -> tuple[Merged, ...]:
    """Return the lines merged: those alike in the fields ``same`` and in the bound ones, where the first of them stood.

    Lines that lack a number which is added up are not merged with lines that have it.
    """
    keyed = sorted({*same, *shape.bound})
    found: dict[tuple[object, ...], list[GoodsLine]] = {}
    for line in lines:
        has = tuple(line.number(name) is not None for name in shape.added)
        key = (*(line.texts.get(name, "").strip() for name in keyed), *has, *sorted(line.measures))
        found.setdefault(key, []).append(line)
    return tuple(_one(group, shape) for group in found.values())


def expand(merged: Iterable[Merged]) -> tuple[GoodsLine, ...]:
    """Return the lines as they were before, in the order of their source rows."""
    return tuple(sorted((line for one in merged for line in one.sources), key=lambda line: line.rows))


def _one(group: Sequence[GoodsLine], shape: MergeShape) -> Merged:
    first = group[0]
    if len(group) == 1:
        return Merged(first, (first,))
    texts = dict(first.texts)
    for name in (*shape.added, shape.quantity, shape.total):
        numbers = [number for line in group if (number := line.number(name)) is not None]
        if numbers:
            texts[name] = f"{_sum(numbers):f}"
    prices = {line.texts.get(shape.price, "") for line in group}
    averaged = len(prices) > 1
    if averaged:
        texts[shape.price] = _mean(texts.get(shape.total, ""), texts.get(shape.quantity, ""))
    measures = {name: _sum([line.measures[name] for line in group]) for name in first.measures}
    rows = tuple(sorted(row for line in group for row in line.rows))
    return Merged(GoodsLine(texts, measures, _common(group), rows), tuple(group), averaged)


def _common(group: Sequence[GoodsLine]) -> dict[str, str]:
    """Return the marks all lines share; one that differs is no mark of the merged line."""
    return {name: mark for name, mark in group[0].marks.items() if all(line.marks.get(name) == mark for line in group)}


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    whole = Decimal()
    for number in numbers:
        whole = _EXACT.add(whole, number)
    return whole


def _mean(total: str, quantity: str) -> str:
    if not total or not quantity or not Decimal(quantity):
        return ""
    each = _EXACT.divide(Decimal(total), Decimal(quantity))
    return f"{each.quantize(Decimal(1).scaleb(-PRICE_PLACES), ROUND_HALF_UP, _EXACT):f}"
