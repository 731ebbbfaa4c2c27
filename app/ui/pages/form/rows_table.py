"""The rows of one repeated section as a table: only the current row shows boxes, and no mouse is needed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.core.field import BoundField, Kind
from app.core.stage import is_absent
from app.ui.editors import Editor, Services
from app.ui.models.rows_model import LEADING, RowsModel
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.grid.range_frame import RangeFrame
from app.ui.pages.form.grid.widths import column_width, share_out
from app.ui.pages.form.row_editors import HALO, RowEditors
from app.ui.pages.form.rows_delegate import INSET, RowsDelegate, RowsHeader
from app.ui.pages.form.rows_delegate import ROW as ROW
from app.ui.pages.keyboard import has_keyboard
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_text
from app.ui.widgets.scroll import make_bare

HEAD = 28
OF_MARKED = ("mark.", "block.", "series", "clear")
OF_ALL_MARKED = frozenset({"copy", "delete", "raise", "sink"})
LEADING_WIDTHS = (34, 28)


class RowsTable(QTableView):
    """A section's rows.

    ``went(int)`` when another row became current; ``emptied()`` when the last row was taken away from the keyboard;
    ``marking(str)`` carries a key that means all that is marked.
    """

    went = Signal(int)
    emptied = Signal()
    marking = Signal(str)

    def __init__(
        self,
        binder: Binder,
        services: Services,
        section: str,
        fields: Sequence[BoundField],
        title: str,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._binder, self._services, self._title, self._most = binder, services, title, most
        self._document = self.document = binder.document
        self._current = -1
        self._marked: tuple[range, Sequence[int]] = (range(0), ())
        self._editors: RowEditors | None = None
        self._under: QWidget | None = None
        self.rows = RowsModel(self._document, section, fields, self)
        self._delegate = RowsDelegate(self)
        self._frame = RangeFrame(self.viewport())
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(RowsHeader(self.rows, self))
        self._dress(title)
        self.rows.modelReset.connect(self._reset)
        self._document.mode_changed.connect(self._fit_again)
        self.verticalScrollBar().valueChanged.connect(self._place)
        self.horizontalScrollBar().valueChanged.connect(self._place)
        self._fit()
        self._reset()

    def _dress(self, title: str) -> None:
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setShowGrid(False)
        make_bare(self)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.verticalHeader().setMinimumSectionSize(theme().px(ROW))
        self.horizontalHeader().setMinimumSectionSize(theme().px(20))
        self.horizontalHeader().setFixedHeight(theme().px(HEAD))
        self.viewport().setAutoFillBackground(False)

    # -- where the keyboard is ---------------------------------------------------------------------------------

    @property
    def current(self) -> int:
        """Number of the current row, -1 without rows."""
        return self._current

    def editors(self) -> list[Editor]:
        """Return the editors of the current row."""
        return self._editors.editors() if self._editors is not None and self._current >= 0 else []

    def take(self, direction: int) -> bool:
        """Put the keyboard into the first cell (+1) or the last cell of the last row (-1); False without rows."""
        if not self.rows.rowCount():
            return False
        self.go_to(0 if direction > 0 else self.rows.rowCount() - 1)
        editors = self.editors()
        if not editors:
            return False
        editors[0 if direction > 0 else -1].take_focus()
        return True

    def step(self, editor: Editor, direction: int) -> bool:
        """Go from an editor to the next cell of its row; False at the end of the row."""
        editors = self.editors()
        at = editors.index(editor) + direction if editor in editors else -1
        if not 0 <= at < len(editors):
            return False
        editors[at].take_focus()
        self._show(editors[at])
        return True

    def next_row(self, direction: int) -> bool:
        """Go to the first (+1) or last (-1) cell of the neighbouring row; False where there is none."""
        row = self._current + direction
        if not 0 <= row < self.rows.rowCount():
            return False
        self.go_to(row)
        editors = self.editors()
        if editors:
            editors[0 if direction > 0 else -1].take_focus()
            self._show(editors[0 if direction > 0 else -1])
        return bool(editors)

    def go_to(self, row: int, name: str = "") -> None:
        """Make a row current, and put the keyboard on one of its cells if a field is named."""
        if not 0 <= row < self.rows.rowCount():
            return
        if row != self._current:
            self._current = self._delegate.current = row
            self._made_editors().show_row(f"{self.rows.section}[{row}]")
            self.viewport().update()
            self.went.emit(row)
        self._bring(row)
        self._place()
        editor = self._made_editors().editor(name) if name else None
        if editor is not None:
            editor.take_focus()
            self._show(editor)

    # -- what is marked ----------------------------------------------------------------------------------------

    @property
    def most(self) -> int:
        """How many rows the law allows."""
        return self._most

    def shown_columns(self) -> list[int]:
        """Return the columns with fields the stage has, in the model's numbers."""
        return [one for one in range(LEADING, self.rows.columnCount()) if not self.isColumnHidden(one)]

    def current_column(self) -> int:
        """Return the column of the cell with the keyboard; the first one where it is elsewhere."""
        path = self._binder.current
        at = self.rows.column_of(path.rpartition(".")[2]) if path.startswith(f"{self.rows.section}[") else None
        return at if at is not None else next(iter(self.shown_columns()), LEADING)

    def show_marked(self, rows: range, columns: Sequence[int]) -> None:
        """Frame the marked cells; no columns = nothing is marked but the cell with the keyboard."""
        self._marked = (rows, columns)
        self._made_editors().set_block(bool(columns))
        self._place()

    def _place_frame(self) -> None:
        rows, columns = self._marked
        box = QRect()
        if columns and rows and rows[-1] < self.rows.rowCount():
            top = self.rowViewportPosition(rows[0])
            bottom = self.rowViewportPosition(rows[-1]) + self.rowHeight(rows[-1])
            left = self.columnViewportPosition(columns[0])
            right = self.columnViewportPosition(columns[-1]) + self.columnWidth(columns[-1])
            box = QRect(left, top, right - left, bottom - top)
        self._frame.show_range(box, self.viewport().rect())

    # -- changing rows -----------------------------------------------------------------------------------------

    def may_add(self) -> bool:
        """Tell whether the law leaves room for another row."""
        return not self._document.locked and self.rows.rowCount() < self._most

    def add(self) -> None:
        """Put a new row behind the current one and the keyboard into it."""
        if self.may_add():
            at = self._current + 1 if self._current >= 0 else self.rows.rowCount()
            self._document.insert_row(self.rows.section, at)
            self._enter(at)

    def copy(self) -> None:
        """Put a copy behind the current row."""
        if self.may_add() and self._current >= 0:
            at = self._current
            self._document.copy_row(self.rows.section, at)
            self._enter(at + 1)

    def remove(self) -> None:
        """Take the current row away; Ctrl+Z brings it back."""
        if not self._document.locked and self._current >= 0:
            at = self._current
            self._document.remove_row(self.rows.section, at)
            if self.rows.rowCount():
                self._enter(min(at, self.rows.rowCount() - 1))
            else:
                self.emptied.emit()

    def shift(self, by: int) -> None:
        """Move the current row up or down; the keyboard stays in its field."""
        at, to = self._current, self._current + by
        if not self._document.locked and 0 <= to < self.rows.rowCount():
            name = self._binder.current.rpartition(".")[2]
            self._document.move_row(self.rows.section, at, to)
            self.go_to(to, name)

    def unfold(self, widget: QWidget | None) -> None:
        """Show a widget under the current row, the rows below moved down; None folds it again."""
        if self._under is not None and self._under is not widget:
            self._under.hide()
        self._under = widget
        for row in range(self.rows.rowCount()):
            under = self._under_height(widget) if widget is not None and row == self._current else 0
            if self.rowHeight(row) != theme().px(ROW) + under:
                self.setRowHeight(row, theme().px(ROW) + under)
        self._place()

    def show_section(self, section: str) -> None:
        """Show the rows of another owner."""
        if section != self.rows.section:
            self.rows.show_section(section)

    def wanted_height(self, most: int = 6) -> int:
        """Return the height for all rows, at most ``most`` of them."""
        return theme().px(HEAD) + theme().px(ROW) * min(max(self.rows.rowCount(), 1), most)

    # -- Qt ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            column = max(index.column(), LEADING)
            self.go_to(index.row(), self.rows.fields[column - LEADING].name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._cover_cut_row()
        if not self.rows.rowCount():
            painter = QPainter(self.viewport())
            words = f"还没有{self._title}，光标到这里时加上第一行"
            draw_text(painter, QRectF(self.viewport().rect()), words, Font.SMALL, Token.T3, CENTRE)
            painter.end()

    def updateGeometries(self) -> None:
        """Let the last row be scrolled to with whole rows above it: what is left over stays empty below it."""
        super().updateGeometries()
        height, bar = theme().px(ROW), self.verticalScrollBar()
        over = self.viewport().height() % height
        if self._under is None and bar.maximum() and over:
            bar.setMaximum(-(-bar.maximum() // height) * height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._current >= 0:
            self._bring(self._current)
        self._place()

    # -- inside ------------------------------------------------------------------------------------------------

    def _bring(self, row: int) -> None:
        """Scroll until a row is in view, whole rows at the top; one with something unfolded is Qt's to show."""
        if self._under is not None:
            self.scrollTo(self.rows.index(row, 0))
            return
        height, bar = theme().px(ROW), self.verticalScrollBar()
        shown = max(self.viewport().height() // height, 1)
        first = -(-bar.value() // height)
        first = min(max(first, row - shown + 1), row)
        bar.setValue(first * height)

    def _cover_cut_row(self) -> None:
        """Paint the ground over a row the lower edge cuts: half a line says half of what is in it."""
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0 or self._under is not None or last == self._current:
            return
        top = self.rowViewportPosition(last)
        if top > 0 and top + self.rowHeight(last) > self.viewport().height():
            painter = QPainter(self.viewport())
            rest = QRectF(0, top, self.viewport().width(), self.viewport().height() - top)
            painter.fillRect(rest, theme().ink(Token.SURFACE))
            painter.end()

    def _enter(self, row: int) -> None:
        self.go_to(row)
        editors = self.editors()
        if editors:
            editors[0].take_focus()

    def _made_editors(self) -> RowEditors:
        if self._editors is None:
            made = RowEditors(
                self.viewport(), self._binder, self._services, self.rows.section, self.rows.fields, self._title
            )
            made.acted.connect(self._act)
            self._editors = made
        return self._editors

    def _act(self, act: str) -> None:
        name = self._binder.current.rpartition(".")[2]
        if act.startswith(OF_MARKED) or (self._marked[1] and act in OF_ALL_MARKED):
            self.marking.emit(act)
            return
        match act:
            case "left" | "right":
                editor = self._made_editors().editor(name)
                if editor is not None:
                    self.step(editor, 1 if act == "right" else -1)
            case "up" | "down":
                to = self._current + (1 if act == "down" else -1)
                if to == self.rows.rowCount():
                    self.add()
                else:
                    self.go_to(to, name)
            case "raise" | "sink":
                self.shift(1 if act == "sink" else -1)
            case "insert":
                self.add()
            case "delete":
                self.remove()
            case "copy":
                self.copy()

    def _reset(self) -> None:
        count = self.rows.rowCount()
        row = min(max(self._current, 0), count - 1)
        self._current = self._delegate.current = -1
        if count:
            self.go_to(row)
        if self._editors is not None:
            if not count and has_keyboard(self._editors):
                self.emptied.emit()  # before the boxes go: Qt would hand the keyboard to a stranger
            self._editors.setVisible(bool(count))
        self.updateGeometry()

    def _fit(self) -> None:
        """Give every column its width, none to those the stage does not have; the free texts share what is left."""
        px = theme().px
        present = [not is_absent(field, self._document.mode) for field in self.rows.fields]
        if not any(present):  # a table the stage lacks whole: whoever shows it wants to see it
            present = [True] * len(present)
        wanted = zip(self.rows.fields, present, strict=True)
        widths = [px(one) for one in LEADING_WIDTHS] + [px(column_width(one)) if on else 0 for one, on in wanted]
        texts = [at for at, one in enumerate(self.rows.fields, start=LEADING) if one.kind is Kind.TEXT and widths[at]]
        share_out(widths, texts, self.viewport().width())
        for column, width in enumerate(widths):
            self.setColumnHidden(column, not width)
            if width:
                self.setColumnWidth(column, width)

    def _fit_again(self) -> None:
        self._fit()
        self._place()

    def _place(self) -> None:
        if self._editors is None or self._current < 0:
            return
        top = self.rowViewportPosition(self._current)
        self._editors.setGeometry(QRect(0, top - HALO, self.viewport().width(), theme().px(ROW) + 2 * HALO))
        areas = []
        for column in range(LEADING, self.rows.columnCount()):
            left = 0 if self.isColumnHidden(column) else self.columnViewportPosition(column)
            areas.append((left, left + self.columnWidth(column)))
        self._editors.place(areas, INSET)
        self._editors.setVisible(True)
        self._editors.raise_()
        if self._under is not None:
            below, width = top + theme().px(ROW), self.viewport().width()
            self._under.setGeometry(QRect(0, below, width, self._under_height(self._under)))
            self._under.show()
        self._place_frame()

    def _under_height(self, widget: QWidget) -> int:
        """Return the height of an unfolded widget: what it wants at the width of the table."""
        widget.resize(self.viewport().width(), widget.height())
        return widget.sizeHint().height()

    def _show(self, editor: Editor) -> None:
        """Scroll sideways until the cell of an editor is in view."""
        path = self._binder.path_of(editor)
        column = self.rows.column_of(path.rpartition(".")[2])
        if column is not None:
            self.scrollTo(self.rows.index(self._current, column))
