"""The two lanes by keys: registering where goods lie, selling stopped before release, following receipts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import SHANGHAI
from app.declarations.status import Status
from app.ui.pages.lifecycle import Expiry, Storage
from app.ui.pages.services import Event
from app.ui.pages.two_lane.storage_form import PERMIT, RESULT, read_moment
from app.ui.pages.two_lane.storage_side import masked
from app.ui.pages.two_lane.two_lane_page import TwoLanePage
from app.ui.theme import theme
from tests.helpers.keys import press, type_text
from tests.helpers.ui_lifecycle import FakeLifecycle, lanes
from tests.helpers.ui_services import NOW, FakeSubmissions, FixedClock

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A shown page with what it opened."""

    def __init__(self, qtbot: QtBot, status: Status = Status.CONDITIONAL) -> None:
        self.qtbot, self.service, self.submissions = qtbot, FakeLifecycle(), FakeSubmissions()
        self.service.lanes["d1"] = lanes(status, [Event(NOW, "提货放行", "", "K", "4", status)])
        self.forms: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.page = TwoLanePage(
            "d1",
            self.service,
            self.submissions,
            FixedClock(),
            lambda draft, path: self.forms.append((draft, path)),
            lambda: self.left.append("left"),
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

    def type(self, text: str) -> None:
        type_text(QApplication.focusWidget() or self.page, text)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    yield Desk(qtbot)


def test_the_banner_says_the_strictest_truth(desk: Desk) -> None:
    assert desk.page.banner.accessibleName().startswith("可提离，不得销售使用")
    assert "口岸段" in desk.page.view.accessibleName()
    assert "还不能卖" in desk.page.view.accessibleName()
    assert desk.page.model.index(0, 6).data() == "只可存放"


def test_selling_before_release_is_stopped(desk: Desk) -> None:
    desk.service.sale = "尚未放行，不得销售或使用（R144）"
    desk.page.sell.setFocus()
    desk.press(Key.Key_Return)
    assert desk.service.calls == [("sell", "d1")]
    assert desk.page.strip.accessibleName() == "尚未放行，不得销售或使用（R144）"


def test_d_opens_the_record_and_ctrl_s_keeps_it(desk: Desk) -> None:
    desk.press(Key.Key_D)
    assert desk.page.is_marked()
    desk.type("测试冷库")
    for text in ("", "", "11-21 06:45"):
        desk.press(Key.Key_Return)
        desk.type(text)
    desk.press(Key.Key_S, CTRL)
    stored = desk.service.calls[-1][2]
    assert isinstance(stored, Storage)
    assert (stored.place, stored.arrived_at) == ("测试冷库", datetime(2026, 11, 21, 6, 45, tzinfo=SHANGHAI))
    assert not desk.page.is_marked()
    assert desk.page.table.hasFocus()


def test_a_time_that_cannot_be_read_is_told_and_nothing_is_lost(desk: Desk) -> None:
    desk.press(Key.Key_D)
    desk.page.side.form.texts["arrived"].take_focus()
    desk.type("早上")
    desk.press(Key.Key_S, CTRL)
    assert desk.service.calls == []
    assert desk.page.side.form.texts["arrived"].hasFocus()
    desk.press(Key.Key_Escape)
    assert not desk.page.is_marked()


def test_days_of_the_record_are_kept_with_those_it_does_not_know(desk: Desk) -> None:
    other = Expiry("场地合同", NOW.date())
    desk.service.lanes["d1"] = replace(desk.service.lanes["d1"], expiries=(other,))
    desk.service.changed.emit("d1")
    desk.qtbot.waitUntil(lambda: "场地合同" in desk.page.banner.accessibleName())
    desk.press(Key.Key_D)
    desk.page.side.form.days[RESULT].take_focus()
    desk.type("20260309")
    desk.press(Key.Key_Return)
    assert desk.page.side.form.days[PERMIT].hasFocus()
    desk.press(Key.Key_S, CTRL)
    kept = desk.service.calls[-1][3]
    assert kept == (other, Expiry(RESULT, datetime(2026, 3, 9, tzinfo=SHANGHAI).date()))


def test_the_page_follows_the_release(desk: Desk) -> None:
    desk.service.lanes["d1"] = lanes(Status.RELEASED, [Event(NOW, "放行", "", "P", "5", Status.RELEASED)])
    desk.submissions.changed.emit("d1")
    desk.qtbot.waitUntil(lambda: desk.page.banner.accessibleName().startswith("已放行"))
    assert desk.page.model.index(0, 6).data() == "可销售"
    assert not desk.page.missing.isVisible()


def test_enter_opens_the_declaration_and_esc_leaves(desk: Desk) -> None:
    desk.press(Key.Key_Return)
    assert desk.forms == [("d1", "")]
    desk.press(Key.Key_Escape)
    assert desk.left == ["left"]


def test_f5_receives(desk: Desk) -> None:
    desk.press(Key.Key_F5)
    assert ("receive",) in desk.submissions.calls


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", None),
        ("06:45", datetime(2026, 3, 2, 6, 45, tzinfo=SHANGHAI)),
        ("3-1 06:45", datetime(2026, 3, 1, 6, 45, tzinfo=SHANGHAI)),
        ("2025/12/31 23:59", datetime(2025, 12, 31, 23, 59, tzinfo=SHANGHAI)),
    ],
)
def test_moments_are_read_as_clerks_write_them(text: str, moment: datetime | None) -> None:
    assert read_moment(text, NOW) == moment


@pytest.mark.parametrize("text", ["一", "25:00", "13-40 06:00", "1-2-3-4 05:00", "x-y 05:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_moment(text, NOW)


def test_a_telephone_number_is_never_shown_whole() -> None:
    assert masked("王测试 13900006620") == "王测试  139****6620"
