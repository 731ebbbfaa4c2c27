"""The queue by keyboard: paused, one kept back, one before the others, one taken back; the clock confirmed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.ui.pages.receipts_page import ReceiptsPage
from app.ui.pages.services import QueueItem, QueueState, ReceiptItem
from app.ui.theme import theme
from tests.helpers.keys import press
from tests.helpers.ui_lifecycle import FakeLifecycle
from tests.helpers.ui_services import NOW, FakeSubmissions, FixedClock

Key = Qt.Key


@pytest.fixture
def service() -> FakeSubmissions:
    theme().install()
    found = FakeSubmissions()
    found.waiting = [
        QueueItem("q0", "进口 炼焦煤", "PD0", Status.QUEUED, "排第 1", 0.1, NOW, can_recall=True),
        QueueItem("q1", "出口 焦炭", "PD1", Status.SENDING, "签名完成，正在上传", 0.6, NOW),
    ]
    found.kept = [
        ReceiptItem("r0", "", "P", "放行", "签名与内容不符，可能被改写；放行", "I1", None, NOW, apart="签名与内容不符")
    ]
    return found


@pytest.fixture
def page(qtbot: QtBot, service: FakeSubmissions) -> ReceiptsPage:
    made = ReceiptsPage(service, FixedClock(), lambda *_: None, FakeLifecycle(), lambda _: None, lambda _: None)
    qtbot.addWidget(made)
    made.resize(1372, 830)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activated()
    return made


def hit(page: ReceiptsPage, key: Qt.Key) -> None:
    press(QApplication.focusWidget() or page, key)


def said(page: ReceiptsPage) -> str:
    return page.strip.accessibleName() if page.strip.isVisible() else ""


def test_q_goes_to_the_queue_and_back(page: ReceiptsPage) -> None:
    hit(page, Key.Key_Q)
    assert page.queue.hasFocus()
    assert page.queue.current_row() == 0
    assert "queue.hold" in [hint.keys for hint in page.hints()]
    hit(page, Key.Key_Q)
    assert page.table.hasFocus()


def test_h_t_and_del_act_on_the_one_the_queue_is_on(page: ReceiptsPage, service: FakeSubmissions) -> None:
    hit(page, Key.Key_Q)
    hit(page, Key.Key_H)
    assert service.calls[-1] == ("wish", "q0", "True", "False")
    page._refresh()
    assert page.queue_model.row(0).held
    hit(page, Key.Key_H)
    assert service.calls[-1] == ("wish", "q0", "False", "False")
    page._refresh()
    hit(page, Key.Key_T)
    assert service.calls[-1] == ("wish", "q0", "False", "True")
    hit(page, Key.Key_Delete)
    assert ("recall", "q0") in service.calls


def test_what_has_left_is_told_and_not_touched(page: ReceiptsPage, service: FakeSubmissions) -> None:
    hit(page, Key.Key_Q)
    hit(page, Key.Key_Down)
    calls = list(service.calls)
    for key in (Key.Key_H, Key.Key_T, Key.Key_Delete):
        hit(page, key)
        assert "已经发出" in said(page)
    assert service.calls == calls


def test_p_stops_the_queue_and_lets_it_go_on(page: ReceiptsPage, service: FakeSubmissions) -> None:
    hit(page, Key.Key_P)
    assert service.calls[-1] == ("pause", "True")
    assert "已暂停" in page.side._said.words()
    hit(page, Key.Key_P)
    assert service.calls[-1] == ("pause", "False")


def test_a_wrong_clock_is_told_and_confirmed_by_keyboard(page: ReceiptsPage, service: FakeSubmissions) -> None:
    service.state = QueueState(clock_trouble="本机时间比单一窗口慢 3 天，已暂停签名")
    page._refresh()
    assert "慢 3 天" in said(page)
    button = page.strip.findChildren(type(page.side._pause))[0]
    button.setFocus()
    press(button, Key.Key_Space)
    assert service.calls[-1] == ("confirm_clock",)
    assert said(page) == ""


def test_what_was_set_aside_is_listed_and_not_called_by_what_it_says(page: ReceiptsPage) -> None:
    assert page.model.words(page.model.row(0), 1) == "待核对"
    page.side._filter("apart")
    assert page.model.rowCount() == 1
    page.model.show_items([replace(page.model.row(0), apart="")])
    assert page.model.rowCount() == 0
