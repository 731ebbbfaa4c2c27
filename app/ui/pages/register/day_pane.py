"""The day report beside the register: sums by group and resident, shares, and what went to processing plants."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.border_trade.lot import units, yuan
from app.store.border_days import Summed, Taken
from app.store.border_processing import Delivery
from app.ui.models.resident_list import LINE_ROLE
from app.ui.pages.register.delivery_form import DeliveryForm
from app.ui.pages.register.services import DayTold
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_text
from app.ui.widgets import Button, ButtonLook, Ground, Label, Part, Segmented

_ROOT = QModelIndex()
ROW, HEAD, EDGE = 32, 30, 16
RIGHTS = frozenset({"人数", "批次", "金额", "免税额", "超额", "税款", "数量", "笔数"})


class View(StrEnum):
    """The tables of the report."""

    GROUPS = "按互助组"
    PEOPLE = "按边民"
    SHARES = "明细"
    PLANTS = "落地加工"


HEADS = {
    View.GROUPS: ("互助组", "人数", "批次", "金额", "免税额", "超额", "税款"),
    View.PEOPLE: ("姓名", "身份证号", "互助组", "批次", "金额", "超额", "税款"),
    View.SHARES: ("批次", "商品", "姓名", "身份证号", "数量", "金额", "状态"),
    View.PLANTS: ("加工企业", "商品", "批次", "日期", "数量", "金额", "说明"),
}
Cells = tuple[str, ...]


class DayModel(QAbstractTableModel):
    """The rows of one table of the report as texts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Cells, ...] = ()
        self._heads: Cells = HEADS[View.GROUPS]

    def show_rows(self, heads: Cells, rows: Sequence[Cells]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._heads, self._rows = heads, tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[Cells, ...]:
        """Return what is shown."""
        return self._rows

    def is_figure(self, column: int) -> bool:
        """Tell whether a column holds figures."""
        return self._heads[column] in RIGHTS

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LINE_ROLE):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.is_figure(section) else LEFT
        return None


class _Delegate(RowDelegate):
    def __init__(self, table: RowTable, model: DayModel) -> None:
        super().__init__(table)
        self._model = model

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        edge = px(EDGE) if index.column() == 0 else px(10)
        end = px(EDGE) if index.column() == self._model.columnCount() - 1 else px(10)
        align = RIGHT if self._model.is_figure(index.column()) else LEFT
        kind = Font.MEDIUM if index.column() == 0 else Font.BODY
        draw_text(painter, area.adjusted(edge, 0, -end, 0), index.data(), kind, Token.T1, align)


