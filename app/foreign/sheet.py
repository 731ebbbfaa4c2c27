"""A foreign table as text cells that know their address; it reads nothing and judges nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a cell was in the file; only TEXT is sure to be as its writer typed it."""

    EMPTY = " "
    TEXT = "T"
    NUMBER = "N"
    DATE = "D"
    FLAG = "B"
    FORMULA = "F"
    FAULT = "E"  # #N/A, #REF! …


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as cells; ``place`` is how people are told of it, ``first`` the number of its first line.

    ``marks`` holds one letter of Mark per cell and line; where it is empty (csv) every cell is text.
    """

    place: str
    stem: str  # name of the file without folder and ending
    name: str  # name of the sheet in a workbook, empty for csv
    lines: tuple[tuple[str, ...], ...]
    first: int = 1
    one_of_several: bool = False  # other sheets of the same workbook may be the ones that matter
    first_column: int = 1
    marks: tuple[str, ...] = ()

    def mark(self, line: int, column: int) -> Mark:
        """Return what a cell was; beyond the end of its line it is empty."""
        if column >= len(self.lines[line]):
            return Mark.EMPTY
        if self.marks:
            return Mark(self.marks[line][column])
        return Mark.TEXT if self.lines[line][column] else Mark.EMPTY

    def text(self, line: int, column: int) -> str:
        """Return a cell's text; beyond the end of its line it is empty."""
        cells = self.lines[line]
        return cells[column] if column < len(cells) else ""

    def address(self, line: int, column: int) -> str:
        """Return a cell's address as a spreadsheet shows it, such as C7."""
        return f"{letters(self.first_column + column)}{self.first + line}"

    def spot(self, line: int, column: int) -> str:
        """Return where a cell is, for people."""
        return f"{self.place} 第 {self.first + line} 行 {letters(self.first_column + column)} 列"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found at a path; ``passed_over`` are files of other kinds, ``single`` tells that one file was named."""

    sheets: tuple[Sheet, ...]
    passed_over: tuple[str, ...]
    single: bool


def letters(column: int) -> str:
    """Return the letters of a column, 1 = A."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
