"""How the row of a resident looks in a lot; nothing is decided here."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.border_trade.share import ShareState
from app.ui.pages.lots import row_model as columns
from app.ui.pages.lots.quota_bar import draw_quota
from app.ui.pages.lots.row_model import ROW_ROLE, RowModel
from app.ui.pages.lots.words import amount, look_of, money, round_money
from app.ui.pages.row_table import CELL_PAD, Index, RowDelegate, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import LEFT, RIGHT, draw_icon, draw_text, width_of
from app.ui.widgets import draw_chip
from app.ui.widgets.chip import HEIGHT as CHIP
from app.work.lot_view import LotRow

ROW, HEAD, MARGIN = 34, 30, 20
WIDTHS = (
    Width(50),
    Width(104, 1),
    Width(150),
    Width(108),
    Width(88),
    Width(116, 3),
    Width(80),
    Width(76),
    Width(126),
)


class LotRowDelegate(RowDelegate):
    """Paints the cells of one resident."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        row: LotRow = index.data(ROW_ROLE)
        px = theme().px
        inner = area.adjusted(px(CELL_PAD), 0, -px(CELL_PAD), 0)
        color = Token.T1 if row.takes_part else Token.T3
        match index.column():
            case columns.NUMBER:
                left = area.adjusted(px(MARGIN), 0, 0, 0)
                draw_text(painter, left, str(row.share.place + 1), Font.BODY, Token.T3)
            case columns.NAME:
                self._name(painter, inner, row, color)
            case columns.IDENTITY:
                draw_text(painter, inner, row.id_masked, Font.BODY, Token.T2)
            case columns.QUANTITY:
                self._quantity(painter, inner, row, color)
            case columns.VALUE:
                draw_text(painter, inner, money(row.share.value) if row.takes_part else "—", Font.BODY, color, RIGHT)
            case columns.QUOTA:
                draw_quota(painter, inner, row.used, row.share.value, row.quota, grey=not row.takes_part)
            case columns.USED:
                spent, tone = round_money(row.used + row.share.value), Tone.WARN.text if row.over else color
                draw_text(painter, inner, spent, Font.BODY, tone, RIGHT)
            case columns.LEFT_OVER:
                draw_text(painter, inner, round_money(row.left), Font.BODY, Token.T2, RIGHT)
            case columns.STATE:
                self._state(painter, inner, row)

    @staticmethod
    def _name(painter: QPainter, area: QRectF, row: LotRow, color: Token) -> None:
        px = theme().px
        x = area.x() + draw_text(painter, area, row.name, Font.MEDIUM, color) + px(10)
        if row.leads:
            x += draw_text(painter, QRectF(x, area.y(), 60, area.height()), "组长", Font.SMALL, Tone.TEAL.text) + px(8)
        if row.fitness.fit and row.fitness.days_left is not None:
            words = f"剩 {row.fitness.days_left} 天"
            draw_text(painter, QRectF(x, area.y(), area.right() - x, area.height()), words, Font.SMALL, Tone.WARN.text)

    def _quantity(self, painter: QPainter, area: QRectF, row: LotRow, color: Token) -> None:
        px = theme().px
        if not row.takes_part:
            draw_text(painter, area, "—", Font.BODY, color, RIGHT)
            return
        model = self._table.model()
        unit = model.unit if isinstance(model, RowModel) else ""
        draw_text(painter, area, unit, Font.SMALL, Token.T3, RIGHT)
        figures = area.adjusted(0, 0, -width_of(unit, Font.SMALL) - px(5), 0)
        taken = draw_text(painter, figures, amount(row.share.quantity), Font.BODY, color, RIGHT)
        if row.pinned:
            at = QPointF(figures.right() - taken - px(20), area.center().y() - px(7))
            draw_icon(painter, at, Icon.PENCIL, 14, Token.ACCENT)

    @staticmethod
    def _state(painter: QPainter, area: QRectF, row: LotRow) -> None:
        px = theme().px
        words, tone, icon = look_of(row)
        at = QPointF(area.x(), area.center().y() - px(CHIP) / 2)
        taken = draw_chip(painter, at, words, tone, icon)
        if row.share.state is ShareState.CONFIRMED and row.over:
            rest = area.adjusted(taken + px(6), 0, 0, 0)
            draw_text(painter, rest, "已确认", Font.SMALL, Tone.OK.text, LEFT)
