"""How what waits for a person looks in its row: a ring where a day runs, else a sign; the act stands at the end."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.core.tables import CodeTables
from app.ui.editors.short_name import name_for
from app.ui.models.need_list import NEED_ROLE, NeedColumn, act_of, lacking_words, rest_of, title_of, tone_of
from app.ui.models.need_list import SIGNS as LOOKS
from app.ui.pages.lifecycle import Need
from app.ui.pages.receipts_rows import draw_disc, two_lines
from app.ui.pages.row_cells import VEHICLES
from app.ui.pages.row_table import Index, RowDelegate, RowTable, Width
from app.ui.theme import Font, Token, Tone, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_box, draw_icon, draw_text, width_of
from app.ui.widgets import draw_ring
from app.ui.widgets.ring import PAGE

ROW = 48
WIDTHS = (Width(58), Width(188, 2), Width(140, 3), Width(168, 1, table_from=620), Width(164))
BUTTON, EDGE = 26, 16


class NeedDelegate(RowDelegate):
    """Paints needs."""

    def __init__(self, table: RowTable, tables: CodeTables) -> None:
        super().__init__(table)
        self._tables = tables

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        need: Need = index.data(NEED_ROLE)
        inner = area.adjusted(px(6), 0, -px(8), 0)
        match NeedColumn(index.column()):
            case NeedColumn.SIGN:
                centre = QPointF(area.x() + px(34), area.center().y())
                rest = rest_of(need)
                if rest is not None:
                    draw_ring(painter, centre, PAGE, rest)
                else:
                    draw_disc(painter, centre, *LOOKS[need.wants])
            case NeedColumn.WHY:
                upper = QRectF(inner.x(), area.center().y() - px(20), inner.width(), px(20))
                draw_text(painter, upper, title_of(need), Font.STRONG, tone_of(need).text)
                draw_text(painter, upper.translated(0, px(19)), need.sentence, Font.SMALL, Token.T2)
            case NeedColumn.ABOUT:
                two_lines(painter, inner, need.goods or "未填商品", need.trader)
            case NeedColumn.NUMBER:
                self._paint_number(painter, inner, need)
            case NeedColumn.ACT:
                _paint_act(painter, area, need, presses=_presses(index))

    def _paint_number(self, painter: QPainter, inner: QRectF, need: Need) -> None:
        px = theme().px
        upper = QRectF(inner.x(), inner.center().y() - px(20), inner.width(), px(20))
        draw_text(painter, upper, need.number, Font.BODY, Token.T1)
        lower = upper.translated(0, px(19))
        icon = VEHICLES.get(need.traffic_mode)
        if icon is not None:
            draw_icon(painter, QPointF(lower.x(), lower.center().y() - px(7)), icon, 14, Token.T3)
            lower.adjust(px(20), 0, 0, 0)
        row = self._tables.row("customs_offices", need.port) if need.port else None
        draw_text(painter, lower, need.port if row is None else name_for(row, lower.width()), Font.SMALL, Token.T2)


def _presses(index: Index) -> bool:
    """Tell whether this is the first of those that press: one filled button is enough for a card."""
    above = (index.sibling(row, index.column()).data(NEED_ROLE) for row in range(index.row()))
    return tone_of(index.data(NEED_ROLE)) is Tone.ERR and not any(tone_of(one) is Tone.ERR for one in above)


def _paint_act(painter: QPainter, area: QRectF, need: Need, *, presses: bool) -> None:
    """Paint the act as a soft button, filled where it presses, and how much is lacking beside it."""
    px = theme().px
    words = act_of(need)
    width = width_of(words, Font.MEDIUM) + px(24)
    box = QRectF(area.right() - px(EDGE) - width, area.center().y() - px(BUTTON) / 2, width, px(BUTTON))
    draw_box(painter, box, 6, Token.ACCENT_FILL if presses else Token.ACCENT_SOFT)
    draw_text(painter, box, words, Font.MEDIUM, Token.ON_FILL if presses else Token.ACCENT, CENTRE)
    lacking = lacking_words(need)
    color = Tone.WARN.text if need.lacking else Tone.OK.text
    beside = QRectF(area.x(), area.y(), box.x() - area.x() - px(10), area.height())
    draw_text(painter, beside, lacking, Font.SMALL, color, RIGHT)
