"""The unfolded formula of one line as rows of a table; it reckons nothing."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.taxes.steps import Step
from app.ui.models.age import age_words, read_day

Index = QModelIndex | QPersistentModelIndex
STEP_ROLE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()


class StepColumn(IntEnum):
    """The columns."""

    NAME = 0
    EXPRESSION = 1
    VALUE = 2
    SOURCE = 3
    AGE = 4


HEADS = ("步骤", "算式", "结果", "来源", "年龄")


class TaxStepsModel(QAbstractTableModel):
    """Rows of the formula; ``STEP_ROLE`` carries the Step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._today = date.min

    def show_steps(self, steps: Sequence[Step], today: date) -> None:
        """Show another formula."""
        self.beginResetModel()
        self._steps, self._today = tuple(steps), today
        self.endResetModel()

    def step(self, row: int) -> Step:
        """Return a step."""
        return self._steps[row]

    def age(self, step: Step) -> str:
        """Return the age of a step's rate in words, empty where it has none."""
        day = read_day(step.as_of)
        return age_words(day, self._today) if day is not None else ""

    def today(self) -> date:
        """Return the day ages are told at."""
        return self._today

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self._steps[index.row()]
        if role == STEP_ROLE:
            return step
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            value = "" if step.value is None else f"{step.value:,f} {step.unit}"
            told = step.source if step.confirmed else f"{step.source}，未经核对"
            return (step.name, step.expression, value, told, self.age(step))[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_word = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return HEADS[section] if is_word else None
