"""The lines of the self-check as rows; it checks nothing."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.pages.services import CheckLine, Verdict

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
WORDS = {Verdict.OK: "好", Verdict.WARN: "留意", Verdict.BAD: "须处理"}
_ROOT = QModelIndex()


_AGAIN = ("再查", "check")
ACTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "网关": ("看设置", "gateway"),
        "数据文件夹": ("看备份", "data"),
        "磁盘空间": ("清旧备份", "data"),
        "数据文件": ("现在备份", "data"),
        "数据加密": ("改打开方式", "slots"),
        "备份": ("看备份", "data"),
        "签名证书": ("换证书", "signing"),
        "操作员卡": ("换证书", "signing"),
        "发送队列": ("看队列", "receipts"),
        "回执": ("看回执", "receipts"),
        "代码表": ("去更新", "codes"),
        "操作记录": ("看日志", "audit"),
    }
)
"""By the name of a line the words of what can be done about it, and where that is done."""


def act_of(line: CheckLine) -> tuple[str, str]:
    """Return the one act a line offers: its words and where it leads."""
    return ACTS.get(line.name, _AGAIN)


def act_words(line: CheckLine) -> str:
    """Return the words of the act."""
    return act_of(line)[0]


class CheckColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    NAME = 1
    FINDING = 2
    ACT = 3


class CheckListModel(QAbstractTableModel):
    """What was looked at and how it came out."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[CheckLine, ...] = ()

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def summary(self) -> str:
        """Return how many lines came out how: ``6 项好，1 项留意``."""
        counts = [(WORDS[verdict], sum(line.verdict is verdict for line in self._lines)) for verdict in Verdict]
        return "，".join(f"{count} 项{words}" for words, count in counts if count)

    def line(self, number: int) -> CheckLine:
        """Return a line."""
        return self._lines[number]

    def to_mind(self) -> int:
        """Return how many lines did not come out well."""
        return sum(line.verdict is not Verdict.OK for line in self._lines)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(CheckColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return (WORDS[line.verdict], line.name, line.sentence, act_words(line))[index.column()]
        return None
