"""Charts: round axes from 0, bars as long as their numbers, one stop for the keyboard, only the colours of charts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.ui.theme import Token, theme
from app.ui.widgets.charts import Column, Columns, Line, LineChart, ShareBar, ShareBars, StackedBar, StackedBars
from app.ui.widgets.charts.scale import percent_ticks, ticks_up_to
from tests.helpers.keys import press


@given(st.floats(0.001, 1e6))
def test_ticks_are_few_even_and_reach_beyond_the_highest(highest: float) -> None:
    ticks = ticks_up_to(highest)
    assert ticks[0] == 0 and ticks[-1] >= highest * 0.999_999
    assert len(ticks) <= 8
    steps = {round(after - before, 9) for before, after in pairwise(ticks)}
    assert max(steps) - min(steps) <= max(steps) * 1e-6


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([41.0, 82.0], (40.0, 60.0, 80.0, 100.0)),
        ([100.0], (90.0, 100.0)),
        ([0.0], (0.0, 10.0)),
        ([], (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)),
    ],
)
def test_gridlines_of_shares(values: list[float], ticks: tuple[float, ...]) -> None:
    assert percent_ticks(values) == ticks


def drawn(chart: StackedBars, width: int = 600, height: int = 120) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme().color(Token.SURFACE))
    painter = QPainter(image)
    chart.paint_chart(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def length_of(image: QImage, y: int, token: Token) -> int:
    color = theme().color(token).rgb()
    return sum(image.pixel(x, y) == color for x in range(image.width()))


def test_parts_are_as_long_as_their_numbers(qtbot: QtBot) -> None:
    chart = StackedBars("时效", "小时")
    qtbot.addWidget(chart)
    chart.show_bars(
        [StackedBar("甲", "公路", (1.0, 2.0, 0.0, 3.0), "6.0"), StackedBar("乙", "公路", (6.0, 0, 0, 0), "6.0")]
    )
    image = drawn(chart)
    first, second = (round(chart.place_of(n, QRectF(0, 0, 600, 120)).center().y()) for n in range(2))
    whole = length_of(image, second, Token.CH4)
    assert length_of(image, first, Token.CH4) == pytest.approx(whole / 6, abs=2)
    assert length_of(image, first, Token.CH3) == pytest.approx(whole / 3, abs=2)
    assert length_of(image, first, Token.CH2) == 0
    assert length_of(image, first, Token.CH1) == pytest.approx(whole / 2, abs=2)


def test_the_arrows_go_from_value_to_value_and_enter_opens(qtbot: QtBot) -> None:
    chart = ShareBars("原因", "票")
    qtbot.addWidget(chart)
    chart.show_bars([ShareBar("净重大于毛重", 4, "R055"), ShareBar("舱单无数据", 3)])
    assert chart.accessibleName() == "原因，净重大于毛重 4 票，R055"
    opened: list[int] = []
    chart.opened.connect(opened.append)
    press(chart, Qt.Key.Key_Down)
    press(chart, Qt.Key.Key_Down)
    assert chart.accessibleName() == "原因，舱单无数据 3 票"
    press(chart, Qt.Key.Key_Return)
    assert opened == [1]
    chart.show_bars([])
    assert chart.accessibleName() == "原因，没有数据"
    press(chart, Qt.Key.Key_Return)
    assert opened == [1]


def test_lines_say_what_is_missing(qtbot: QtBot) -> None:
    chart = LineChart("提前申报率")
    qtbot.addWidget(chart)
    chart.show_lines([Line("甘其毛都", (None, 50.0)), Line("策克", (25.0, None))], ["2 月", "3 月"], ["2月", "3月"])
    assert chart.accessibleName() == "提前申报率，3 月 甘其毛都 50.0%、策克 无申报"
    press(chart, Qt.Key.Key_Left)
    assert chart.accessibleName() == "提前申报率，2 月 甘其毛都 无申报、策克 25.0%"
    chart.resize(400, 200)
    chart.grab()


def test_names_at_the_ends_of_close_lines_stand_apart(qtbot: QtBot) -> None:
    chart = LineChart("率")
    qtbot.addWidget(chart)
    chart.show_lines([Line(name, (50.0, 50.0)) for name in "甲乙丙"], ["1", "2"], ["1", "2"])
    plot = QRectF(0, 0, 300, 200)
    places = sorted(chart._name_places((40.0, 60.0), plot))
    assert places[1] - places[0] >= 36 and places[2] - places[1] >= 36
    assert places[-1] <= plot.bottom()


def test_the_lowest_name_stays_clear_of_the_months(qtbot: QtBot) -> None:
    chart = LineChart("率")
    qtbot.addWidget(chart)
    chart.show_lines([Line("甲", (100.0,)), Line("乙", (0.0,)), Line("丙", (0.0,))], ["1"], ["1"])
    first, *low = chart._name_places((0.0, 100.0), QRectF(0, 0, 300, 200))
    assert first == 0  # what ends high is not pushed up with the others
    assert max(low) <= 190 and abs(low[0] - low[1]) >= 36


def test_a_chart_of_nothing_says_so(qtbot: QtBot) -> None:
    chart = LineChart("率")
    qtbot.addWidget(chart)
    chart.resize(200, 100)
    empty = chart.grab().toImage()
    assert len({empty.pixel(x, 50) for x in range(200)}) > 1


def test_columns_start_at_the_newest(qtbot: QtBot) -> None:
    chart = Columns("退单率")
    qtbot.addWidget(chart)
    chart.show_columns([Column(2.0, "上周 2%"), Column(None, "本周 无申报")])
    assert chart.accessibleName() == "退单率，本周 无申报"
    chart.grab()
