"""A repeated section as a compact table, the fields of its current row under it, and the sections that row has."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.field import BoundField, Kind
from app.core.form import Form, PageSection
from app.core.path import bind, pattern_of, rows_of
from app.ui.editors import Editor, Services
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.field_block import GAP, GUTTER, LEFT, RIGHT, FieldBlock
from app.ui.pages.form.field_cells import RARE
from app.ui.pages.form.grid.grid_acts import GridActs
from app.ui.pages.form.grid.widths import column_width
from app.ui.pages.form.rows_table import RowsTable
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets.button import Button, ButtonLook
from app.ui.widgets.gutter import SectionGutter
from app.ui.widgets.label import Label

ROOM = 920  # px of columns a compact table may take before fields go below it
SHOWN_ROWS = 6


def split_fields(form: Form, section: PageSection) -> tuple[list[BoundField], list[BoundField]]:
    """Return the columns of a section's table and the fields that stand below it for the current row."""
    inside = [field for field in form.page(section.id) if field.path.startswith(f"{section.rows}[].")]
    if any(field.box.column for field in inside):
        columns = [field for field in inside if field.box.column]
    else:
        columns, taken = [], 0
        for field in inside:
            taken += column_width(field)
            if field.box.order < RARE and taken <= ROOM and field.kind is not Kind.XML:
                columns.append(field)
    rest = [field for field in inside if field not in columns and not field.box.row_number]
    return columns, rest


def nested_sections(form: Form, section: PageSection) -> list[PageSection]:
    """Return the sections every row of this one has of its own."""
    return [one for one in form.sections if one.rows.rpartition("[].")[0] == section.rows and "[]." in one.rows]


