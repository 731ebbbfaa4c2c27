"""The receipts as rows with their filters; what was just read stays under 未读 until the filter changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.declarations.receipts import NEEDS_CLERK
from app.declarations.status import CHINESE, Status
from app.ui.models.status_look import sign_of
from app.ui.models.wording import moment
from app.ui.pages.services import ReceiptItem
from app.ui.theme import Icon, Tone
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ALL, UNREAD = "all", "unread"
FILTERS: Mapping[str, tuple[str, Status | None]] = MappingProxyType(
    {
        ALL: ("全部", None),
        UNREAD: ("未读", None),
        "inspection": ("查验", Status.INSPECTION),
        "rejected": ("退单", Status.REJECTED),
        "tax": ("税单", Status.TAX),
    }
)
_ROOT = QModelIndex()


class ReceiptColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    TITLE = 1
    ABOUT = 2
    TIME = 3


def short_title(item: ReceiptItem) -> str:
    """Return the word of the status a receipt brought, else its own name without what stands in brackets."""
    return CHINESE[item.status] if item.status else item.title.partition("(")[0].partition("（")[0]


def sign(item: ReceiptItem) -> tuple[Icon, Tone]:
    """Return the sign and tone of a receipt; one that waits for the clerk stands out although it moved nothing."""
    if item.status is None and item.channel in NEEDS_CLERK:
        return Icon.TRIANGLE_ALERT, Tone.WARN
    return sign_of(item.status)


def about(item: ReceiptItem) -> str:
    """Return the second line of a receipt: what it says comes first, for the end may have no room."""
    return "  ".join(part for part in (item.note, item.about) if part)


class ReceiptListModel(QAbstractTableModel):
    """Receipts newest first, as they were brought."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._items: tuple[ReceiptItem, ...] = ()
        self._rows: tuple[ReceiptItem, ...] = ()
        self._filter = ALL
        self._stays: set[str] = set()

    def show_items(self, items: Sequence[ReceiptItem]) -> None:
        """Show other receipts under the filter in force."""
        self._items = tuple(items)
        self._sift()

    def show_filter(self, key: str) -> None:
        """Show those of one filter; an unknown key raises KeyError."""
        if key not in FILTERS:
            raise KeyError(key)
        self._filter = key
        self._stays = set()
        self._sift()

    def item(self, number: int) -> ReceiptItem:
        """Return the receipt in a row."""
        return self._rows[number]

    def number_of(self, receipt_id: str) -> int:
        """Return the row of a receipt, -1 if it is not shown."""
        return next((number for number, item in enumerate(self._rows) if item.id == receipt_id), -1)

    def total(self) -> int:
        """Return how many receipts were brought, whatever the filter."""
        return len(self._items)

    def unread(self) -> int:
        """Return how many of them were not read."""
        return sum(not item.seen for item in self._items)

    def keep(self, receipt_id: str) -> None:
        """Leave a receipt under 未读 although it is read now."""
        self._stays.add(receipt_id)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(ReceiptColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._rows[index.row()], ReceiptColumn(index.column())
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(about(item) if column is ReceiptColumn.ABOUT else item.title)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(item, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            unread = "未读，" if not item.seen and column is ReceiptColumn.TITLE else ""
            return f"{unread}{self._words(item, column)}"
        return None

    def _words(self, item: ReceiptItem, column: ReceiptColumn) -> str:
        match column:
            case ReceiptColumn.SIGN:
                return item.title
            case ReceiptColumn.TITLE:
                return short_title(item)
            case ReceiptColumn.ABOUT:
                return "，".join(part for part in (item.number, about(item)) if part)
            case ReceiptColumn.TIME:
                return moment(item.at, self._now())

    def _sift(self) -> None:
        self.beginResetModel()
        self._rows = tuple(item for item in self._items if self._is_shown(item))
        self.endResetModel()

    def _is_shown(self, item: ReceiptItem) -> bool:
        if self._filter == UNREAD:
            return not item.seen or item.id in self._stays
        wanted = FILTERS[self._filter][1]
        return wanted is None or item.status is wanted
