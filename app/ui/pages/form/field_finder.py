"""Go to a field by name, pinyin or number (Ctrl+Shift+F): a search over the fields of the page."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.reference.match import Hit
from app.ui.editors.lookup_row import HEIGHT as ROW
from app.ui.editors.lookup_row import draw_hit
from app.ui.models.field_search import FieldSearch
from app.ui.theme import Font, Token, theme
from app.ui.widgets.label import Label
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.scroll import make_bare
from app.ui.widgets.search_box import SearchBox

Index = QModelIndex | QPersistentModelIndex
MOST = 400
SHOWN = 9
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
            return f"{hit.row.values['section']} {hit.row.name}"
        return hit if role == HIT_ROLE else None


class _Painted(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        draw_hit(painter, QRectF(option.rect), index.data(HIT_ROLE), 0, is_current)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(ROW))


class _List(QListView):
    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * SHOWN)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(ROW) * 4)


class FieldFinder(Overlay):
    """``chosen(Target)`` carries the field or fact; Esc goes back to where the keyboard was."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, search: FieldSearch) -> None:
        super().__init__(window, "转到字段", width=560)
        self._search = search
        self._rows = _Rows()
        self._box = SearchBox("字段名、拼音、首字母或栏号")
        self._list = _List()
        self._section = Label("", Font.SMALL, Token.T3)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Painted(self._list))
        make_bare(self._list)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._take)
        for part in (self._box, self._list, self._section):
            self.add(part, 1 if part is self._list else 0)
        self._box.textEdited.connect(self._look_up)
        self._box.accepted.connect(self._take)
        self._box.left.connect(self.dismiss)
        self._box.installEventFilter(self)
        self._look_up("")
        self.open(self._box)

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
        self._rows.show(self._search.hits(text, MOST))
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        last = self._rows.rowCount() - 1
        self._list.setCurrentIndex(self._rows.index(min(max(row, 0), last)) if last >= 0 else QModelIndex())
        hit = self._current()
        self._section.set_words(f"在“{hit.row.values['section']}”一节" if hit else "没有这样的字段")

    def _current(self) -> Hit | None:
        index = self._list.currentIndex()
        return self._rows.hits[index.row()] if index.isValid() else None

    def _take(self) -> None:
        hit = self._current()
        if hit is not None:
            target = self._search.target(hit)
            self.dismiss()
            self.chosen.emit(target)
