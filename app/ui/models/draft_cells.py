"""The columns of the list of declarations and the words in them; it holds no rows."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum

from app.core.draft import Mode
from app.core.tables import CodeTables
from app.declarations.list_filter import ListFilter, Sort
from app.declarations.status import is_editable
from app.ui.models.status_look import draft_look
from app.ui.models.wording import amount, goods_words, mode_words, moment, named
from app.ui.pages.services import ListedDraft
from app.ui.widgets import Rest

_SHORT_MODES = {Mode.ONCE: "一次", Mode.ADVANCE: "提前", Mode.SUMMARY: "概要", Mode.COMPLETE: "完整"}


class Column(IntEnum):
    """The columns in their usual order."""

    CHECK = 0
    STAR = 1
    STATUS = 2
    OWN_NUMBER = 3
    CUSTOMS_NUMBER = 4
    KIND = 5
    PORT = 6
    GOODS = 7
    TRADER = 8
    TOTAL = 9
    LIMIT = 10
    UPDATED = 11
    LABEL = 12
    BILL = 13
    CONTRACT = 14


TITLES: Mapping[Column, str] = {
    Column.CHECK: "",
    Column.STAR: "星",
    Column.STATUS: "状态",
    Column.OWN_NUMBER: "内部号",
    Column.CUSTOMS_NUMBER: "海关编号",
    Column.KIND: "类型",
    Column.PORT: "口岸",
    Column.GOODS: "商品",
    Column.TRADER: "境内收发货人",
    Column.TOTAL: "总价",
    Column.LIMIT: "时限",
    Column.UPDATED: "更新",
    Column.LABEL: "标签",
    Column.BILL: "提运单号",
    Column.CONTRACT: "合同协议号",
}
SORTS: Mapping[Column, Sort] = {
    Column.STATUS: Sort.STATUS,
    Column.OWN_NUMBER: Sort.OWN_NUMBER,
    Column.CUSTOMS_NUMBER: Sort.CUSTOMS_NUMBER,
    Column.PORT: Sort.PORT,
    Column.TRADER: Sort.TRADER,
    Column.TOTAL: Sort.TOTAL,
    Column.UPDATED: Sort.UPDATED,
}
FIXED = (Column.CHECK, Column.STAR, Column.STATUS)
"""Columns that stay where they are: without them no row could be told from another."""
USUALLY_HIDDEN = (Column.LABEL, Column.BILL, Column.CONTRACT)


def listed_numbers(row: ListedDraft) -> str:
    """Return the number a declaration is known by: 海关编号, else 统一编号, else empty."""
    return row.entry_id or row.seq_no


class DraftCells:
    """The words of the cells; ``kinds`` are the declaration types by id."""

    def __init__(self, tables: CodeTables, kinds: Mapping[str, str], now: Callable[[], datetime]) -> None:
        self._tables, self._kinds, self._now = tables, kinds, now

    def head(self, column: Column, shown: ListFilter) -> str:
        """Return the words over a column, with an arrow where the rows are ordered by it."""
        arrow = (" ↓" if shown.descending else " ↑") if SORTS.get(column) is shown.sort else ""
        return ("" if column is Column.STAR else TITLES[column]) + arrow

    def words(self, row: ListedDraft, column: Column, rest: Rest | None) -> str:
        """Return the words of a cell."""
        summary = row.summary
        match column:
            case Column.STATUS:
                return draft_look(row.status, row.errors).words
            case Column.OWN_NUMBER:
                return summary.client_seq_no
            case Column.CUSTOMS_NUMBER:
                return listed_numbers(row) or "未取得"
            case Column.KIND:
                return f"{self._kinds.get(row.form, row.form)} {_SHORT_MODES[row.mode]}"
            case Column.PORT:
                return named(self._tables, "customs_offices", summary.port)
            case Column.GOODS:
                return goods_words(summary)
            case Column.TRADER:
                return summary.trade_name
            case Column.TOTAL:
                return f"{summary.currency} {amount(summary.total)}" if summary.total else ""
            case Column.UPDATED:
                return moment(row.updated_at, self._now())
            case _:
                return self._rarer(row, column, rest)

    def spoken(self, row: ListedDraft, column: Column, rest: Rest | None, is_checked: bool) -> str:
        """Return a cell as a screen reader says it."""
        words = self.words(row, column, rest)
        if column is Column.CHECK:
            return "已选" if is_checked else "未选"
        if column is Column.STATUS and row.errors and is_editable(row.status):
            words = f"{words}，{row.errors} 项须改"
        if column is Column.KIND:
            words = f"{self._kinds.get(row.form, row.form)}，{mode_words(row.mode)}"
        return f"{TITLES[column]} {words or '无'}"

    def _rarer(self, row: ListedDraft, column: Column, rest: Rest | None) -> str:
        match column:
            case Column.LIMIT:
                return "" if rest is None else rest.words
            case Column.STAR:
                return "已标星" if row.starred else ""
            case Column.LABEL:
                return row.label
            case Column.BILL:
                return row.summary.bill_number
            case Column.CONTRACT:
                return row.summary.contract_number
            case _:
                return ""
