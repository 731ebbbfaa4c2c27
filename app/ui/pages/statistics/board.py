"""The cards of 统计: figures, charts and rows laid out as on the design's picture; filled from one report."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.tables import CodeTables
from app.declarations.clearance import Report
from app.ui.pages.row_table import RowTable
from app.ui.pages.statistics import charts
from app.ui.pages.statistics.detail_model import DetailModel, View, grid
from app.ui.pages.statistics.detail_table import EDGE, HEAD, ROW, WIDTHS, DetailDelegate
from app.ui.pages.statistics.figure_strip import FigureStrip
from app.ui.pages.statistics.picture import Pane
from app.ui.pages.statistics.words import month_words, percent, shown
from app.ui.theme import Font, Token, theme
from app.ui.widgets import Card, Ground, Label, Part, Segmented
from app.ui.widgets.charts import Columns, Legend, LineChart, ShareBars, StackedBars

UPPER, LOWER = (58, 42), (30, 70)
HEIGHTS = (48, 52)


class Board(QWidget):
    """``office_asked(str)`` with the office of a row or bar, ``reason_asked(int)`` with the number of a reason."""

    office_asked = Signal(str)
    reason_asked = Signal(int)

    def __init__(self, tables: CodeTables) -> None:
        super().__init__()
        self._tables = tables
        self._report: Report | None = None
        self.strip = FigureStrip()
        self.bars = StackedBars("通关时效", "小时")
        self.legend = Legend(charts.LEGEND)
        self.lines = LineChart("提前申报率")
        self.reasons = ShareBars("退单原因", "票")
        self.weeks = Columns("退单率")
        self.week = Label("", Font.STRONG)
        self.views = Segmented([Part(view.value, view.value) for view in View])
        self.model = DetailModel(self)
        self.table = RowTable("明细", WIDTHS[View.RATES], ROW, HEAD, edges=(EDGE, EDGE))
        self.table.setModel(self.model)
        self.table.setItemDelegate(DetailDelegate(self.table))
        self.table.keep_place(self.model.port, self.model.number_of)
        self.table.set_marks(True, only_focused=True)
        self._lay_out()
        self._bind()

    def show_report(self, report: Report) -> None:
        """Show the figures of a report."""
        self._report = report
        self.strip.show_figures(charts.figures(report))
        self.bars.show_bars(charts.bars(report, self._tables))
        self.lines.show_lines(*charts.lines(report, self._tables))
        self.reasons.show_bars(charts.reasons(report.reasons))
        self.weeks.show_columns(charts.columns(report))
        self.week.set_words(self._last_week(report))
        self._about_reasons.set_words(self._reasons_note(report))
        self._show_rows()

    def panes(self) -> tuple[Pane, ...]:
        """Return the charts for the picture that is exported."""
        return (
            Pane("通关时效 按环节和口岸", "小时，平均   虚线为上月", self.bars.paint_chart, self.legend),
            Pane("提前申报率", "近 12 个月", self.lines.paint_chart),
            Pane("退单原因", self._about_reasons.words(), self.reasons.paint_chart),
            Pane("退单率 近 12 周", self.week.words(), self.weeks.paint_chart),
        )

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(self.strip)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row in (upper, lower):
            row.setSpacing(px(14))
        times = _card("通关时效 按环节和口岸", "小时，平均   虚线为上月", self.bars, self.legend)
        upper.addWidget(times, UPPER[0])
        upper.addWidget(_card("提前申报率", "近 12 个月", self.lines), UPPER[1])
        lower.addWidget(self._reasons_card(), LOWER[0])
        lower.addWidget(self._rows_card(), LOWER[1])
        column.addLayout(upper, HEIGHTS[0])
        column.addLayout(lower, HEIGHTS[1])

    def _reasons_card(self) -> Card:
        px = theme().px
        card = Card()
        self._about_reasons = Label("", Font.SMALL, Token.T3)
        card.head.addWidget(Label("退单原因", Font.CARD))
        card.head.addWidget(self._about_reasons, 1)
        card.body.addLayout(card.head)
        card.body.addWidget(self.reasons, 1)
        rule = Ground(Token.LINE)
        rule.setFixedHeight(1)
        card.body.addWidget(rule)
        foot = QGridLayout()
        foot.setHorizontalSpacing(px(16))
        foot.setVerticalSpacing(0)
        foot.addWidget(Label("退单率 近 12 周", Font.SMALL, Token.T2), 0, 0)
        foot.addWidget(self.week, 1, 0)
        foot.addWidget(self.weeks, 0, 1, 2, 1)
        foot.setColumnMinimumWidth(0, px(120))
        foot.setColumnStretch(1, 1)
        card.body.addLayout(foot)
        return card

    def _rows_card(self) -> Card:
        px = theme().px
        card = Card()
        card.body.setContentsMargins(1, px(8), 1, px(8))
        card.body.setSpacing(px(6))
        card.head.setContentsMargins(px(16), 0, px(10), 0)
        card.head.addWidget(Label("明细", Font.CARD))
        card.head.addWidget(Label("与图同一口径，回车看单证", Font.SMALL, Token.T3), 1)
        card.head.addWidget(self.views)
        card.body.addLayout(card.head)
        card.body.addWidget(self.table, 1)
        return card

    def _bind(self) -> None:
        self.views.chosen.connect(lambda _key: self._show_rows())
        self.table.opened.connect(lambda row: self._ask_office(self.model.port(row)))
        self.bars.opened.connect(self._ask_bar)
        self.reasons.opened.connect(self.reason_asked)

    def _show_rows(self) -> None:
        if self._report is not None:
            view = View(self.views.current())
            shown_grid = grid(self._report, view, self._tables)
            self.model.show_grid(shown_grid)
            self.table.set_widths(WIDTHS[view])

    def _ask_bar(self, number: int) -> None:
        if self._report is not None:
            cleared = [row for row in self._report.rows if row.now.cleared]
            self._ask_office(cleared[number].port)

    def _ask_office(self, port: str) -> None:
        self.office_asked.emit(port)

    @staticmethod
    def _last_week(report: Report) -> str:
        last = percent(report.sent_back[-1])
        return f"{shown(last)}%" if last is not None else "本周无申报"

    @staticmethod
    def _reasons_note(report: Report) -> str:
        count = report.now.rejected.part
        month = month_words(report.month, report.until)
        return f"{month} {count} 票，回车看单证" if count else f"{month}没有退单"


def _card(title: str, note: str, chart: QWidget, end: QWidget | None = None) -> Card:
    card = Card(title, note)
    if end is not None:
        card.head.addWidget(end)
    card.body.addWidget(chart, 1)
    return card
