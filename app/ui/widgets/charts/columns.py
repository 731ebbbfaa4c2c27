"""A small run of values as columns from 0, the last one strongest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Token, theme
from app.ui.theme.paint import draw_line
from app.ui.widgets.charts.chart import Chart

HEIGHT = 44
GAP = 4
LEAST = 2  # px: a value above 0 is always seen


@dataclass(frozen=True, slots=True)
class Column:
    """One value (None = nothing to tell) and its words."""

    value: float | None
    words: str


class Columns(Chart):
    """The columns, as wide as there is room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._columns: tuple[Column, ...] = ()
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other values; the keyboard starts at the newest."""
        self._columns = tuple(columns)
        self._at = max(len(self._columns) - 1, 0)
        self.tell()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(HEIGHT))

    def values(self) -> int:
        return len(self._columns)

    def words_of(self, number: int) -> str:
        return self._columns[number].words

    def place_of(self, number: int, area: QRectF) -> QRectF:
        step = area.width() / max(len(self._columns), 1)
        return QRectF(area.x() + number * step, area.y(), step - theme().px(GAP), area.height())

    def paint_chart(self, painter: QPainter, area: QRectF) -> None:
        highest = max((one.value or 0.0 for one in self._columns), default=0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        draw_line(painter, area.x(), area.bottom() - 1, area.right())
        for number, one in enumerate(self._columns):
            place = self.place_of(number, area)
            height = place.height() * (one.value or 0.0) / highest if highest else 0.0
            if one.value:
                height = max(height, LEAST)
            color = Token.CH1 if number == len(self._columns) - 1 else Token.CH3
            painter.fillRect(QRectF(place.x(), area.bottom() - 1 - height, place.width(), height), theme().color(color))
