"""拆单: lines beyond the limit go into several drafts, head weights and costs shared out to the last decimal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.declarations.apportion import apportion
from app.declarations.goods_lines import GoodsLine, measured, total_of


class SplitBy(StrEnum):
    """What keeps lines together."""

    ORDER = "order"
    CONTAINER = "container"
    CONTRACT = "contract"
    CHAPTER = "chapter"


@dataclass(frozen=True, slots=True)
class Share:
    """One head field that is shared out: its path, its amount, its decimals, the measure it goes by ("" = value).

    measure: also the measure of the lines it may simply be the sum of.
    """

    path: str
    amount: Decimal
    places: int
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One draft of the proposal: its lines, the head texts that are its share, and what it is known by."""

    lines: tuple[GoodsLine, ...]
    head: Mapping[str, str]
    words: str = ""


def split(
    lines: Sequence[GoodsLine], by: SplitBy, most: int, code: str, total: str, shares: Sequence[Share]
) -> tuple[Part, ...]:
    """Return the parts, each of at most ``most`` lines; ``code`` and ``total`` name the fields of code and value.

    Lines of one container, contract or chapter stay together as long as they fit into one draft, and several such
    groups share a draft. The shares of each head field add up to its amount exactly.
    """
    parts = _packed(_groups(lines, by, code), most)
    weighed = [[line for _, group in part for line in group] for part in parts]
    heads: list[dict[str, str]] = [{} for _ in parts]
    for share in shares:
        amounts = apportion(share.amount, _weights(weighed, share, total), share.places)
        for head, amount in zip(heads, amounts, strict=True):
            head[share.path] = f"{amount:f}"
    words = ["、".join(dict.fromkeys(name for name, _ in part if name)) for part in parts]
    return tuple(Part(tuple(some), head, word) for some, head, word in zip(weighed, heads, words, strict=True))


Group = tuple[str, list[GoodsLine]]


def _groups(lines: Sequence[GoodsLine], by: SplitBy, code: str) -> list[Group]:
    if by is SplitBy.ORDER:
        return [("", [line]) for line in lines]
    name_of: Callable[[GoodsLine], str] = lambda line: line.marks.get(by.value, "")  # noqa: E731 - one of two readings
    if by is SplitBy.CHAPTER:
        name_of = lambda line: line.texts.get(code, "")[:2]  # noqa: E731
    found: dict[str, list[GoodsLine]] = {}
    for line in lines:
        found.setdefault(name_of(line), []).append(line)
    return list(found.items())


def _packed(groups: Sequence[Group], most: int) -> list[list[Group]]:
    """Put groups into drafts, first fit; a group too long for one draft is cut in order."""
    parts: list[list[Group]] = []
    for name, lines in groups:
        for start in range(0, len(lines), most):
            piece = lines[start : start + most]
            fits = next((part for part in parts if _length(part) + len(piece) <= most), None)
            if fits is None:
                parts.append(fits := [])
            fits.append((name, piece))
    return parts


def _length(part: Sequence[Group]) -> int:
    return sum(len(lines) for _, lines in part)


def _weights(parts: Sequence[Sequence[GoodsLine]], share: Share, total: str) -> list[Decimal]:
    """Return what a head field is shared by: the measure if every part has it, else the value of the goods."""
    if share.measure:
        found = [measured(part, share.measure) for part in parts]
        if all(one is not None for one in found):
            return [max(one or Decimal(), Decimal()) for one in found]
    return [max(total_of(part, total), Decimal()) for part in parts]
