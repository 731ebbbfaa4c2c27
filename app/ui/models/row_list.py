"""Rows of one kind as a table model: what the lists of the window share; each says its words and what is special."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Under which a model gives the row itself to whoever paints it."""

NOWHERE = QModelIndex()
SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Row = TypeVar("Row")


class RowList(QAbstractTableModel, Generic[Row]):
    """Rows in the order given; a subclass says what a row is known by and the words of its cells."""

    def __init__(
        self, columns: int, heads: Sequence[str] = (), right: Iterable[int] = (), parent: QObject | None = None
    ) -> None:
        """Show ``columns`` columns under ``heads`` (none: a list without a head), figures ``right``-aligned."""
        super().__init__(parent)
        self._columns, self._heads, self._right = columns, tuple(heads), frozenset(right)
        self._rows: tuple[Row, ...] = ()

    def key_of(self, row: Row) -> str:
        """Return what a row is known by while the list is read again."""
        raise NotImplementedError

    def words(self, row: Row, column: int) -> str:
        """Return the words of a cell."""
        raise NotImplementedError

    def tip(self, row: Row, column: int) -> str | None:
        """Return the tool tip of a cell: its words, which may have no room."""
        return plain_tip(self.words(row, column))

    def put_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Return the row of a number."""
        return self._rows[number]

    def key(self, number: int) -> str:
        """Return what the row of a number is known by."""
        return self.key_of(self._rows[number])

    def number_of(self, key: str) -> int:
        """Return the number of a row, -1 if it is not shown."""
        return next((number for number, row in enumerate(self._rows) if self.key_of(row) == key), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in SAID:
            return self.words(row, index.column())
        return self.tip(row, index.column()) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self._heads:
            return super().headerData(section, orientation, role)
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right else None
