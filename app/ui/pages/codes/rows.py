"""How tables and code lines of 代码库 look; nothing is asked here but rates of what is in view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.reference.reference import Installed
from app.ui.models.code_lines import LINE_ROLE, RATE_GAP, RATES, CodeColumn, CodeLine, CodeLinesModel, Span
from app.ui.models.table_list import TABLE_ROLE, TableListModel
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text, elided, width_of
from app.ui.widgets import chip_width, draw_chip

TABLE_ROW, ROW, HEAD, EDGE = 44, 30, 28, 14
INDENT, FOLD = 18, 16
TABLE_WIDTHS = (Width(200, 1),)
WIDTHS = (Width(300, 1), Width(68, table_from=700), Width(74, table_from=560), Width(112), Width(52))
Rates = Callable[[str], Sequence[tuple[str, str]]]


class TableDelegate(RowDelegate):
    """Paints the installed tables."""

    def __init__(self, table: RowTable, model: TableListModel) -> None:
        super().__init__(table)
        self._model = model

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        one: Installed = index.data(TABLE_ROLE)
        words, tone = self._model.age(one)
        inner = area.adjusted(px(EDGE), 0, -px(EDGE), 0)
        upper = QRectF(inner.x(), area.center().y() - px(20), inner.width(), px(20))
        chip = chip_width(words)
        title = upper.adjusted(0, 0, -chip - px(4), 0)
        is_long = width_of(one.info.title, Font.MEDIUM) > title.width()
        draw_text(painter, title, one.info.title, Font.SMALL_MEDIUM if is_long else Font.MEDIUM)
        draw_chip(painter, QPointF(upper.right() - chip, upper.y() + px(1)), words, tone)
        lower = upper.translated(0, px(20))
        part = "" if one.info.complete else "，部分"
        draw_text(painter, lower, f"{one.rows:,} 条{part}", Font.SMALL, Token.T2)
        draw_text(painter, lower, f"{one.info.as_of:%Y-%m-%d}", Font.SMALL, Token.T2, RIGHT)


class CodeDelegate(RowDelegate):
    """Paints code lines; the rates of a tariff line are asked when it comes into view."""

    def __init__(self, table: RowTable, model: CodeLinesModel, rates: Rates, unit: Callable[[str], str]) -> None:
        super().__init__(table)
        self._model, self._rates, self._unit = model, rates, unit

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        line: CodeLine = index.data(LINE_ROLE)
        if line.is_heading:
            self._paint_heading(painter, area, line)
            return
        inner = area.adjusted(px(8), 0, -px(10), 0)
        match CodeColumn(index.column()):
            case CodeColumn.NAME:
                self._paint_name(painter, area, line)
            case CodeColumn.UNIT:
                draw_text(painter, inner, self._second(line), Font.SMALL, Token.T2)
            case CodeColumn.MARKS:
                marks = line.row.values.get("marks", "") if line.row is not None and not line.is_heading else ""
                draw_text(painter, inner, marks if self._model.is_tariff() else "", Font.MEDIUM)
            case CodeColumn.MORE if self._model.is_tariff():
                self._paint_rates(painter, inner, line)
            case CodeColumn.MORE:
                draw_text(painter, inner, self._more(line), Font.SMALL, Token.T1, RIGHT)
            case CodeColumn.USED:
                self._paint_used(painter, inner.adjusted(0, 0, -px(EDGE) + px(10), 0), line)

    def _paint_heading(self, painter: QPainter, area: QRectF, line: CodeLine) -> None:
        """Paint the part of a heading that falls into one cell: its name runs on over the columns it leaves empty."""
        painter.setClipRect(area)
        seen = self._table.viewport().width()
        self._paint_name(painter, QRectF(0, area.y(), seen, area.height()), line)

    def _paint_used(self, painter: QPainter, area: QRectF, line: CodeLine) -> None:
        if not line.is_heading:
            count = self._model.used(line.code)
            draw_text(painter, area, str(count) if count else "—", Font.BODY, Token.T1 if count else Token.T_DIS, RIGHT)

    def _paint_name(self, painter: QPainter, area: QRectF, line: CodeLine) -> None:
        px = theme().px
        x = area.x() + px(EDGE) + line.depth * px(INDENT)
        if self._model.is_tariff():
            if line.is_heading:
                icon = Icon.CHEVRON_DOWN if line.is_open else Icon.CHEVRON_RIGHT
                draw_icon(painter, QPointF(x, area.center().y() - px(7)), icon, 14, Token.T2)
            x += px(FOLD) + px(4)
        room = QRectF(x, area.y(), area.right() - x - px(6), area.height())
        chip = chip_width(line.chip, Icon.REFRESH_CW) + px(8) if line.chip else 0
        if not (line.is_heading and line.code.startswith("S")):
            spans = (line.code_span,) if line.code_span else ()
            kind = Font.SMALL_MEDIUM if line.is_heading else Font.CODE
            taken = _draw_marked(painter, room, line.code, kind, spans, Token.T2 if line.is_heading else Token.T1)
            room.adjust(taken + px(10), 0, 0, 0)
        room.adjust(0, 0, -chip, 0)
        color = Token.T2 if line.is_heading else Token.T1
        kind = Font.MEDIUM if line.is_heading and line.depth == 0 else Font.BODY
        taken = _draw_marked(painter, room, line.name, kind, line.spans, color)
        if line.chip:
            at = QPointF(room.x() + taken + px(8), area.center().y() - px(10))
            draw_chip(painter, at, line.chip, Tone.INFO, Icon.REFRESH_CW)

    def _second(self, line: CodeLine) -> str:
        row = line.row
        if row is None or line.is_heading:
            return ""
        if self._model.is_tariff():
            code = row.values.get("unit1", "")
            return self._unit(code) or code
        return row.values.get("old", "") or row.values.get("alpha2", "") or row.values.get("short_name", "")

    def _paint_rates(self, painter: QPainter, area: QRectF, line: CodeLine) -> None:
        """Paint each rate under the end of its own heading."""
        if line.row is None or line.is_heading:
            return
        rates = dict(self._rates(line.code))
        first = area.adjusted(0, 0, -width_of(f"{RATE_GAP}{RATES[1]}", Font.SMALL_MEDIUM), 0)
        for name, place in zip(RATES, (first, area), strict=True):
            color = Token.T1 if name in rates else Token.T_DIS
            draw_text(painter, place, rates.get(name, "—"), Font.SMALL, color, RIGHT)

    def _more(self, line: CodeLine) -> str:
        row = line.row
        if row is None or line.is_heading:
            return ""
        if row.until is not None and row.until < self._model.today:
            return f"停用 {row.until:%Y-%m-%d}"
        return f"{row.since:%Y-%m-%d} 起" if row.since is not None else ""


def _draw_marked(painter: QPainter, room: QRectF, words: str, kind: Font, spans: Sequence[Span], color: Token) -> float:
    """Draw words with letters on the mark ground; returns the width taken."""
    shown = elided(words, kind, room.width())
    for first, last in spans:
        if last > len(shown):
            continue
        left = room.x() + width_of(shown[:first], kind)
        mark = QRectF(
            left - 1, room.center().y() - theme().px(9), width_of(shown[first:last], kind) + 2, theme().px(18)
        )
        draw_box(painter, mark, 2, Token.MARK)
    return draw_text(painter, room, shown, kind, color)
