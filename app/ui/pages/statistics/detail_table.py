"""How the rows under the charts look; nothing is asked here."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.ui.pages.row_table import Index, RowDelegate, Width
from app.ui.pages.statistics.detail_model import CELL_ROLE, SUM, Cell, View
from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text, width_of

ROW, HEAD, EDGE = 36, 30, 14
UNIT = 5
WIDTHS = {
    View.RATES: (Width(136, 1), *[Width(74)] * 7, Width(96)),
    View.STAGES: (Width(136, 1), Width(62), *[Width(76)] * 6, Width(96)),
    View.MONTHS: (Width(120, 1), *[Width(58)] * 12),
}


class DetailDelegate(RowDelegate):
    """Paints figures at the right with their unit after them; the sum stands on its own ground."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        is_sum = index.sibling(index.row(), 0).data(CELL_ROLE).words == SUM
        if is_sum and index.row() != self._table.current_row():
            painter.fillRect(area, theme().color(Token.SUNKEN))
        if index.column() == 0:
            paint_name(painter, area, cell)
        else:
            is_last = index.column() == index.model().columnCount() - 1
            paint_figure(painter, area, cell, is_last)


def paint_name(painter: QPainter, area: QRectF, cell: Cell) -> None:
    """Draw the name of an office and what it is about."""
    px = theme().px
    inner = area.adjusted(px(EDGE), 0, 0, 0)
    taken = draw_text(painter, inner, cell.words, Font.MEDIUM)
    draw_text(painter, inner.adjusted(taken + px(12), 0, 0, 0), cell.note, Font.SMALL, Token.T2)


def paint_figure(painter: QPainter, area: QRectF, cell: Cell, is_last: bool) -> None:
    """Draw a figure at the right of its cell; the unit keeps its room where there is no figure."""
    px = theme().px
    inner = area.adjusted(0, 0, -px(EDGE if is_last else 10), 0)
    if cell.unit:
        draw_text(painter, inner, cell.unit if cell.value is not None else "", Font.SMALL, Token.T2, RIGHT)
        inner.adjust(0, 0, -width_of(cell.unit, Font.SMALL) - px(UNIT), 0)
    color = cell.tone.text if cell.tone else Token.T1 if cell.value is not None else Token.T_DIS
    draw_text(painter, inner, cell.words, Font.SMALL_MEDIUM if cell.tone else Font.BODY, color, RIGHT)
