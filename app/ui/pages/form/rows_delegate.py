"""How the rows of a section are painted while the keyboard is elsewhere: same baselines as the boxes of the editors."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.core.problem import Severity
from app.ui.editors.joined_editor import UNIT
from app.ui.editors.look import PAD
from app.ui.editors.number_text import cleaned, spellings
from app.ui.models.rows_model import CELL_ROLE, LEADING, NUMBER, STATE, CellView, RowsModel
from app.ui.theme import Font, Icon, Token, theme
from app.ui.theme.paint import CENTRE, LEFT, RIGHT, draw_icon_in, draw_line, draw_text, width_of
from app.ui.widgets.head import Head, paint_head

ROW = 30
INSET = 3  # free room around the boxes of the current row
GAP = 8
CELL_PAD = 4
NAME_LEAST = 40  # px: less of a name says nothing
SIGNS = {
    Severity.ERROR: (Icon.CIRCLE_X, Token.ERR_TEXT),
    Severity.WARNING: (Icon.TRIANGLE_ALERT, Token.WARN_TEXT),
}
TINTS = {Severity.ERROR: Token.ERR_TEXT, Severity.WARNING: Token.WARN_TEXT}
Index = QModelIndex | QPersistentModelIndex


def state_sign(view: CellView) -> tuple[Icon, Token]:
    """Return the sign of a row: what is wrong, else whether it is finished."""
    if view.severity is not None:
        return SIGNS[view.severity]
    return (Icon.CIRCLE_CHECK, Token.OK_TEXT) if view.is_finished else (Icon.CIRCLE_DOT, Token.T3)


class RowsDelegate(QStyledItemDelegate):
    """Paints one cell; the cells of the current row are left to its editors."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.current = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(60), theme().px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        area.setHeight(min(area.height(), theme().px(ROW)))  # a row with something unfolded under it is higher
        is_current = index.row() == self.current
        painter.save()
        if is_current:
            painter.fillRect(area, theme().ink(Token.SELECTED))
        draw_line(painter, area.x(), area.bottom(), area.right() + 1)
        view = index.data(CELL_ROLE)
        if index.column() == STATE:
            icon, color = state_sign(view)
            draw_icon_in(painter, QRectF(area), icon, 16, color)
        elif index.column() == NUMBER:
            draw_text(painter, QRectF(area), view.text, Font.BODY, Token.T2, CENTRE)
        elif not is_current:
            self._paint_value(painter, QRectF(area), index, view)
        painter.restore()

    def _paint_value(self, painter: QPainter, area: QRectF, index: Index, view: CellView) -> None:
        px = theme().px
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        pad = INSET + px(PAD)
        tint = TINTS.get(view.severity) if view.severity else None
        if is_unit(model, index.column()):
            inner = area.adjusted(0, 0, -INSET - CELL_PAD, 0)
            words = view.name if view.text.isdecimal() else view.text
            draw_text(painter, inner, words, Font.SMALL, tint or Token.T3, RIGHT)
        elif view.is_number:
            has_unit = index.column() + 1 < model.columnCount() and is_unit(model, index.column() + 1)
            end = px(UNIT) + CELL_PAD + INSET - unit_width(model, index.column() + 1) if has_unit else pad
            inner = area.adjusted(CELL_PAD, 0, -end, 0)
            ways = spellings(cleaned(view.text))
            words = next((way for way in ways if width_of(way, Font.BODY) <= inner.width()), ways[0])
            draw_text(painter, inner, words, Font.BODY, tint or Token.T1, RIGHT)
            if view.is_computed and width_of(words, Font.BODY) + px(PAD) <= inner.width():
                draw_text(painter, inner.adjusted(pad, 0, 0, 0), "=", Font.SMALL, Token.T3, LEFT)
        elif view.is_code:
            inner = area.adjusted(pad, 0, -INSET, 0)
            taken = draw_text(painter, inner, view.text, Font.CODE, tint or Token.T1)
            rest = inner.adjusted(taken + GAP, 0, 0, 0)
            if rest.width() >= min(width_of(view.name, Font.BODY), px(NAME_LEAST)):
                name = view.short if view.short and width_of(view.name, Font.BODY) > rest.width() else view.name
                draw_text(painter, rest, name, Font.BODY, tint or Token.T2)
        else:
            inner = area.adjusted(pad, 0, -INSET, 0)
            draw_text(painter, inner, view.text, Font.BODY, tint or Token.T1, LEFT)


def is_unit(model: RowsModel, column: int) -> bool:
    """Tell whether a column holds the unit or currency of the number before it."""
    if column <= LEADING:
        return False
    return model.fields[column - LEADING].box.joins == model.fields[column - LEADING - 1].name


def unit_width(model: RowsModel, column: int) -> int:
    """Return the width of a unit column at the present text scale."""
    return theme().px(model.fields[column - LEADING].box.column or UNIT)


class RowsHeader(Head):
    """The table head: numbers end where their columns end, a unit stands under the head of its number."""

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        paint_head(painter, QRectF(rect))
        if logical == NUMBER:
            draw_text(painter, QRectF(rect), "项", Font.SMALL_MEDIUM, Token.T3, CENTRE)
        elif logical >= LEADING:
            self._paint_words(painter, QRectF(rect), logical)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, logical: int) -> None:
        model, pad = self._rows, INSET + theme().px(PAD)
        column = logical
        if is_unit(model, logical):
            column = logical - 1
            rect = rect.adjusted(-self.sectionSize(column), 0, 0, 0)
        elif logical + 1 < model.columnCount() and is_unit(model, logical + 1):
            return  # its words are painted across both
        field = model.fields[column - LEADING]
        is_number = field.kind.value in ("decimal", "integer")
        end = INSET + CELL_PAD if column != logical else pad
        inner = rect.adjusted(pad if not is_number else 0, 0, -end, 0)
        draw_text(painter, inner, field.box.words, Font.SMALL_MEDIUM, Token.T3, RIGHT if is_number else LEFT)


def natural_width(label: str) -> float:
    """Return the width a column needs for its head alone."""
    return width_of(label, Font.SMALL_MEDIUM) + 2 * (INSET + theme().px(PAD))
