"""统计: months by keys, charts that say the numbers of the table, files that go out, what it says when empty."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import SHANGHAI
from app.declarations.clearance import Filed
from app.reference import load
from app.ui.pages.statistics.board import Board
from app.ui.pages.statistics.detail_model import SUM, View
from app.ui.pages.statistics.services import Query
from app.ui.pages.statistics.statistics_page import StatisticsPage
from app.ui.theme import Choice, theme
from tests.helpers.filed import year
from tests.helpers.keys import press, type_text
from tests.helpers.ui_services import FixedClock
from tests.helpers.ui_statistics import FakeStatistics

Key, Mod = Qt.Key, Qt.KeyboardModifier
TABLES = load()
AT = datetime(2026, 3, 21, 14, 32, tzinfo=SHANGHAI)
MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)


class Desk:
    """A shown page with what it opened."""

    def __init__(self, qtbot: QtBot, filed: list[Filed]) -> None:
        self.qtbot = qtbot
        self.service = FakeStatistics(filed, AT.date())
        self.documents: list[str] = []
        self.found: list[str] = []
        self.page = StatisticsPage(self.service, TABLES, FixedClock(AT), self.documents.append, self.found.append)
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    @property
    def board(self) -> Board:
        return self.page.board

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        press(self.focused(), key, modifier)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(20):
            if wanted.hasFocus():
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never came to {wanted.accessibleName()}")

    def export_to(self, path: Path) -> None:
        self.press(Key.Key_E, Mod.ControlModifier)
        press(self.focused(), Key.Key_A, Mod.ControlModifier)
        type_text(self.focused(), str(path))
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.page.strip.isVisible())


@pytest.fixture(scope="module")
def filed() -> list[Filed]:
    return year(AT.date())


@pytest.fixture
def desk(qtbot: QtBot, filed: list[Filed]) -> Iterator[Desk]:
    yield Desk(qtbot, filed)


def test_the_brackets_change_the_month_and_stop_at_this_one(desk: Desk) -> None:
    assert desk.board.table.hasFocus()
    desk.press(Key.Key_BracketRight)
    assert [one.month for one in desk.service.asked] == [MARCH]
    desk.press(Key.Key_BracketLeft)
    assert desk.service.asked[-1] == Query(FEBRUARY)
    assert desk.page.month.accessibleName() == "期间，上月"
    assert desk.page.query_words().startswith("2026-02-01 至 02-28")
    desk.press(Key.Key_BracketRight)
    assert desk.service.asked[-1] == Query(MARCH)


def test_the_rows_add_up_and_the_bars_say_what_they_say(desk: Desk) -> None:
    *rows, whole = desk.board.model.rows()
    assert whole[0].words == SUM
    assert sum(int(str(row[1].value)) for row in rows) == whole[1].value
    for number, row in enumerate(rows):
        said = desk.board.bars.words_of(number)
        assert said.startswith(f"{row[0].words} {row[0].note} {row[1].words} 票，共 {row[2].words} 小时")


def test_the_stages_of_a_row_add_up_to_its_hours(desk: Desk) -> None:
    desk.tab_to(desk.board.views)
    desk.press(Key.Key_Right)
    assert desk.board.views.current() == View.STAGES.value
    for row in desk.board.model.rows():
        assert sum(Decimal(str(cell.value)) for cell in row[2:6]) == row[6].value
    desk.press(Key.Key_Right)
    last = desk.board.model.rows()[0][-1]
    assert f"{last.words}%" in desk.board.lines.words_of(11)


def test_a_chart_is_read_value_by_value(desk: Desk) -> None:
    desk.tab_to(desk.board.bars)
    first = desk.board.bars.accessibleName()
    desk.press(Key.Key_Down)
    assert desk.board.bars.accessibleName() != first
    assert "审单" in desk.board.bars.accessibleName()
    desk.press(Key.Key_Return)
    assert desk.found == [desk.board.model.port(1)]
    desk.tab_to(desk.board.lines)
    assert "2026 年 3 月" in desk.board.lines.accessibleName()
    desk.press(Key.Key_Left)
    assert "2026 年 2 月" in desk.board.lines.accessibleName()


def test_enter_on_a_row_leads_to_its_declarations(desk: Desk) -> None:
    desk.press(Key.Key_Return)
    assert desk.found == ["0708"]


def test_enter_on_a_reason_opens_the_newest_declaration_sent_back_for_it(desk: Desk) -> None:
    desk.press(Key.Key_BracketLeft)
    report = desk.page._report
    assert report is not None and report.reasons
    desk.tab_to(desk.board.reasons)
    desk.press(Key.Key_Return)
    assert desk.documents == [report.reasons[0].draft_ids[-1]]


def test_an_office_is_chosen_in_its_menu_and_esc_shows_all_again(desk: Desk) -> None:
    desk.tab_to(desk.page.port)
    menu = desk.page.port.menu()
    actions = menu.actions()
    assert actions[0].text() == "全部" and actions[0].isChecked()
    next(one for one in actions if one.text().startswith("0702")).trigger()
    assert desk.service.asked[-1].port == "0702"
    assert desk.page.port.accessibleName().startswith("口岸，0702")
    assert "口岸" in desk.page.query_words()
    desk.press(Key.Key_Escape)
    assert desk.service.asked[-1].port == ""


def test_picture_and_table_are_written_beside_each_other(desk: Desk, tmp_path: Path) -> None:
    theme().choose(Choice.DARK)
    desk.export_to(tmp_path / "三月.png")
    assert "已导出 三月.png、三月.csv" in desk.page.strip.accessibleName()
    image = QImage(str(tmp_path / "三月.png"))
    assert image.width() == 2 * 1372
    assert image.pixelColor(4, 4).name() == image.pixelColor(image.width() // 2, image.height() - 6).name() == "#ffffff"
    text = (tmp_path / "三月.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["统计", desk.page.query_words()]
    shown = [[row[0].words, row[1].words, row[2].words] for row in desk.board.model.rows()]
    at = rows.index(["概览"]) + 2
    found = [[row[0].split()[0], row[1], row[2]] for row in rows[at : at + len(shown)]]
    assert found == shown


def test_a_reason_that_looks_like_a_formula_is_only_text(qtbot: QtBot, filed: list[Filed], tmp_path: Path) -> None:
    nasty = replace(filed[0], rejected=True, reasons=(("", '=HYPERLINK("http://x")'),))
    desk = Desk(qtbot, [nasty])
    desk.export_to(tmp_path / "a.png")
    assert "\"'=HYPERLINK" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_what_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "taken.csv").mkdir()
    (tmp_path / "taken.png").mkdir()
    desk.export_to(tmp_path / "taken.png")
    assert desk.page.strip.accessibleName().startswith("没有导出：")


def test_an_empty_month_says_so_and_leads_back(qtbot: QtBot, filed: list[Filed]) -> None:
    desk = Desk(qtbot, [one for one in filed if one.month == FEBRUARY])
    assert not desk.board.isVisible()
    desk.press(Key.Key_BracketLeft)
    assert desk.board.isVisible()
    assert desk.board.table.hasFocus()


def test_before_the_first_filing_there_is_a_sentence(qtbot: QtBot) -> None:
    desk = Desk(qtbot, [])
    assert not desk.board.isVisible()
    names = [one.accessibleName() for one in desk.page.findChildren(QWidget) if one.isVisible()]
    assert "还没有可统计的单证" in names


def test_news_are_shown_and_a_late_answer_is_not(desk: Desk, filed: list[Filed]) -> None:
    desk.service.answers.held = True
    desk.press(Key.Key_BracketLeft)
    desk.press(Key.Key_BracketRight)
    desk.service.answers.give()
    assert desk.page.query_words().startswith("2026-03-01")
    desk.service.answers.held = False
    desk.service.filed = filed[:3]
    desk.service.changed.emit()
    desk.qtbot.waitUntil(lambda: desk.page.query_words().startswith("2026-03-01 至 03-21  进出口 3 票"))


def test_a_failure_is_told_and_tried_again(desk: Desk) -> None:
    desk.service.answers.refusal = "数据文件正被另一个程序占用，请稍后再试"
    desk.press(Key.Key_BracketLeft)
    assert desk.page.strip.accessibleName() == desk.service.answers.refusal


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []
