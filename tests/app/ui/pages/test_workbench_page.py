"""The workbench: its figures, what was left unfinished, queue and receipts, and how each leads to its place by keys."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.declarations.inbox import NeedKind
from app.declarations.status import Status
from app.reference import load
from app.ui.models.need_list import NeedColumn, rest_of
from app.ui.pages import list_tabs as tabs
from app.ui.pages.bench_figures import figures, released_today
from app.ui.pages.lifecycle import Arrived, Need, TaxEffect, TaxRow
from app.ui.pages.services import Link, QueueItem, ReceiptItem
from app.ui.pages.workbench_page import WorkbenchPage
from app.ui.theme import Tone
from app.ui.widgets import Button
from tests.helpers.keys import press, type_text
from tests.helpers.ui_lifecycle import FakeLifecycle, need
from tests.helpers.ui_services import NOW, FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row

Key = Qt.Key
TABLES = load()


def receipt(number: int, status: Status, hours: int, draft: str = "") -> ReceiptItem:
    at = NOW - timedelta(hours=hours)
    return ReceiptItem(
        f"r{number}", draft or f"d{number}", "P", "已放行", "", f"N{number}", status, at, seen=number > 0
    )


NEEDS = (
    need(9, NeedKind.COMPLETE, day=NOW.date() + timedelta(days=2), left=2, lacking=9, sentence="03-04 24:00 截止"),
    need(2, NeedKind.REJECTED, sentence="净重大于毛重"),
    need(5, NeedKind.TAX),
)


class Desk:
    """A shown workbench with what it opened."""

    def __init__(
        self, qtbot: QtBot, drafts: FakeDrafts, submissions: FakeSubmissions, needs: Sequence[Need] = ()
    ) -> None:
        self.qtbot, self.drafts, self.submissions = qtbot, drafts, submissions
        self.opened: list[str] = []
        self.lists: list[str] = []
        self.receipts: list[str] = []
        self.taken: list[Need] = []
        self.life = FakeLifecycle()
        self.life.waiting = list(needs)
        self.page = WorkbenchPage(
            drafts,
            submissions,
            TABLES,
            FixedClock(),
            FakeMemory(),
            self.opened.append,
            self.lists.append,
            self.receipts.append,
            self.life,
            self.taken.append,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        press(focused if focused is not None else self.page, key, modifier)

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the keyboard is there; ten times is too long a way."""
        for _ in range(10):
            if wanted.hasFocus():
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never came to {wanted.accessibleName()}")


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    drafts = FakeDrafts(
        [row(0), row(1), row(2, Status.REJECTED), row(3, Status.QUEUED), row(4, Status.SENT), row(5, Status.TAX)]
    )
    submissions = FakeSubmissions()
    submissions.waiting = [QueueItem("draft-3", "进口 炼焦煤", "PD3", Status.QUEUED, "排第 1", 0.1, NOW)]
    submissions.kept = [receipt(0, Status.RELEASED, 1), receipt(1, Status.RELEASED, 15), receipt(2, Status.REJECTED, 2)]
    yield Desk(qtbot, drafts, submissions, NEEDS)


def test_the_figures_are_those_of_the_store(desk: Desk) -> None:
    shown = {key: desk.page.counters.figure(key) for key in (tabs.DRAFTS, tabs.MINE, tabs.WAITING, tabs.FILED)}
    assert shown == {tabs.DRAFTS: "2", tabs.MINE: "3", tabs.WAITING: "1", tabs.FILED: "2"}
    assert desk.page.counters.note(tabs.MINE) == "待完整 1  退单 1"


def test_only_todays_releases_are_counted_and_each_declaration_once(desk: Desk) -> None:
    assert desk.page.counters.figure(tabs.RELEASED) == "1"
    twice = [receipt(0, Status.RELEASED, 1, "d"), receipt(1, Status.RELEASED, 2, "d")]
    assert released_today(twice, 200, NOW) == "1"


def test_a_count_that_may_be_too_small_says_so() -> None:
    busy = [receipt(number, Status.RELEASED, 1) for number in range(3)]
    assert released_today(busy, 3, NOW) == "3+"


def test_an_outage_is_told_beside_what_waits() -> None:
    def note(link: Link, waiting: int) -> str:
        made = figures({Status.QUEUED: waiting}, (), (), 200, link, NOW)
        return next(one.note for one in made if one.key == tabs.WAITING)

    assert note(Link.OFFLINE, 2) == "等网关恢复"
    assert note(Link.ONLINE, 2) == ""
    assert note(Link.OFFLINE, 0) == ""


def test_the_keyboard_starts_on_the_unfinished_drafts(desk: Desk) -> None:
    assert desk.page.unfinished.hasFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.opened == ["draft-1"]


def test_the_keyboard_goes_to_the_drafts_when_they_come(qtbot: QtBot) -> None:
    drafts = FakeDrafts([row(0)])
    drafts.answers.held = True
    desk = Desk(qtbot, drafts, FakeSubmissions())
    assert desk.page.hasFocus()
    drafts.answers.give()
    assert desk.page.unfinished.hasFocus()


def test_the_keyboard_survives_the_last_draft(desk: Desk) -> None:
    desk.drafts.rows = [row(2, Status.REJECTED)]
    desk.drafts.changed.emit("")
    desk.qtbot.waitUntil(lambda: not desk.page.unfinished.isVisible())
    assert desk.page.mine.hasFocus()


