"""What waits for a person as rows: why, how long still, what it is about, what Enter does; it gathers nothing."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.tables import CodeTables
from app.declarations.inbox import WORDS, NeedKind
from app.ui.models.wording import named
from app.ui.pages.lifecycle import Need
from app.ui.theme import Icon, Tone
from app.ui.theme.tip import plain_tip
from app.ui.widgets import Rest

Index = QModelIndex | QPersistentModelIndex
NEED_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
DATED = frozenset({NeedKind.COMPLETE, NeedKind.OVERDUE, NeedKind.STORAGE})
STEPS = frozenset({NeedKind.COMPLETE, NeedKind.OVERDUE})
SIGNS: Mapping[NeedKind, tuple[Icon, Tone]] = MappingProxyType(
    {
        NeedKind.PARKED: (Icon.TRIANGLE_ALERT, Tone.WARN),
        NeedKind.REJECTED: (Icon.UNDO_2, Tone.ERR),
        NeedKind.HELD: (Icon.PAUSE, Tone.WARN),
        NeedKind.FILES: (Icon.UPLOAD, Tone.WARN),
        NeedKind.SUPPLEMENT: (Icon.FILE_PLUS, Tone.WARN),
        NeedKind.PAPERS: (Icon.PAPERCLIP, Tone.WARN),
        NeedKind.REFUSED: (Icon.CIRCLE_X, Tone.ERR),
        NeedKind.OVERDUE: (Icon.CLOCK, Tone.ERR),
        NeedKind.COMPLETE: (Icon.CLOCK, Tone.INFO),
        NeedKind.INSPECTION: (Icon.SCAN_SEARCH, Tone.VIO),
        NeedKind.TAX: (Icon.RECEIPT_TEXT, Tone.INFO),
        NeedKind.SILENT: (Icon.CLOUD, Tone.WARN),
        NeedKind.ARRIVAL: (Icon.FLAG, Tone.WARN),
        NeedKind.STORAGE: (Icon.WAREHOUSE, Tone.WARN),
    }
)
ACTS: Mapping[NeedKind, str] = MappingProxyType(
    {
        NeedKind.PARKED: "去核实",
        NeedKind.REJECTED: "改正重报",
        NeedKind.SUPPLEMENT: "补充申报",
        NeedKind.PAPERS: "看申请",
        NeedKind.REFUSED: "看申请",
        NeedKind.OVERDUE: "完整申报",
        NeedKind.COMPLETE: "完整申报",
        NeedKind.ARRIVAL: "确认进境日",
        NeedKind.STORAGE: "两段准入",
    }
)


class NeedColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    WHY = 1
    ABOUT = 2
    NUMBER = 3
    ACT = 4


def rest_of(need: Need) -> Rest | None:
    """Return the ring of what has a last day, None where there is none."""
    if need.wants in STEPS and need.day is None:
        return Rest.waiting(None)
    if need.wants not in DATED or need.day is None or need.left is None:
        return None
    return Rest(max(need.left, 0), f"{need.day:%m-%d} 24:00", overdue=need.left < 0)


def title_of(need: Need) -> str:
    """Return why a declaration waits, in a few words: of what is dated how long still."""
    if need.wants not in DATED or need.left is None:
        return "14 天未起算" if need.wants in STEPS else WORDS[need.wants]
    if need.left < 0:
        return f"逾期 {-need.left} 天"
    return f"剩 {need.left} 天" if need.left else "今天截止"


def tone_of(need: Need) -> Tone:
    """Return the tone of a row."""
    rest = rest_of(need)
    return rest.tone if rest is not None else SIGNS[need.wants][1]


def act_of(need: Need) -> str:
    """Return what Enter does."""
    return ACTS.get(need.wants, "打开")


def lacking_words(need: Need) -> str:
    """Return how much the second step still needs, empty where there is none."""
    if need.lacking is None:
        return ""
    return f"还缺 {need.lacking} 项" if need.lacking else "可申报"


class NeedListModel(QAbstractTableModel):
    """Needs in the order they press."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables = tables
        self._rows: tuple[Need, ...] = ()

    def show_needs(self, rows: Sequence[Need]) -> None:
        """Show other needs."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def need(self, number: int) -> Need:
        """Return the need in a row."""
        return self._rows[number]

    def key(self, number: int) -> str:
        """Return what a row is known by."""
        return f"{self._rows[number].draft_id} {self._rows[number].wants}"

    def number_of(self, key: str) -> int:
        """Return the row of a need, -1 if it is gone."""
        return next((number for number in range(len(self._rows)) if self.key(number) == key), -1)

    def declarations(self) -> int:
        """Return how many declarations wait."""
        return len({one.draft_id for one in self._rows})

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(NeedColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        need = self._rows[index.row()]
        if role == NEED_ROLE:
            return need
        words = self._words(need, NeedColumn(index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def _words(self, need: Need, column: NeedColumn) -> str:
        match column:
            case NeedColumn.SIGN:
                return WORDS[need.wants]
            case NeedColumn.WHY:
                return f"{title_of(need)}，{need.sentence}"
            case NeedColumn.ABOUT:
                return "，".join(part for part in (need.goods, need.trader) if part)
            case NeedColumn.NUMBER:
                return f"{need.number} {named(self._tables, 'customs_offices', need.port)}"
            case NeedColumn.ACT:
                return " ".join(part for part in (lacking_words(need), act_of(need)) if part)