class RowsSection(QWidget):
    """One repeated section; ``grew()`` when the height changed."""

    grew = Signal()

    def __init__(
        self,
        section: PageSection,
        binder: Binder,
        services: Services,
        owner: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._binder, self._services = binder, services
        self._document = binder.document
        form = self._document.form
        columns, rest = split_fields(form, section)
        alone = [field for field in form.page(section.id) if "[]" not in field.path]
        most = form.blocks[section.rows].block.most
        self._gutter = SectionGutter(section.title, self)
        self.table = RowsTable(binder, services, bind(section.rows, owner), columns, section.title, most, self)
        self._above = FieldBlock(section.title, alone, binder, services, str, self) if alone else None
        self._below = FieldBlock("", rest, binder, services, self._place, self) if rest else None
        self._nested = [RowsSection(one, binder, services, (*owner, 0)) for one in nested_sections(form, section)]
        self.grid = GridActs(self.table, self)
        self._add = Button("加行", ButtonLook.LINK, Icon.PLUS, "row.insert")
        self._remove = Button("删行", ButtonLook.LINK, Icon.MINUS, "row.delete")
        self._empty = Label(f"没有{section.title}", Font.SMALL, Token.T3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()
        self._went(self.table.current)
        self._refresh()

    # -- the keyboard ------------------------------------------------------------------------------------------

    def take(self, direction: int) -> bool:
        """Put the keyboard into the first or last field; False if there is nothing to fill in."""
        if direction > 0 and self._above is not None and self._above.take(1):
            return True
        return self.table.take(direction)

    def start(self) -> None:
        """Put the keyboard into the table, adding a first row if there is none."""
        if not self.table.take(1):
            self.table.add() if self.table.may_add() else self._to_add()

    def step(self, editor: Editor, direction: int) -> bool:
        """Go on from an editor inside this section; False when the keyboard should leave it."""
        if self._above is not None and self._above.owns(editor):
            return self._above.step(editor, direction) or (direction > 0 and self.table.take(1))
        for nested in self._nested:
            if nested.owns(editor):
                return nested.step(editor, direction) or self._after_nested(nested, direction)
        below = self._below_editors()
        if editor in below:
            at = below.index(editor) + direction
            if 0 <= at < len(below):
                below[at].take_focus()
                return True
            return self.table.next_row(1) if direction > 0 else self._last_cell()
        if self.table.step(editor, direction):
            return True
        if direction > 0 and below:
            below[0].take_focus()
            return True
        return self.table.next_row(direction)

    def owns(self, editor: Editor) -> bool:
        """Tell whether an editor belongs to this section or to one nested in it."""
        if self._above is not None and self._above.owns(editor):
            return True
        return pattern_of(self._binder.path_of(editor)).startswith(f"{self.section.rows}[].")

    def reveal(self, path: str) -> None:
        """Bring the field of a path into view, row and all, and the keyboard to it."""
        rows = rows_of(path)
        depth = self.section.rows.count("[]")
        if len(rows) <= depth:
            return
        self.table.go_to(rows[depth], path.rpartition(".")[2] if len(rows) == depth + 1 else "")
        if self._below is not None:
            self._below.reveal(path)
        for nested in self._nested:
            if pattern_of(path).startswith(f"{nested.section.rows}[]"):
                nested.reveal(path)

    def show_owner(self, owner: tuple[int, ...]) -> None:
        """Show the rows of another owning row."""
        self.table.show_section(bind(self.section.rows, owner))
        self._went(self.table.current)
        self._refresh()

    def set_note(self, note: str) -> None:
        """Write a note under the title."""
        self._gutter.set_note(note)

    def note(self) -> str:
        """Return the note under the title."""
        return self._gutter.note()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, theme().px(LEFT), self.height() - 1, self.width() - theme().px(LEFT))
        painter.end()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    # -- inside ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        self._gutter.setGeometry(px(LEFT), px(GAP) // 2 + 2, px(GUTTER), px(52))
        self._gutter.setVisible(self._above is None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(GAP) // 2, 0, px(GAP) // 2 + 1)
        column.setSpacing(px(2))
        if self._above is not None:
            column.addWidget(self._above)
        middle = QHBoxLayout()
        middle.setContentsMargins(px(GUTTER), 0, px(RIGHT), 0)
        middle.addWidget(self.table)
        column.addLayout(middle)
        if self._below is not None:
            column.addWidget(self._below)
        for nested in self._nested:
            column.addWidget(nested)
        foot = QHBoxLayout()
        foot.setSpacing(px(18))
        foot.setContentsMargins(px(GUTTER) + px(4), 0, 0, 0)
        for widget in (self._add, self._remove, self._empty):
            foot.addWidget(widget)
        foot.addStretch(1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._add.clicked.connect(self.table.add)
        self._remove.clicked.connect(self.table.remove)
        self.table.went.connect(self._went)
        self.table.emptied.connect(self._to_add)
        self._document.rows_changed.connect(self._rows_changed)
        self._document.lock_changed.connect(self._refresh)
        if self._below is not None:
            self._below.grew.connect(self.grew)
        for nested in self._nested:
            nested.grew.connect(self.grew)

    def _place(self, pattern: str) -> str:
        return bind(pattern, (*rows_of(self.table.rows.section), max(self.table.current, 0)))

    def _went(self, row: int) -> None:
        if self._below is not None:
            self._below.move_to(f"第 {row + 1} 项" if row >= 0 else "", self._place)
        for nested in self._nested:
            nested.show_owner((*rows_of(self.table.rows.section), max(row, 0)))

    def _rows_changed(self, section: str) -> None:
        if section == self.table.rows.section:
            self._refresh()
            self._went(self.table.current)

    def _refresh(self) -> None:
        has_rows = self.table.rows.rowCount() > 0
        self.table.setVisible(has_rows)
        self.table.setFixedHeight(self.table.wanted_height(SHOWN_ROWS) + 4)
        if self._below is not None:
            self._below.setVisible(has_rows)
        for nested in self._nested:
            nested.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        self._remove.setVisible(has_rows)
        self._add.setEnabled(self.table.may_add())
        self._remove.setEnabled(not self._document.locked)
        self.updateGeometry()
        self.grew.emit()

    def _below_editors(self) -> list[Editor]:
        if self._below is None or self.table.current < 0:
            return []
        return self._below.editors()

    def _last_cell(self) -> bool:
        editors = self.table.editors()
        if editors:
            editors[-1].take_focus()
        return bool(editors)

    def _after_nested(self, nested: "RowsSection", direction: int) -> bool:
        if direction < 0:
            return self._last_cell()
        at = self._nested.index(nested) + 1
        return any(one.take(1) for one in self._nested[at:]) or self.table.next_row(1)

    def _to_add(self) -> None:
        self._add.setFocus(Qt.FocusReason.TabFocusReason)
