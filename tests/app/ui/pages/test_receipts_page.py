"""Queue and receipts driven by keys: read, mark, filter, look at the message, open at the field, settle a doubt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.ui.models.filing_words import ABSENT, FOUND
from app.ui.pages.lifecycle import Next, NextStep
from app.ui.pages.receipts_page import ReceiptsPage
from app.ui.pages.services import Event, PointedAt, QueueItem, ReceiptItem, Standing
from app.ui.theme import theme
from app.ui.widgets import EmptyState
from tests.helpers.keys import press
from tests.helpers.ui_lifecycle import FakeLifecycle
from tests.helpers.ui_services import NOW, FakeSubmissions, FixedClock

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
RAW = '<?xml version="1.0"?>\r\n<DEC_DATA>  原文 </DEC_DATA>'


def receipt(number: int, status: Status, *, seen: bool = False, path: str = "", note: str = "") -> ReceiptItem:
    return ReceiptItem(
        f"r{number}",
        f"d{number}",
        "P",
        status.value,
        note,
        f"07082026000000000{number}",
        status,
        NOW - timedelta(minutes=number),
        seen,
        "炼焦煤 2 项",
        (PointedAt("R104", path, "成交数量", note),) if path else (),
    )


def bare(service: FakeSubmissions) -> ReceiptsPage:
    """Return a page that leads nowhere."""
    nowhere = FakeLifecycle()
    return ReceiptsPage(service, FixedClock(), lambda *_: None, nowhere, lambda _: None, lambda _: None)


class Desk:
    """A shown page with what it opened."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.service = FakeSubmissions()
        self.service.kept = [
            receipt(0, Status.RELEASED),
            receipt(1, Status.INSPECTION),
            receipt(2, Status.REJECTED, path="items[1].quantity", note="数量不符"),
            receipt(3, Status.TAX, seen=True),
        ]
        for one in self.service.kept:
            assert one.status is not None
            self.service.standings[one.draft_id] = Standing(one.status)
            self.service.lives[one.draft_id] = [Event(one.at, one.title, one.note, "P", one.id, one.status)]
        self.service.messages["r1"] = RAW
        self.service.waiting = [
            QueueItem("q0", "进口 炼焦煤", "PD0", Status.QUEUED, "排第 1", 0.1, NOW),
            QueueItem("q1", "出口 焦炭", "PD1", Status.PARKED, "请到单一窗口网页核实", 0.7, NOW, True),
        ]
        self.service.standings["q0"] = Standing(Status.QUEUED, can_recall=True)
        self.service.standings["q1"] = Standing(Status.PARKED)
        self.opened: list[tuple[str, str]] = []
        self.life = FakeLifecycle()
        self.led: list[tuple[str, str]] = []
        self.page = ReceiptsPage(
            self.service,
            FixedClock(),
            lambda draft, path: self.opened.append((draft, path)),
            self.life,
            lambda draft: self.led.append(("next", draft)),
            lambda draft: self.led.append(("lanes", draft)),
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

    def click(self, words: str) -> None:
        """Press a button of the notice by keyboard."""
        found = [
            one
            for one in self.page.pane.notice.findChildren(QAbstractButton)
            if one.text() == words and one.isVisible()
        ]
        found[0].setFocus()
        self.press(Key.Key_Return)

    def seen(self) -> list[bool]:
        return [one.seen for one in self.service.kept]

    def about(self) -> str:
        shown = self.page.pane.shown()
        return shown.draft_id if shown is not None else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    yield Desk(qtbot)


def test_the_newest_receipt_is_shown_and_read(desk: Desk) -> None:
    assert desk.about() == "d0"
    assert desk.seen() == [True, False, False, True]


def test_j_and_k_walk_and_what_was_gone_to_is_read(desk: Desk) -> None:
    desk.press(Key.Key_J)
    assert desk.about() == "d1"
    assert desk.seen() == [True, True, False, True]
    desk.press(Key.Key_J)
    desk.press(Key.Key_K)
    assert desk.about() == "d1"
    desk.press(Key.Key_Down)
    assert desk.about() == "d2"


def test_u_toggles_read(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.page.model.row(0).seen)
    desk.press(Key.Key_U)
    assert not desk.seen()[0]
    desk.qtbot.waitUntil(lambda: not desk.page.model.row(0).seen)
    desk.press(Key.Key_U)
    assert desk.seen()[0]


def test_enter_opens_a_rejection_at_the_field_it_names(desk: Desk) -> None:
    desk.press(Key.Key_J)
    desk.press(Key.Key_J)
    desk.press(Key.Key_Return)
    assert desk.opened == [("d2", "items[1].quantity")]


def test_the_notice_of_a_rejection_leads_to_the_field_it_names(desk: Desk) -> None:
    desk.press(Key.Key_J)
    desk.press(Key.Key_J)
    assert desk.page.pane.notice.accessibleName() == "海关退单，改好后可再申报，成交数量：数量不符（R104）"
    desk.click("改被退的这一项")
    assert desk.opened == [("d2", "items[1].quantity")]


def test_a_receipt_that_waits_for_the_clerk_says_so_although_nothing_moved(desk: Desk) -> None:
    held = replace(receipt(8, Status.REVIEWED), status=None, channel="H", title="挂起(需联系海关)", note="请联系审单处")
    desk.service.kept.insert(0, held)
    desk.service.standings[held.draft_id] = Standing(Status.REVIEWED)
    desk.service.changed.emit("")
    desk.qtbot.waitUntil(lambda: desk.page.model.rowCount() == 5)
    desk.press(Key.Key_Home)
    assert desk.page.model.index(0, 1).data() == "挂起"
    assert desk.page.pane.notice.accessibleName() == "挂起(需联系海关)，等您处理，请联系审单处"


def test_ctrl_u_shows_the_message_as_it_came_and_esc_leads_back(desk: Desk) -> None:
    desk.press(Key.Key_J)
    desk.press(Key.Key_U, CTRL)
    assert desk.page.pane.original() == RAW.replace("\r\n", "\n")
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == RAW.replace("\r\n", "\n")
    desk.press(Key.Key_Escape)
    assert not desk.page.pane.is_original()
    assert desk.page.table.hasFocus()


def test_another_receipt_closes_the_message(desk: Desk) -> None:
    desk.press(Key.Key_J)
    desk.press(Key.Key_U, CTRL)
    desk.page.table.setFocus()
    desk.press(Key.Key_J)
    assert not desk.page.pane.is_original()


def test_filters_hold_their_kind_and_unread_keeps_what_was_just_read(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.page.model.unread() == 2)
    desk.page.side.filters.setFocus()
    desk.press(Key.Key_Right)
    assert [desk.page.model.row(n).id for n in range(desk.page.model.rowCount())] == ["r1", "r2"]
    desk.press(Key.Key_J)
    desk.qtbot.waitUntil(lambda: desk.page.model.unread() == 1)
    assert desk.page.model.rowCount() == 2
    assert desk.page.table.current_row() == 1
    desk.page.side.filters.setFocus()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Left)
    assert [desk.page.model.row(n).id for n in range(desk.page.model.rowCount())] == ["r1"]


