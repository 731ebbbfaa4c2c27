"""How a declaration looks in a row of the list, and the head with its box for all; it knows no service."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from app.core.tables import CodeTables
from app.declarations.labels import Label
from app.ui.models.draft_cells import SORTS, Column, listed_numbers
from app.ui.models.draft_list import REST_ROLE, ROW_ROLE, DraftListModel
from app.ui.models.wording import amount
from app.ui.pages.row_cells import paint_port, paint_status
from app.ui.pages.row_table import Index, RowDelegate, RowHead, RowTable, Width
from app.ui.pages.services import ListedDraft
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text, width_of
from app.ui.widgets import Rest, draw_check, draw_chip
from app.ui.widgets.check_mark import SIDE
from app.ui.widgets.chip import HEIGHT as CHIP
from app.ui.widgets.ring import TABLE, draw_ring

PAD = 10
ROW, HEAD = 34, 32
WIDTHS = (
    Width(36),
    Width(24),
    Width(116),
    Width(160, table_from=1300),
    Width(158),
    Width(70, table_from=930),
    Width(142),
    Width(100, 4),
    Width(126, 6, table_from=1100),
    Width(142),
    Width(76, table_from=1000),
    Width(94),
    Width(84, table_from=1500),
    Width(150, 1, table_from=1700),
    Width(130, 1, table_from=1900),
)
LABEL_TONES = {
    Label.URGENT: Tone.ERR,
    Label.WAITS_CLIENT: Tone.WARN,
    Label.WAITS_PAPERS: Tone.INFO,
    Label.REVIEW: Tone.VIO,
    Label.DONE: Tone.OK,
}


class DraftDelegate(RowDelegate):
    """Paints the cells of the list."""

    def __init__(self, table: RowTable, tables: CodeTables) -> None:
        super().__init__(table)
        self._tables = tables

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        row: ListedDraft | None = index.data(ROW_ROLE)
        if row is None:
            draw_box(
                painter, QRectF(area.x() + px(PAD), area.center().y() - 5, area.width() * 0.6, 10), 3, Token.NEU_BG
            )
            return
        inner = area.adjusted(px(PAD), 0, -px(PAD), 0)
        match Column(index.column()):
            case Column.CHECK:
                box = QRectF(area.x() + px(PAD), area.center().y() - px(SIDE) / 2, px(SIDE), px(SIDE))
                draw_check(painter, box, index.data(Qt.ItemDataRole.CheckStateRole))
            case Column.STAR:
                _paint_star(painter, area, row.starred)
            case Column.STATUS:
                paint_status(painter, inner, row)
            case Column.CUSTOMS_NUMBER:
                known = bool(listed_numbers(row))
                draw_text(painter, inner, index.data(), Font.BODY, Token.T1 if known else Token.T3)
            case Column.KIND:
                _paint_kind(painter, inner, index.data())
            case Column.PORT:
                paint_port(painter, inner, row, self._tables)
            case Column.TRADER:
                draw_text(painter, inner, index.data() or "—", Font.BODY, Token.T2 if index.data() else Token.T_DIS)
            case Column.TOTAL:
                _paint_total(painter, inner, row)
            case Column.LIMIT:
                _paint_limit(painter, inner, index.data(REST_ROLE))
            case Column.UPDATED:
                inner.adjust(0, 0, -px(PAD), 0)
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T2, RIGHT)
            case Column.LABEL:
                paint_label(painter, inner, row.label)
            case _:
                draw_text(painter, inner, index.data() or "—", Font.BODY, Token.T1 if index.data() else Token.T_DIS)


class ListHead(RowHead):
    """The head of the list: a click on its box ticks the rows, one on words orders by them (``sort_asked``)."""

    sort_asked = Signal(object)

    def __init__(self, table: RowTable, model: DraftListModel) -> None:
        super().__init__(table)
        self._model = model
        model.checks_changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, rect, logicalIndex)
        if logicalIndex == Column.CHECK:
            side = theme().px(SIDE)
            box = QRectF(rect.x() + theme().px(PAD), rect.y() + (rect.height() - side) / 2, side, side)
            draw_check(painter, box, self._model.check_state())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self.logicalIndexAt(event.position().toPoint())
        if column == Column.CHECK:
            self._model.toggle_all()
        elif column in SORTS:
            self.sort_asked.emit(SORTS[Column(column)])
        event.accept()


def paint_label(painter: QPainter, area: QRectF, label: str) -> float:
    """Paint a label as a chip; returns how much room it took."""
    tone = next((tone for one, tone in LABEL_TONES.items() if one.value == label), None)
    if tone is None:
        draw_text(painter, area, "—", Font.BODY, Token.T_DIS)
        return 0
    at = QPointF(area.x(), area.center().y() - theme().px(CHIP) / 2)
    return draw_chip(painter, at, label, tone, Icon.FLAG)


def _paint_star(painter: QPainter, area: QRectF, on: bool) -> None:
    if on:
        side = theme().px(14)
        at = QPointF(area.x() + (area.width() - side) / 2, area.center().y() - side / 2)
        draw_icon(painter, at, Icon.STAR, 14, Token.WARN_FILL, filled=True)


def _paint_kind(painter: QPainter, area: QRectF, words: str) -> None:
    direction, _, mode = words.partition(" ")
    area.adjust(0, 0, theme().px(PAD), 0)
    taken = draw_text(painter, area, direction, Font.BODY, Token.T1)
    area.adjust(taken + theme().px(6), 0, 0, 0)
    draw_text(painter, area, mode, Font.SMALL, Token.T2)


def _paint_total(painter: QPainter, area: QRectF, row: ListedDraft) -> None:
    if not row.summary.total:
        draw_text(painter, area, "—", Font.BODY, Token.T_DIS, RIGHT)
        return
    figures = amount(row.summary.total)
    draw_text(painter, area, figures, Font.BODY, Token.T1, RIGHT)
    area.adjust(0, 0, -width_of(figures, Font.BODY) - theme().px(5), 0)
    draw_text(painter, area, row.summary.currency, Font.SMALL, Token.T3, RIGHT)


def _paint_limit(painter: QPainter, area: QRectF, rest: Rest | None) -> None:
    if rest is None:
        draw_text(painter, area, "—", Font.BODY, Token.T_DIS)
        return
    radius = theme().px(TABLE)
    draw_ring(painter, QPointF(area.x() + radius, area.center().y()), TABLE, rest)
    area.adjust(2 * radius + theme().px(6), 0, theme().px(PAD), 0)
    plain = Token.T2 if rest.tone is Tone.NEU else Token.T1
    draw_text(painter, area, rest.brief, Font.BODY, plain if rest.tone in (Tone.NEU, Tone.INFO) else rest.tone.text)
