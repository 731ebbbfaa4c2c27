"""The one key of a field for widget, problem, XML element, print box and diff; it knows nothing of any form.

A path is plain text: ``net_weight``, ``items[2].gross_mass`` (rows count from 0). A pattern has empty
brackets (``items[].gross_mass``) and stands for that field in every row.
"""

import re
from functools import lru_cache

_ROW = re.compile(r"\[(\d+)\]")


@lru_cache(maxsize=65536)
def pattern_of(path: str) -> str:
    """Return the pattern a concrete path belongs to: ``items[2].price`` → ``items[].price``."""
    return _ROW.sub("[]", path)


@lru_cache(maxsize=65536)
def rows_of(path: str) -> tuple[int, ...]:
    """Return the row numbers in a path, outermost first: ``items[2].limits[0].x`` → ``(2, 0)``."""
    return tuple(int(number) for number in _ROW.findall(path))


@lru_cache(maxsize=65536)
def bind(pattern: str, rows: tuple[int, ...]) -> str:
    """Put row numbers into the empty brackets of a pattern, outermost first; spare brackets stay empty."""
    pieces = pattern.split("[]")
    bound = pieces[0]
    for depth, piece in enumerate(pieces[1:]):
        bound += (f"[{rows[depth]}]" if depth < len(rows) else "[]") + piece
    return bound


@lru_cache(maxsize=65536)
def section_of(path: str) -> str:
    """Return the repeated section a path lies in: ``items[2].limits[0].x`` → ``items[2].limits``, else ``""``."""
    head, bracket, _ = path.rpartition("[")
    return head if bracket else ""


def row_of(path: str) -> str:
    """Return the innermost row a path lies in: ``items[2].limits[0].x`` → ``items[2].limits[0]``, else ``""``."""
    return path[: path.rfind("]") + 1]


def depth_of(pattern: str) -> int:
    """Return how many rows a pattern needs to become a path."""
    return pattern.count("[]")
