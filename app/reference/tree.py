"""The tariff as a tree: 类, 章, 品目, 子目, ten-digit lines; it reads the tables and draws nothing."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Protocol

from app.core.tables import CodeRow
from app.reference.match import Hit

_TABLE = "hs_codes"
_HEADINGS = "hs_headings"
_SECTIONS = "hs_sections"
_AFTER_DIGITS = ":"  # the sign after "9": the end of a range of codes


class Level(IntEnum):
    """How many digits the codes of a level have; a section has none."""

    SECTION = 0
    CHAPTER = 2
    HEADING = 4
    SUBHEADING = 6
    LINE = 10


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One line of the tree; ``named`` is False where no official title is installed and a line under it lends its."""

    code: str  # "S05" for a section, else the digits
    name: str
    level: Level
    leaves: int
    row: CodeRow | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One tariff line that answers a search, with the letters to mark and the nodes that must be open to show it."""

    node: TreeNode
    hit: Hit
    path: tuple[TreeNode, ...]


class TariffTables(Protocol):
    """What the tree asks of the tables; app.reference.Reference fits."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        """Return the row of a code, or None."""
        ...

    def codes(self, table: str, on: date | None = None) -> Sequence[str]:
        """Return all codes of a table, sorted."""
        ...

    def hits(self, table: str, text: str, limit: int = 50, on: date | None = None) -> Sequence[Hit]:
        """Return the rows that answer a search text, best first."""
        ...


class HsTree:
    """The tree of one moment: made anew when the tables or the day change (a few milliseconds)."""

    def __init__(self, tables: TariffTables, on: date | None = None) -> None:
        self._tables = tables
        self._on = on
        self._lines = [code for code in tables.codes(_TABLE, on) if len(code) >= Level.SUBHEADING]
        self._sections = {
            code: tuple(row.values.get("chapters", "").split(";"))
            for code in tables.codes(_SECTIONS)
            if (row := tables.row(_SECTIONS, code)) is not None
        }

    def __len__(self) -> int:
        return len(self._lines)

    def sections(self) -> tuple[TreeNode, ...]:
        """Return the sections that have lines."""
        nodes = (self._section(code) for code in self._sections)
        return tuple(node for node in nodes if node.leaves)

    def children(self, code: str) -> tuple[TreeNode, ...]:
        """Return what unfolds under a node; nothing under a line. A 子目 of one line is the line itself."""
        if code in self._sections:
            nodes = (self._group(chapter, Level.CHAPTER) for chapter in self._sections[code])
            return tuple(node for node in nodes if node.leaves)
        below = {Level.CHAPTER: Level.HEADING, Level.HEADING: Level.SUBHEADING, Level.SUBHEADING: Level.LINE}
        level = below.get(len(code))  # type: ignore[call-overload]
        if level is None:
            return ()
        lines = self._under(code)
        if level is Level.LINE:
            return tuple(self._line(line) for line in lines)
        groups = dict.fromkeys(line[: int(level)] for line in lines)
        return tuple(self._group_or_line(group, level) for group in groups)

    def path(self, code: str) -> tuple[TreeNode, ...]:
        """Return the nodes above a line, the section first."""
        section = next((one for one, chapters in self._sections.items() if code[:2] in chapters), "")
        nodes = [self._section(section)] if section else []
        for level in (Level.CHAPTER, Level.HEADING, Level.SUBHEADING):
            if len(code) > level:
                node = self._group_or_line(code[: int(level)], level)
                nodes += [node] if node.level is level and node.leaves else []
        return tuple(nodes)

    def found(self, text: str, limit: int = 200) -> tuple[FoundLine, ...]:
        """Return the lines that answer a search text in the order of the tariff, each with its path."""
        hits = sorted(self._tables.hits(_TABLE, text, limit, self._on), key=lambda hit: hit.row.code)
        return tuple(FoundLine(self._line(hit.row.code), hit, self.path(hit.row.code)) for hit in hits)

    def _under(self, prefix: str) -> list[str]:
        return self._lines[bisect_left(self._lines, prefix) : bisect_left(self._lines, prefix + _AFTER_DIGITS)]

    def _section(self, code: str) -> TreeNode:
        row = self._tables.row(_SECTIONS, code)
        leaves = sum(len(self._under(chapter)) for chapter in self._sections[code])
        return TreeNode(code, row.name if row else code, Level.SECTION, leaves, row)

    def _group_or_line(self, code: str, level: Level) -> TreeNode:
        lines = self._under(code)
        alone = level is Level.SUBHEADING and len(lines) == 1 and self._tables.row(_HEADINGS, code) is None
        return self._line(lines[0]) if alone else self._group(code, level)

    def _group(self, code: str, level: Level) -> TreeNode:
        lines = self._under(code)
        row = self._tables.row(_HEADINGS, code, self._on)
        if row is not None:
            return TreeNode(code, row.name, level, len(lines), row)
        lent = self._tables.row(_TABLE, lines[0], self._on) if lines else None
        return TreeNode(code, lent.name if lent else "", level, len(lines), None, named=False)

    def _line(self, code: str) -> TreeNode:
        row = self._tables.row(_TABLE, code, self._on)
        return TreeNode(code, row.name if row else "", Level.LINE, 1, row)
