"""The rows of a difference between two versions; it takes nothing back itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.amendment import WORDS, Change
from app.ui.models.change_words import delta_words, value_words
from app.ui.models.row_list import RowList


class ChangeColumn(IntEnum):
    """The columns in their order."""

    FIELD = 0
    OLD = 1
    NEW = 2
    DELTA = 3
    WAY = 4
    WHY = 5


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference in words: values with their units."""

    change: Change
    old: str
    old_unit: str
    new: str
    new_unit: str

    @property
    def old_words(self) -> str:
        """The value before, with its unit."""
        return f"{self.old} {self.old_unit}".strip()

    @property
    def new_words(self) -> str:
        """The value asked for, with its unit."""
        return f"{self.new} {self.new_unit}".strip()


def _heads(before: str, after: str) -> tuple[str, ...]:
    """Return the titles, with those of both versions."""
    return ("字段", before, after, "差", "办法", "说明")


class ChangeListModel(RowList[ChangeRow]):
    """Differences in the order of the form."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(len(ChangeColumn), _heads("现行", "申请"), [ChangeColumn.DELTA], parent)
        self._tables = tables

    def show_changes(
        self,
        form: Form,
        changes: Sequence[Change],
        before: Mapping[str, str],
        after: Mapping[str, str],
        names: tuple[str, str],
    ) -> None:
        """Show other differences; ``names`` are the titles of both versions."""
        self._heads = _heads(*names)
        self.put_rows(
            ChangeRow(
                change,
                *value_words(form, self._tables, before, change.path),
                *value_words(form, self._tables, after, change.path),
            )
            for change in changes
        )

    def key_of(self, row: ChangeRow) -> str:
        return row.change.path

    def words(self, row: ChangeRow, column: int) -> str:
        change = row.change
        match ChangeColumn(column):
            case ChangeColumn.FIELD:
                return "，".join(part for part in (change.label, change.place) if part)
            case ChangeColumn.OLD:
                return row.old_words
            case ChangeColumn.NEW:
                return row.new_words
            case ChangeColumn.DELTA:
                return delta_words(change.delta)
            case ChangeColumn.WAY:
                return WORDS[change.way]
            case ChangeColumn.WHY:
                return change.why
