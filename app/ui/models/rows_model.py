"""The rows of one repeated section of the open draft as a table; it reads the draft at every call and keeps nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.field import BoundField, Kind
from app.core.path import pattern_of
from app.core.problem import Severity
from app.ui.editors.number_text import grouped
from app.ui.editors.short_name import short_name
from app.ui.models.document import DraftDocument
from app.ui.models.typed_last import COMPUTED, FORMULA, origin_words
from app.ui.models.typed_number import typed_number
from app.ui.theme.tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
STATE, NUMBER = 0, 1  # the two columns before the fields
LEADING = 2


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as painted: text, a code's name and shorter name, worst problem, alignment, whether work is left."""

    text: str
    name: str = ""
    severity: Severity | None = None
    is_number: bool = False
    is_code: bool = False
    is_finished: bool = True
    is_computed: bool = False
    short: str = ""


class RowsModel(QAbstractTableModel):
    """Row state, row number, then one column per field."""

    def __init__(
        self, document: DraftDocument, section: str, fields: Sequence[BoundField], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._section = section
        self.fields = tuple(fields)
        block = f"{pattern_of(section)}[]."
        self._inside = [one for path, one in document.form.fields.items() if path == block + one.name]
        self._summed = sorted((one for one in self._inside if one.box.total), key=lambda one: one.box.order)
        self._count = document.rows(section)
        document.rows_changed.connect(self._rows_changed)
        document.text_changed.connect(self._text_changed)
        document.checked.connect(self._checked)

    @property
    def section(self) -> str:
        """The concrete section shown: ``items``, ``items[2].limits``."""
        return self._section

    def show_section(self, section: str) -> None:
        """Show the same kind of rows of another owner."""
        self.beginResetModel()
        self._section = section
        self._count = self._document.rows(section)
        self.endResetModel()

    def path(self, row: int, column: int) -> str:
        """Return the path of a cell; empty for the leading columns."""
        if column < LEADING:
            return ""
        return f"{self._section}[{row}].{self.fields[column - LEADING].name}"

    def column_of(self, name: str) -> int | None:
        """Return the column of a field by its name."""
        return next((at for at, bound in enumerate(self.fields, start=LEADING) if bound.name == name), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return self._count if parent is None or not parent.isValid() else 0

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.fields) + LEADING if parent is None or not parent.isValid() else 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", "项")[section] if section < LEADING else self.fields[section - LEADING].box.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ("状态", "项号")[section] if section < LEADING else self.fields[section - LEADING].label
        if role == Qt.ItemDataRole.ToolTipRole and section >= LEADING:
            return self.fields[section - LEADING].label
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            path = self.path(index.row(), index.column())
            problem, source = self._document.shown(path), origin_words(self._document.draft.brought.get(path, ""))
            told = problem.message if problem else self._spoken(index.row(), index.column())
            return plain_tip(f"{told}\n{source}" if source else told)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            label = self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
            return f"{label}，{self._spoken(index.row(), index.column())}"
        return None

    def cell(self, row: int, column: int) -> CellView:
        """Return a cell as it is to be painted."""
        if column == STATE:
            finished = self._document.row_finished(f"{self._section}[{row}]")
            return CellView("", severity=self.row_severity(row), is_finished=finished)
        if column == NUMBER:
            return CellView(str(row + 1))
        bound = self.fields[column - LEADING]
        path = self.path(row, column)
        raw = self._document.get(path)
        problem = self._document.shown(path)
        severity = problem.severity if problem else None
        if bound.kind is Kind.CODE:
            found = self._document.tables.row(bound.box.table, raw.strip()) if raw.strip() else None
            few = short_name(found) if found else ""
            return CellView(raw, found.name if found else "", severity, is_code=True, short=few)
        is_number = bound.kind in (Kind.DECIMAL, Kind.INTEGER)
        computed = is_number and self._document.draft.brought.get(path, "").startswith((COMPUTED, FORMULA))
        text = grouped(raw) if is_number else raw
        return CellView(text, severity=severity, is_number=is_number, is_computed=computed)

    def row_severity(self, row: int) -> Severity | None:
        """Return the worst problem shown in a row."""
        return self._document.row_severity(f"{self._section}[{row}]")

    def sums(self) -> list[tuple[str, str]]:
        """Return ``(words, sum with its unit)`` of every field that is summed; mixed units are summed apart."""
        found = ((bound.box.total, self._sum(bound)) for bound in self._summed)
        return [(words, sum_) for words, sum_ in found if sum_]

    def _sum(self, bound: BoundField) -> str:
        unit = next((one for one in self._inside if one.box.joins == bound.name), None)
        found: dict[str, Decimal] = {}
        for row in range(self._count):
            prefix = f"{self._section}[{row}]."
            value = typed_number(self._document.get(prefix + bound.name))
            if value:
                words = self._unit(unit, self._document.get(prefix + unit.name)) if unit else ""
                found[words] = found.get(words, Decimal()) + value
        return "  ".join(_with_unit(grouped(f"{value:f}"), words) for words, value in found.items())

    def _unit(self, bound: BoundField, code: str) -> str:
        if not code.strip().isdecimal():
            return code.strip()  # currencies are known by their letters
        row = self._document.tables.row(bound.box.table, code.strip())
        return row.name if row else code

    def _spoken(self, row: int, column: int) -> str:
        if column == STATE:
            view = self.cell(row, column)
            words = {Severity.ERROR: "须改", Severity.WARNING: "留意", None: "无问题" if view.is_finished else "未填完"}
            return words[view.severity]
        view = self.cell(row, column)
        return f"{view.text} {view.name}".strip()

    def _rows_changed(self, section: str) -> None:
        if section == self._section or self._section.startswith(f"{section}["):
            self.beginResetModel()
            self._count = self._document.rows(self._section)
            self.endResetModel()

    def _text_changed(self, path: str) -> None:
        opening = f"{self._section}["
        if path.startswith(opening):
            row = int(path[len(opening) : path.index("]", len(opening))])
            column = self.column_of(path.rpartition(".")[2])
            if column is not None and row < self._count and pattern_of(path) == self.fields[column - LEADING].path:
                self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def _checked(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))


def _with_unit(value: str, words: str) -> str:
    """Join a sum and its unit as people write them: ``USD 12.00``, ``12 千克``."""
    return f"{words} {value}" if words.isascii() and words else f"{value} {words}".strip()
