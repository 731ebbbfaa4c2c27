"""A marked range of cells: where it began and where the keyboard is; numbers only."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CellRange:
    """Rows and columns from the anchor to the cell with the keyboard, both counted in the model's own numbers.

    whole: whole rows are marked, whatever the columns.
    """

    anchor: tuple[int, int]
    at: tuple[int, int]
    whole: bool = False

    @classmethod
    def one(cls, row: int, column: int) -> "CellRange":
        """Return the range of a single cell."""
        return cls((row, column), (row, column))

    @property
    def rows(self) -> range:
        """The rows, from top to bottom."""
        first, last = sorted((self.anchor[0], self.at[0]))
        return range(first, last + 1)

    @property
    def columns(self) -> range:
        """The columns, from left to right."""
        first, last = sorted((self.anchor[1], self.at[1]))
        return range(first, last + 1)

    @property
    def is_single(self) -> bool:
        """Tell whether nothing but the cell with the keyboard is marked."""
        return self.anchor == self.at and not self.whole

    def to(self, row: int, column: int) -> "CellRange":
        """Return the range stretched to another cell."""
        return replace(self, at=(row, column))

    def in_whole_rows(self) -> "CellRange":
        """Return the range with its rows marked whole."""
        return replace(self, whole=True)
