"""The residents of a lot as rows; ``narrowed`` to those a filter wants, found by name or pinyin."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.border_trade.share import ShareState
from app.ui.pages.lots.words import said_of
from app.ui.theme.paint import RIGHT
from app.work.lot_view import LotRow

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
HEADS = ("序", "姓名", "身份证号", "本批数量", "本批金额", "今日额度", "", "剩余", "状态")
NUMBER, NAME, IDENTITY, QUANTITY, VALUE, QUOTA, USED, LEFT_OVER, STATE = range(len(HEADS))
_RIGHT = frozenset({QUANTITY, VALUE, USED, LEFT_OVER})
ALL, TO_DO, READY = "all", "todo", "ready"
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel):
    """Rows of one lot."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: tuple[LotRow, ...] = ()
        self._rows: tuple[LotRow, ...] = ()
        self._wrong: frozenset[str] = frozenset()
        self._filter = ALL
        self.unit = ""

    def show_rows(self, rows: Sequence[LotRow], wrong: frozenset[str], unit: str) -> None:
        """Show other rows; ``wrong`` are the shares with a finding. What stays as it was is not drawn again."""
        before, was_wrong = self._rows, self._wrong
        told = (tuple(rows), wrong, unit)
        if [one.share.id for one in before] != [one.share.id for one in self._narrowed(told[0], wrong)]:
            self.beginResetModel()
            self._every, self._wrong, self.unit = told
            self._narrow()
            self.endResetModel()
            return
        is_same_unit = unit == self.unit
        self._every, self._wrong, self.unit = told
        self._narrow()
        for number, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if not is_same_unit or old != new or (old.share.id in was_wrong) != (new.share.id in wrong):
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADS) - 1))

    def narrow(self, key: str) -> None:
        """Show all, those with something to do, or those ready to go."""
        self.beginResetModel()
        self._filter = key
        self._narrow()
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """Return how many rows each filter shows."""
        return {key: sum(_fits(row, key, self._wrong) for row in self._every) for key in (ALL, TO_DO, READY)}

    def row(self, number: int) -> LotRow | None:
        """Return a shown row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key(self, number: int) -> str:
        """Return the share of a shown row."""
        row = self.row(number)
        return row.share.id if row else ""

    def number_of(self, share_id: str) -> int:
        """Return where a share is shown, -1 if it is not."""
        return next((n for n, row in enumerate(self._rows) if row.share.id == share_id), -1)

    def find(self, typed: str, after: int = -1) -> int:
        """Return the first row from ``after`` on whose name, pinyin or initials begin so; -1 if none."""
        order: list[int] = [*range(after + 1, len(self._rows)), *range(after + 1)]
        for number in order:
            row = self._rows[number]
            if any(part.startswith(typed) for part in (row.name, *row.spelled.split())):
                return number
        return -1

    # -- Qt ------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said_of(row, self.unit)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _RIGHT:
            return RIGHT
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _narrow(self) -> None:
        self._rows = self._narrowed(self._every, self._wrong)

    def _narrowed(self, rows: Sequence[LotRow], wrong: frozenset[str]) -> tuple[LotRow, ...]:
        return tuple(row for row in rows if _fits(row, self._filter, wrong))


def _fits(row: LotRow, key: str, wrong: frozenset[str]) -> bool:
    if key == TO_DO:
        return row.share.id in wrong
    if key == READY:
        return row.share.state is ShareState.CONFIRMED and row.share.id not in wrong
    return True
