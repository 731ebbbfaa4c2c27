"""A table that stands on whole rows: half a line says half of what is in it; the rows must all be equally high."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtWidgets import QAbstractItemView, QTableView

Index = QModelIndex | QPersistentModelIndex
_HINT = QAbstractItemView.ScrollHint


class WholeRows(QTableView):
    """Keys and the wheel stop where the first row in view is whole; only a finger on a pad rests between rows."""

    def updateGeometries(self) -> None:
        """Let the last row be scrolled to with whole rows above it: what is left over stays empty below it."""
        bar, row = self.verticalScrollBar(), self._row_height()
        stood = bar.value()
        super().updateGeometries()
        if bar.maximum() % row:
            bar.setMaximum(_whole(bar.maximum(), row))
            bar.setValue(min(stood, bar.maximum()))

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT.EnsureVisible) -> None:
        """Scroll to a cell, and on to the next whole row."""
        super().scrollTo(index, hint)
        bar = self.verticalScrollBar()
        bar.setValue(_whole(bar.value(), self._row_height()))

    def redraw(self, *rows: int) -> None:
        """Draw these rows again and no other; a number below nought is none."""
        for row in rows:
            if row >= 0:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def half_row(self) -> QRect:
        """Return where the lower edge would cut a row, empty where it cuts none; it is to be left blank."""
        row, height = self._row_height(), self.viewport().height()
        is_resting = self.verticalScrollBar().value() % row == 0
        cut = height % row if is_resting and height > row else 0
        return QRect(0, height - cut, self.viewport().width(), cut)

    def _row_height(self) -> int:
        return max(self.verticalHeader().defaultSectionSize(), 1)


def _whole(value: int, row: int) -> int:
    return -(-value // row) * row
