"""Lines of shares over months, named at their end; the third is dashed so that no colour is needed to tell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import CENTRE, RIGHT, draw_line, draw_text
from app.ui.widgets.charts.chart import Chart
from app.ui.widgets.charts.scale import percent_ticks

LOOKS = ((Token.CH1, Qt.PenStyle.SolidLine), (Token.CH2, Qt.PenStyle.SolidLine), (Token.T3, Qt.PenStyle.DashLine))
LEFT_ROOM, RIGHT_ROOM, AXIS, TOP = 40, 84, 28, 14
STROKE = 1.75
DOT = 3.5
NAME_PITCH = 36
UNDER_NAME = 10  # how far above the axis the last name ends, so that it stays clear of the last month


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, and its shares in per cent (None = nothing to tell)."""

    name: str
    points: tuple[float | None, ...]


class LineChart(Chart):
    """Up to three lines over the same months; the keyboard goes from month to month."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._lines: tuple[Line, ...] = ()
        self._months: tuple[str, ...] = ()
        self._ticks: tuple[str, ...] = ()
        super().__init__(name, parent)

    def show_lines(self, lines: Sequence[Line], months: Sequence[str], ticks: Sequence[str]) -> None:
        """Show other lines; ``months`` are read out, ``ticks`` stand under the axis ("" = none there)."""
        self._lines, self._months, self._ticks = tuple(lines[: len(LOOKS)]), tuple(months), tuple(ticks)
        self._at = max(len(self._months) - 1, 0)
        self.tell()

    def values(self) -> int:
        return len(self._months) if self._lines else 0

    def words_of(self, number: int) -> str:
        said = (f"{line.name} {_percent(line.points[number])}" for line in self._lines)
        return f"{self._months[number]} {'、'.join(said)}"

    def place_of(self, number: int, area: QRectF) -> QRectF:
        plot = self._plot(area)
        step = plot.width() / max(len(self._months) - 1, 1)
        return QRectF(plot.x() + (number - 0.5) * step, plot.y(), step, plot.height())

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        if not self.values():
            return
        px, plot = theme().px, self._plot(area)
        ticks = percent_ticks([point for one in self._lines for point in one.points if point is not None])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tick in ticks:
            line = round(self._y(tick, ticks, plot))
            draw_line(painter, plot.x(), line, plot.right())
            left = QRectF(area.x(), line - px(10), px(LEFT_ROOM) - px(8), px(20))
            draw_text(painter, left, f"{tick:g}%", Font.SMALL, Token.T2, RIGHT)
        for number, words in enumerate(self._ticks):
            middle = self._x(number, plot)
            under = QRectF(middle - 30, plot.bottom() + px(8), 60, px(20))
            draw_text(painter, under, words, Font.SMALL, Token.T2, CENTRE)
        places = self._name_places(ticks, plot)
        for one, (color, style), y in zip(self._lines, LOOKS, places, strict=False):
            self._paint_line(painter, one, color, style, ticks, plot)
            self._paint_name(painter, one, QPointF(plot.right() + px(9), y))

    def _paint_line(
        self,
        painter: QPainter,
        line: Line,
        color: Token,
        style: Qt.PenStyle,
        ticks: Sequence[float],
        plot: QRectF,
    ) -> None:
        at = [
            None if point is None else QPointF(self._x(number, plot), self._y(point, ticks, plot))
            for number, point in enumerate(line.points)
        ]
        painter.setPen(QPen(theme().color(color), STROKE, style))
        for first, second in pairwise(at):
            if first is not None and second is not None:
                painter.drawLine(first, second)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(color))
        for number, point in enumerate(at):
            is_alone = (number == 0 or at[number - 1] is None) and (number + 1 == len(at) or at[number + 1] is None)
            if point is not None and (number == len(at) - 1 or is_alone):
                painter.drawEllipse(point, DOT, DOT)

    def _paint_name(self, painter: QPainter, line: Line, at: QPointF) -> None:
        px = theme().px
        upper = QRectF(at.x(), at.y() - px(17), px(RIGHT_ROOM) - px(9), px(18))
        draw_text(painter, upper, line.name, Font.SMALL_MEDIUM)
        draw_text(painter, upper.translated(0, px(16)), _percent(line.points[-1]), Font.SMALL, Token.T2)

    def _name_places(self, ticks: Sequence[float], plot: QRectF) -> list[float]:
        """Return where the names stand, pushed apart where the lines end close together."""
        pitch = theme().px(NAME_PITCH)
        ends = [next((p for p in reversed(line.points) if p is not None), ticks[0]) for line in self._lines]
        wanted = [self._y(end, ticks, plot) for end in ends]
        placed: dict[int, float] = {}
        last = plot.y() - pitch
        order = sorted(range(len(wanted)), key=wanted.__getitem__)
        for number in order:
            last = placed[number] = max(wanted[number], last + pitch)
        lowest = plot.bottom() - theme().px(UNDER_NAME)
        for number in reversed(order):
            placed[number] = min(placed[number], lowest)
            lowest = placed[number] - pitch
        return [placed[number] for number in range(len(wanted))]

    def _plot(self, area: QRectF) -> QRectF:
        px = theme().px
        return area.adjusted(px(LEFT_ROOM), px(TOP), -px(RIGHT_ROOM), -px(AXIS))

    def _x(self, number: int, plot: QRectF) -> float:
        return plot.x() + plot.width() * number / max(len(self._months) - 1, 1)

    @staticmethod
    def _y(value: float, ticks: Sequence[float], plot: QRectF) -> float:
        return plot.bottom() - plot.height() * (value - ticks[0]) / (ticks[-1] - ticks[0])


def _percent(value: float | None) -> str:
    return "无申报" if value is None else f"{value:.1f}%"