def test_a_filter_without_rows_says_so(desk: Desk) -> None:
    desk.service.kept = [replace(one, status=Status.RELEASED) for one in desk.service.kept]
    desk.service.changed.emit("d0")
    desk.qtbot.waitUntil(lambda: desk.page.model.row(1).status is Status.RELEASED)
    desk.page.side.filters.setFocus()
    for _ in range(3):
        desk.press(Key.Key_Right)
    assert [one.accessibleName() for one in desk.page.findChildren(EmptyState) if one.isVisible()] == ["没有退单回执"]


def test_f5_receives(desk: Desk) -> None:
    desk.press(Key.Key_F5)
    assert ("receive",) in desk.service.calls


def test_new_receipts_come_in_above_and_the_place_is_kept(desk: Desk) -> None:
    desk.press(Key.Key_J)
    desk.service.kept.insert(
        0, replace(receipt(0, Status.CLOSED), id="r9", draft_id="d9", at=NOW + timedelta(minutes=1))
    )
    desk.service.changed.emit("d9")
    desk.qtbot.waitUntil(lambda: desk.page.model.rowCount() == 5)
    assert desk.page.table.current_row() == 2
    assert desk.about() == "d1"


def test_a_waiting_message_can_be_recalled(desk: Desk) -> None:
    desk.page.queue.setFocus()
    assert desk.about() == "q0"
    desk.click("撤回")
    assert ("recall", "q0") in desk.service.calls
    assert desk.page.strip.isVisible()


