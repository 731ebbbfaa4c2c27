"""What is known of one cell and one row of a goods sheet after reading; values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How a cell came to its text: as it stands, looked up in a table, guessed, or not at all."""

    PLAIN = "plain"
    FOUND = "found"
    GUESS = "guess"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: as it stood, the text for the draft ("" while bad), the name of a code, what is to be said of it.

    offer: the text that would mend it.  evidence: what speaks for the offer.
    """

    raw: str
    text: str = ""
    state: State = State.PLAIN
    name: str = ""
    why: str = ""
    evidence: str = ""
    offer: str = ""

    @property
    def is_bad(self) -> bool:
        """Tell whether the row cannot be used before this is mended."""
        return self.state is State.BAD


BLANK = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, the cells by target, texts that follow from them, whether it is left out.

    bad: targets of the cells that must be mended.  states: how its cells came to their texts.
    """

    number: int
    cells: Mapping[str, Cell]
    follows: Mapping[str, str] = field(default_factory=dict)
    left_out: bool = False
    bad: tuple[str, ...] = ()
    states: frozenset[State] = frozenset()

    @classmethod
    def of(cls, number: int, cells: Mapping[str, Cell], follows: Mapping[str, str], left_out: bool) -> "Row":
        """Return the row with what is known of its cells as a whole, found once."""
        bad = tuple(target for target, cell in cells.items() if cell.is_bad)
        return cls(number, cells, follows, left_out, bad, frozenset(cell.state for cell in cells.values()))

    def cell(self, target: str) -> Cell:
        """Return a cell, blank if the sheet has none."""
        return self.cells.get(target, BLANK)

    @property
    def usable(self) -> bool:
        """Tell whether the row can become a line."""
        return not self.left_out and not self.bad
