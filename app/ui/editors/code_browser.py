"""The full look-up of one code table (F2): a search box with the input method on, over all rows of the table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.tables import CodeRow
from app.reference.match import Hit
from app.ui.editors.code_editor import CodeEditor
from app.ui.editors.code_search import CodeSearch
from app.ui.editors.lookup_row import HEIGHT as ROW
from app.ui.editors.lookup_row import draw_hit, facts, origin
from app.ui.theme import Font, Token, theme
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.scroll import make_bare
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.whole_rows import WholeItems

Index = QModelIndex | QPersistentModelIndex
MOST = 2000
SHOWN = 11
HIT_ROLE = Qt.ItemDataRole.UserRole
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN, Qt.Key.Key_PageUp: -SHOWN}


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.hits) if parent is None or not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.row.code} {hit.row.name}"
        return hit if role == HIT_ROLE else None


class _Painted(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        draw_hit(painter, QRectF(option.rect), index.data(HIT_ROLE), 0, is_current)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(ROW))


class _List(WholeItems):
    """A list that asks for eleven rows and makes do with four."""

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * SHOWN)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * 4)


class CodeBrowser(Overlay):
    """All codes of the table of ``editor``; Enter or a click gives the row to it and goes to the next field."""

    def __init__(self, window: QWidget, search: CodeSearch, editor: CodeEditor, text: str = "") -> None:
        super().__init__(window, editor.accessibleName().partition("，")[0] or "查代码", width=640)
        self._search, self._editor = search, editor
        self._rows = _Rows()
        self._box = SearchBox("代码、名称、拼音、首字母、英文")
        self._list = _List()
        self._detail = Label("", Font.SMALL, Token.T3)
        self._count = Label("", Font.SMALL, Token.T3)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Painted(self._list))
        make_bare(self._list)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._take_current)
        for part in (self._box, self._list, self._detail, self._count):
            self.add(part, 1 if part is self._list else 0)
        self._box.textEdited.connect(self._look_up)
        self._box.accepted.connect(self._take_current)
        self._box.left.connect(self.dismiss)
        self._box.installEventFilter(self)
        self._box.setText(text)
        self._look_up(text)
        if not text:
            self._go_to_code(editor.text())
        self.open(self._box)

    def current(self) -> CodeRow | None:
        """Return the current row."""
        index = self._list.currentIndex()
        return self._rows.hits[index.row()].row if index.isValid() else None

    def box(self) -> SearchBox:
        """Return the search box."""
        return self._box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._go_to(self._list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _look_up(self, text: str) -> None:
        self._rows.show(self._search.hits(self._editor.table, text, MOST))
        count = len(self._rows.hits)
        self._count.set_words(f"{count} 条" if count < MOST else f"前 {MOST} 条，请再输几个字")
        self._go_to(0)

    def _go_to_code(self, code: str) -> None:
        """Start at the code that stands in the field."""
        codes = [hit.row.code for hit in self._rows.hits]
        if code in codes:
            self._go_to(codes.index(code))

    def _go_to(self, row: int) -> None:
        last = self._rows.rowCount() - 1
        self._list.setCurrentIndex(self._rows.index(min(max(row, 0), last)) if last >= 0 else QModelIndex())
        current = self.current()
        self._detail.set_words("  ".join((facts(current), origin(current))).strip() if current else "没有符合的代码")

    def _take_current(self) -> None:
        current = self.current()
        if current is not None:
            self.dismiss()
            self._editor.take(current)
            self._editor.advanced.emit(1)
