"""互市: today's lots as a list and a new one; it divides and sends nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.tables import CodeTables
from app.store.border_lots import StoredLot
from app.ui.keys import Keys, shown_keys
from app.ui.pages.alive import while_alive
from app.ui.pages.keyboard import back_to, keep_keyboard
from app.ui.pages.lots.services import LotService
from app.ui.pages.lots.words import amount, money
from app.ui.pages.row_table import CELL_PAD, Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_text
from app.ui.widgets import Button, ButtonLook, EmptyState, Ground, Label, Strip
from app.ui.windows import KeyHint

HEADS = ("批次", "商品", "互市区", "数量", "金额（元）", "更新")
WIDTHS = (Width(90), Width(200, 2), Width(220, 1), Width(120), Width(130), Width(90))
ROW, HEAD, MARGIN = 40, 32, 20
_RIGHT = frozenset({3, 4})
_NOWHERE = QModelIndex()
HINTS = (
    KeyHint("new.lot", "新批次"),
    KeyHint("register", "边民名册"),
    KeyHint("Enter", "打开"),
)


class LotListModel(QAbstractTableModel):
    """The lots of a day; a cell is its words."""

    def __init__(self, tables: CodeTables, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables = tables
        self._lots: tuple[StoredLot, ...] = ()

    def show_lots(self, lots: Sequence[StoredLot]) -> None:
        """Show other lots."""
        self.beginResetModel()
        self._lots = tuple(lots)
        self.endResetModel()

    def key(self, number: int) -> str:
        """Return the lot of a row."""
        return self._lots[number].id if 0 <= number < len(self._lots) else ""

    def number_of(self, lot_id: str) -> int:
        """Return the row of a lot, -1 if it is not there."""
        return next((n for n, one in enumerate(self._lots) if one.id == lot_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lots)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        lot = self._lots[index.row()]
        zone = self._tables.row("border_trade_zones", lot.zone)
        return (
            f"批次 {lot.number}",
            lot.goods or "商品未填",
            zone.name if zone else lot.zone or "—",
            amount(lot.quantity) if lot.quantity else "—",
            money(lot.value) if lot.value else "—",
            f"{lot.updated_at:%H:%M}",
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _RIGHT:
            return RIGHT
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        left = px(MARGIN) if index.column() == 0 else px(CELL_PAD)
        inner = area.adjusted(left, 0, -px(CELL_PAD), 0)
        kind = Font.MEDIUM if index.column() == 0 else Font.BODY
        words = str(index.data())
        if index.column() in _RIGHT:
            draw_text(painter, inner, words, kind, Token.T1, RIGHT)
        else:
            draw_text(painter, inner, words, kind, Token.T1 if index.column() < 2 else Token.T2)


class LotsPage(Ground):
    """``open_lot(lot id)`` is the window's; ``register_asked()`` wants 边民名册."""

    retitled = Signal()
    hinted = Signal()
    register_asked = Signal()

    def __init__(self, service: LotService, tables: CodeTables, open_lot: Callable[[str], object]) -> None:
        super().__init__(Token.SURFACE)
        self._service, self._open_lot = service, open_lot
        self._was_in_front = False
        self.strip = Strip()
        self.model = LotListModel(tables, self)
        self.table = RowTable("今日批次", WIDTHS, ROW, HEAD, edges=(MARGIN, MARGIN))
        self.table.setModel(self.model)
        self.table.setItemDelegate(_Delegate(self.table))
        self.table.keep_place(self.model.key, self.model.number_of)
        self.table.opened.connect(lambda row: self._open_lot(self.model.key(row)))
        first = f"先按 {shown_keys('register')} 导入边民名册。"
        words = f"一批货、一个互助组：分配、逐人确认、集中或逐单申报。还没有边民时，{first}"
        acts = [("新批次", Icon.PLUS, "new.lot", self.begin)]
        self._empty = EmptyState(Icon.USERS, "今天还没有互市批次", words, acts)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._keys = Keys(self, {"lots.begin": self.begin, "back": self.strip.be_quiet})
        self._lay_out()
        service.changed.connect(lambda _lot: self._ask())
        self._ask()

    # -- Page --------------------------------------------------------------------------------------------------

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def title(self) -> str:
        """Return the words of the tab."""
        return "互市"

    def icon(self) -> Icon:
        """Return the sign of the tab."""
        return Icon.USERS

    def is_marked(self) -> bool:
        """Tell that nothing here can be left unsaved."""
        return False

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth knowing."""
        return HINTS

    def activated(self) -> None:
        """Bring the list up to date and give it the keyboard."""
        self._ask()
        if self._was_in_front:
            back_to(self, self._focus)
        self._was_in_front = True
        self._focus()

    def may_close(self) -> bool:
        """Tell that the tab may always go."""
        return True

    # -- acts --------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start a new lot and open it."""
        self._service.begin(while_alive(self, self._open_lot), while_alive(self, self._fail))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = theme().px
        begin = Button("新批次", ButtonLook.PRIMARY, Icon.PLUS, keys="new.lot", tall=True)
        begin.clicked.connect(self.begin)
        register = Button("边民名册", ButtonLook.SECONDARY, Icon.USERS, keys="register", tall=True)
        register.clicked.connect(self.register_asked)
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(12), px(20), px(12))
        head.setSpacing(px(10))
        head.addWidget(Label("互市", Font.PAGE))
        head.addWidget(Label("今日批次；已用额度为本机已知，以海关系统为准", Font.SMALL, Token.T2), 1)
        head.addWidget(register)
        head.addWidget(begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _ask(self) -> None:
        self._service.of_today(while_alive(self, self._show), while_alive(self, self._fail))

    def _show(self, lots: Sequence[StoredLot]) -> None:
        def change() -> None:
            self.model.show_lots(lots)
            self._stack.setCurrentWidget(self.table if lots else self._empty)

        keep_keyboard(self, change, self._focus)
        if self.hasFocus():
            self._focus()

    def _focus(self) -> None:
        first: QWidget = self.table if self.model.rowCount() else self
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, sentence: str) -> None:
        self.strip.say(Tone.ERR, sentence, [("知道了", self.strip.be_quiet)])
