"""Set texts into an area: wrap, shrink to a readable minimum, and say what did not fit; it draws nothing.

Sizes are whole dots, as the font engine takes them, so that a width computed here is the width drawn.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

DPI = 1440  # twenty dots to the point, so that half points are whole dots
DOT = 25.4 / DPI
STEP = 10
LEADING = 1.2  # line pitch in ems
ASCENT = 0.98  # baseline below the top of a line, in ems: (1.2 - 1) / 2 + 0.88

_ATOM = re.compile(r"[0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ.,%°'’_+@#&~^$€₮₽\-]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’％%…·,.;:!?)]}>|/\\℃°")
_NOT_LAST = frozenset("（《「『【〔〈“‘([{<")


class Ruler(Protocol):
    """Widths of signs in ems."""

    def width(self, text: str, bold: bool = False) -> float:
        """Return the width of a line."""
        ...


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at a size in dots; whole: nothing is missing."""

    dots: int
    lines: tuple[str, ...]
    whole: bool

    @property
    def em(self) -> float:
        """Size in mm."""
        return self.dots * DOT

    @property
    def height(self) -> float:
        """Height of all lines in mm."""
        return len(self.lines) * self.em * LEADING


def dots(points: float) -> int:
    """Return a size in points as dots."""
    return round(points * DPI / 72)


def fit(
    paragraphs: Sequence[str], width: float, height: float, sizes: tuple[float, float], ruler: Ruler, bold: bool = False
) -> Fitted:
    """Set paragraphs into ``width`` × ``height`` mm at the largest size (points, from … down to) that holds them all.

    A number or word is broken at the smallest size only: half a figure at the end of a line reads as another figure.
    """
    size, least = dots(sizes[0]), dots(min(sizes))
    longest = max((ruler.width(word, bold) for one in paragraphs for word in _ATOM.findall(one)), default=0.0)
    while True:
        room = width / (size * DOT)
        most = max(int(height / (size * DOT * LEADING) + 1e-6), 1)
        if size <= least or (longest <= room and _fewest(paragraphs, room, ruler, bold) <= most):
            lines = tuple(line for one in paragraphs for line in wrap(one, room, ruler, bold))
            if len(lines) <= most:
                return Fitted(size, lines, True)
            if size <= least:
                return Fitted(size, _cut(lines[:most], room, ruler, bold), False)
        size = max(size - STEP, least)


def _fewest(paragraphs: Sequence[str], room: float, ruler: Ruler, bold: bool) -> int:
    """Return a number of lines that wrapping cannot undercut; cheap, so that no size is tried in vain."""
    return sum(max(math.ceil(ruler.width(one, bold) / room - 0.01), 1) for one in paragraphs)


def _cut(lines: tuple[str, ...], room: float, ruler: Ruler, bold: bool) -> tuple[str, ...]:
    """Put a mark at the end of the last line that says where the rest is."""
    mark = next((one for one in ("…（续见附页）", "…见附页") if ruler.width(one, bold) <= room / 2), "…")
    last = lines[-1]
    while last and ruler.width(last + mark, bold) > room:
        last = last[:-1]
    return (*lines[:-1], last + mark)


def wrap(text: str, room: float, ruler: Ruler, bold: bool = False) -> list[str]:
    """Break a text into lines of at most ``room`` ems; an empty text is one empty line."""
    if "\n" not in text and ruler.width(text, bold) <= room:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fill(paragraph, room, ruler, bold)
    return lines


def _fill(text: str, room: float, ruler: Ruler, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for atom in _atoms(text, room, ruler, bold):
        wide = ruler.width(atom, bold)
        if line and used + wide > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
            if atom.isspace():
                continue
        line += atom
        used += wide
    return [*lines, line.rstrip(" ")]


def _atoms(text: str, room: float, ruler: Ruler, bold: bool) -> Iterator[str]:
    """Yield pieces that are not broken: words with the punctuation that may not begin a line, single Chinese signs."""
    held = ""
    for found in _ATOM.findall(text):
        glued = held and (held[-1] in _NOT_LAST or found[0] in _NOT_FIRST) and not held.isspace()
        if glued and ruler.width(held + found, bold) <= room:
            held += found
            continue
        if held:
            yield from _pieces(held, room, ruler, bold)
        held = found
    if held:
        yield from _pieces(held, room, ruler, bold)


def _pieces(atom: str, room: float, ruler: Ruler, bold: bool) -> Iterator[str]:
    """Yield an atom whole, or in pieces as wide as a line if it is wider than one."""
    begin, used = 0, 0.0
    for place, sign in enumerate(atom):
        wide = ruler.width(sign, bold)
        if used + wide > room and place > begin:
            yield atom[begin:place]
            begin, used = place, 0.0
        used += wide
    yield atom[begin:]
