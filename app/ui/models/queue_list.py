"""What is on its way out as rows, oldest first; it moves nothing."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QObject

from app.declarations.status import CHINESE
from app.ui.models.row_list import ROW_ROLE, RowList
from app.ui.models.wording import moment
from app.ui.pages.services import QueueItem

ITEM_ROLE = ROW_ROLE


class QueueColumn(IntEnum):
    """The columns in their order."""

    STATE = 0
    DOCUMENT = 1
    REASON = 2
    SINCE = 3


HELD = "暂不发"
"""What the chip of a message reads that a person keeps back."""

TITLES = ("状态", "单证", "进度", "入队")


class QueueListModel(RowList[QueueItem]):
    """Messages on their way out."""

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(len(QueueColumn), TITLES, [QueueColumn.SINCE], parent)
        self._now = now

    def key_of(self, row: QueueItem) -> str:
        return row.draft_id

    def tip(self, row: QueueItem, column: int) -> str | None:
        return None if column == QueueColumn.STATE else super().tip(row, column)

    def words(self, row: QueueItem, column: int) -> str:
        match QueueColumn(column):
            case QueueColumn.STATE:
                return HELD if row.held else CHINESE[row.status]
            case QueueColumn.DOCUMENT:
                return "，".join(part for part in (row.title, row.number) if part)
            case QueueColumn.REASON:
                return row.reason
            case QueueColumn.SINCE:
                return moment(row.since, self._now())
