"""What a spreadsheet does to a marked range: mark, copy, paste, fill, continue, clear, bulk edit; one step each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.core.field import BoundField, Kind
from app.core.formula import NoFormula, is_formula, plain_number, spelled_out, worked_out
from app.core.path import pattern_of
from app.foreign.pasted import cells_of
from app.foreign.unusable import Unusable
from app.sheets.cells import as_typed, fits, replaced, series, written
from app.ui.editors.number_text import cleaned
from app.ui.models.rows_model import LEADING
from app.ui.models.typed_number import typed_number
from app.ui.pages.form.grid.apportion import apportioned, is_apportionment
from app.ui.pages.form.grid.cell_range import CellRange
from app.ui.pages.form.rows_table import RowsTable

PLACES = 5
NUMBERS = (Kind.DECIMAL, Kind.INTEGER)
ITSELF = "值"


class GridActs(QObject):
    """Over one table. ``block_asked(str)`` hands on a pasted block that does not fit; ``said(str)`` what was done."""

    block_asked = Signal(str)
    said = Signal(str)

    def __init__(self, table: RowsTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._document = table.document
        self._range: CellRange | None = None
        table.marking.connect(self.do)
        table.went.connect(lambda _row: self._follow())

    def do(self, act: str) -> None:
        """Do what a key of the table asks for all that is marked."""
        acts: Mapping[str, Callable[[], object]] = {
            "block.copy": self.copy,
            "block.cut": self.cut,
            "block.paste": self.paste,
            "clear": self.clear,
            "series": self.go_on_as_begun,
            "copy": self.copy_rows_or_fill,
            "delete": self.remove_rows,
            "raise": partial(self.shift_rows, -1),
            "sink": partial(self.shift_rows, 1),
        }
        if act.startswith("mark."):
            self.mark(act)
        elif not self._document.locked:
            acts[act]()

    # -- marking -----------------------------------------------------------------------------------------------

    @property
    def marked(self) -> CellRange:
        """The marked range; the cell with the keyboard if nothing else is marked."""
        here = self._here()
        if self._range is not None and self._range.at == here and not self._range.is_single:
            return self._range
        return CellRange.one(*here)

    def mark(self, act: str) -> None:
        """Stretch the range by one cell, or to rows, columns or the whole table."""
        row, column = self._here()
        now = self.marked
        columns = self._table.shown_columns()
        last = self._table.rows.rowCount() - 1
        match act:
            case "mark.up" | "mark.down":
                row = min(max(row + (1 if act == "mark.down" else -1), 0), last)
                self._stretch(now, row, column)
            case "mark.left" | "mark.right":
                at = columns.index(column) + (1 if act == "mark.right" else -1)
                self._stretch(now, row, columns[min(max(at, 0), len(columns) - 1)])
            case "mark.rows":
                self._show(now.in_whole_rows())
            case "mark.all":
                self._stretch(CellRange((0, columns[0]), now.at, True), last, column)
            case "mark.none":
                self._show(None)

    def rows(self) -> range:
        """Return the rows anything is marked in."""
        return self.marked.rows

    def columns(self) -> list[int]:
        """Return the marked columns that can be seen, all of them where whole rows are marked."""
        shown = self._table.shown_columns()
        marked = self.marked
        return shown if marked.whole else [one for one in shown if one in marked.columns]

    def is_marked(self) -> bool:
        """Tell whether more is marked than the cell with the keyboard."""
        return not self.marked.is_single

    def _stretch(self, now: CellRange, row: int, column: int) -> None:
        name = self._table.rows.fields[column - LEADING].name
        self._range = now.to(row, column)
        self._table.go_to(row, name)
        self._show(self._range)

    def _show(self, marked: CellRange | None) -> None:
        self._range = marked
        self._table.show_marked(self.marked.rows, self.columns() if self.is_marked() else [])
        if self.is_marked():
            self.said.emit(self.sum_words())

    def _follow(self) -> None:
        if self._range is not None and self._range.at[0] != self._here()[0]:
            self._show(None)

    def drop(self) -> None:
        """Mark nothing any more."""
        self._show(None)

    def _here(self) -> tuple[int, int]:
        return max(self._table.current, 0), self._table.current_column()

    def sum_words(self) -> str:
        """Return how much is marked and the sum of the numbers in it."""
        cells = [(row, column) for row in self.rows() for column in self.columns()]
        numbers = [value for row, column in cells if (value := self._value(row, column)) is not None]
        words = f"选中 {len(self.rows())} 行 {len(self.columns())} 列"
        return f"{words}，合计 {sum(numbers, Decimal()):,f}" if len(numbers) > 1 and len(self.columns()) == 1 else words

    # -- texts -------------------------------------------------------------------------------------------------

    def texts(self) -> list[list[str]]:
        """Return the raw texts of the marked cells."""
        return [
            [self._document.get(self._table.rows.path(row, column)) for column in self.columns()] for row in self.rows()
        ]

    def fill_down(self) -> None:
        """Copy the first marked row over those below it."""
        first = self.texts()[0]
        self._put(
            (row, column, text) for row in self.rows() for column, text in zip(self.columns(), first, strict=True)
        )

    def go_on_as_begun(self) -> None:
        """Continue every marked column as its filled cells begin."""
        block = self.texts()
        changes: list[tuple[int, int, str]] = []
        for at, column in enumerate(self.columns()):
            cells = [line[at] for line in block]
            done = series(_beginning(cells), len(cells))
            changes += [(row, column, text) for row, text in zip(self.rows(), done, strict=False)]
        self._put(changes)

    def copy_rows_or_fill(self) -> None:
        """Ctrl+D: whole marked rows are copied behind themselves, other cells are filled down."""
        if not self.marked.whole:
            self.fill_down()
            return
        rows, count = self.rows(), self._table.rows.rowCount()
        if count + len(rows) > self._table.most:
            self.said.emit(f"最多 {self._table.most} 项，放不下再复制的 {len(rows)} 项")
            return
        texts = self._all_rows()
        self._set_rows([*texts[: rows[-1] + 1], *texts[rows[0] : rows[-1] + 1], *texts[rows[-1] + 1 :]], rows[-1] + 1)

    def remove_rows(self) -> None:
        """Take all marked rows away."""
        rows, texts = self.rows(), self._all_rows()
        self._set_rows([*texts[: rows[0]], *texts[rows[-1] + 1 :]], rows[0])
        self.said.emit(f"已删 {len(rows)} 项，Ctrl+Z 一次撤回")

    def shift_rows(self, by: int) -> None:
        """Move all marked rows up or down; they stay marked."""
        rows, texts, marked = self.rows(), self._all_rows(), self._range
        if rows[0] + by < 0 or rows[-1] + by >= len(texts) or marked is None:
            return
        block = texts[rows[0] : rows[-1] + 1]
        rest = [*texts[: rows[0]], *texts[rows[-1] + 1 :]]
        self._set_rows([*rest[: rows[0] + by], *block, *rest[rows[0] + by :]], marked.at[0] + by)
        self._range = replace(marked, anchor=(marked.anchor[0] + by, marked.anchor[1]), at=self._here())
        self._show(self._range)

    def clear(self) -> None:
        """Empty the marked cells."""
        self._put((row, column, "") for row in self.rows() for column in self.columns())

    def copy(self) -> None:
        """Put the marked cells on the clipboard as a spreadsheet takes them."""
        QApplication.clipboard().setText(written(self.texts()))
        self.said.emit(f"已复制 {len(self.rows())} 行 {len(self.columns())} 列")

    def cut(self) -> None:
        """Copy the marked cells and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> bool:
        """Paste what the clipboard holds; False if it is one text for the cell with the keyboard alone.

        A block that has more columns than there are, or would go beyond the limit of rows, is handed on whole.
        """
        text = QApplication.clipboard().text()
        try:
            block = cells_of(text)
        except Unusable as error:
            self.said.emit(str(error))
            return True
        if not block or (len(block) == 1 and len(block[0]) == 1 and not self.is_marked()):
            return False
        columns = self._table.shown_columns()
        left = columns.index(self.columns()[0])
        top = self.rows()[0]
        filled = fits(block, len(self.rows()), len(self.columns()))
        if len(filled[0]) > len(columns) - left or top + len(filled) > self._table.most:
            self.block_asked.emit(text)
            return True
        self._put(
            (top + down, columns[left + across], as_typed(cell))
            for down, line in enumerate(filled)
            for across, cell in enumerate(line)
        )
        self.said.emit(f"已粘贴 {len(filled)} 行 {len(filled[0])} 列，Ctrl+Z 一次撤回")
        return True

    def replace_texts(self, changes: Sequence[tuple[int, int, str]]) -> int:
        """Make the changes of ``would_replace``; returns how many cells changed."""
        self._put(changes)
        return len(changes)

    def would_replace(
        self, find: str, by: str, whole: bool, in_column: str, rows: Iterable[int]
    ) -> list[tuple[int, int, str]]:
        """Return the cells of some rows, in one column or all (""), that a replacement would change."""
        columns = [one for one in self._table.shown_columns() if in_column in ("", self._field(one).name)]
        places = [(row, column) for row in rows for column in columns]
        cells = [self._document.get(self._table.rows.path(row, column)) for row, column in places]
        return [(*places[at], text) for at, text in replaced(cells, find, by, whole).items()]

    def fields(self) -> list[BoundField]:
        """Return every field of a line the stage has, those below the table too, the columns first."""
        section, form = self._table.rows.section, self._document.form
        block = f"{pattern_of(section)}[]."
        shown = [self._field(column) for column in self._table.shown_columns()]
        inside = [one for path, one in form.fields.items() if path == block + one.name and one not in shown]
        rest = [one for one in inside if one.box.section and not one.box.read_only and not one.box.row_number]
        present = [one for one in rest if self._document.present(f"{section}[0].{one.name}")]
        return [*shown, *sorted(present, key=lambda one: one.box.order)]

    def set_column(self, name: str, text: str, rows: Iterable[int]) -> str:
        """Put a value, what a formula comes to, or shares of a whole into some rows; returns why not, "" if done."""
        section = self._table.rows.section
        field = self._document.form.field(f"{section}[0].{name}")
        texts, rows = dict[str, str](), list(rows)
        if is_apportionment(text) and field.kind in NUMBERS:
            return self._apportion(field, text, rows)
        try:
            for row in rows:
                texts[f"{section}[{row}].{name}"] = _as_field(field, self._worked_out(row, field, text))
        except NoFormula as error:
            return f"第 {row + 1} 项：{error}"
        self._store(texts, text if _stands_alone(text) else "")
        return ""

    # -- inside ------------------------------------------------------------------------------------------------

    def _apportion(self, field: BoundField, text: str, rows: Sequence[int]) -> str:
        section, places = self._table.rows.section, field.digits.places if field.digits is not None else PLACES
        numbers = {self._field(at).label: at for at in self._table.shown_columns() if self._field(at).kind in NUMBERS}
        usual = next((words for words, at in numbers.items() if self._field(at).name != field.name), "")

        def column(words: str) -> list[Decimal | None] | None:
            at = numbers.get(words)
            return None if at is None else [self._value(row, at) for row in rows]

        try:
            shares = apportioned(text, self._wholes(), column, usual, places)
        except NoFormula as error:
            return str(error)
        paths = [f"{section}[{row}].{field.name}" for row in rows]
        self._store({path: plain_number(one) for path, one in zip(paths, shares, strict=True)}, "")
        return ""

    def _wholes(self) -> dict[str, Decimal]:
        """Return the numbers of the head by their names."""
        fields = self._document.form.fields.items()
        head = {one.label: path for path, one in fields if "[" not in path and one.kind in NUMBERS}
        read = {words: typed_number(self._document.get(path)) for words, path in head.items()}
        return {words: value for words, value in read.items() if value is not None}

    def _worked_out(self, row: int, field: BoundField, text: str) -> str:
        if field.kind not in NUMBERS or not is_formula(text):
            return text
        places = field.digits.places if field.digits is not None else PLACES
        return plain_number(worked_out(text, places, self._names(row, field)))

    def _names(self, row: int, field: BoundField) -> Mapping[str, Decimal]:
        """Return what the words of a formula stand for in one row: the number columns, and the cell itself."""
        names = dict[str, Decimal]()
        for at in self._table.shown_columns():
            value = self._value(row, at)
            if value is not None:
                names |= {self._field(at).label: value, self._field(at).box.words: value}
        own = typed_number(self._document.get(f"{self._table.rows.section}[{row}].{field.name}"))
        return names if own is None else names | {ITSELF: own}

    def _value(self, row: int, column: int) -> Decimal | None:
        if self._field(column).kind not in NUMBERS:
            return None
        return typed_number(self._document.get(self._table.rows.path(row, column)))

    def _field(self, column: int) -> BoundField:
        return self._table.rows.fields[column - LEADING]

    def _put(self, cells: Iterable[tuple[int, int, str]], source: str = "") -> None:
        """Store cells as one step, numbers and codes cleaned as if they had been typed."""
        rows = self._table.rows
        texts = {rows.path(row, column): _as_field(self._field(column), text) for row, column, text in cells}
        self._store(texts, source)

    def _store(self, texts: Mapping[str, str], source: str) -> None:
        rows = self._table.rows
        texts = {path: text for path, text in texts.items() if self._document.get(path) != text}
        if texts:
            here, name = self._table.current, self._field(self._here()[1]).name
            marked = self._range
            self._document.put_cells(texts, rows.path(*self._here()), source)
            self._table.go_to(here, name)
            self._show(marked)

    def _all_rows(self) -> list[dict[str, str]]:
        section = self._table.rows.section
        return [self._document.draft.row_texts(section, row) for row in range(self._table.rows.rowCount())]

    def _set_rows(self, rows: Sequence[Mapping[str, str]], go_to: int) -> None:
        """Let the table consist of these rows, as one step, and put the keyboard on one of them."""
        name = self._field(self._here()[1]).name
        section = self._table.rows.section
        self._document.replace_rows(section, rows, f"{section}[{max(min(go_to, len(rows) - 1), 0)}].{name}")
        self._show(None)
        if rows:
            self._table.go_to(min(go_to, len(rows) - 1), name)
        else:
            self._table.emptied.emit()


def _as_field(field: BoundField, text: str) -> str:
    if field.kind in NUMBERS and not is_formula(text):
        return cleaned(spelled_out(text)) if text.strip() else ""
    return text.strip() if field.kind is Kind.CODE else text


def _beginning(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells a series begins with: those before the first empty one, else two if they differ."""
    blank = next((at for at, cell in enumerate(cells) if not cell.strip()), 0)
    if blank:
        return cells[:blank]
    return cells[:2] if len(cells) > 1 and cells[0] != cells[1] else cells[:1]


def _stands_alone(text: str) -> bool:
    """Tell whether a formula names no column, so that F2 in one cell can show it and work it out again."""
    try:
        return is_formula(text) and worked_out(text, PLACES) is not None
    except NoFormula:
        return False
