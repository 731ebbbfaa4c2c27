"""The goods of a declaration: toolbar, table, the other fields of the current line, sums; rows are the table's work."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

import forms
from app.core.form import PageSection
from app.core.path import bind, pattern_of, rows_of
from app.declarations.goods_sums import difference, heads
from app.ui.editors import Editor, Services
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.cell_grid import PITCH
from app.ui.pages.form.field_block import GAP, FieldBlock
from app.ui.pages.form.grid.grid_acts import GridActs
from app.ui.pages.form.grid.grid_strips import GridStrips
from app.ui.pages.form.rows_section import RowsSection, nested_sections, split_fields
from app.ui.pages.form.rows_table import HEAD, ROW, RowsTable
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import RIGHT, draw_line, draw_text, width_of
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.card import Ground
from app.ui.widgets.label import Label
from app.ui.widgets.scroll import ScrollArea
from app.ui.widgets.whole_edges import WholeEdges

BUTTON, MARGIN = 28, 5  # of the toolbar; rounded one by one, as the layout does
TOTALS = 32
LEFT = 16
FEWEST_ROWS = 3
WIDE = 1_240  # width from which the longest key cap has room


class Totals(QWidget):
    """The sums under the table, always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums: list[tuple[str, str]] = []
        self._end = self._odd = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sums(self, sums: list[tuple[str, str]]) -> None:
        """Show words and sums."""
        self._sums = sums
        self._tell()

    def show_odd(self, words: str, value: str) -> None:
        """Show behind the sums a difference that should not be; empty words take it away."""
        self._odd = (words, value)
        self._tell()

    def show_end(self, words: str, value: str) -> None:
        """Show one more figure at the right end; empty words take it away."""
        self._end = (words, value)
        self._tell()

    def words(self) -> str:
        """Return what the bar says."""
        return "  ".join(f"{words} {value}" for words, value in self._all())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(TOTALS))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(Token.SUNKEN))
        draw_line(painter, 0, 0, self.width(), Token.BORDER)
        area = QRectF(px(LEFT), 0, self.width() - px(LEFT), self.height())
        for words, value in (*self._sums, self._odd):
            color = Token.ERR_TEXT if (words, value) == self._odd else Token.T1
            if words and width_of(words, Font.SMALL) + width_of(value, Font.STRONG) + px(8) <= area.width():
                taken = draw_text(painter, area, words, Font.SMALL, Token.T3) + px(8)
                taken += draw_text(painter, area.adjusted(taken, 0, 0, 0), value, Font.STRONG, color) + px(24)
                area.adjust(taken, 0, 0, 0)
        words, value = self._end
        if words and width_of(words, Font.SMALL) + width_of(value, Font.STRONG) + px(32) <= area.width():
            area.adjust(0, 0, -px(LEFT), 0)
            taken = draw_text(painter, area, value, Font.STRONG, Token.T1, RIGHT) + px(8)
            draw_text(painter, area.adjusted(0, 0, -taken, 0), words, Font.SMALL, Token.T3, RIGHT)
        painter.end()

    def _all(self) -> list[tuple[str, str]]:
        return [*self._sums, *(one for one in (self._odd, self._end) if one[0])]

    def _tell(self) -> None:
        self.setAccessibleName("，".join(f"{words} {value}" for words, value in self._all()) or "合计")
        self.update()


