"""The filters and groups at the left of the register; two tables, of which one row holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.border_trade.roster import NO_GROUP, RosterLine, Sieve, counts, sifted
from app.store.border_groups import Group
from app.ui.models.resident_list import LINE_ROLE
from app.ui.pages.register.rows import EDGE, FILTER_ROW, FILTER_WIDTHS, FilterDelegate
from app.ui.pages.row_table import RowTable
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Ground, Label

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SIDE = 184
MOST_GROUPS = 10
TONES = {Sieve.SOON: Tone.WARN, Sieve.EXPIRED: Tone.ERR, Sieve.NO_MANDATE: Tone.WARN}
Shown = tuple[str, str, int, Tone | None]  # key, words, count, tone


class FilterModel(QAbstractTableModel):
    """Filters with their counts; ``chosen`` is the row that holds, -1 for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Shown, ...] = ()
        self.chosen = -1

    def show_rows(self, rows: Sequence[Shown], key: str) -> None:
        """Show other filters, of which the one with a key holds."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.chosen = next((at for at, one in enumerate(rows) if one[0] == key), -1)
        self.endResetModel()

    def key(self, row: int) -> str:
        """Return the key of a filter."""
        return self._rows[row][0]

    def choose(self, row: int) -> None:
        """Let another filter hold, or (-1) none."""
        self.chosen = row
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        _key, words, count, tone = self._rows[index.row()]
        if role == LINE_ROLE:
            return words, count, tone, index.row() == self.chosen
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words} {count} 人" + ("，当前" if index.row() == self.chosen else "")
        if role == Qt.ItemDataRole.DisplayRole:
            return words if index.column() == 0 else str(count)
        return None


class FiltersPane(Ground):
    """``chosen()`` when another filter or group holds; ``new_group_asked()``."""

    chosen = Signal()
    new_group_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE, "right")
        px = theme().px
        self.setFixedWidth(px(SIDE))
        self.sieve, self.group = Sieve.ALL, ""
        self.sieves, self.groups = FilterModel(self), FilterModel(self)
        self.sieve_table, self.group_table = _table("名册", self.sieves), _table("互助组", self.groups)
        self.new_group = Button("新建互助组", ButtonLook.LINK, Icon.PLUS)
        self.new_group.clicked.connect(self.new_group_asked)
        self._lay_out()
        for table, take in ((self.sieve_table, self._take_sieve), (self.group_table, self._take_group)):
            table.moved.connect(take)
            table.opened.connect(take)
            table.clicked.connect(lambda index, take=take: take(index.row()))
        self.show_register((), ())

    def show_register(self, lines: Sequence[RosterLine], groups: Sequence[Group]) -> None:
        """Show how many residents are under each filter and in each group."""
        found: Mapping[Sieve, int] = counts(lines)
        self.sieves.show_rows(
            [(one.name, one.value, found[one], TONES.get(one)) for one in Sieve],
            "" if self.group else self.sieve.name,
        )
        rows: list[Shown] = [(one.id, one.name, len(sifted(lines, Sieve.ALL, one.id)), None) for one in groups]
        if lines:
            rows.append((NO_GROUP, "未编组", len(sifted(lines, Sieve.ALL, NO_GROUP)), None))
        if self.group and self.group not in [key for key, *_ in rows]:
            self.group = ""
        self.groups.show_rows(rows, self.group)
        height = theme().px(FILTER_ROW)
        self.sieve_table.setFixedHeight(height * len(Sieve))
        self.group_table.setFixedHeight(height * min(len(rows), MOST_GROUPS))

    def words(self) -> str:
        """Return the name of what holds."""
        if not self.group:
            return self.sieve.value
        return str(self.groups.data(self.groups.index(self.groups.chosen, 0)))

    def choose(self, sieve: Sieve = Sieve.ALL, group: str = "") -> None:
        """Let a filter or a group hold."""
        self.sieve, self.group = sieve, group
        rows = range(self.groups.rowCount())
        self.groups.choose(next((row for row in rows if self.groups.key(row) == group), -1))
        self.sieves.choose(-1 if group else list(Sieve).index(sieve))
        self.chosen.emit()

    def _take_sieve(self, row: int) -> None:
        if 0 <= row != self.sieves.chosen:
            self.choose(Sieve[self.sieves.key(row)])

    def _take_group(self, row: int) -> None:
        if 0 <= row != self.groups.chosen:
            self.choose(Sieve.ALL, self.groups.key(row))

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 1, px(10))
        column.setSpacing(px(4))
        for words, table in (("名册", self.sieve_table), ("互助组", self.group_table)):
            head = QHBoxLayout()
            head.setContentsMargins(px(EDGE), px(2), px(EDGE), px(2))
            head.addWidget(Label(words, Font.SMALL, Token.T3), 1)
            column.addLayout(head)
            column.addWidget(table)
            column.addSpacing(px(8))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        foot.addWidget(self.new_group)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)


def _table(name: str, model: FilterModel) -> RowTable:
    table = RowTable(name, FILTER_WIDTHS, FILTER_ROW)
    table.setModel(model)
    table.setItemDelegate(FilterDelegate(table))
    table.keep_place(model.key, lambda key: next((r for r in range(model.rowCount()) if model.key(r) == key), -1))
    return table
