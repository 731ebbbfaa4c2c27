"""The installed code tables with the number of their rows and their age; it reads none of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.reference.reference import Installed
from app.ui.models.age import VERY_OLD, age_words
from app.ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
TABLE_ROLE = Qt.ItemDataRole.UserRole + 1
FIRST = ("hs_codes", "hs_elements", "tariff_rates", "agreement_rates", "exchange_rates", "countries", "customs_offices")
_ROOT = QModelIndex()


class TableListModel(QAbstractTableModel):
    """Rows in the order people look for them; ``TABLE_ROLE`` carries the Installed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: tuple[Installed, ...] = ()
        self._today = date.min

    def show_tables(self, tables: Sequence[Installed], today: date) -> None:
        """Show other tables."""
        self.beginResetModel()
        order = {stem: number for number, stem in enumerate(FIRST)}
        self._tables = tuple(sorted(tables, key=lambda one: (order.get(one.info.table, len(FIRST)), one.info.title)))
        self._today = today
        self.endResetModel()

    def table(self, row: int) -> Installed:
        """Return a table."""
        return self._tables[row]

    def stem(self, row: int) -> str:
        """Return the stem of a table."""
        return self._tables[row].info.table

    def number_of(self, stem: str) -> int:
        """Return the row of a table, -1 if there is none."""
        return next((row for row, one in enumerate(self._tables) if one.info.table == stem), -1)

    def age(self, one: Installed) -> tuple[str, Tone]:
        """Return the age of a table in words and tone; its own limit says from when it is old."""
        # Under a clock set back a table may be of a later day: that is no age.
        words = age_words(one.info.as_of, self._today) if one.age >= 0 else "最新"
        if one.age > VERY_OLD:
            return words, Tone.ERR
        return words, Tone.WARN if one.is_old else Tone.OK

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._tables)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._tables[index.row()]
        if role == TABLE_ROLE:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            complete = "" if one.info.complete else "，部分"
            return f"{one.info.title} {one.rows} 条{complete}，截至 {one.info.as_of}，{self.age(one)[0]}"
        return None
