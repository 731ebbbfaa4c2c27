"""Labels and fields on the columns of the page, all ending and starting on one line; it binds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.editors.field_label import STAR
from app.ui.editors.field_label import WIDTH as LABEL
from app.ui.editors.look import HEIGHT as FIELD
from app.ui.theme import theme

PITCH = 30
GAP = 8  # label to field
BETWEEN = 6  # field to next column
COLUMNS = 4
FEWEST, MOST = 2, 5
LEAST_PITCH = 240  # so that a field holds 18 digits
LEAD = STAR  # the star of a first column stands left of the grid's edge


@dataclass(frozen=True, slots=True)
class Cell:
    """One label with its field; ``span`` in columns."""

    label: QWidget
    field: QWidget
    span: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell went."""

    row: int
    column: int
    span: int


@lru_cache(maxsize=256)  # a page that shares out its height asks hundreds of times for the same few sections
def arranged(spans: tuple[int, ...], columns: int) -> tuple[Place, ...]:
    """Return what ``arrange`` does."""
    return tuple(arrange(spans, columns))


def flow(spans: Sequence[int], columns: int) -> list[Place]:
    """Place cells in reading order; a cell that does not fit starts the next row."""
    places: list[Place] = []
    row = column = 0
    for span in spans:
        wide = min(span, columns)
        if column + wide > columns:
            row, column = row + 1, 0
        places.append(Place(row, column, wide))
        column += wide
    return places


def arrange(spans: Sequence[int], columns: int) -> list[Place]:
    """Place cells; a section with wide ones keeps the rows of four columns, and the wide ones take the rest."""
    if columns <= COLUMNS or all(span == 1 for span in spans):
        return flow(spans, columns)
    more = columns - COLUMNS
    stretched: list[Place] = []
    shift = {0: 0}
    for place in flow(spans, COLUMNS):
        moved = shift.setdefault(place.row, 0)
        grows = more if place.span > 1 and moved == 0 else 0
        stretched.append(Place(place.row, place.column + moved, place.span + grows))
        shift[place.row] = moved + grows
    return stretched


def columns_for(width: int) -> int:
    """Return how many columns a grid of this width has."""
    return min(max(width // theme().px(LEAST_PITCH), FEWEST), MOST)


class CellGrid(QWidget):
    """A grid of cells at the pitch of the design sheet; its height follows its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[Cell, ...] = ()
        self._places: tuple[Place, ...] = ()
        self._placed_for: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show these cells in this order and hide the others."""
        for cell in self._cells:
            if cell not in cells:
                cell.label.hide()
                cell.field.hide()
        self._cells = tuple(cells)
        for cell in cells:
            for widget in (cell.label, cell.field):
                widget.setParent(self)
                widget.show()
        self._place()

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells shown."""
        return self._cells

    def rows(self) -> int:
        """Return how many rows the cells take."""
        return self._places[-1].row + 1 if self._places else 0

    def fit(self, left: int, top: int, width: int) -> None:
        """Take a place and a width, and at once the height the rows want there: a hidden widget is told late."""
        self.setGeometry(left, top, width, self.height())
        self._place()
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(900), theme().px(PITCH) * self.rows())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(600), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = theme().px
        standing = (self._cells, self.width(), theme().percent)
        if standing == self._placed_for:
            return
        self._placed_for = standing
        columns = columns_for(self.width())
        before = self.rows()
        self._places = arranged(tuple(cell.span for cell in self._cells), columns)
        pitch = (self.width() - px(LEAD)) / columns
        air = (px(PITCH) - px(FIELD)) // 2
        for cell, place in zip(self._cells, self._places, strict=True):
            left = px(LEAD) + round(place.column * pitch)
            right = px(LEAD) + round((place.column + place.span) * pitch) - px(BETWEEN)
            top = place.row * px(PITCH) + air
            start = left + px(LABEL) + px(GAP)
            cell.label.setGeometry(QRect(start - px(GAP) - px(LABEL + STAR), top, px(LABEL + STAR), px(FIELD)))
            cell.field.setGeometry(QRect(start, top, right - start, px(FIELD)))
        if self.rows() != before:
            self.updateGeometry()
