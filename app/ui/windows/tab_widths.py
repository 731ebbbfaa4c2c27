"""How wide tabs are and which of many are in view; it knows words and widths, and paints nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.theme import Font
from app.ui.theme.paint import shortened, width_of

TAIL = 4  # signs of a number that tell one tab from another
NAME = 3  # signs of a name before it, the last ones: 未制成型的炼焦煤 is known by 炼焦煤
WHOLE_NAME = 4  # a name as short as this is not shortened
HALVINGS = 12


def short(words: str) -> str:
    """Return what tells a tab from others in little room (``焦煤 0001``), "" for a page that its sign tells."""
    before, _, last = words.rpartition(" ")
    if not before:
        return ""
    tail = last[-TAIL:] if last.isascii() else last
    name = before.rpartition(" ")[2]
    return f"{name if len(name) <= WHOLE_NAME else name[-NAME:]} {tail}"


def told_apart(titles: Sequence[str]) -> list[str]:
    """Return the short words of several tabs; where two would read alike, each with its own first word before them."""
    few = [short(words) for words in titles]
    twice = {words for words in few if words and few.count(words) > 1}
    return [
        f"{title.partition(' ')[0]} {words}" if words in twice else words
        for title, words in zip(titles, few, strict=True)
    ]


def fitting(words: str, few: str, kind: Font, width: float, roomy: float) -> str:
    """Return what of the words is shown: both ends where there is room, else the ``few`` that tell it from others."""
    if width >= roomy or width_of(words, kind) <= width:
        return shortened(words, kind, width)
    return few if few and width_of(few, kind) <= width else shortened(words, kind, width)


def shared_out(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths that fit a room: each what it wants up to a common limit, and its least in any case."""
    low, high = 0.0, max(wanted, default=0.0)
    if sum(wanted) <= room:
        return list(wanted)
    for _ in range(HALVINGS):
        limit = (low + high) / 2
        fits = sum(_limited(one, few, limit) for one, few in zip(wanted, least, strict=True)) <= room
        low, high = (limit, high) if fits else (low, limit)
    return [_limited(one, few, low) for one, few in zip(wanted, least, strict=True)]


def _limited(wanted: float, least: float, limit: float) -> float:
    return min(wanted, max(limit, least))


@dataclass(frozen=True, slots=True)
class Window:
    """Which tabs are in view: from ``first`` to before ``end``."""

    first: int
    end: int


def in_view(widths: Sequence[float], front: int, room: float, edge: float, begun: int) -> Window:
    """Return the tabs that fit beside the counts of hidden ones: the front among them, from ``begun`` if it can be."""
    if sum(widths) <= room:
        return Window(0, len(widths))
    first = min(begun, front)
    while first < front and _end(widths, first, room, edge) <= front:
        first += 1
    while first and _end(widths, first - 1, room, edge) == len(widths):
        first -= 1  # room at the end is filled from the left
    return Window(first, max(_end(widths, first, room, edge), front + 1))


def _end(widths: Sequence[float], first: int, room: float, edge: float) -> int:
    left = room - (edge if first else 0.0)
    at = first
    while at < len(widths) and widths[at] <= left - (edge if at + 1 < len(widths) else 0.0):
        left -= widths[at]
        at += 1
    return at
