"""Beside the list: the declaration of the current row in short; head, lines of goods and newest receipts (F7)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.field import BoundField, Kind
from app.core.path import bind
from app.core.tables import CodeTables
from app.ui.editors.number_text import grouped
from app.ui.models.draft_cells import TITLES, Column
from app.ui.models.draft_list import DraftListModel
from app.ui.models.page_order import goods_section
from app.ui.models.receipt_list import short_title
from app.ui.models.stages import entries
from app.ui.models.status_look import draft_look
from app.ui.pages.alive import while_alive
from app.ui.pages.row_table import RowTable
from app.ui.pages.services import DraftService, Event, Memory, OpenedDraft, ReceiptItem, SubmissionService
from app.ui.pages.tax.fact_rows import FactRow, FactRows
from app.ui.theme import Font, Token, Tone, theme
from app.ui.widgets import Chip, Ground, Label, Paragraph, Timeline
from app.ui.widgets.scroll import ScrollArea

WIDTH = 312
KEPT = "list.preview"
AFTER_MS = 120
MOST_LINES, MOST_RECEIPTS = 8, 3
HEAD = (Column.KIND, Column.PORT, Column.TOTAL, Column.BILL, Column.CONTRACT, Column.UPDATED)


class ListPreview(Ground):
    """Follows the current row of a table while it is open; it remembers whether it is."""

    def __init__(
        self,
        table: RowTable,
        model: DraftListModel,
        drafts: DraftService,
        submissions: SubmissionService,
        tables: CodeTables,
        memory: Memory,
    ) -> None:
        super().__init__(Token.SURFACE, "left")
        self._table, self._model, self._memory = table, model, memory
        self._drafts, self._submissions, self._tables = drafts, submissions, tables
        self._id = ""
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._follow)
        self.setFixedWidth(theme().px(WIDTH))
        self._is_made = False
        for moved in (table.moved, table.slipped):
            moved.connect(lambda _row: self._wait())
        model.loaded.connect(self._wait)
        self._is_open = bool(memory.get(KEPT))
        self.hide()  # until a row is there
        self._wait()

    def toggle(self) -> None:
        """Open it, or close it; the keyboard stays on the rows."""
        self._is_open = not self._is_open
        self._memory.put(KEPT, "1" if self._is_open else "")
        if self._is_open:
            self._follow()
        else:
            self.hide()

    def words(self) -> str:
        """Return what is shown."""
        facts = (f"{one.name} {one.figure}" for part in (self._head, self._lines) for one in part.rows())
        return "；".join((self._title.words(), *facts, self._receipts.accessibleName()))

    # -- inside ------------------------------------------------------------------------------------------------

    def _wait(self) -> None:
        if self._is_open:
            self._soon.start()

    def _follow(self) -> None:
        """Show the row that is current by now; what is not in the row comes after it."""
        number = self._table.current_row()
        row = self._model.row_read(number) if 0 <= number < self._model.rowCount() else None
        self.setVisible(row is not None)
        if row is None:
            self._id = ""
            return
        if not self._is_made:
            self._make()
        look = draft_look(row.status, row.errors)
        self._chip.show_state(look.words, look.tone, look.icon)
        self._title.set_words(str(self._model.index(number, Column.GOODS).data() or "未填商品"))
        self._trader.set_words(row.summary.trade_name)
        said = ((TITLES[one], str(self._model.index(number, one).data() or "")) for one in HEAD)
        self._head.show_rows([FactRow(title, "", words) for title, words in said if words])
        if row.id != self._id:
            self._show_lines(())
            self._show_receipts(())
        self._id = row.id
        self._drafts.load(row.id, while_alive(self, self._loaded), while_alive(self, self._say))
        self._submissions.receipts(
            row.id, MOST_RECEIPTS, while_alive(self, self._show_receipts), while_alive(self, self._say)
        )

    def _loaded(self, opened: OpenedDraft) -> None:
        if opened.id != self._id:
            return
        count = opened.draft.rows(goods_section(opened.form).rows)
        made = [_two_rows(opened, self._tables, number) for number in range(min(count, MOST_LINES))]
        self._show_lines([row for both in made for row in both])
        self._say(f"另有 {count - MOST_LINES} 项" if count > MOST_LINES else "")

    def _show_lines(self, rows: Sequence[FactRow]) -> None:
        self._lines.show_rows(rows)
        self._goods_title.setVisible(bool(rows))
        self._say("")

    def _show_receipts(self, found: Sequence[ReceiptItem]) -> None:
        if any(one.draft_id != self._id for one in found):
            return
        told = (Event(one.at, short_title(one), one.note, one.channel, one.id, one.status) for one in found)
        self._receipts.show_entries(entries(told))
        self._receipts_title.setVisible(bool(found))

    def _say(self, words: str) -> None:
        self._more.set_words(words)
        self._more.setVisible(bool(words))

    def _make(self) -> None:
        """Make what it shows, when it is first shown: most days a list is opened without it."""
        self._is_made = True
        self._title, self._trader = Label("", Font.CARD), Paragraph("", Font.SMALL, Token.T2)
        self._chip = Chip("", Tone.NEU)
        self._head, self._lines, self._receipts = FactRows(), FactRows(), Timeline()
        self._goods_title, self._receipts_title = Label("商品", Font.CARD), Label("最新回执", Font.CARD)
        self._more = Label("", Font.SMALL, Token.T3)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        inside = Ground(Token.SURFACE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(8))
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._chip)
        column.addLayout(top)
        parts: tuple[QWidget, ...] = (
            self._trader,
            self._head,
            self._goods_title,
            self._lines,
            self._more,
            self._receipts_title,
            self._receipts,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)


def beside(table: RowTable, preview: ListPreview) -> QHBoxLayout:
    """Return the table with the preview at its right."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(table, 1)
    row.addWidget(preview)
    return row


def _two_rows(opened: OpenedDraft, tables: CodeTables, number: int) -> tuple[FactRow, FactRow]:
    """Return a line of goods: number, code and price over name and quantity, whatever the form calls them."""
    page = opened.form.page(goods_section(opened.form).id)
    columns = [field for field in page if field.box.column]

    def text(field: BoundField | None) -> str:
        return opened.draft.get(bind(field.path, (number,))) if field is not None else ""

    code = next((one for one in columns if one.kind is Kind.CODE), None)
    name = next((one for one in columns if one.kind is Kind.TEXT), None)
    quantity = next((one for one in columns if one.kind is Kind.DECIMAL), None)
    total = next((one for one in columns if one.box.product), None)
    unit = next((one for one in page if quantity is not None and one.box.joins == quantity.name), None)
    known = tables.row(unit.box.table, text(unit)) if unit is not None and text(unit) else None
    measured = f"{grouped(text(quantity))} {known.name if known is not None else text(unit)}".strip()
    upper = FactRow(f"{number + 1}  {text(code)}".rstrip(), "", grouped(text(total)))
    return upper, FactRow(text(name), "", measured)
