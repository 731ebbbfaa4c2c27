"""The receipts as rows with their filters; what was just read stays under 未读 until the filter changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt

from app.declarations.receipts import NEEDS_CLERK
from app.declarations.status import CHINESE, Status
from app.ui.models.row_list import ROW_ROLE, Index, RowList
from app.ui.models.status_look import sign_of
from app.ui.models.wording import moment
from app.ui.pages.services import ReceiptItem
from app.ui.theme import Icon, Tone
from app.ui.theme.tip import plain_tip

ITEM_ROLE = ROW_ROLE
ALL, UNREAD, APART = "all", "unread", "apart"
FILTERS: Mapping[str, tuple[str, Status | None]] = MappingProxyType(
    {
        ALL: ("全部", None),
        UNREAD: ("未读", None),
        "inspection": ("查验", Status.INSPECTION),
        "rejected": ("退单", Status.REJECTED),
        "tax": ("税单", Status.TAX),
        APART: ("待核对", None),
    }
)


class ReceiptColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    TITLE = 1
    ABOUT = 2
    TIME = 3


def short_title(item: ReceiptItem) -> str:
    """Return the word of the status a receipt brought, else its own name without what stands in brackets.

    What counts for nothing is not called by what it says.
    """
    if item.apart:
        return FILTERS[APART][0]
    return CHINESE[item.status] if item.status else item.title.partition("(")[0].partition("（")[0]


def sign(item: ReceiptItem) -> tuple[Icon, Tone]:
    """Return the sign and tone of a receipt; one that waits for the clerk stands out although it moved nothing."""
    if item.apart or (item.status is None and item.channel in NEEDS_CLERK):
        return Icon.TRIANGLE_ALERT, Tone.WARN
    return sign_of(item.status)


def about(item: ReceiptItem) -> str:
    """Return the second line of a receipt: what it says comes first, for the end may have no room."""
    return "  ".join(part for part in (item.note, item.about) if part)


class ReceiptListModel(RowList[ReceiptItem]):
    """Receipts newest first, as they were brought."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(len(ReceiptColumn), parent=parent)
        self._now = now
        self._items: tuple[ReceiptItem, ...] = ()
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

    def total(self) -> int:
        """Return how many receipts were brought, whatever the filter."""
        return len(self._items)

    def unread(self) -> int:
        """Return how many of them were not read."""
        return sum(not item.seen for item in self._items)

    def keep(self, receipt_id: str) -> None:
        """Leave a receipt under 未读 although it is read now."""
        self._stays.add(receipt_id)

    def key_of(self, row: ReceiptItem) -> str:
        return row.id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        is_news = role == Qt.ItemDataRole.AccessibleTextRole and index.column() == ReceiptColumn.TITLE
        return f"未读，{found}" if is_news and index.isValid() and not self.row(index.row()).seen else found

    def tip(self, row: ReceiptItem, column: int) -> str | None:
        return plain_tip(about(row) if column == ReceiptColumn.ABOUT else row.title)

    def words(self, row: ReceiptItem, column: int) -> str:
        match ReceiptColumn(column):
            case ReceiptColumn.SIGN:
                return row.title
            case ReceiptColumn.TITLE:
                return short_title(row)
            case ReceiptColumn.ABOUT:
                return "，".join(part for part in (row.number, about(row)) if part)
            case ReceiptColumn.TIME:
                return moment(row.at, self._now())

    def _sift(self) -> None:
        self.put_rows(item for item in self._items if self._is_shown(item))

    def _is_shown(self, item: ReceiptItem) -> bool:
        if self._filter == UNREAD:
            return not item.seen or item.id in self._stays
        if self._filter == APART:
            return bool(item.apart)
        wanted = FILTERS[self._filter][1]
        return wanted is None or item.status is wanted