def test_every_card_is_reached_by_tab_and_enter_opens(desk: Desk) -> None:
    desk.tab_to(desk.page.queue)
    desk.press(Key.Key_Return)
    desk.tab_to(desk.page.receipts)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.tab_to(desk.page.mine)
    desk.press(Key.Key_Return)
    assert desk.opened == ["draft-3"]
    assert desk.taken == [NEEDS[0]]
    assert desk.receipts == ["r1"]


def test_a_figure_leads_to_its_list(desk: Desk) -> None:
    desk.page.counters.setFocus()
    desk.press(Key.Key_Right)
    assert desk.page.counters.accessibleName() == "需要我 3 待完整 1  退单 1"
    desk.press(Key.Key_Return)
    assert desk.page.mine.hasFocus()
    desk.page.counters.setFocus()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return)
    assert desk.lists == [tabs.WAITING]


def test_ctrl_n_starts_a_declaration(desk: Desk) -> None:
    desk.press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.press(Key.Key_Return)
    assert desk.drafts.calls == [("new", "import", "once")]
    assert len(desk.opened) == 1


def test_f5_receives(desk: Desk) -> None:
    desk.press(Key.Key_F5)
    assert ("receive",) in desk.submissions.calls


def test_the_page_follows_what_happens(desk: Desk) -> None:
    desk.life.waiting.append(need(4, NeedKind.INSPECTION))
    desk.drafts.move("draft-4", Status.INSPECTION)
    desk.qtbot.waitUntil(lambda: desk.page.counters.figure(tabs.MINE) == "4")
    assert desk.page.mine_model.rowCount() == 4


def test_nobody_is_needed_and_the_card_is_gone(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeDrafts([row(0)]), FakeSubmissions())
    assert not desk.page.mine.isVisible()
    assert desk.page.unfinished.isVisible()


def test_the_first_start_offers_something_to_do(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeDrafts(), FakeSubmissions())
    assert not desk.page.unfinished.isVisible()
    desk.press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.new_strip.isVisible()


def test_the_last_save_is_told(desk: Desk) -> None:
    desk.drafts.rows[0] = replace(desk.drafts.rows[0], updated_at=NOW - timedelta(days=1))
    desk.drafts.changed.emit("draft-0")
    desk.qtbot.waitUntil(lambda: desk.page.drafts_model.index(0, 3).data() == "昨天 14:32")


def test_a_failure_is_told(desk: Desk) -> None:
    desk.drafts.answers.refusal = "数据库正忙，稍后再试"
    desk.press(Key.Key_F5)
    assert desk.page.strip.accessibleName() == "数据库正忙，稍后再试"
    desk.press(Key.Key_Escape)
    assert not desk.page.strip.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []


def test_with_nothing_to_go_on_with_the_keyboard_is_on_new(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeDrafts(), FakeSubmissions())
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "新建报关单"
    desk.press(Key.Key_Return)
    assert desk.page.new_strip.isVisible()


def test_there_is_nothing_to_retry_in_an_empty_queue(desk: Desk) -> None:
    retry = next(one for one in desk.page.findChildren(Button) if one.text().startswith("立即重试"))
    assert retry.isEnabled()
    desk.submissions.waiting = []
    desk.submissions.changed.emit("")
    desk.qtbot.waitUntil(lambda: not retry.isEnabled())


def test_what_waits_says_why_how_long_and_what_enter_does(desk: Desk) -> None:
    model = desk.page.mine_model
    words = [model.index(number, NeedColumn.WHY).data() for number in range(model.rowCount())]
    assert words == ["剩 2 天，03-04 24:00 截止", "退单待改，净重大于毛重", "缴纳税费，"]
    assert model.index(0, NeedColumn.ACT).data() == "还缺 9 项 完整申报"
    rest = rest_of(NEEDS[0])
    assert rest is not None
    assert (rest.days, rest.tone) == (2, Tone.ERR)
    assert rest_of(NEEDS[1]) is None


def test_an_arrival_is_confirmed_by_keys_and_the_other_month_is_told(qtbot: QtBot) -> None:
    planned = NOW.date() - timedelta(days=1)
    desk = Desk(qtbot, FakeDrafts(), FakeSubmissions(), [need(1, NeedKind.ARRIVAL, day=planned, left=-1)])
    rows = (TaxRow("合计", Decimal(100), Decimal(130)),)
    desk.life.effect = Arrived("进境日已记为 02-28，跨月，按进境日的税率、汇率重算", TaxEffect(rows, "以税单为准"))
    desk.page.mine.setFocus()
    desk.press(Key.Key_Return)
    assert desk.page.day_strip.isVisible()
    type_text(QApplication.focusWidget() or desk.page, "0228")
    desk.press(Key.Key_Return)
    assert desk.life.calls == [("arrived", "draft-1", date(2026, 2, 28))]
    assert "合计差 +30 元（以税单为准）" in desk.page.strip.accessibleName()
    assert desk.page.mine.hasFocus()


def test_a_day_that_cannot_be_read_is_asked_again(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeDrafts(), FakeSubmissions(), [need(1, NeedKind.ARRIVAL, day=NOW.date(), left=0)])
    desk.page.mine.setFocus()
    desk.press(Key.Key_Return)
    type_text(QApplication.focusWidget() or desk.page, "昨天早上")
    desk.press(Key.Key_Return)
    assert desk.page.day_strip.isVisible()
    assert desk.life.calls == []
    desk.press(Key.Key_Escape)
    assert desk.page.mine.hasFocus()
