"""The rules as rows of a table, found by words, severity and stage; it knows no page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.draft import Mode
from app.core.problem import Severity
from app.declarations.catalogue import CatalogueRow
from app.ui.models.wording import mode_words

Index = QModelIndex | QPersistentModelIndex
RULE_ROLE = Qt.ItemDataRole.UserRole
EVERY_STAGE = "各阶段"
WORDS = {Severity.ERROR: "须改", Severity.WARNING: "留意"}


class Column(IntEnum):
    """What a rule tells in the table."""

    ID = 0
    SEVERITY = 1
    FIELD = 2
    SENTENCE = 3
    PHASE = 4
    SOURCE = 5


HEADS = ("规则", "程度", "栏目", "内容", "阶段", "依据")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words that must all occur, a severity, a filing mode; None and "" leave it open."""

    text: str = ""
    severity: Severity | None = None
    mode: Mode | None = None

    def takes(self, row: CatalogueRow) -> bool:
        """Tell whether a rule is one of those."""
        if self.severity is not None and row.severity is not self.severity:
            return False
        if self.mode is not None and row.phase != EVERY_STAGE and mode_words(self.mode) not in row.phase:
            return False
        said = " ".join((row.id, row.document, *row.fields, *row.facts, row.sentence, row.source)).lower()
        return all(word in said for word in self.text.lower().split())


class RuleListModel(QAbstractTableModel):
    """Rows in the order of ids."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[CatalogueRow, ...] = ()
        self._rows: tuple[CatalogueRow, ...] = ()
        self._wanted = Wanted()

    def show_rules(self, rows: Sequence[CatalogueRow]) -> None:
        """Take the whole catalogue."""
        self._all = tuple(rows)
        self.find(self._wanted)

    def find(self, wanted: Wanted) -> None:
        """Show those looked for."""
        self.beginResetModel()
        self._wanted = wanted
        self._rows = tuple(row for row in self._all if wanted.takes(row))
        self.endResetModel()

    def rule(self, row: int) -> CatalogueRow:
        """Return the rule of a row."""
        return self._rows[row]

    def number_of(self, rule: str) -> int:
        """Return the first row of a rule by its id, -1 if it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == rule), -1)

    def counts(self) -> tuple[int, int]:
        """Return how many different rules are shown, and how many there are."""
        return len({row.id for row in self._rows}), len({row.id for row in self._all})

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._rows) if parent is None or not parent.isValid() else 0

    def columnCount(self, parent: Index | None = None) -> int:
        return len(Column) if parent is None or not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == RULE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            values = (row.id, WORDS[row.severity], row.field, row.sentence, row.phase, row.source)
            return values[index.column()]
        return None
