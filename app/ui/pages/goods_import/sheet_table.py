"""The cells of a goods sheet: red to be mended, amber guessed, blue looked up; a cell is mended where it stands."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.sheets.goods.columns import Target
from app.sheets.goods.judged import Cell, State
from app.ui.editors import TextEditor
from app.ui.editors.number_text import grouped
from app.ui.keys import Keys
from app.ui.pages.goods_import.sheet_model import LEADING, NUMBER, Index, SheetModel, shown
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_box, draw_icon, draw_line, draw_text
from app.ui.widgets.head import Head, paint_head
from app.ui.widgets.scroll import make_bare

ROW, HEAD = 31, 28
PAD, INSET, RADIUS = 10, 3, 4
SHORT_CODE = 3
MONEY = 4  # decimals of money
LONG_CODE = 8  # signs from which a code needs the whole column and its name stands elsewhere
WIDTHS = {"number": 42, "code": 106, "unit": 46, "amount": 80, "money": 92, "short": 84, "named": 124, "text": 100}
GROUND = {State.BAD: (Token.ERR_BG, Token.ERR_FILL), State.GUESS: (Token.WARN_BG, Token.WARN_LINE)}
INK = {State.BAD: Token.ERR_TEXT, State.GUESS: Token.WARN_TEXT, State.FOUND: Token.INFO_TEXT, State.PLAIN: Token.T1}


class SheetTable(QTableView):
    """``entered()`` for Enter on a cell nobody edits; ``typed(str)`` when a cell was edited; ``moved()`` on another."""

    entered = Signal()
    typed = Signal(str)
    moved = Signal()

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._box: TextEditor | None = None
        self._keys: Keys | None = None
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(self))
        self.setHorizontalHeader(SheetHead(model, self))
        self._dress()
        model.modelReset.connect(self._fit)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    def hear(self, keys: Keys) -> None:
        """Take the keys of the page that are single keys, such as Space."""
        self._keys = keys

    def current(self) -> tuple[int, str]:
        """Return place in the sheet and target of the current cell; (-1, "") without one."""
        at = self.currentIndex()
        if not at.isValid() or at.column() < LEADING:
            return (self._rows.place(at.row()), "") if at.isValid() else (-1, "")
        return self._rows.place(at.row()), self._rows.target(at.column()).id

    def go_to(self, place: int, target: str) -> None:
        """Make a cell the current one."""
        row, column = self._rows.number_of(place), self._rows.column_of(target)
        if row >= 0 and column >= 0:
            self.setCurrentIndex(self._rows.index(row, column))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def edit_cell(self, text: str, marked: bool) -> None:
        """Open the current cell with a text, all of it marked or the caret behind it."""
        at = self.currentIndex()
        if not at.isValid() or at.column() < LEADING:
            return
        box = self._made_box()
        box.set_title(self._rows.target(at.column()).words)
        box.set_text(text)
        box.setGeometry(self.visualRect(at).adjusted(INSET, INSET, -INSET, -INSET))
        box.show()
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.selectAll() if marked else box.open_inside()

    def is_editing(self) -> bool:
        """Tell whether a cell is open."""
        return self._box is not None and self._box.isVisible()

    def edited_text(self) -> str:
        """Return the text in the open cell."""
        return self._box.text() if self._box is not None else ""

    # -- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == _NONE:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_cell(self._raw(), False)
        elif self._keys is not None and self._keys.press(event):
            return
        elif event.text().isprintable() and event.text() and not event.modifiers() & _CHORD:
            self.edit_cell(event.text(), False)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._shut()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        last, height = self.rowAt(self.viewport().height() - 1), self.viewport().height()
        top = self.rowViewportPosition(last)
        if last > 0 and top + self.rowHeight(last) > height:  # half a line says half of what is in it
            painter = QPainter(self.viewport())
            painter.fillRect(QRect(0, top, self.viewport().width(), height - top), theme().color(Token.SURFACE))
            painter.end()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEAD + ROW * 8))

    # -- inside ------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        px = theme().px
        make_bare(self)
        self.setAccessibleName("清单各行")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalHeader().setMinimumSectionSize(px(ROW))
        self.horizontalHeader().setMinimumSectionSize(px(20))
        self.horizontalHeader().setFixedHeight(px(HEAD))

    def _fit(self) -> None:
        """Give every column its width; free texts share what is left."""
        px = theme().px
        widths = [px(WIDTHS["number"]), *(px(WIDTHS[_kind(one)]) for one in self._rows.targets)]
        texts = [at for at, one in enumerate(self._rows.targets, LEADING) if _kind(one) == "text"]
        for at, one in reversed(list(enumerate(self._rows.targets, LEADING))):
            if sum(widths) > self.viewport().width() and one.is_measure and not self._rows.has_marks(one.id):
                widths[at] = 0  # a measure nobody must look at gives way; its sum stands at the right
        spare = max(self.viewport().width() - sum(widths), 0)
        for number, at in enumerate(texts):
            share = spare // (len(texts) - number)
            widths[at] += share
            spare -= share
        for column, width in enumerate(widths[: self._rows.columnCount()]):
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)

    def _made_box(self) -> TextEditor:
        if self._box is None:
            self._box = TextEditor(parent=self.viewport())
            self._box.installEventFilter(self)
            self._box.advanced.connect(lambda _step: self._take())
        return self._box

    def _take(self) -> None:
        text = self.edited_text()
        self._shut()
        self.typed.emit(text)

    def _shut(self) -> None:
        if self._box is not None:
            self._box.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _raw(self) -> str:
        at = self.currentIndex()
        if at.column() < LEADING:
            return ""
        cell = self._rows.cell(at.row(), at.column())
        return cell.raw or cell.text


_NONE = Qt.KeyboardModifier.NoModifier
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOVES = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


def _kind(target: Target) -> str:
    if target.is_number:
        return "amount" if target.digits is None or target.digits.places > MONEY else "money"
    if target.joins:
        return "unit"
    if target.table:
        most = target.most or 0
        return "code" if most > LONG_CODE else "named" if most > SHORT_CODE else "short"
    return "text"


class SheetHead(Head):
    """Words over the columns, numbers at the right."""

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        paint_head(painter, QRectF(rect))
        words = str(self._rows.headerData(logical, Qt.Orientation.Horizontal) or "")
        is_number = logical == NUMBER or self._rows.target(logical).is_number
        inner = QRectF(rect).adjusted(PAD, 0, -PAD, 0)
        if logical == NUMBER or not self._rows.target(logical).joins:  # a unit stands under the head of its number
            draw_text(painter, inner, words, Font.SMALL_MEDIUM, Token.T3, RIGHT if is_number else LEFT)
        painter.restore()


class SheetDelegate(QStyledItemDelegate):
    """Paints one cell after its state; what the row leaves out is struck through."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, model = QRectF(option.rect), index.model()
        if not isinstance(model, SheetModel):
            return
        painter.save()
        at = self._table.currentIndex()
        if index.row() == at.row():
            painter.fillRect(area, theme().color(Token.SELECTED))
        draw_line(painter, area.x(), area.bottom(), area.right() + 1)
        row = model.row(index.row())
        if index.column() == NUMBER:
            color = Token.T_DIS if row.left_out else Token.T2
            draw_text(painter, area.adjusted(0, 0, -PAD, 0), str(row.number), Font.BODY, color, RIGHT)
        else:
            target = model.target(index.column())
            self._paint(painter, area, row.cell(target.id), target, row.left_out)
        if index == at and self._table.hasFocus():  # one ring on the screen
            ring = area.adjusted(INSET - 1, INSET - 1, -INSET, -INSET)
            draw_box(painter, ring, RADIUS, None, Token.ACCENT, 1.5)
        painter.restore()

    def _paint(self, painter: QPainter, area: QRectF, cell: Cell, target: Target, out: bool) -> None:
        box = area.adjusted(INSET, INSET, -INSET, -INSET)
        inner = area.adjusted(PAD, 0, -PAD, 0)
        if not out and cell.state in GROUND:
            draw_box(painter, box, RADIUS, *GROUND[cell.state])
            if cell.is_bad:
                side = theme().px(14)
                at = box.topRight()
                at.setX(at.x() - side - 5)
                at.setY(box.y() + (box.height() - side) / 2)
                draw_icon(painter, at, Icon.CIRCLE_ALERT, 14, Token.ERR_TEXT)
                inner.adjust(0, 0, -side, 0)
        ink = Token.T_DIS if out else INK[cell.state]
        words = shown(cell, target)
        if target.is_number:
            words = grouped(cell.text) if not cell.is_bad else cell.raw
            width = draw_text(painter, inner, words, Font.BODY, ink, RIGHT)
            _strike(painter, inner, width, out, RIGHT)
            return
        taken, kind = 0.0, _kind(target)
        if kind in ("code", "named", "short") and not cell.is_bad:
            taken = draw_text(painter, inner, cell.text, Font.CODE, ink) + 8
            words = "" if kind == "code" else cell.name
            ink = ink if out or cell.state is not State.PLAIN else Token.T2
        elif kind == "unit" and not cell.is_bad:
            words = cell.name if cell.text.isdecimal() else cell.text
            ink = Token.T3 if ink is Token.T1 else ink
        width = draw_text(painter, inner.adjusted(taken, 0, 0, 0), words, Font.BODY, ink)
        _strike(painter, inner, taken + width, out, LEFT)


def _strike(painter: QPainter, inner: QRectF, width: float, out: bool, align: Qt.AlignmentFlag) -> None:
    if out and width:
        left = inner.right() - width if align == RIGHT else inner.x()
        draw_line(painter, left, inner.center().y(), left + width, Token.T_DIS)
