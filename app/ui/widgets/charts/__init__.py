"""Charts painted after the design sheet: four colours, bars from 0, lines named at their end; they compute no figure.

StackedBars (parts of a length per row), LineChart (shares over months), ShareBars (counts with words), Columns (a
small run of values). Each is one stop for the keyboard: arrows go from one value to the next, and the accessible name
says it; ``paint_chart(painter, area)`` draws the same picture anywhere.
"""

from app.ui.widgets.charts.chart import Chart
from app.ui.widgets.charts.columns import Column, Columns
from app.ui.widgets.charts.legend import Legend
from app.ui.widgets.charts.line_chart import Line, LineChart
from app.ui.widgets.charts.share_bars import ShareBar, ShareBars
from app.ui.widgets.charts.stacked_bars import StackedBar, StackedBars

__all__ = [
    "Chart",
    "Column",
    "Columns",
    "Legend",
    "Line",
    "LineChart",
    "ShareBar",
    "ShareBars",
    "StackedBar",
    "StackedBars",
]
