"""The rows of a difference between two versions; it takes nothing back itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.amendment import WORDS, Change
from app.ui.models.change_words import delta_words, value_words
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChangeColumn(IntEnum):
    """The columns in their order."""

    FIELD = 0
    OLD = 1
    NEW = 2
    DELTA = 3
    WAY = 4
    WHY = 5


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference in words: values with their units."""

    change: Change
    old: str
    old_unit: str
    new: str
    new_unit: str

    @property
    def old_words(self) -> str:
        """The value before, with its unit."""
        return f"{self.old} {self.old_unit}".strip()

    @property
    def new_words(self) -> str:
        """The value asked for, with its unit."""
        return f"{self.new} {self.new_unit}".strip()


class ChangeListModel(QAbstractTableModel):
    """Differences in the order of the form."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables = tables
        self._rows: tuple[ChangeRow, ...] = ()
        self._titles = ("字段", "现行", "申请", "差", "办法", "说明")

    def show_changes(
        self,
        form: Form,
        changes: Sequence[Change],
        before: Mapping[str, str],
        after: Mapping[str, str],
        names: tuple[str, str],
    ) -> None:
        """Show other differences; ``names`` are the titles of both versions."""
        self.beginResetModel()
        self._titles = ("字段", names[0], names[1], "差", "办法", "说明")
        self._rows = tuple(
            ChangeRow(
                change,
                *value_words(form, self._tables, before, change.path),
                *value_words(form, self._tables, after, change.path),
            )
            for change in changes
        )
        self.endResetModel()

    def row(self, number: int) -> ChangeRow:
        """Return the difference in a row."""
        return self._rows[number]

    def number_of(self, path: str) -> int:
        """Return the row of a field, -1 if it does not differ."""
        return next((number for number, row in enumerate(self._rows) if row.change.path == path), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(ChangeColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], ChangeColumn(index.column())
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(row, column))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ChangeColumn.DELTA:
            return _RIGHT
        return None

    def _words(self, row: ChangeRow, column: ChangeColumn) -> str:
        change = row.change
        match column:
            case ChangeColumn.FIELD:
                return "，".join(part for part in (change.label, change.place) if part)
            case ChangeColumn.OLD:
                return row.old_words
            case ChangeColumn.NEW:
                return row.new_words
            case ChangeColumn.DELTA:
                return delta_words(change.delta)
            case ChangeColumn.WAY:
                return WORDS[change.way]
            case ChangeColumn.WHY:
                return change.why
