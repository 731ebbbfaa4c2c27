"""How residents and filters are painted; every mark has its word beside it."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.border_trade.roster import RosterLine
from app.ui.models.resident_list import LINE_ROLE, ResidentColumn, ResidentListModel, expiry_words
from app.ui.pages.row_table import Index, RowDelegate, RowHead, RowTable, Width
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.theme.paint import RIGHT, draw_box, draw_icon, draw_text, width_of
from app.ui.widgets import chip_width, draw_bar, draw_check, draw_chip

ROW, HEAD, EDGE = 36, 30, 16
SIDE, PAD = 16, 10
FILTER_ROW = 30
NEAR = 30
WIDTHS = (
    Width(38),
    Width(86, 1),
    Width(144, 1),
    Width(160, 1),
    Width(116, 1, 770),
    Width(112, 1),
    Width(108),
    Width(76, 0, 850),
)
FILTER_WIDTHS = (Width(100, 1), Width(52))


class ResidentDelegate(RowDelegate):
    """Paints the cells of the register."""

    def __init__(self, table: RowTable, model: ResidentListModel) -> None:
        super().__init__(table)
        self._model = model

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        px = theme().px
        line: RosterLine = index.data(LINE_ROLE)
        inner = area.adjusted(px(PAD), 0, -px(PAD), 0)
        faint = Token.T1 if line.active else Token.T3
        match ResidentColumn(index.column()):
            case ResidentColumn.CHECK:
                box = QRectF(area.x() + px(PAD), area.center().y() - px(SIDE) / 2, px(SIDE), px(SIDE))
                draw_check(painter, box, index.data(Qt.ItemDataRole.CheckStateRole))
            case ResidentColumn.NAME:
                draw_text(painter, inner, line.name, Font.MEDIUM, faint)
            case ResidentColumn.NUMBER:
                draw_text(painter, inner, line.id_masked, Font.BODY, Token.T2)
            case ResidentColumn.UNTIL:
                self._paint_until(painter, inner, line)
            case ResidentColumn.GROUP:
                taken = draw_text(painter, inner, line.group or "未编组", Font.BODY, faint if line.group else Token.T3)
                if line.leads:
                    inner.adjust(taken + px(12), 0, 0, 0)
                    draw_text(painter, inner, "组长", Font.SMALL_MEDIUM, Token.TEAL_TEXT)
            case ResidentColumn.MANDATE:
                _paint_mandate(painter, inner, line, index.data())
            case ResidentColumn.LEFT:
                _paint_left(painter, inner, line, index.data())
            case ResidentColumn.LAST:
                inner.adjust(0, 0, -px(EDGE) + px(PAD), 0)
                draw_text(painter, inner, index.data(), Font.SMALL, Token.T2, RIGHT)

    def _paint_until(self, painter: QPainter, area: QRectF, line: RosterLine) -> None:
        words = expiry_words(line, self._model.today)
        tone = Tone.ERR if line.is_expired and line.active else Tone.WARN if line.is_soon else Tone.NEU
        color = tone.text if words and tone is not Tone.NEU else Token.T1 if line.active else Token.T3
        taken = draw_text(painter, area, f"{line.id_until or '未填'}", Font.BODY, color)
        if words:
            icon = {Tone.ERR: Icon.CIRCLE_X, Tone.WARN: Icon.TRIANGLE_ALERT}.get(tone, Icon.BAN)
            left = min(area.x() + max(taken, width_of("2026-00-00", Font.BODY)) + theme().px(10), area.right())
            if left + chip_width(words, icon) <= area.right() + theme().px(PAD):
                draw_chip(painter, QPointF(left, area.center().y() - theme().px(10)), words, tone, icon)


class ResidentHead(RowHead):
    """The head of the register; a click on the box of the first column ticks everybody shown."""

    def __init__(self, table: RowTable, model: ResidentListModel) -> None:
        super().__init__(table)
        self._model = model
        model.checks_changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, rect, logicalIndex)
        if logicalIndex == ResidentColumn.CHECK:
            side = theme().px(SIDE)
            box = QRectF(rect.x() + theme().px(PAD), rect.y() + (rect.height() - side) / 2, side, side)
            draw_check(painter, box, self._model.check_state())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == ResidentColumn.CHECK:
            self._model.toggle_all()
        event.accept()


class FilterDelegate(RowDelegate):
    """Paints a filter with its count; the one in force stands on a ground of its own."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        px = theme().px
        area = QRectF(option.rect)
        painter.save()
        painter.fillRect(area, theme().color(Token.SURFACE))
        words, count, tone, is_chosen = index.data(LINE_ROLE)
        ground = area.adjusted(px(6) if index.column() == 0 else 0, 0, 0 if index.column() == 0 else -px(6), 0)
        if is_chosen:
            painter.fillRect(ground, theme().color(Token.ACCENT_SOFT))
            if index.column() == 0:
                draw_box(painter, QRectF(area.x(), area.y() + px(7), 3, area.height() - px(14)), 1, Token.ACCENT_FILL)
        if index.column() == 0:
            left = area.x() + px(EDGE)
            if tone is not None:
                dot = QRectF(left, area.center().y() - px(3), px(6), px(6))
                draw_box(painter, dot, dot.width() / 2, tone.fill)
                left += px(12)
            room = QRectF(left, area.y(), area.right() - left, area.height())
            kind = Font.STRONG if is_chosen else Font.BODY
            draw_text(painter, room, words, kind, Token.ACCENT if is_chosen else Token.T1)
        else:
            color = tone.text if tone is not None and count else Token.T2
            kind = Font.STRONG if tone is not None and count else Font.SMALL
            draw_text(painter, area.adjusted(0, 0, -px(EDGE), 0), str(count), kind, color, RIGHT)
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        """Nothing is left to paint: ``paint`` did it."""


def _paint_mandate(painter: QPainter, area: QRectF, line: RosterLine, words: str) -> None:
    px = theme().px
    near = line.mandate_left is not None and line.mandate_left <= NEAR
    tone = Tone.ERR if not line.mandated else Tone.WARN if near else Tone.OK
    icon = {Tone.ERR: Icon.CIRCLE_X, Tone.WARN: Icon.TRIANGLE_ALERT, Tone.OK: Icon.CIRCLE_CHECK}[tone]
    draw_icon(painter, QPointF(area.x(), area.center().y() - px(8)), icon, 16, tone.text)
    color = Token.T1 if tone is Tone.OK else tone.text
    draw_text(painter, area.adjusted(px(22), 0, 0, 0), words, Font.BODY, color)


def _paint_left(painter: QPainter, area: QRectF, line: RosterLine, words: str) -> None:
    px = theme().px
    bar = QRectF(area.x(), area.center().y() - px(3), px(40), px(6))
    draw_bar(painter, bar, line.used / line.quota if line.quota else 0.0, Tone.NEU)
    draw_text(painter, area, words, Font.BODY, Token.T1 if line.remaining else Token.T3, RIGHT)
