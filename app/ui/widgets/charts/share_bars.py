"""Counts with their words, each with a bar against the largest; for reasons and the like."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.ui.theme import Font, Token, theme
from app.ui.theme.paint import RIGHT, draw_text, width_of
from app.ui.widgets.charts.chart import Chart

PITCH = 38
THICK = 10
WORDS, MOST_WORDS, BAR, COUNT = 0.38, 0.5, 0.32, 26


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One count with its words and a note behind it."""

    words: str
    count: int
    note: str = ""


class ShareBars(Chart):
    """Rows of words, bar, count and note."""

    def __init__(self, name: str, unit: str, parent: QWidget | None = None) -> None:
        self._bars: tuple[ShareBar, ...] = ()
        self._unit = unit
        super().__init__(name, parent)

    def show_bars(self, bars: Sequence[ShareBar]) -> None:
        """Show other counts."""
        self._bars = tuple(bars)
        self.tell()

    def values(self) -> int:
        return len(self._bars)

    def words_of(self, number: int) -> str:
        one = self._bars[number]
        return f"{one.words} {one.count} {self._unit}{f'，{one.note}' if one.note else ''}"

    def place_of(self, number: int, area: QRectF) -> QRectF:
        pitch = min(area.height() / max(len(self._bars), 1), theme().px(PITCH))
        return QRectF(area.x(), area.y() + number * pitch, area.width(), pitch)

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        px = theme().px
        most = max((one.count for one in self._bars), default=1)
        longest = max((width_of(one.words, Font.BODY) for one in self._bars), default=0) + px(8)
        beside = min(max(longest, area.width() * WORDS), area.width() * MOST_WORDS)
        for number, one in enumerate(self._bars):
            place = self.place_of(number, area)
            left, width = place.x() + beside, area.width() * (WORDS + BAR) - beside
            words = QRectF(place.x(), place.y(), beside - px(8), place.height())
            draw_text(painter, words, one.words, Font.BODY)
            track = QRectF(left, place.center().y() - px(THICK) / 2, width, px(THICK))
            painter.fillRect(track, theme().color(Token.NEU_BG))
            painter.fillRect(QRectF(left, track.y(), width * one.count / most, px(THICK)), theme().color(Token.CH2))
            count = QRectF(left + width + px(8), place.y(), px(COUNT), place.height())
            draw_text(painter, count, str(one.count), Font.MEDIUM, Token.T1, RIGHT)
            note = QRectF(count.right() + px(8), place.y(), place.right() - count.right() - px(8), place.height())
            draw_text(painter, note, one.note, Font.SMALL, Token.T2)
