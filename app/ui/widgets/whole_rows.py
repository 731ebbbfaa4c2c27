"""Tables and lists that stand on whole rows, for half a line says half of what is in it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView

from app.ui.theme import Token, theme

Index = QModelIndex | QPersistentModelIndex
_HINT = QAbstractItemView.ScrollHint


class WholeRows(QTableView):
    """A table of equally high rows.

    Keys and the wheel stop where the first row in view is whole; only a finger on a pad rests between rows.
    """

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


class WholeItems(QListView):
    """A list of items of any height: one that the lower edge cuts is left blank, unless it is the current one."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        seen = self.viewport()
        last = self.indexAt(QPoint(seen.width() // 2, seen.height() - 1))
        place = self.visualRect(last)
        if last.isValid() and last != self.currentIndex() and place.top() > 0 and place.bottom() >= seen.height():
            painter = QPainter(seen)
            painter.fillRect(QRect(0, place.top(), seen.width(), place.height()), theme().color(Token.SURFACE))
            painter.end()


def _whole(value: int, row: int) -> int:
    return -(-value // row) * row
