"""The rows under the charts, in three views of the same figures: rates, stages, months; also what is exported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.tables import CodeTables
from app.declarations.clearance import Figures, Report, Stage
from app.ui.pages.statistics.words import change, hours, office_name, parts_in_hours, percent, shown, vehicle_name
from app.ui.theme import Tone
from app.ui.theme.paint import LEFT, RIGHT

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
SUM = "合计"
NOTHING = timedelta()
_ROOT = QModelIndex()


class View(StrEnum):
    """What the columns show."""

    RATES = "概览"
    STAGES = "环节"
    MONTHS = "逐月"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a figure with its unit, or words with a note; ``tone`` where a state is meant."""

    words: str
    unit: str = ""
    note: str = ""
    value: Decimal | int | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Heads and rows of a view; ``ports`` name the office of each row ("" for the sum)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ports: tuple[str, ...]


def grid(report: Report, view: View, tables: CodeTables) -> Grid:
    """Return a view of the figures; the last row is the whole."""
    match view:
        case View.RATES:
            return _grid(report, tables, _RATES, _rates)
        case View.STAGES:
            return _grid(report, tables, _STAGES, _stages)
        case View.MONTHS:
            return _months(report, tables)


_RATES = ("口岸", "票数", "平均", "九成在", "提前率", "两步率", "查验率", "退单率", "比上月")
_STAGES = ("口岸", "放行", *(stage.value for stage in Stage), "平均", "上月", "比上月")


def _grid(report: Report, tables: CodeTables, heads: tuple[str, ...], cells: Any) -> Grid:
    rows = [
        (Cell(office_name(tables, row.port), note=vehicle_name(tables, row.vehicle)), *cells(row.now, row.before))
        for row in report.rows
    ]
    if rows:
        rows.append((Cell(SUM), *cells(report.now, report.before)))
    return Grid(heads, tuple(rows), (*(row.port for row in report.rows), *([""] if rows else [])))


def _rates(now: Figures, before: Figures) -> tuple[Cell, ...]:
    shares = (now.advance, now.two_step, now.inspected, now.rejected)
    return (
        Cell(str(now.count), value=now.count),
        _hours(now.mean),
        _hours(now.ninth),
        *(Cell(shown(percent(share)), "%", value=percent(share)) for share in shares),
        _change(now, before),
    )


def _stages(now: Figures, before: Figures) -> tuple[Cell, ...]:
    parts = parts_in_hours([now.hours.get(stage, NOTHING) for stage in Stage], now.mean)
    known = now.mean is not None
    cells = [Cell(f"{part:.1f}" if known else "—", "时", value=part if known else None) for part in parts]
    return (
        Cell(str(now.cleared), value=now.cleared),
        *cells,
        _hours(now.mean),
        _hours(before.mean),
        _change(now, before),
    )


def _months(report: Report, tables: CodeTables) -> Grid:
    heads = ("提前申报率 %", *(f"{month.month}月" for month in report.months))
    rows = tuple(
        (
            Cell(office_name(tables, line.port)),
            *(Cell(shown(percent(share)), value=percent(share)) for share in line.shares),
        )
        for line in report.lines
    )
    return Grid(heads, rows, tuple(line.port for line in report.lines))


def _hours(span: timedelta | None) -> Cell:
    return Cell(shown(hours(span)), "时", value=hours(span))


def _change(now: Figures, before: Figures) -> Cell:
    said = change(hours(now.mean), hours(before.mean), "长", "短", "时")
    tone = Tone.OK if said.startswith("短") else Tone.WARN if said.startswith("长") else None
    difference = None
    if said:
        difference = (hours(now.mean) or Decimal(0)) - (hours(before.mean) or Decimal(0))
    return Cell(said or "—", value=difference, tone=tone)


def exported(cell: Cell) -> str | int | Decimal | None:
    """Return a cell as it goes into a file: figures as numbers, never with their unit."""
    if cell.value is not None:
        return cell.value
    return f"{cell.words} {cell.note}".strip() if cell.words != "—" else None


class DetailModel(QAbstractTableModel):
    """The rows for the table; ``CELL_ROLE`` carries the Cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid(_RATES, (), ())

    def show_grid(self, shown_grid: Grid) -> None:
        """Show other rows or another view."""
        self.beginResetModel()
        self._grid = shown_grid
        self.endResetModel()

    def port(self, row: int) -> str:
        """Return the office of a row, empty for the sum."""
        return self._grid.ports[row]

    def number_of(self, port: str) -> int:
        """Return the first row of an office, -1 if it has none."""
        return self._grid.ports.index(port) if port in self._grid.ports else -1

    def rows(self) -> Sequence[tuple[Cell, ...]]:
        """Return the rows."""
        return self._grid.rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._grid.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                said = " ".join(part for part in (cell.words, cell.unit, cell.note) if part)
                return said if role == Qt.ItemDataRole.DisplayRole else f"{self._grid.heads[index.column()]} {said}"
            case _ if role == CELL_ROLE:
                return cell
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if section else LEFT).value
        return self._grid.heads[section] if role == Qt.ItemDataRole.DisplayRole else None