class DayPane(Ground):
    """``day_asked(int)`` steps by days, ``export_asked(bool)`` wants the report or (True) the ledger, ``left()``.

    ``deliver_asked()`` wants an entry in the ledger for the lot the keyboard is on.
    """

    day_asked = Signal(int)
    export_asked = Signal(bool)
    left = Signal()
    deliver_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Token.SURFACE)
        px = theme().px
        self._told: DayTold | None = None
        self._title, self._note = Label("", Font.PAGE), Label("", Font.SMALL, Token.T2)
        self.views = Segmented([Part(one.value, one.value) for one in View])
        self.model = DayModel(self)
        self.table = RowTable("边民互市日报", _widths(), ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table, self.model))
        before, after = Button("前一天", keys="["), Button("后一天", keys="]")
        before.clicked.connect(lambda: self.day_asked.emit(-1))
        after.clicked.connect(lambda: self.day_asked.emit(1))
        export = Button("导出表格", icon=Icon.DOWNLOAD, keys="Ctrl E")
        export.clicked.connect(lambda: self.export_asked.emit(self.view() is View.PLANTS))
        self.deliver = Button("交付加工", icon=Icon.WAREHOUSE, keys="Ins")
        self.deliver.clicked.connect(self.deliver_asked)
        self.form = DeliveryForm()
        back = Button("返回名册", ButtonLook.PLAIN, keys="Esc")
        back.clicked.connect(self.left)
        head, line = QHBoxLayout(), QHBoxLayout()
        for row in (head, line):
            row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            row.setSpacing(px(8))
        head.addWidget(self._title, 1)
        for button in (before, after, self.deliver, export, back):
            head.addWidget(button)
        line.addWidget(self.views)
        line.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.form)
        column.addWidget(self.table, 1)
        self.views.chosen.connect(lambda _key: self._show())

    def view(self) -> View:
        """Return which table is shown."""
        return View(self.views.current())

    def show_day(self, told: DayTold) -> None:
        """Show another day."""
        self._told = told
        whole = told.report.whole
        self._title.set_words(f"互市日报 {told.report.day}")
        tax = "税率未知" if whole.tax is None else f"{yuan(whole.tax):,.2f} 元"
        money = f"金额 {yuan(whole.value):,.2f} 元   超额 {yuan(whole.excess):,.2f} 元   税款 {tax}"
        self._note.set_words(f"{whole.people} 人 {whole.lots} 批   {money}   本机已知，以海关系统为准")
        self._show()

    def day(self) -> date | None:
        """Return the day shown."""
        return self._told.report.day if self._told is not None else None

    def share(self) -> Taken | None:
        """Return the share the keyboard is on, None in the tables of sums."""
        row = self.table.current_row()
        if self._told is None or self.view() is not View.SHARES or not 0 <= row < len(self._told.report.shares):
            return None
        return self._told.report.shares[row]

    def entry(self) -> Delivery | None:
        """Return the entry of the ledger the keyboard is on, None in other tables and on sums."""
        if self._told is None or self.view() is not View.PLANTS:
            return None
        at = self.table.current_row() - len(self._told.plants)
        return self._told.ledger[at] if 0 <= at < len(self._told.ledger) else None

    def words(self) -> str:
        """Return title and sums as shown."""
        return f"{self._title.words()} {self._note.words()}"

    def _show(self) -> None:
        if self._told is not None:
            self.model.show_rows(HEADS[self.view()], _rows(self._told, self.view()))
            self.table.go_to(0)


def _widths() -> tuple[Width, ...]:
    return (Width(130, 1), *[Width(104, 1)] * 6)


def _rows(told: DayTold, view: View) -> list[Cells]:
    report = told.report
    match view:
        case View.GROUPS:
            sums = [*report.by_group, report.whole] if report.by_group else []
            return [(one.name, str(one.people), str(one.lots), *_money(one, with_exempt=True)) for one in sums]
        case View.PEOPLE:
            return [
                (one.name, one.id_masked, one.group or "未编组", str(one.lots), *_money(one, with_exempt=False))
                for one in report.by_resident
            ]
        case View.SHARES:
            return [
                (
                    f"第 {one.lot} 批",
                    one.goods,
                    one.name,
                    one.id_masked,
                    f"{units(one.quantity)}",
                    f"{yuan(one.value):,.2f}",
                    one.words,
                )
                for one in report.shares
            ]
        case View.PLANTS:
            return _plants(told)


def _plants(told: DayTold) -> list[Cells]:
    """Return the sums per plant, then every entry of the ledger."""
    rows: list[Cells] = [
        (one.name, "合计", f"{one.lots} 批", "", f"{one.deliveries} 笔", f"{yuan(one.value):,.2f}", one.scc)
        for one in told.plants
    ]
    for one in told.ledger:
        went = f"{units(one.quantity)}", f"{yuan(one.value):,.2f}"
        rows.append((one.plant, one.goods, f"第 {one.lot} 批", one.day, *went, one.note))
    return rows


def _money(one: Summed, *, with_exempt: bool) -> Cells:
    tax = "税率未知" if one.tax is None else f"{yuan(one.tax):,.2f}"
    exempt = (f"{yuan(one.exempt):,.2f}",) if with_exempt else ()
    return (f"{yuan(one.value):,.2f}", *exempt, f"{yuan(one.excess):,.2f}", tax)
