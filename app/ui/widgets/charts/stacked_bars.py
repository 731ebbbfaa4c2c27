"""Horizontal bars of parts, one row each, from 0: how long each stage took; the mark is the value before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, draw_column, draw_text, width_of
from app.ui.widgets.charts.chart import Chart
from app.ui.widgets.charts.scale import ticks_up_to

COLORS = (Token.CH4, Token.CH3, Token.CH2, Token.CH1)
NAME = 116
BAR = 20
AXIS = 26
TWO_LINES = 37
AFTER = 52  # room behind the longest bar for its figure


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One row: name, a note under it, its parts, the figure behind the bar, and the value before (None = none)."""

    name: str
    note: str
    parts: tuple[float, ...]
    figure: str
    before: float | None = None
    words: str = ""


class StackedBars(Chart):
    """Rows of bars; ``unit`` stands at the last tick."""

    def __init__(self, name: str, unit: str, parent: QWidget | None = None) -> None:
        self._bars: tuple[StackedBar, ...] = ()
        self._unit = unit
        super().__init__(name, parent)

    def show_bars(self, bars: Sequence[StackedBar]) -> None:
        """Show other rows."""
        self._bars = tuple(bars)
        self.tell()

    def values(self) -> int:
        return len(self._bars)

    def words_of(self, number: int) -> str:
        one = self._bars[number]
        return one.words or f"{one.name} {one.figure}"

    def place_of(self, number: int, area: QRectF) -> QRectF:
        pitch = self._pitch(area)
        return QRectF(area.x(), area.y() + number * pitch, area.width(), pitch)

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        if not self._bars:
            return
        px = theme().px
        ends = [sum(one.parts) for one in self._bars] + [one.before or 0.0 for one in self._bars]
        ticks = ticks_up_to(max(ends))
        left, right = area.x() + px(NAME), area.right() - px(AFTER)
        scale = (right - left) / ticks[-1]
        bottom = area.bottom() - px(AXIS)
        for tick in ticks:
            x = round(left + tick * scale)
            draw_column(painter, x, area.y(), bottom)
            words = f"{tick:g}" + (self._unit if tick == ticks[-1] else "")
            middle = x + (width_of(self._unit, Font.SMALL) / 2 if tick == ticks[-1] else 0)
            draw_text(painter, QRectF(middle - 40, bottom + px(4), 80, px(20)), words, Font.SMALL, Token.T2, CENTRE)
        for number, one in enumerate(self._bars):
            self._paint_bar(painter, self.place_of(number, area), one, left, scale)

    def _paint_bar(self, painter: QPainter, place: QRectF, one: StackedBar, left: float, scale: float) -> None:
        px = theme().px
        middle = place.center().y()
        self._paint_name(painter, place, one)
        height = min(px(BAR), place.height() - px(8))
        x = left
        for part, color in zip(one.parts, COLORS, strict=True):
            width = part * scale
            gap = 1 if width > 2 else 0  # neighbours differ little in grey
            painter.fillRect(QRectF(x, middle - height / 2, max(width - gap, 0), height), theme().color(color))
            x += width
        end = QRectF(x + px(8), middle - px(10), px(AFTER), px(20))
        if one.before is not None:
            at = left + one.before * scale
            self._paint_before(painter, at, middle, height)
            if x <= at < end.x() + width_of(one.figure, Font.MEDIUM) + px(4):
                end.moveLeft(at + px(8))  # the figure gives way to the mark
        draw_text(painter, end, one.figure, Font.MEDIUM)

    def _paint_name(self, painter: QPainter, place: QRectF, one: StackedBar) -> None:
        """Draw name and note in two lines, in one where rows are low."""
        px = theme().px
        middle, room = place.center().y(), px(NAME) - px(8)
        if place.height() >= px(TWO_LINES):
            upper = QRectF(place.x(), middle - px(18), room, px(18))
            draw_text(painter, upper, one.name, Font.MEDIUM)
            draw_text(painter, upper.translated(0, px(17)), one.note, Font.SMALL, Token.T2)
            return
        line = QRectF(place.x(), middle - px(9), room, px(18))
        line.adjust(draw_text(painter, line, one.name, Font.MEDIUM) + px(6), 0, 0, 0)
        draw_text(painter, line, one.note.partition(" ")[0], Font.SMALL, Token.T2)

    def _paint_before(self, painter: QPainter, x: float, middle: float, height: float) -> None:
        painter.setPen(QPen(theme().color(Token.T3), 1.2, Qt.PenStyle.DashLine))
        x, reach = round(x) + 0.5, height / 2 + 3
        painter.drawLine(QPointF(x, middle - reach), QPointF(x, middle + reach))

    def _pitch(self, area: QRectF) -> float:
        room = area.height() - theme().px(AXIS)
        return min(room / max(len(self._bars), 1), theme().px(52))
