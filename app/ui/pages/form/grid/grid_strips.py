"""Joins the strips over the goods table to what is marked in it: Ctrl+B and Ctrl+R; the acts are the grid's."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.models.rows_model import LEADING
from app.ui.pages.form.grid.grid_acts import GridActs
from app.ui.pages.form.grid.strips import BulkStrip, Column, ReplaceStrip
from app.ui.pages.form.rows_table import RowsTable


class GridStrips(QObject):
    """The two strips of one table; one is open at a time, and the keyboard goes back to its cell."""

    def __init__(self, table: RowsTable, acts: GridActs, parent: QWidget) -> None:
        super().__init__(parent)
        self._table, self._acts = table, acts
        self.bulk, self.replace = BulkStrip(parent), ReplaceStrip(parent)
        self._place = (0, "")
        self._rows = range(0)
        self._is_marked = False
        self.bulk.applied.connect(self._set_column)
        self.replace.changed.connect(self._count)
        self.replace.applied.connect(self._replace)
        for strip in (self.bulk, self.replace):
            strip.left.connect(self._back)

    def open_bulk(self) -> None:
        """Ask for a value for one column of the marked lines, or of all."""
        if self._begin():
            self.replace.hide()
            columns = [(field.name, field.label) for field in self._acts.fields()]
            self.bulk.ask(columns, self._place[1], len(self._rows), self._is_marked)

    def open_replace(self) -> None:
        """Ask for a text to replace in the marked lines, or in all."""
        if self._begin():
            self.bulk.hide()
            path = f"{self._table.rows.section}[{self._place[0]}].{self._place[1]}"
            self.replace.ask(self._columns(), self._table.document.get(path))

    def _begin(self) -> bool:
        count = self._table.rows.rowCount()
        if not count or self._table.document.locked:
            return False
        at = self._table.current_column()
        self._place = (self._table.current, self._table.rows.fields[at - LEADING].name)
        self._is_marked = self._acts.is_marked()
        self._rows = self._acts.rows() if self._is_marked else range(count)
        return True

    def _columns(self) -> list[Column]:
        shown = (self._table.rows.fields[one - LEADING] for one in self._table.shown_columns())
        return [(field.name, field.label) for field in shown]

    def _set_column(self, column: str, text: str) -> None:
        why = self._acts.set_column(column, text, self._rows)
        if why:
            self.bulk.refuse(why)
            return
        self._acts.said.emit(f"已改 {len(self._rows)} 项，Ctrl+Z 一次撤回")
        self.bulk.close_strip()

    def _count(self) -> None:
        found = len(self._changes())
        words = f"{found} 格会改" if found else "没有找到" if self.replace.wanted.text() else ""
        self.replace.tell(words)

    def _changes(self) -> list[tuple[int, int, str]]:
        find, by = self.replace.wanted.text(), self.replace.by.text()
        return self._acts.would_replace(find, by, False, self.replace.column(), self._rows)

    def _replace(self) -> None:
        changed = self._acts.replace_texts(self._changes())
        if changed:
            self._acts.said.emit(f"已替换 {changed} 格，Ctrl+Z 一次撤回")
            self.replace.close_strip()
        else:
            self._count()

    def _back(self) -> None:
        row, name = self._place
        self._table.go_to(min(row, self._table.rows.rowCount() - 1), name)
