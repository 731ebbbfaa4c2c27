"""Two states of one draft side by side: what a version held and what stands, and which of them is to stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QObject

from app.core.form import Form
from app.core.tables import CodeTables
from app.declarations.amendment import Change
from app.ui.models.change_words import value_words
from app.ui.models.row_list import RowList


class SideColumn(IntEnum):
    """The columns in their order."""

    FIELD = 0
    THEN = 1
    NOW = 2


@dataclass(frozen=True, slots=True)
class SideRow:
    """One field that differs: both values in words; ``taken`` tells that the old one stands again."""

    change: Change
    then: str
    now: str
    taken: bool = False

    @property
    def stands(self) -> SideColumn:
        """The column of the value that stands."""
        return SideColumn.THEN if self.taken else SideColumn.NOW


class Sides(RowList[SideRow]):
    """Differences in the order of the message."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(len(SideColumn), ("字段", "那时", "现在"), (), parent)
        self._tables = tables

    def show_sides(
        self, form: Form, changes: Sequence[Change], then: Mapping[str, str], now: Mapping[str, str], name: str
    ) -> None:
        """Show other differences; ``name`` is what the older side is called."""
        self._heads = ("字段", name, "现在")
        self.put_rows(
            SideRow(change, _words(form, self._tables, then, change.path), _words(form, self._tables, now, change.path))
            for change in changes
        )

    def take(self, number: int, taken: bool) -> None:
        """Note which side of a row stands."""
        rows = list(self._rows)
        rows[number] = replace(rows[number], taken=taken)
        self._rows = tuple(rows)
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(SideColumn) - 1))

    def key_of(self, row: SideRow) -> str:
        return row.change.path

    def words(self, row: SideRow, column: int) -> str:
        stands = "，用这个" if column == row.stands else ""
        match SideColumn(column):
            case SideColumn.FIELD:
                return "，".join(part for part in (row.change.label, row.change.place) if part)
            case SideColumn.THEN:
                return f"{row.then}{stands}"
            case SideColumn.NOW:
                return f"{row.now}{stands}"


def _words(form: Form, tables: CodeTables, texts: Mapping[str, str], path: str) -> str:
    return " ".join(part for part in value_words(form, tables, texts, path) if part)
