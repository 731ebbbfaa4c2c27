"""A few declarations as rows of a card on 工作台: what it is, where, how it stands, when it was stored; no paging."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QObject

from app.core.tables import CodeTables
from app.declarations.status import is_editable
from app.ui.models.row_list import RowList
from app.ui.models.status_look import draft_look
from app.ui.models.wording import goods_words, moment, named
from app.ui.pages.services import ListedDraft


class BenchColumn(IntEnum):
    """The columns in their order."""

    TITLE = 0
    PORT = 1
    STATE = 2
    STORED = 3


class BenchListModel(RowList[ListedDraft]):
    """Declarations as they were brought; ``stored`` is the title of the last column."""

    def __init__(
        self, tables: CodeTables, now: Callable[[], datetime], stored: str, parent: QObject | None = None
    ) -> None:
        super().__init__(len(BenchColumn), ("票", "口岸", "状态", stored), [BenchColumn.STORED], parent)
        self._tables, self._now = tables, now

    def key_of(self, row: ListedDraft) -> str:
        return row.id

    def words(self, row: ListedDraft, column: int) -> str:
        match BenchColumn(column):
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
