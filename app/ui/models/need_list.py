"""What waits for a person as rows: why, how long still, what it is about, what Enter does; it gathers nothing."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from PySide6.QtCore import QObject

from app.core.tables import CodeTables
from app.declarations.inbox import WORDS, NeedKind
from app.ui.models.row_list import ROW_ROLE, RowList
from app.ui.models.wording import named
from app.ui.pages.lifecycle import Need
from app.ui.theme import Icon, Tone
from app.ui.widgets import Rest

NEED_ROLE = ROW_ROLE
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


class NeedListModel(RowList[Need]):
    """Needs in the order they press."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(len(NeedColumn), parent=parent)
        self._tables = tables

    def key_of(self, row: Need) -> str:
        return f"{row.draft_id} {row.wants}"

    def declarations(self) -> int:
        """Return how many declarations wait."""
        return len({one.draft_id for one in self._rows})

    def words(self, row: Need, column: int) -> str:
        match NeedColumn(column):
            case NeedColumn.SIGN:
                return WORDS[row.wants]
            case NeedColumn.WHY:
                return f"{title_of(row)}，{row.sentence}"
            case NeedColumn.ABOUT:
                return "，".join(part for part in (row.goods, row.trader) if part)
            case NeedColumn.NUMBER:
                return f"{row.number} {named(self._tables, 'customs_offices', row.port)}"
            case NeedColumn.ACT:
                return " ".join(part for part in (lacking_words(row), act_of(row)) if part)
