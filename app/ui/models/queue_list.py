"""What is on its way out as rows, oldest first; it moves nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.declarations.status import CHINESE
from app.ui.models.wording import moment
from app.ui.pages.services import QueueItem
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QueueColumn(IntEnum):
    """The columns in their order."""

    STATE = 0
    DOCUMENT = 1
    REASON = 2
    SINCE = 3


TITLES = ("状态", "单证", "进度", "入队")


class QueueListModel(QAbstractTableModel):
    """Messages on their way out."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._items: tuple[QueueItem, ...] = ()

    def show_items(self, items: Sequence[QueueItem]) -> None:
        """Show other messages."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def item(self, number: int) -> QueueItem:
        """Return the message in a row."""
        return self._items[number]

    def number_of(self, draft_id: str) -> int:
        """Return the row of a draft's message, -1 if none is on its way."""
        return next((number for number, item in enumerate(self._items) if item.draft_id == draft_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(QueueColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._items[index.row()], QueueColumn(index.column())
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(item, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is not QueueColumn.STATE:
            return plain_tip(self._words(item, column))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == QueueColumn.SINCE:
            return _RIGHT
        return None

    def _words(self, item: QueueItem, column: QueueColumn) -> str:
        match column:
            case QueueColumn.STATE:
                return CHINESE[item.status]
            case QueueColumn.DOCUMENT:
                return "，".join(part for part in (item.title, item.number) if part)
            case QueueColumn.REASON:
                return item.reason
            case QueueColumn.SINCE:
                return moment(item.since, self._now())