class GoodsArea(Ground):
    """``full_asked()`` asks for the whole height (F6), ``resized()`` for another share; whole once ``making`` ended."""

    full_asked = Signal()
    resized = Signal()
    paste_asked = Signal()
    merge_asked = Signal()

    def __init__(self, section: PageSection, binder: Binder, services: Services) -> None:
        super().__init__(Token.SURFACE)
        self.section, self._binder, self._services, self._document = section, binder, services, binder.document

    def making(self) -> Iterator[None]:
        """Make what is in it, in steps between which keys are answered."""
        form, section, known = self._document.form, self.section, (self._binder, self._services)
        (columns, rest), most = split_fields(form, section), form.blocks[section.rows].block.most
        self.table = RowsTable(*known, section.rows, columns, section.title, most, self)
        yield
        self.detail = FieldBlock("", rest, *known, self._place)
        yield
        self._nested = [RowsSection(one, *known, (0,)) for one in nested_sections(form, section)]
        self.totals = Totals()
        self.grid = GridActs(self.table, self)
        self.strips = GridStrips(self.table, self.grid, self)
        self._summing = QTimer(self, singleShot=True)
        self._summing.timeout.connect(self._sum)
        self._lay_out()
        self._connect()
        self._went(self.table.current)
        self._sum()

    # -- the keyboard ------------------------------------------------------------------------------------------

    def take(self, direction: int) -> bool:
        """Put the keyboard into the table; the first line is added when somebody comes to it."""
        if direction > 0 and not self.table.rows.rowCount() and self.table.may_add():
            self.table.add()
            return True
        return self.table.take(direction)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor belongs to the goods."""
        return pattern_of(self._binder.path_of(editor)).startswith(f"{self.section.rows}[].")

    def step(self, editor: Editor, direction: int) -> bool:
        """Go on from an editor: cells, then the line's other fields, then the next line; False at the very ends."""
        for nested in self._nested:
            if nested.owns(editor):
                return nested.step(editor, direction) or self._after_line(direction)
        fields = self.detail.editors()
        if editor in fields:
            return self._step_field(fields, fields.index(editor) + direction)
        if self.table.step(editor, direction):
            return True
        if direction < 0:
            return self.table.next_row(-1)
        if fields and (self._is_open() or self._lacks_fields()):
            self.open_detail(True)
            fields[0].take_focus()
            return True
        return self._after_line(1)

    def reveal(self, path: str) -> None:
        """Bring a field of a line into view, and the keyboard to it if it is a cell."""
        rows = rows_of(path)
        if not rows:
            return
        name = path.rpartition(".")[2]
        is_cell = len(rows) == 1 and self.table.rows.column_of(name) is not None
        self.table.go_to(rows[0], name if is_cell else "")
        if is_cell:
            return
        self.open_detail(True)
        self.detail.reveal(path)
        for nested in self._nested:
            if pattern_of(path).startswith(f"{nested.section.rows}[]"):
                self._open_nested(nested, True)
                nested.reveal(path)
        editor, widget = self._binder.editor_at(path), self._binder.widget_at(path)
        if editor is not None and widget is not None:
            editor.take_focus()
            self._scroll.ensureWidgetVisible(widget, 0, theme().px(8))

    def open_detail(self, on: bool) -> None:
        """Show or put away the other fields of the current line."""
        self._wants_detail, self._is_chosen = on, True
        self._show_detail()
        self.resized.emit()

    def is_detail_open(self) -> bool:
        """Tell whether the other fields of the line are shown."""
        return self._wants_detail

    def offer_detail(self, on: bool) -> None:
        """Show the line's other fields where there is room for them; what somebody chose is left as it is."""
        if not self._is_chosen and self._wants_detail is not on:
            self._wants_detail = on
            self._show_detail()

    def detail_height(self) -> int:
        """Return the height the line's other fields take."""
        return self.detail.height_at(self.width())

    def show_compact(self, compact: bool) -> None:
        """Leave the key caps away in a low window."""
        self._is_compact = compact
        self._show_caps()

    def set_full(self, full: bool) -> None:
        """Say on the button what F6 does now."""
        self._is_full = full
        self._full.set_words("还原商品区" if full else "放大商品区")

    def wanted_height(self, rows: int, with_detail: bool) -> int:
        """Return the height with a number of rows, and with the fields of the line below them or without."""
        px = theme().px
        detail = self.detail.height_at(self.width()) if with_detail and self._wants_detail else 0
        return (px(BUTTON) + 2 * px(MARGIN)) + px(HEAD) + px(ROW) * rows + detail + px(TOTALS)

    def least_height(self) -> int:
        """Return the height with the fewest rows the design allows, and one line of the fields below if open."""
        line = theme().px(PITCH + GAP) if self._wants_detail and self._is_chosen else 0
        return self.wanted_height(FEWEST_ROWS, False) + line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_caps()
        self._show_detail()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(600), self.wanted_height(2, False))

    def _show_caps(self) -> None:
        """Show as many key caps as there is room for; the words come first."""
        room = self.width() >= theme().px(WIDE)
        for number, (button, keys) in enumerate(self._keyed):
            button.set_keys(keys if not self._is_compact and (room or not number) else "")

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._wants_detail, self._is_chosen, self._is_full, self._is_compact = True, False, False, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._toolbar())
        column.addWidget(self.strips.bulk)
        column.addWidget(self.strips.replace)
        column.addWidget(self.table, 1)
        inside = Ground(Token.SURFACE, "top")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.detail)
        for nested in self._nested:
            nested.hide()
            lines.addWidget(nested)
        lines.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        WholeEdges(self._scroll, inside)
        column.addWidget(self._scroll)
        column.addWidget(self.totals)

    def _toolbar(self) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(LEFT), px(MARGIN), px(LEFT) - px(8), px(MARGIN))
        row.setSpacing(px(2))
        self._count = Label("", Font.SMALL, Token.T3)
        row.addWidget(Label(self.section.title, Font.CARD))
        row.addSpacing(px(6))
        row.addWidget(self._count)
        row.addSpacing(px(8))
        self._add = Button("加行", ButtonLook.PLAIN, Icon.PLUS, "row.insert")
        self._copy = Button("复制行", ButtonLook.PLAIN, Icon.COPY, "row.copy")
        self._remove = Button("删行", ButtonLook.PLAIN, Icon.TRASH_2, "row.delete")
        self._keyed = ((self._add, "row.insert"), (self._copy, "row.copy"), (self._remove, "row.delete"))
        self._paste = Button("从表格粘贴", ButtonLook.PLAIN, Icon.CLIPBOARD_PASTE)
        self._merge = Button("归并", ButtonLook.PLAIN, Icon.LAYERS)
        for button in (self._add, self._copy, self._remove, self._paste, self._merge):
            row.addWidget(button)
        row.addStretch(1)
        self._folds = [Button(nested.section.title, ButtonLook.PLAIN, Icon.CHEVRON_RIGHT) for nested in self._nested]
        self._fold = Button("行明细", ButtonLook.PLAIN, Icon.LIST)
        self._full = Button("放大商品区", ButtonLook.PLAIN, Icon.MAXIMIZE_2, "goods.tall")
        for button in (*self._folds, self._fold, self._full):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._add.clicked.connect(self.table.add)
        self._copy.clicked.connect(self.table.copy)
        self._remove.clicked.connect(self.table.remove)
        self._fold.clicked.connect(lambda: self.open_detail(not self._wants_detail))
        self._full.clicked.connect(self.full_asked)
        self._merge.clicked.connect(self.merge_asked)
        self._paste.clicked.connect(self.paste_asked)
        for button, nested in zip(self._folds, self._nested, strict=True):
            button.clicked.connect(partial(self._toggle_nested, nested))
            nested.grew.connect(self._show_detail)
        self.table.went.connect(self._went)
        self.table.emptied.connect(self._to_add)
        self.detail.grew.connect(self._show_detail)
        self._document.rows_changed.connect(self._rows_changed)
        self._document.text_changed.connect(self._text_changed)
        self._document.lock_changed.connect(self._refresh)

    def _place(self, pattern: str) -> str:
        return bind(pattern, (max(self.table.current, 0),))

    def _went(self, row: int) -> None:
        self.detail.move_to(f"第 {row + 1} 项" if row >= 0 else "", self._place)
        for nested in self._nested:
            nested.show_owner((max(row, 0),))
        self._refresh()

    def _rows_changed(self, section: str) -> None:
        if pattern_of(section).startswith(self.section.rows):
            if section == self.section.rows:
                self._went(self.table.current)
                self._sum()
            self._refresh()

    def _text_changed(self, path: str) -> None:
        if path.startswith(f"{self.section.rows}[") or path in heads(forms.sheet_of_goods()):
            self._summing.start()  # once for a block of cells, however many there are

    def _sum(self) -> None:
        self.totals.show_sums(self.table.rows.sums())
        odd = difference(self._document.draft, forms.sheet_of_goods())
        self.totals.show_odd(*((odd.words, f"{odd.value:+,f} {odd.unit}") if odd is not None else ("", "")))

    def _refresh(self) -> None:
        count = self.table.rows.rowCount()
        locked = self._document.locked
        self._count.set_words(f"{count} 项")
        self._add.setEnabled(self.table.may_add())
        self._copy.setEnabled(self.table.may_add() and count > 0)
        self._remove.setEnabled(not locked and count > 0)
        self._paste.setEnabled(not locked)
        self._merge.setEnabled(not locked and count > 1)
        for button, nested in zip(self._folds, self._nested, strict=True):
            rows = nested.table.rows.rowCount() if count else 0
            button.set_words(f"{nested.section.title} {rows}" if rows else nested.section.title)
            button.setEnabled(count > 0)
        self._fold.setEnabled(count > 0)
        self._show_detail()

    def _is_open(self) -> bool:
        return self._scroll.isVisibleTo(self)

    def _show_detail(self) -> None:
        open_ = self._wants_detail and self.table.rows.rowCount() > 0
        nested_open = [nested for nested in self._nested if not nested.isHidden()]
        own = self.detail.height_at(self.width())
        wanted = own + sum(nested.sizeHint().height() for nested in nested_open)
        fewest = 1 if nested_open else min(FEWEST_ROWS, self.table.rows.rowCount() + 1)
        room = self.height() - self.wanted_height(fewest, False)
        self._scroll.setVisible(open_)
        self._scroll.setFixedHeight(max(min(wanted, room), min(own, theme().px(PITCH + GAP))))
        self._fold.set_words("收起行明细" if open_ else "行明细")

    def _toggle_nested(self, nested: RowsSection) -> None:
        self._open_nested(nested, nested.isHidden())
        if not nested.isHidden():
            nested.start()

    def _open_nested(self, nested: RowsSection, on: bool) -> None:
        self._wants_detail = self._wants_detail or on
        nested.setVisible(on)
        self._show_detail()
        if on and not self._is_full:
            self.full_asked.emit()  # a table within a line wants the height

    def _lacks_fields(self) -> bool:
        """Tell whether the current line still wants one of the fields that are not cells."""
        wanted = (self._binder.path_of(editor) for editor in self.detail.editors())
        return any(self._document.required(path) and self._document.is_blank(path) for path in wanted)

    def _step_field(self, fields: list[Editor], at: int) -> bool:
        if 0 <= at < len(fields):
            fields[at].take_focus()
            return True
        if at < 0:
            cells = self.table.editors()
            cells[-1].take_focus()
            return True
        return self._after_line(1)

    def _after_line(self, direction: int) -> bool:
        """Go to the next line; behind the last one the button that adds a line is waiting."""
        if direction < 0:
            fields = self.detail.editors() if self._is_open() else self.table.editors()
            fields[-1].take_focus()
            return True
        if self.table.next_row(1):
            return True
        if self.table.may_add():
            self._to_add()
            return True
        return False

    def _to_add(self) -> None:
        self._add.setFocus(Qt.FocusReason.TabFocusReason)
