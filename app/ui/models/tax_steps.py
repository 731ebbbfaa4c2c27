"""The unfolded formula of one line as rows of a table; it reckons nothing."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject

from app.taxes.steps import Step
from app.ui.models.age import age_words, read_day
from app.ui.models.row_list import ROW_ROLE, RowList

STEP_ROLE = ROW_ROLE


class StepColumn(IntEnum):
    """The columns."""

    NAME = 0
    EXPRESSION = 1
    VALUE = 2
    SOURCE = 3
    AGE = 4


HEADS = ("步骤", "算式", "结果", "来源", "年龄")


class TaxStepsModel(RowList[Step]):
    """Rows of the formula; ``STEP_ROLE`` carries the Step."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(len(HEADS), HEADS, parent=parent)
        self._today = date.min

    def show_steps(self, steps: Sequence[Step], today: date) -> None:
        """Show another formula."""
        self._today = today
        self.put_rows(steps)

    def age(self, step: Step) -> str:
        """Return the age of a step's rate in words, empty where it has none."""
        day = read_day(step.as_of)
        return age_words(day, self._today) if day is not None else ""

    def today(self) -> date:
        """Return the day ages are told at."""
        return self._today

    def words(self, row: Step, column: int) -> str:
        value = "" if row.value is None else f"{row.value:,f} {row.unit}"
        told = row.source if row.confirmed else f"{row.source}，未经核对"
        return (row.name, row.expression, value, told, self.age(row))[column]
