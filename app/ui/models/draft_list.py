"""The rows of the list of declarations, brought page by page as they are scrolled to; it paints and stores nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.core.draft import Mode
from app.core.tables import CodeTables
from app.declarations.status import Status, is_editable
from app.ui.models.status_look import draft_look
from app.ui.models.wording import amount, goods_words, mode_words, moment, named
from app.ui.pages.alive import while_alive
from app.ui.pages.services import Done, Failed, ListedDraft, ListQuery
from app.ui.theme.tip import plain_tip
from app.ui.widgets import Rest

Index = QModelIndex | QPersistentModelIndex
List = Callable[[ListQuery, Done[Sequence[ListedDraft]], Failed], None]
PAGE = 200
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
REST_ROLE = ROW_ROLE + 1
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHORT_MODES = {Mode.ONCE: "一次", Mode.ADVANCE: "提前", Mode.SUMMARY: "概要", Mode.COMPLETE: "完整"}


class Column(IntEnum):
    """The columns in their order."""

    CHECK = 0
    STATUS = 1
    OWN_NUMBER = 2
    CUSTOMS_NUMBER = 3
    KIND = 4
    PORT = 5
    GOODS = 6
    TRADER = 7
    TOTAL = 8
    LIMIT = 9
    UPDATED = 10


TITLES = ("", "状态", "内部号", "海关编号", "类型", "口岸", "商品", "境内收发货人", "总价", "时限", "更新 ↓")


def listed_numbers(row: ListedDraft) -> str:
    """Return the number a declaration is known by: 海关编号, else 统一编号, else empty."""
    return row.entry_id or row.seq_no


class DraftListModel(QAbstractTableModel):
    """Drafts newest first; ``ask`` is DraftService.list.

    ``loaded()`` after every answer, ``refused(str)`` with the sentence of a failed one, ``checks_changed()`` when the
    set of ticked rows changed. Answers to a question asked before the newest ``show`` are dropped.
    """

    loaded = Signal()
    refused = Signal(str)
    checks_changed = Signal()

    def __init__(
        self,
        ask: List,
        tables: CodeTables,
        kinds: Mapping[str, str],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask, self._tables, self._kinds, self._now = ask, tables, kinds, now
        self._rows: list[ListedDraft] = []
        self._checked: dict[str, ListedDraft] = {}
        self._rests: Mapping[str, Rest] = {}
        self._query = ListQuery(limit=PAGE)
        self._generation = 0
        self._asking = False
        self._has_more = False
        self._has_answer = False

    # -- what the page asks ------------------------------------------------------------------------------------

    def show(self, statuses: frozenset[Status], text: str, binned: bool = False) -> None:
        """Ask for other rows (of the bin, if so); the old ones stay until the answer comes."""
        self._query = ListQuery(statuses, text, None, PAGE, binned)
        self.clear_checks()
        self._reload({row.id for row in self._rows})

    def refresh(self, changed: set[str]) -> None:
        """Bring the newest page up to date; rows further down stay unless they are among the changed."""
        self._reload(changed)

    def show_rests(self, rests: Mapping[str, Rest]) -> None:
        """Show what is left of the 14 days of these drafts, and nothing at the others."""
        if rests != self._rests:
            self._rests = dict(rests)
            self._tell(Column.LIMIT)

    def is_busy(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._asking

    def has_answer(self) -> bool:
        """Tell whether any answer came yet (before that an empty list says nothing)."""
        return self._has_answer

    def row(self, number: int) -> ListedDraft:
        """Return the draft in a row."""
        return self._rows[number]

    def number_of(self, draft_id: str) -> int:
        """Return the row a draft stands in, -1 if it is not loaded."""
        return next((number for number, row in enumerate(self._rows) if row.id == draft_id), -1)

    def checked(self) -> tuple[ListedDraft, ...]:
        """Return the ticked drafts in the order they were ticked."""
        return tuple(self._checked.values())

    def toggle(self, number: int) -> None:
        """Tick a row, or untick it."""
        row = self._rows[number]
        if self._checked.pop(row.id, None) is None:
            self._checked[row.id] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))
        self.checks_changed.emit()

    def toggle_all(self) -> None:
        """Tick every loaded row, or none if all are ticked."""
        if len(self._checked) == len(self._rows):
            self.clear_checks()
        elif self._rows:
            self._checked = {row.id: row for row in self._rows}
            self._tell_checks()

    def clear_checks(self) -> None:
        """Untick everything."""
        if self._checked:
            self._checked = {}
            self._tell_checks()

    def check_state(self) -> Qt.CheckState:
        """Return the state of the box in the head."""
        if not self._checked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if len(self._checked) == len(self._rows) else Qt.CheckState.PartiallyChecked

    # -- Qt ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not self._asking

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        query = replace(self._query, after=self._rows[-1])
        self._send(query, self._append)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == ROW_ROLE:
            return row
        if role == REST_ROLE:
            return self._rests.get(row.id)
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.CHECK:
            return Qt.CheckState.Checked if row.id in self._checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return {Column.CHECK: "选中", Column.UPDATED: "更新，新的在上"}.get(Column(section), TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (Column.TOTAL, Column.UPDATED) else _LEFT
        return None

    # -- inside ------------------------------------------------------------------------------------------------

    def _words(self, row: ListedDraft, column: Column) -> str:
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
            case Column.LIMIT:
                rest = self._rests.get(row.id)
                return "" if rest is None else rest.words
            case Column.UPDATED:
                return moment(row.updated_at, self._now())
            case _:
                return ""

    def _spoken(self, row: ListedDraft, column: Column) -> str:
        words = self._words(row, column)
        if column is Column.CHECK:
            return "已选" if row.id in self._checked else "未选"
        if column is Column.STATUS and row.errors and is_editable(row.status):
            words = f"{words}，{row.errors} 项须改"
        if column is Column.KIND:
            words = f"{self._kinds.get(row.form, row.form)}，{mode_words(row.mode)}"
        title = TITLES[column].removesuffix(" ↓")
        return f"{title} {words}" if words else f"{title} 无"

    def _reload(self, changed: set[str]) -> None:
        self._generation += 1
        self._asking = False
        self._send(self._query, lambda rows: self._replace(rows, changed))

    def _send(self, query: ListQuery, take: Callable[[Sequence[ListedDraft]], None]) -> None:
        self._asking = True
        generation = self._generation

        def answered(rows: Sequence[ListedDraft]) -> None:
            if generation == self._generation:
                self._asking = False
                self._has_answer = True
                take(rows)
                self.loaded.emit()

        def failed(sentence: str) -> None:
            if generation == self._generation:
                self._asking = False
                self.refused.emit(sentence)

        self._ask(query, while_alive(self, answered), while_alive(self, failed))

    def _replace(self, rows: Sequence[ListedDraft], changed: set[str]) -> None:
        self.beginResetModel()
        tail = self._tail(rows, changed)
        self._has_more = len(rows) >= self._query.limit and (self._has_more or not tail)
        self._rows = [*rows, *tail]
        now_listed = {row.id: row for row in self._rows}
        self._checked = {one: now_listed[one] for one in self._checked if one in now_listed}
        self.endResetModel()
        self.checks_changed.emit()

    def _tail(self, rows: Sequence[ListedDraft], changed: set[str]) -> list[ListedDraft]:
        """Return the rows below a fresh first page that are still good: none if others may lie between them."""
        before = {row.id: row for row in self._rows}
        if len(rows) < self._query.limit or not rows or rows[-1].id not in before:
            return []
        last = rows[-1]
        if before[last.id].updated_at != last.updated_at:
            return []
        gone = {row.id for row in rows} | changed
        return [row for row in self._rows if row.id not in gone and row.updated_at <= last.updated_at]

    def _append(self, rows: Sequence[ListedDraft]) -> None:
        first = len(self._rows)
        known = {row.id for row in self._rows}
        fresh = [row for row in rows if row.id not in known]
        self._has_more = len(rows) >= self._query.limit
        if fresh:
            self.beginInsertRows(_ROOT, first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()

    def _tell_checks(self) -> None:
        self._tell(*Column)
        self.checks_changed.emit()

    def _tell(self, *columns: Column) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, min(columns)), self.index(len(self._rows) - 1, max(columns)))