@pytest.mark.parametrize(("words", "arrived"), [(FOUND, "True"), (ABSENT, "False")])
def test_a_parked_message_is_settled_by_what_a_person_saw(desk: Desk, words: str, arrived: str) -> None:
    desk.page.queue.setFocus()
    desk.press(Key.Key_Down)
    assert desk.about() == "q1"
    desk.click(words)
    assert ("settle", "q1", arrived) in desk.service.calls
    assert desk.page.table.hasFocus()  # the buttons are gone with the doubt


def test_tab_back_from_the_queue_shows_the_receipt_again(desk: Desk) -> None:
    desk.page.queue.setFocus()
    desk.press(Key.Key_Escape)
    assert desk.page.table.hasFocus()
    assert desk.about() == "d0"


def test_a_receipt_of_nobody_is_shown_alone(desk: Desk) -> None:
    desk.service.kept.insert(0, replace(receipt(7, Status.RELEASED), draft_id=""))
    desk.service.changed.emit("")
    desk.qtbot.waitUntil(lambda: desk.page.model.rowCount() == 5)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Return)
    assert desk.opened == []


def test_a_receipt_can_be_gone_to_before_it_was_brought(qtbot: QtBot) -> None:
    service = FakeSubmissions()
    service.kept = [receipt(number, Status.RELEASED) for number in range(6)]
    service.answers.held = True
    page = bare(service)
    qtbot.addWidget(page)
    page.show_receipt("r4")
    service.answers.held = False
    service.answers.give()
    shown = page.pane.shown()
    assert shown is not None and shown.draft_id == "d4"


def test_the_keyboard_waits_for_the_first_rows_and_survives_the_last(qtbot: QtBot) -> None:
    service = FakeSubmissions()
    page = bare(service)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activated()
    assert page.hasFocus()
    press(page, Key.Key_J)
    service.kept = [receipt(1, Status.RELEASED)]
    press(page, Key.Key_F5)
    assert page.table.hasFocus()
    service.kept = []
    press(page.table, Key.Key_F5)
    assert page.hasFocus()


def test_a_failure_is_told_with_a_way_on(desk: Desk) -> None:
    desk.service.answers.refusal = "数据库正忙，稍后再试"
    desk.press(Key.Key_F5)
    assert desk.page.strip.accessibleName() == "数据库正忙，稍后再试"


def test_answers_to_a_closed_page_are_harmless(qtbot: QtBot) -> None:
    service = FakeSubmissions()
    service.answers.held = True
    page = bare(service)
    page.deleteLater()
    QApplication.sendPostedEvents(page, 52)
    service.answers.give()
    service.changed.emit("d1")


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []


def test_what_comes_next_has_a_button_and_goods_that_may_leave_are_not_called_released(desk: Desk) -> None:
    leaves = replace(receipt(7, Status.CONDITIONAL), channel="SpK", title="提货放行")
    desk.service.kept.insert(0, leaves)
    desk.service.standings["d7"] = Standing(Status.CONDITIONAL, editable=False)
    desk.life.steps["d7"] = Next(NextStep.COMPLETE, "完整申报 剩 11 天", lanes=True)
    desk.service.changed.emit("")
    desk.qtbot.waitUntil(lambda: desk.page.model.rowCount() == 5)
    desk.press(Key.Key_Home)
    assert desk.page.current_draft() == "d7"
    assert desk.page.pane.next.text() == "完整申报 剩 11 天"
    assert desk.page.pane.notice.accessibleName().startswith("可提离，不得销售使用")
    desk.page.pane.next.setFocus()
    desk.press(Key.Key_Return)
    desk.page.pane.lanes.setFocus()
    desk.press(Key.Key_Return)
    assert desk.led == [("next", "d7"), ("lanes", "d7")]
    desk.page.table.setFocus()
    desk.press(Key.Key_J)
    assert not desk.page.pane.next.isVisible()
