"""The settings driven by keys: every change is stored at once with all others as they were, and said to be."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.pages.services import CheckLine, Preferences, Verdict
from app.ui.pages.settings_page import SettingsPage
from app.ui.pages.settings_panes import wrong_address
from app.ui.pages.upkeep import AuditLine
from app.ui.theme import Choice, theme
from app.ui.widgets import Label
from tests.helpers.keys import press, type_text
from tests.helpers.ui_services import FakeLedger, FakeSettings, FakeUpkeep, FixedClock

Key = Qt.Key
FIELDS = [("one", "申报单位"), ("two", "报关人员")]
LINES = (CheckLine("数据库", Verdict.OK, "完整"), CheckLine("磁盘", Verdict.WARN, "剩 6 GB"))


class Desk:
    """Shown settings."""

    def __init__(self, qtbot: QtBot, settings: FakeSettings | None = None) -> None:
        kept = Preferences("light", 110, False, "https://gw.test", {"one": "测试公司", "elsewhere": "不动"})
        self.settings = settings or FakeSettings(kept, LINES)
        self.ledger = FakeLedger()
        self.page = SettingsPage(self.settings, self.ledger, FixedClock(), FIELDS)
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        press(focused if focused is not None else self.page, key, modifier)

    def turn(self, key: str) -> None:
        """Go to a part by the arrow keys."""
        while self.page.nav.current() != key:
            self.press(Key.Key_Down)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, text)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield Desk(qtbot)


def test_the_keyboard_starts_on_the_parts_and_tab_leads_into_one(desk: Desk) -> None:
    assert desk.page.nav.hasFocus()
    desk.turn("look")
    desk.press(Key.Key_Tab)
    assert desk.page.look.themes.hasFocus()
    desk.press(Key.Key_Escape)
    assert desk.page.nav.hasFocus()


def test_a_theme_is_stored_at_once_with_the_rest_as_it_was(desk: Desk) -> None:
    desk.turn("look")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Right)
    saved = desk.settings.saved[-1]
    assert saved == Preferences("dark", 110, False, "https://gw.test", {"one": "测试公司", "elsewhere": "不动"})
    assert desk.page.saved_words() == "已保存 14:32:08"


def test_text_scale_and_borders_are_stored(desk: Desk) -> None:
    desk.turn("look")
    desk.page.look.percents.setFocus()
    desk.press(Key.Key_Right)
    desk.page.look.borders.setFocus()
    desk.press(Key.Key_Space)
    assert (desk.settings.saved[-1].percent, desk.settings.saved[-1].strong_borders) == (120, True)


def test_quiet_hours_are_stored_as_they_are_read(desk: Desk) -> None:
    desk.turn("look")
    desk.page.look.quiet.take_focus()
    desk.type("12")
    desk.press(Key.Key_Return)
    assert desk.settings.saved == [] and "12:00-13:30" in desk.page.look.wrong.words()
    desk.type(":00-13:30")
    desk.press(Key.Key_Return)
    assert desk.settings.saved[-1].quiet_hours == "12:00-13:30"
    assert not desk.page.look.wrong.isVisible()


def test_the_theme_chosen_elsewhere_is_not_undone_here(desk: Desk) -> None:
    theme().choose(Choice.DARK)
    desk.turn("look")
    desk.page.look.borders.setFocus()
    desk.press(Key.Key_Space)
    assert desk.settings.saved[-1].theme == "dark"
    assert desk.page.look.themes.current() == "dark"


def test_an_address_is_stored_on_enter(desk: Desk) -> None:
    desk.turn("gateway")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("http://127.0.0.1:8080/")
    desk.press(Key.Key_Return)
    assert desk.settings.saved[-1].gateway == "http://127.0.0.1:8080"
    assert desk.page.gateway.address.text() == "http://127.0.0.1:8080"


def test_an_address_that_cannot_be_one_is_kept_out_and_told(desk: Desk) -> None:
    desk.turn("gateway")
    desk.press(Key.Key_Tab)
    desk.type("x")
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("gateway.test")
    desk.press(Key.Key_Return)
    assert desk.settings.saved == []
    assert "https://" in desk.page.gateway.wrong.words()
    assert desk.page.gateway.wrong.isVisible()


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("", True),
        ("https://gw.test", True),
        ("http://127.0.0.1:9000", True),
        ("http://[::1]:9000", True),
        ("gw.test", False),
        ("ftp://gw.test", False),
        ("http://localhost:9000", True),
        ("http://gw.test", False),
        ("http://10.0.0.5:9000", False),
        ("https://", False),
        ("https://gw.test:99999", False),
        ("https://gw.test:x", False),
    ],
)
def test_addresses(typed: str, is_right: bool) -> None:
    assert (wrong_address(typed) == "") is is_right


def test_the_profile_is_stored_when_a_field_is_left_and_strangers_are_kept(desk: Desk) -> None:
    desk.turn("profile")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("新公司")
    desk.press(Key.Key_Return)
    assert desk.settings.saved[-1].profile == {"one": "新公司", "elsewhere": "不动"}
    assert desk.page.profile.editors["two"].hasFocus()
    desk.type("王测试")
    desk.page.nav.setFocus()
    assert desk.settings.saved[-1].profile == {"one": "新公司", "two": "王测试", "elsewhere": "不动"}
    assert len(desk.settings.saved) == 2


def test_nothing_changed_is_not_stored(desk: Desk) -> None:
    desk.turn("profile")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    assert desk.settings.saved == []


def test_the_self_check_is_shown_and_run_again(desk: Desk) -> None:
    model = desk.page.checks.model
    assert [model.index(n, 1).data() for n in range(model.rowCount())] == ["数据库", "磁盘"]
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "留意"
    assert model.summary() == "1 项好，1 项留意"
    desk.settings.lines = (CheckLine("磁盘", Verdict.BAD, "满了"),)
    desk.press(Key.Key_F5)
    assert model.summary() == "1 项须处理"


def test_a_failed_save_is_told_and_not_called_saved(desk: Desk) -> None:
    desk.settings.answers.refusal = "磁盘已满，没有保存"
    desk.turn("look")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Right)
    assert desk.page.saved_words() == ""
    assert desk.page.strip.accessibleName() == "磁盘已满，没有保存"


def test_nothing_can_be_set_before_it_is_known_what_holds(qtbot: QtBot) -> None:
    settings = FakeSettings()
    settings.answers.held = True
    desk = Desk(qtbot, settings)
    assert not desk.page.look.isEnabled()
    settings.answers.give()
    assert desk.page.look.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []


def test_another_rule_pack_is_stored_and_says_where_it_comes_from(desk: Desk) -> None:
    desk.turn("pack")
    desk.press(Key.Key_Tab)
    assert desk.page.pack.profiles.current() == "new"
    desk.press(Key.Key_Right)
    assert desk.settings.saved[-1].two_step_profile == "legacy"
    words = " ".join(label.words() for label in desk.page.pack.findChildren(Label))
    assert "涉证、涉检、涉税" in words
    assert "待核" in words


def test_a_guarantee_is_entered_by_keys_and_mended(desk: Desk, qtbot: QtBot) -> None:
    desk.turn("ledger")
    desk.page.ledger.editors["number"].take_focus()
    for text in ("Z0702260000318", "呼和浩特测试进出口有限公司", "5000000", "20270630", "总担保"):
        desk.type(text)
        desk.press(Key.Key_Return)
    held = desk.ledger.held["Z0702260000318"]
    assert (held.limit, held.valid_to, held.source) == (Decimal(5000000), date(2027, 6, 30), "总担保")
    assert desk.page.saved_words() == "已保存 14:32:08"
    assert desk.page.ledger.editors["number"].text() == ""
    qtbot.waitUntil(lambda: desk.page.ledger.rows[0].isVisible())
    desk.page.ledger.rows[0].setFocus()
    desk.press(Key.Key_Space)
    assert desk.page.ledger.editors["limit"].hasFocus()
    desk.type("6000000")
    for _ in ("limit", "valid", "source"):
        desk.press(Key.Key_Return)
    assert desk.ledger.held["Z0702260000318"].limit == Decimal(6000000)
    assert len(desk.page.ledger.rows) == 1


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({}, "编号"),
        ({"number": "Z1"}, "企业"),
        ({"number": "Z1", "holder": "甲"}, "数字"),
        ({"number": "Z1", "holder": "甲", "limit": "0"}, "大于 0"),
        ({"number": "Z1", "holder": "甲", "limit": "1", "valid": "明年"}, "有效期"),
    ],
)
def test_what_cannot_be_stored_in_the_ledger_is_said_at_its_box(desk: Desk, texts: dict[str, str], words: str) -> None:
    desk.turn("ledger")
    for name, text in texts.items():
        desk.page.ledger.editors[name].set_text(text)
    desk.page.ledger.take()
    assert words in desk.page.ledger.wrong.words()
    assert desk.ledger.held == {}


def test_keys_backups_and_the_log_are_kept_by_keys(qtbot: QtBot) -> None:
    upkeep = FakeUpkeep()
    upkeep.lines = [
        AuditLine(2, FixedClock().now(), "王测试", "signed", "PD1"),
        AuditLine(1, FixedClock().now(), "a", "b", "c"),
    ]
    page = SettingsPage(FakeSettings(Preferences(), LINES), FakeLedger(), FixedClock(), FIELDS, upkeep)
    qtbot.addWidget(page)
    page.upkeep.backups.now.click()
    assert page.upkeep.backups.model.rowCount() == 1
    page.nav.choose("slots")
    slots = page.upkeep.slots
    assert list(slots.buttons) == ["demo"] and not slots.buttons["demo"].isEnabled()
    slots.first.setText("short")
    slots.set.click()
    assert "至少 8" in slots.wrong.words()
    slots.first.setText("long enough")
    slots.again.setText("long enougH")
    slots.set.click()
    assert "不一样" in slots.wrong.words() and upkeep.passphrase == ""
    slots.again.setText("long enough")
    slots.set.click()
    assert upkeep.passphrase == "long enough" and slots.first.text() == ""
    slots.buttons["demo"].click()
    assert upkeep.kinds == ["passphrase"]
    slots.recovery.click()
    assert slots.secret.text().startswith("AGE-SECRET-KEY-1") and slots.secret.isVisibleTo(page)
    slots.minutes.chosen.emit("30")
    assert page._preferences is not None and page._preferences.lock_minutes == 30
    page.nav.choose("audit")
    upkeep.broken = ("第 2 条与前一条不相连",)
    page.upkeep.audit.check.click()
    assert "第 2 条" in page.upkeep.audit.told.words()
    assert page.upkeep.audit.model.rowCount() == 2


def test_an_act_of_the_self_check_leads_on(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.went.connect(asked.append)
    desk.settings.lines = (CheckLine("发送队列", Verdict.OK, "空"), CheckLine("网关", Verdict.OK, "在线"))
    desk.page.check()
    desk.page.checks.table.opened.emit(0)
    assert asked == ["receipts"]
    desk.page.checks.table.opened.emit(1)
    assert desk.page.nav.current() == "gateway"


def test_what_the_gateway_is_relied_on_for_is_chosen_with_its_meaning_in_words(desk: Desk) -> None:
    pane = desk.page.reliance
    desk.turn("gateway")
    pane.kinds.setFocus()
    assert "没有把握就选这个" in pane.meaning.words()
    for _ in range(3):
        desk.press(Key.Key_Right)
    assert desk.settings.saved[-1].gateway_kind == "bare"
    assert "绝不自动重发" in pane.meaning.words()
    pane.quiet.take_focus()
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("20")
    desk.press(Key.Key_Return)
    assert desk.settings.saved[-1].gateway_quiet == 1200
    assert pane.keeps.hasFocus()
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("0")
    desk.press(Key.Key_Return)
    assert "1 到 365" in pane.wrong.words() and pane.keeps.hasFocus()
    assert desk.settings.saved[-1].gateway_keeps == 14


def test_what_is_typed_about_the_gateway_s_certificates_is_stored(desk: Desk) -> None:
    desk.turn("gateway")
    desk.page.trust.editors["gateway_ca"].take_focus()
    desk.type("ca.pem")
    desk.press(Key.Key_Return)
    assert desk.settings.saved[-1].gateway_ca == "ca.pem"
