"""The list of declarations: the numbers of all that answer, the rows of those that are looked at; it paints nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.core.tables import CodeTables
from app.declarations.list_filter import ListFilter
from app.ui.models.draft_cells import TITLES, Column, DraftCells
from app.ui.pages.alive import while_alive
from app.ui.pages.finding_services import FindingService
from app.ui.pages.services import ListedDraft
from app.ui.theme.tip import plain_tip
from app.ui.widgets import Rest

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
KEPT = 6_000  # rows held; beyond that the ones read longest ago are let go
AHEAD = 3  # pages asked for at once while somebody scrolls past many
MOST_TICKED = 500
_COLUMNS = tuple(Column)
ASK_AFTER_MS = 5
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
REST_ROLE = ROW_ROLE + 1
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NOT_READ = "正在读取"


class DraftListModel(QAbstractTableModel):
    """Declarations in the order of a filter, any number of them without paging.

    ``loaded()`` after every answer about all of them, ``refused(str)`` with the sentence of a failed one,
    ``checks_changed()`` when the set of ticked rows changed. Answers to an older question are dropped.
    """

    loaded = Signal()
    refused = Signal(str)
    checks_changed = Signal()

    def __init__(
        self,
        finding: FindingService,
        tables: CodeTables,
        kinds: Mapping[str, str],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._finding, self._cells = finding, DraftCells(tables, kinds, now)
        self._numbers: Sequence[int] = ()
        self._rows: dict[int, ListedDraft] = {}
        self._places: dict[int, int] | None = None
        self._known: dict[str, int] = {}
        self._checked: dict[str, ListedDraft] = {}
        self._rests: Mapping[str, Rest] = {}
        self._filter = ListFilter()
        self._generation = 0
        self._asking = False
        self._has_answer = False
        self.has_labels = False  # any row read so far
        self._wanted: dict[int, None] = {}  # pages, those looked at last at the end
        self._soon = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask_pages)

    # -- what the page asks ------------------------------------------------------------------------------------

    def show(self, wanted: ListFilter) -> None:
        """Ask for other rows; the old ones stay until the answer comes."""
        self._filter = wanted
        self.clear_checks()
        self._reload(set())

    def refresh(self, changed: set[str]) -> None:
        """Ask again for what is shown; rows stay but for the changed ones ("" among them: all)."""
        for draft_id in changed:
            self._rows.pop(self._known.get(draft_id, -1), None)
        self._reload(changed)

    def filter(self) -> ListFilter:
        """Return what is shown."""
        return self._filter

    def numbers(self) -> Sequence[int]:
        """Return the numbers of all that are shown, in their order."""
        return self._numbers

    def cells(self) -> DraftCells:
        """Return what says the words of the cells."""
        return self._cells

    def show_rests(self, rests: Mapping[str, Rest]) -> None:
        """Show what is left of the 14 days of these drafts, and nothing at the others."""
        if rests != self._rests:
            self._rests = dict(rests)
            self._tell(Column.LIMIT)

    def is_busy(self) -> bool:
        """Tell whether an answer about all rows is still to come."""
        return self._asking

    def has_answer(self) -> bool:
        """Tell whether any answer came yet (before that an empty list says nothing)."""
        return self._has_answer

    def row(self, number: int) -> ListedDraft:
        """Return the draft in a row; raises LookupError while it is not read."""
        found = self.row_read(number)
        if found is None:
            raise LookupError(number)
        return found

    def row_read(self, number: int) -> ListedDraft | None:
        """Return the draft in a row, None while it is not read."""
        return self._rows.get(self._numbers[number]) if 0 <= number < len(self._numbers) else None

    def key(self, number: int) -> str:
        """Return the id of the draft in a row, "" while it is not read."""
        found = self.row_read(number)
        return found.id if found is not None else ""

    def number_of(self, draft_id: str) -> int:
        """Return the row a draft stands in, -1 if it is not shown or was never read."""
        number = self._known.get(draft_id)
        if number is None:
            return -1
        if self._places is None:
            self._places = {one: at for at, one in enumerate(self._numbers)}
        return self._places.get(number, -1)

    def checked(self) -> tuple[ListedDraft, ...]:
        """Return the ticked drafts in the order they were ticked."""
        return tuple(self._checked.values())

    def toggle(self, number: int) -> None:
        """Tick a row, or untick it; one that is not read yet stays as it is."""
        row = self.row_read(number)
        if row is None:
            return
        if self._checked.pop(row.id, None) is None:
            self._checked[row.id] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))
        self.checks_changed.emit()

    def toggle_all(self) -> None:
        """Tick all rows, at most the first five hundred; or none if all are ticked."""
        numbers = self._numbers[:MOST_TICKED]
        if len(self._checked) >= len(numbers):
            self.clear_checks()
            return
        missing = [number for number in numbers if number not in self._rows]
        self._read(missing, lambda: self._tick(numbers))

    def clear_checks(self) -> None:
        """Untick everything."""
        if self._checked:
            self._checked = {}
            self._tell_checks()

    def check_state(self) -> Qt.CheckState:
        """Return the state of the box in the head."""
        if not self._checked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if len(self._checked) == len(self._numbers) else Qt.CheckState.PartiallyChecked

    # -- Qt ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at = index.row()
        row = self._rows.get(self._numbers[at])
        if row is None:
            self._want(at)
            return NOT_READ if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == ROW_ROLE:
            return row
        column = _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:  # asked for each cell of each frame
            return self._cells.words(row, column, self._rests.get(row.id))
        if role == REST_ROLE:
            return self._rests.get(row.id)
        if role == Qt.ItemDataRole.CheckStateRole:
            if column is not Column.CHECK:
                return None
            return Qt.CheckState.Checked if row.id in self._checked else Qt.CheckState.Unchecked
        return self._said(row, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells.head(column, self._filter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return TITLES[column] or "选中"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in (Column.TOTAL, Column.UPDATED) else _LEFT
        return None

    # -- inside ------------------------------------------------------------------------------------------------

    def _said(self, row: ListedDraft, column: Column, role: int) -> Any:
        rest = self._rests.get(row.id)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._cells.words(row, column, rest))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cells.spoken(row, column, rest, row.id in self._checked)
        return None

    def _reload(self, changed: set[str]) -> None:
        """Ask which declarations answer, then for the rows seen first; show both at once."""
        self._generation += 1
        self._asking = True
        generation = self._generation
        again = [number for draft_id in changed if (number := self._known.get(draft_id)) is not None]

        def found(numbers: Sequence[int]) -> None:
            if generation == self._generation:
                first = list(dict.fromkeys((*numbers[:PAGE], *again)))
                if "" in changed:  # what stands is shown until it is read anew
                    self._read(first, lambda: self._replace(numbers, generation, first), generation)
                    return
                missing = [number for number in first if number not in self._rows]
                self._read(missing, lambda: self._replace(numbers, generation), generation)

        self._finding.find(self._filter, while_alive(self, found), self._failed(generation))

    def _failed(self, generation: int) -> Callable[[str], None]:
        def failed(sentence: str) -> None:
            if generation == self._generation:
                self._asking = False
                self.refused.emit(sentence)

        return while_alive(self, failed)

    def _read(self, numbers: Sequence[int], then: Callable[[], object], generation: int | None = None) -> None:
        """Bring the rows of some numbers, then go on."""
        if not numbers:
            then()
            return

        def answered(rows: Mapping[int, ListedDraft]) -> None:
            self._keep(rows)
            then()

        self._finding.rows(
            numbers, while_alive(self, answered), self._failed(self._generation if generation is None else generation)
        )

    def _keep(self, rows: Mapping[int, ListedDraft]) -> None:
        self._rows.update(rows)
        self._known.update({row.id: number for number, row in rows.items()})
        self.has_labels = self.has_labels or any(row.label for row in rows.values())
        if len(self._rows) > KEPT:
            for number in list(self._rows)[: KEPT // 2]:
                del self._rows[number]
        for number, row in rows.items():
            if row.id in self._checked:
                self._checked[row.id] = self._rows.get(number, row)

    def _replace(self, numbers: Sequence[int], generation: int, fresh: Sequence[int] | None = None) -> None:
        """Show these numbers; of the rows read before, only the ``fresh`` ones stay where some are named."""
        if generation != self._generation:
            return
        self.beginResetModel()
        if fresh is not None:
            self._rows = {number: self._rows[number] for number in fresh if number in self._rows}
        self._numbers, self._places = numbers, None
        if self._checked:
            standing = set(numbers)
            self._checked = {one: row for one, row in self._checked.items() if self._known.get(one, -1) in standing}
        self.endResetModel()
        self._asking, self._has_answer = False, True
        self.checks_changed.emit()
        self.loaded.emit()

    def _want(self, at: int) -> None:
        """Note that a row is looked at and not there."""
        page = at // PAGE
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._soon.isActive():
            self._soon.start()

    def _ask_pages(self) -> None:
        """Bring the pages looked at last; those scrolled past meanwhile nobody misses."""
        pages = list(self._wanted)[-AHEAD:]
        self._wanted.clear()
        numbers = [number for page in pages for number in self._numbers[page * PAGE : (page + 1) * PAGE]]
        missing = [number for number in numbers if number not in self._rows]
        if missing:
            self._read(missing, lambda: self._tell_pages(pages))

    def _tell_pages(self, pages: Sequence[int]) -> None:
        for page in pages:
            last = min((page + 1) * PAGE, len(self._numbers)) - 1
            if last >= page * PAGE:
                self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(Column) - 1))

    def _tick(self, numbers: Sequence[int]) -> None:
        found = [row for number in numbers if (row := self._rows.get(number)) is not None]
        self._checked = {row.id: row for row in found}
        self._tell_checks()

    def _tell_checks(self) -> None:
        self._tell(*Column)
        self.checks_changed.emit()

    def _tell(self, *columns: Column) -> None:
        if self._numbers:
            self.dataChanged.emit(self.index(0, min(columns)), self.index(len(self._numbers) - 1, max(columns)))
