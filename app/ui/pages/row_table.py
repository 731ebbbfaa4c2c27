"""The table of full-bleed rows that lists, queue and receipts share: ground, current row, ring, loading."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_box, draw_text
from app.ui.widgets import Ground
from app.ui.widgets.head import Head, paint_head
from app.ui.widgets.scroll import make_bare
from app.ui.widgets.whole_rows import Index as Index
from app.ui.widgets.whole_rows import WholeRows

BUSY_AFTER_MS = 300
BAR = 3
CELL_PAD = 10
RING = 1.5
_ANY_HEIGHT = 16_777_215  # QWIDGETSIZE_MAX
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
)
_VIEW = QAbstractItemView
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


@dataclass(frozen=True, slots=True)
class Width:
    """How wide a column is at 100 %; ``share`` > 0 lets it take that part of what is left over.

    ``table_from`` is the width of the table from which the column is shown at all.
    """

    least: int
    share: int = 0
    table_from: int = 0


class RowTable(WholeRows):
    """Rows with one current row.

    Signals: ``opened(int)`` on Enter or double click, ``moved(int)`` when somebody went to another row,
    ``slipped(int)`` when other rows came and another one is current now, ``taken()`` when the keyboard came.
    """

    opened = Signal(int)
    moved = Signal(int)
    slipped = Signal(int)
    taken = Signal()

    def __init__(
        self,
        name: str,
        widths: Sequence[Width],
        row: int,
        head: int = 0,
        inset: int = 0,
        edges: tuple[int, int] = (10, 10),
    ) -> None:
        """``row`` and ``head`` are heights, ``inset`` is where hairlines start, ``edges`` what the head keeps free."""
        super().__init__()
        self._widths, self._row, self._head, self._inset = tuple(widths), row, head, inset
        self.edges = edges
        self._hovered = -1
        self._marks, self._only_focused = True, False
        self._hidden: frozenset[int] = frozenset()
        self._wanted: frozenset[int] = frozenset()
        self._own: Mapping[int, int] = {}
        self._by_keyboard = True
        self._is_busy = False
        self._place = ("", -1, 0)
        self._is_restoring = False
        self._keeps = True
        self._busy_timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self.setAccessibleName(name)
        self._prepare()
        self.set_head(RowHead(self))
        theme().changed.connect(self._dress)

    def set_busy(self, on: bool) -> None:
        """Show after a moment that rows are on their way: a bar over old rows, grey shapes where there are none."""
        if on and not self._busy_timer.isActive() and not self._is_busy:
            self._busy_timer.start()
        elif not on:
            self._busy_timer.stop()
            self._is_busy = False
            self.viewport().update()

    def keep_place(self, key_of: Callable[[int], str], number_of: Callable[[str], int]) -> None:
        """Stay on the same thing when the model is read anew; call it once, after setModel()."""

        def remember() -> None:
            row = self.current_row()
            self._place = (key_of(row) if row >= 0 else "", row, self.verticalScrollBar().value())

        def restore() -> None:
            key, row, offset = self._place if self._keeps else ("", 0, 0)
            self._keeps = True
            found = number_of(key) if key else -1
            self._is_restoring = True
            self.go_to(found if found >= 0 else min(max(row, 0), self.model().rowCount() - 1))
            self._is_restoring = False
            self.verticalScrollBar().setValue(offset)
            if found < 0 and self.current_row() >= 0:
                self.slipped.emit(self.current_row())

        self.model().modelAboutToBeReset.connect(remember)
        self.model().modelReset.connect(restore)

    def forget_place(self) -> None:
        """Start at the top when other rows come."""
        self._keeps = False

    def set_head(self, head: "RowHead") -> None:
        """Take a head that paints more than words."""
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(1)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setVisible(self._head > 0)
        self._dress()

    def set_widths(self, widths: Sequence[Width]) -> None:
        """Take other columns, before the model shows them."""
        self._widths = tuple(widths)
        self._share_out()

    def arrange(
        self, order: Sequence[int], hidden: Collection[int], own: Mapping[int, int], wanted: Collection[int] = ()
    ) -> None:
        """Show the columns in another order, leave some out, and give some a width of their own (at 100 %).

        ``wanted`` are shown however narrow the table is; what has no room then is scrolled to.
        """
        self._hidden, self._own, self._wanted = frozenset(hidden), dict(own), frozenset(wanted)
        head = self.horizontalHeader()
        for place, column in enumerate(order):
            head.moveSection(head.visualIndex(column), place)
        self._share_out()

    def show_head_only(self, on: bool) -> None:
        """Keep only the head, so that the page can say below it why there is no row."""
        self.setMaximumHeight(theme().px(self._head) if on else _ANY_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if on else Qt.FocusPolicy.StrongFocus)

    def set_marks(self, on: bool, only_focused: bool = False) -> None:
        """Mark the current row, or not, where a table beside this one has the row that counts."""
        if (on, only_focused) != (self._marks, self._only_focused):
            self._marks, self._only_focused = on, only_focused
            self.viewport().update()

    def current_row(self) -> int:
        """Return the current row, -1 if there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one and scroll to it; out of range does nothing."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, max(self.currentIndex().column(), 0)))

    def step(self, by: int) -> None:
        """Move the current row."""
        self._by_keyboard = True
        last = self.model().rowCount() - 1
        self.go_to(min(max(self.current_row() + by, 0), last))

    def paint_ground(self, painter: QPainter, area: QRectF, index: Index) -> None:
        """Paint ground, hairline and the bar of the current row in one cell."""
        is_marking = self._marks and (self.hasFocus() or not self._only_focused)
        is_current = is_marking and index.row() == self.current_row()
        box_of_row = index.sibling(index.row(), 0).data(Qt.ItemDataRole.CheckStateRole)
        ground = Token.SURFACE  # over the style's own highlight of a selected row
        if is_current or box_of_row == Qt.CheckState.Checked:
            ground = Token.SELECTED
        elif index.row() == self._hovered:
            ground = Token.HOVER
        painter.fillRect(area, theme().ink(ground))
        left = area.x() + (theme().px(self._inset) if self._is_first(index) else 0)
        painter.fillRect(QRectF(left, area.bottom() - 1, area.right() - left, 1), theme().ink(Token.LINE))
        if is_current and self._is_first(index):
            painter.fillRect(QRectF(area.x(), area.y(), BAR, area.height()), theme().ink(Token.ACCENT_FILL))

    # -- Qt ----------------------------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.redraw(previous.row(), current.row())
        if current.isValid() and current.row() != previous.row() and not self._is_restoring:
            self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        key = event.key()
        if key in ENTER and not event.modifiers() & _CHORD:
            if self.current_row() >= 0:
                self.opened.emit(self.current_row())
        elif key in _ENDS:
            self.go_to(0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif key in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()  # all others are keys of the page: no search by typing, no selecting of everything

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _COMES_BACK:
            self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        if self.current_row() < 0:
            self.go_to(0)
        self.redraw(self.current_row())
        self.taken.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.redraw(self.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.hasFocus() and self._by_keyboard and self.current_row() >= 0:
            top, height = self.rowViewportPosition(self.current_row()), self.rowHeight(self.current_row())
            ring = QRectF(1, top + 1, self.viewport().width() - 2, height - 3)
            draw_box(painter, ring, 4, None, Token.ACCENT, RING)
        painter.fillRect(self.half_row(), theme().ink(Token.SURFACE))
        if self._is_busy:
            self._paint_busy(painter)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(self._head + 2 * self._row))

    # -- inside ------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        self.setShowGrid(False)
        make_bare(self)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(_VIEW.SelectionBehavior.SelectRows)
        self.setSelectionMode(_VIEW.SelectionMode.SingleSelection)
        self.setEditTriggers(_VIEW.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(_VIEW.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._over_bar = Ground(Token.SUNKEN, "bottom")
        self.addScrollBarWidget(self._over_bar, Qt.AlignmentFlag.AlignTop)

    def _dress(self) -> None:
        """Take over fonts and heights of the theme in force."""
        px = theme().px
        self.verticalHeader().setDefaultSectionSize(px(self._row))
        self.verticalScrollBar().setSingleStep(px(self._row))
        self.horizontalHeader().setFixedHeight(px(self._head))
        self._over_bar.setFixedHeight(px(self._head))
        self._share_out()
        self.viewport().update()

    def _share_out(self) -> None:
        if self.model() is None or self.model().columnCount() != len(self._widths):
            return
        px = theme().px
        widths = [replace(one, least=self._own.get(at, one.least)) for at, one in enumerate(self._widths)]
        roomy = {at for at, one in enumerate(widths) if self.width() >= px(one.table_from)} | self._wanted
        shown = {at: one for at, one in enumerate(widths) if at in roomy - self._hidden}
        fits = not self._wanted or sum(px(one.least) for one in shown.values()) <= self.viewport().width()
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn)
        spare = max(self.viewport().width() - sum(px(one.least) for one in shown.values()), 0)
        shares = max(sum(one.share for one in shown.values()), 1)
        for number, one in enumerate(widths):
            self.setColumnHidden(number, number not in shown)
            self.setColumnWidth(number, px(one.least) + spare * one.share // shares)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self.redraw(before, row)

    def _is_first(self, index: Index) -> bool:
        return index.column() == 0

    def _show_busy(self) -> None:
        self._is_busy = True
        self.viewport().update()

    def _paint_busy(self, painter: QPainter) -> None:
        px = theme().px
        if self.model().rowCount():
            painter.fillRect(QRectF(0, 0, self.viewport().width(), 2), theme().ink(Token.ACCENT_FILL))
            return
        for row in range(self.viewport().height() // px(self._row)):
            top, left = row * px(self._row), 0.0
            for number in range(len(self._widths)):
                width = self.columnWidth(number)
                shape = QRectF(left + px(10), top + px(self._row) / 2 - px(5), width * 0.6, px(10))
                draw_box(painter, shape, 3, Token.NEU_BG)
                left += width


class RowHead(Head):
    """The words over the columns, on one baseline and in the alignment the model gives."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table = table

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        area = QRectF(rect)
        paint_head(painter, area)
        model, across = self.model(), Qt.Orientation.Horizontal
        words = str(model.headerData(logicalIndex, across, Qt.ItemDataRole.DisplayRole) or "")
        given = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        align = RIGHT if given is not None and given & RIGHT else LEFT
        left, right = CELL_PAD, CELL_PAD
        if logicalIndex == 0:
            left = self._table.edges[0]
        if logicalIndex == self._last():
            right = self._table.edges[1]
        inner = area.adjusted(theme().px(left), 0, -theme().px(right), 0)
        draw_text(painter, inner, words, Font.SMALL_MEDIUM, Token.T2, align)

    def _last(self) -> int:
        """Return the column that stands last."""
        shown = [self.logicalIndex(at) for at in range(self.count())]
        return next((column for column in reversed(shown) if not self.isSectionHidden(column)), -1)


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row and leaves the contents of a cell to ``paint_cell``."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        self._table.paint_ground(painter, area, index)
        self.paint_cell(painter, area, index)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        """Paint the contents of one cell; each list says."""
        raise NotImplementedError
