"""A few declarations as rows of a card on 工作台: what it is, where, how it stands, when it was stored; no paging."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.tables import CodeTables
from app.declarations.status import is_editable
from app.ui.models.status_look import draft_look
from app.ui.models.wording import goods_words, moment, named
from app.ui.pages.services import ListedDraft
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BenchColumn(IntEnum):
    """The columns in their order."""

    TITLE = 0
    PORT = 1
    STATE = 2
    STORED = 3


class BenchListModel(QAbstractTableModel):
    """Declarations as they were brought; ``stored`` is the title of the last column."""

    def __init__(
        self, tables: CodeTables, now: Callable[[], datetime], stored: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tables, self._now = tables, now
        self._titles = ("票", "口岸", "状态", stored)
        self._rows: tuple[ListedDraft, ...] = ()

    def show_rows(self, rows: Sequence[ListedDraft]) -> None:
        """Show other declarations."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> ListedDraft:
        """Return the declaration in a row."""
        return self._rows[number]

    def number_of(self, draft_id: str) -> int:
        """Return the row of a declaration, -1 if it is not here."""
        return next((number for number, row in enumerate(self._rows) if row.id == draft_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(BenchColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], BenchColumn(index.column())
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
        if role == Qt.ItemDataRole.TextAlignmentRole and section == BenchColumn.STORED:
            return _RIGHT
        return None

    def _words(self, row: ListedDraft, column: BenchColumn) -> str:
        match column:
            case BenchColumn.TITLE:
                goods = goods_words(row.summary) or "未填商品"
                return "，".join(part for part in (goods, row.summary.trade_name) if part)
            case BenchColumn.PORT:
                return named(self._tables, "customs_offices", row.summary.port)
            case BenchColumn.STATE:
                words = draft_look(row.status, row.errors).words
                return f"{words}，{row.errors} 项须改" if row.errors and is_editable(row.status) else words
            case BenchColumn.STORED:
                return moment(row.updated_at, self._now())
