"""The lines of the self-check as rows; it checks nothing."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.pages.services import CheckLine, Verdict

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
WORDS = {Verdict.OK: "好", Verdict.WARN: "留意", Verdict.BAD: "须处理"}
_ROOT = QModelIndex()


class CheckColumn(IntEnum):
    """The columns in their order."""

    SIGN = 0
    NAME = 1
    FINDING = 2


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
            return (WORDS[line.verdict], line.name, line.sentence)[index.column()]
        return None
