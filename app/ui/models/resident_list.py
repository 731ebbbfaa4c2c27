"""The residents of the register as rows with ticks; it asks nobody and holds no number in full."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.border_trade.lot import yuan
from app.border_trade.register import SOON
from app.border_trade.roster import RosterLine
from app.ui.models.row_list import ROW_ROLE, Index, RowList

LINE_ROLE = ROW_ROLE
HEADS = ("", "姓名", "身份证号", "边民证有效至", "互助组", "委托至", "今日余额", "上次互市")


class ResidentColumn(IntEnum):
    """The columns in order."""

    CHECK = 0
    NAME = 1
    NUMBER = 2
    UNTIL = 3
    GROUP = 4
    MANDATE = 5
    LEFT = 6
    LAST = 7


class ResidentListModel(RowList[RosterLine]):
    """The rows; ``LINE_ROLE`` carries the RosterLine, ``checks_changed()`` tells of ticks."""

    checks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(HEADS), HEADS, [ResidentColumn.LAST], parent)
        self._checked: dict[str, None] = {}
        self.today = date.min

    def show_lines(self, lines: Sequence[RosterLine], today: date) -> None:
        """Show other residents; ticks of those not shown any more are taken away."""
        self.today = today
        shown = {line.resident_id for line in lines}
        before = len(self._checked)
        self._checked = {one: None for one in self._checked if one in shown}
        self.put_rows(lines)
        if len(self._checked) != before:
            self.checks_changed.emit()

    def lines(self) -> tuple[RosterLine, ...]:
        """Return all residents shown."""
        return self._rows

    def checked(self) -> tuple[str, ...]:
        """Return the ids of the ticked residents in the order of ticking."""
        return tuple(self._checked)

    def toggle(self, row: int) -> None:
        """Tick a row, or untick it."""
        key = self.key(row)
        if key in self._checked:
            del self._checked[key]
        else:
            self._checked[key] = None
        self._tell(row, row)

    def toggle_all(self) -> None:
        """Tick every resident shown, or none if all are ticked."""
        is_all = len(self._checked) == len(self._rows)
        self._checked = {} if is_all else {line.resident_id: None for line in self._rows}
        self._tell(0, len(self._rows) - 1)

    def clear_checks(self) -> None:
        """Untick everybody."""
        self._checked = {}
        self._tell(0, len(self._rows) - 1)

    def check_state(self) -> Qt.CheckState:
        """Return the state of the box over all rows."""
        if not self._checked:
            return Qt.CheckState.Unchecked
        is_all = len(self._checked) == len(self._rows)
        return Qt.CheckState.Checked if is_all else Qt.CheckState.PartiallyChecked

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == ResidentColumn.CHECK:
            is_on = self.key(index.row()) in self._checked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def key_of(self, row: RosterLine) -> str:
        return row.resident_id

    def tip(self, row: RosterLine, column: int) -> str | None:
        return None

    def words(self, row: RosterLine, column: int) -> str:
        match ResidentColumn(column):
            case ResidentColumn.CHECK:
                return "已选" if row.resident_id in self._checked else "未选"
            case ResidentColumn.NAME:
                return row.name
            case ResidentColumn.NUMBER:
                return row.id_masked
            case ResidentColumn.UNTIL:
                return " ".join(part for part in (f"{row.id_until or '未填'}", expiry_words(row, self.today)) if part)
            case ResidentColumn.GROUP:
                return f"{row.group} 组长" if row.leads else row.group or "未编组"
            case ResidentColumn.MANDATE:
                return mandate_words(row)
            case ResidentColumn.LEFT:
                return f"{yuan(row.remaining):,.0f}" if not row.remaining % 100 else f"{yuan(row.remaining):,.2f}"
            case ResidentColumn.LAST:
                return last_words(row.last_lot, self.today)

    def _tell(self, first: int, last: int) -> None:
        if last >= 0:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADS) - 1))
        self.checks_changed.emit()


def expiry_words(line: RosterLine, today: date) -> str:
    """Return the word of the chip beside the end of a certificate, "" where none is needed."""
    if not line.active:
        return "停用"
    if line.is_expired:
        return "已过期"
    left = (line.id_until - today).days if line.id_until is not None else line.fitness.days_left
    if line.is_soon and left is not None and left <= SOON:
        return f"剩 {left} 天"
    return f"备案剩 {line.fitness.days_left} 天" if line.is_soon else ""


def mandate_words(line: RosterLine) -> str:
    """Return until when a group may file for a resident."""
    if not line.mandated:
        return "未签"
    return "长期" if line.mandate_until is None else f"{line.mandate_until}"


def last_words(day: date | None, today: date) -> str:
    """Return a day as the list writes it."""
    if day is None:
        return "—"
    return "今天" if day == today else f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
