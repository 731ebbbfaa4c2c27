"""The rows of a goods sheet as a table model: row number, then one column per target; it mends nothing."""

from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.sheets.goods.columns import Target
from app.sheets.goods.judged import Cell, Row, State
from app.sheets.goods.preview import GoodsPreview
from app.ui.editors.number_text import grouped
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
NUMBER = 0
LEADING = 1
WORDS = {State.BAD: "须改", State.GUESS: "猜的", State.FOUND: "查出的", State.PLAIN: ""}


class Show(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    BAD = "bad"
    GUESS = "guess"
    FOUND = "found"


STATES = {Show.BAD: State.BAD, Show.GUESS: State.GUESS, Show.FOUND: State.FOUND}


class SheetModel(QAbstractTableModel):
    """Rows of the preview, all or those with a cell in one state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: GoodsPreview | None = None
        self._show = Show.ALL
        self._at: list[int] = []
        self.targets: tuple[Target, ...] = ()

    def put(self, preview: GoodsPreview | None, show: Show) -> None:
        """Show the rows of a sheet, or none."""
        self.beginResetModel()
        self._preview, self._show = preview, show
        self.targets = preview.shown() if preview is not None else ()
        self._at = self._chosen()
        self.endResetModel()

    def refresh(self, preview: GoodsPreview) -> None:
        """Show the same rows as they are judged now, or those of another sheet."""
        if preview is not self._preview:
            self.put(preview, Show.ALL)
        elif preview.shown() != self.targets:
            self.put(preview, self._show)
        elif self._at:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._at) - 1, self.columnCount() - 1))

    def row(self, number: int) -> Row:
        """Return the row shown at a place."""
        if self._preview is None:
            raise IndexError(number)
        return self._preview.rows[self._at[number]]

    def place(self, number: int) -> int:
        """Return which row of the sheet is shown at a place."""
        return self._at[number]

    def number_of(self, place: int) -> int:
        """Return where a row of the sheet is shown, -1 if it is not."""
        return self._at.index(place) if place in self._at else -1

    def target(self, column: int) -> Target:
        """Return what a column stands for."""
        return self.targets[column - LEADING]

    def column_of(self, target: str) -> int:
        """Return the column of a target, -1 if it is not shown."""
        return next((at for at, one in enumerate(self.targets, LEADING) if one.id == target), -1)

    def cell(self, number: int, column: int) -> Cell:
        """Return the cell at a place."""
        return self.row(number).cell(self.target(column).id)

    def has_marks(self, target: str) -> bool:
        """Tell whether a cell of a column must be mended or looked at."""
        rows = self._preview.rows if self._preview is not None else []
        marked = (row for row in rows if row.bad or State.GUESS in row.states)
        return any(row.cell(target).state in (State.BAD, State.GUESS) for row in marked)

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._at) if parent is None or not parent.isValid() else 0

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.targets) + LEADING if parent is None or not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return "行" if section == NUMBER else self.target(section).head
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{head}，{self.spoken(index.row(), index.column())}"
        if role == Qt.ItemDataRole.ToolTipRole and index.column() >= LEADING:
            cell = self.cell(index.row(), index.column())
            return plain_tip("\n".join(part for part in (shown(cell, self.target(index.column())), cell.why) if part))
        return None

    def spoken(self, number: int, column: int) -> str:
        """Return the words of a cell with its state."""
        if column == NUMBER:
            row = self.row(number)
            return f"{row.number} 不导入" if row.left_out else str(row.number)
        cell = self.cell(number, column)
        return " ".join(part for part in (shown(cell, self.target(column)), WORDS[cell.state]) if part)

    def _chosen(self) -> list[int]:
        if self._preview is None:
            return []
        wanted = STATES.get(self._show)
        rows = enumerate(self._preview.rows)
        return [at for at, row in rows if wanted is None or wanted in row.states]


def shown(cell: Cell, target: Target) -> str:
    """Return a cell as people read it: what stands in the sheet while it is bad, else what will be written."""
    if cell.is_bad:
        return cell.raw
    if target.is_number:
        return grouped(cell.text)
    return f"{cell.text} {cell.name}".strip() if target.table and not target.shape else cell.text
