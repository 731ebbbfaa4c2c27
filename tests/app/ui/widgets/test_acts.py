"""Buttons, choices, search and overlays under real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.problem import Severity
from app.ui.theme import Icon, Tone
from app.ui.widgets import (
    Button,
    ButtonLook,
    CheckBox,
    EmptyState,
    IconButton,
    IssueCard,
    Overlay,
    PanelTab,
    PanelTabs,
    Part,
    SearchBox,
    Segmented,
    Strip,
    Toast,
)
from tests.helpers.keys import commit, compose, press, type_text

KEY = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    QVBoxLayout(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def put(window: QWidget, *parts: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
        part.show()
    QApplication.processEvents()


def test_a_button_is_pressed_by_enter_space_and_mouse(window: QWidget) -> None:
    button = Button("申报", ButtonLook.PRIMARY, Icon.SEND, "F10")
    put(window, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(button, KEY.Key_Return)
    press(button, KEY.Key_Space)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(pressed) == 3
    button.setEnabled(False)
    press(button, KEY.Key_Return)
    assert len(pressed) == 3


def test_the_ring_comes_with_the_keyboard_and_not_with_the_mouse(window: QWidget) -> None:
    button, other = Button("校验"), Button("复制")
    put(window, button, other)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button._halo is None
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert other._halo is not None
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert other._halo is None


def test_buttons_are_28_high_30_in_heads_and_24_at_least_to_click(window: QWidget) -> None:
    assert Button("校验").sizeHint().height() == 28
    assert Button("校验", tall=True).sizeHint().height() == 30
    assert IconButton(Icon.BELL, "通知").sizeHint().height() >= 24


def test_an_icon_button_has_a_name_and_can_carry_a_dot(window: QWidget) -> None:
    bell = IconButton(Icon.BELL, "通知")
    put(window, bell)
    plain = bell.grab().toImage()
    bell.show_dot(True)
    assert bell.accessibleName() == "通知"
    assert bell.grab().toImage() != plain


def test_a_check_box_is_turned_by_space(window: QWidget) -> None:
    box = CheckBox("加深边框")
    put(window, box)
    box.setFocus()
    press(box, KEY.Key_Space)
    assert box.isChecked()
    box.grab()


def test_one_of_several_is_chosen_by_arrows_and_mouse(window: QWidget) -> None:
    states = Segmented(
        [Part("all", "全部", 214), Part("draft", "草稿", 12, Tone.NEU), Part("bad", "退单", 4, Tone.ERR)]
    )
    put(window, states)
    chosen: list[str] = []
    states.chosen.connect(chosen.append)
    states.setFocus()
    press(states, KEY.Key_Right)
    press(states, KEY.Key_Left)
    press(states, KEY.Key_Left)
    QTest.mouseClick(states, Qt.MouseButton.LeftButton, pos=states._areas()[2].center().toPoint())
    assert chosen == ["draft", "all", "bad"]
    assert states.accessibleName() == "退单 4"
    states.show_parts([Part("all", "全部", 215), Part("bad", "退单", 5, Tone.ERR)])
    assert states.current() == "bad"
    assert states.accessibleName() == "退单 5"
    assert chosen[-1] == "bad"


def test_panel_tabs_keep_their_choice_when_counts_change(window: QWidget) -> None:
    tabs = PanelTabs(
        [PanelTab("issues", "问题", 3, Tone.ERR), PanelTab("tax", "税费"), PanelTab("receipts", "回执", 2)]
    )
    put(window, tabs)
    chosen: list[str] = []
    tabs.chosen.connect(chosen.append)
    tabs.setFocus()
    press(tabs, KEY.Key_Right)
    tabs.show_tabs([PanelTab("issues", "问题"), PanelTab("tax", "税费"), PanelTab("receipts", "回执", 3)])
    assert tabs.current() == "tax"
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs._areas()[2].center().toPoint())
    assert chosen == ["tax", "receipts"]
    tabs.grab()


# -- search --------------------------------------------------------------------------------------------------------


def test_a_search_is_accepted_by_enter_but_never_while_composing(window: QWidget) -> None:
    box = SearchBox("单号、车牌、企业、商品", "/")
    put(window, box)
    box.setFocus()
    accepted: list[int] = []
    box.accepted.connect(lambda: accepted.append(1))
    compose(box, "meng")
    press(box, KEY.Key_Return)
    assert accepted == []
    commit(box, "蒙")
    type_text(box, "TT 9902")
    press(box, KEY.Key_Enter)
    assert accepted == [1]
    assert box.text() == "蒙TT 9902"


def test_escape_empties_a_search_and_then_leaves_it(window: QWidget) -> None:
    box = SearchBox("查")
    put(window, box)
    box.setFocus()
    texts: list[str] = []
    left: list[int] = []
    box.textEdited.connect(texts.append)
    box.left.connect(lambda: left.append(1))
    type_text(box, "a")
    press(box, KEY.Key_Escape)
    assert (box.text(), texts, left) == ("", ["a", ""], [])
    press(box, KEY.Key_Escape)
    assert left == [1]


# -- problems and notices ------------------------------------------------------------------------------------------


def test_an_issue_jumps_on_enter_and_mends_on_alt_enter_and_its_button(window: QWidget) -> None:
    card = IssueCard(Severity.ERROR, "净重大于毛重", "净重 10 千克，毛重 9 千克。", "改为 9", "包装 · 净重")
    put(window, card)
    jumps: list[int] = []
    fixes: list[int] = []
    card.jump_asked.connect(lambda: jumps.append(1))
    card.fix_asked.connect(lambda: fixes.append(1))
    card.setFocus()
    press(card, KEY.Key_Return)
    press(card, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    button = card.fix_button()
    assert button is not None
    button.click()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert (len(jumps), len(fixes)) == (2, 2)
    assert card.accessibleName() == "须改：净重大于毛重"


def test_only_the_current_issue_has_the_filled_button(window: QWidget) -> None:
    card = IssueCard(Severity.WARNING, "运费低", fix="忽略", where="费用")
    put(window, card)
    before = card.grab().toImage()
    card.set_current(True)
    assert card.is_current()
    assert card.grab().toImage() != before


def test_an_issue_without_a_sure_cure_has_no_button(window: QWidget) -> None:
    card = IssueCard(Severity.ERROR, "货物存放地点未填")
    put(window, card)
    fixes: list[int] = []
    card.fix_asked.connect(lambda: fixes.append(1))
    card.setFocus()
    press(card, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert card.fix_button() is None
    assert fixes == []


def test_a_strip_says_one_thing_at_a_time(window: QWidget) -> None:
    strip = Strip()
    put(window, strip)
    done: list[str] = []
    strip.say(Tone.WARN, "网关没有应答，14:05 再试", [("现在再试", lambda: done.append("now"))])
    strip.say(Tone.ERR, "网关拒绝了证书", [("看证书", lambda: done.append("cert"))])
    QApplication.processEvents()
    assert strip.accessibleName() == "网关拒绝了证书"
    buttons = [one for one in strip.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in buttons] == ["看证书"]
    buttons[0].click()
    assert done == ["cert"]
    strip.be_quiet()
    assert strip.isHidden()


def test_a_toast_never_takes_the_keyboard(window: QWidget) -> None:
    field = QLineEdit()
    put(window, field)
    field.setFocus()
    toast = Toast(window)
    toast.say("已复制为新票")
    toast.grab()
    assert field.hasFocus()
    assert toast.isVisible()
    assert toast.words() == "已复制为新票"
    window.resize(1300, 740)
    assert window.rect().contains(toast.geometry())


# -- overlay -------------------------------------------------------------------------------------------------------


def test_an_overlay_returns_the_keyboard_to_where_it_came_from(window: QWidget) -> None:
    field = QLineEdit()
    put(window, field)
    field.setFocus()
    overlay = Overlay(window, "已放入发送队列", "报关单已保存并签名。")
    overlay.add_actions([("看队列", lambda: None), ("继续录入", lambda: None)])
    closed: list[int] = []
    overlay.closed.connect(lambda: closed.append(1))
    overlay.open()
    assert not field.hasFocus()
    press(overlay, KEY.Key_Escape)
    assert field.hasFocus()
    assert closed == [1]


def test_the_default_action_is_the_last_and_closes_first(window: QWidget) -> None:
    done: list[bool] = []
    overlay = Overlay(window, "作废草稿", "草稿可在 30 天内恢复。")
    overlay.add_actions([("取消", lambda: done.append(False)), ("作废", lambda: done.append(overlay.isVisible()))])
    overlay.open()
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "作废"
    press(focused, KEY.Key_Return)
    assert done == [False]
    assert overlay.isHidden()


def test_tab_stays_inside_an_overlay(window: QWidget) -> None:
    field = QLineEdit()
    put(window, field)
    overlay = Overlay(window, "标题")
    overlay.add_actions([("一", lambda: None), ("二", lambda: None)])
    overlay.open()
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert overlay.isAncestorOf(focused)
        press(focused, KEY.Key_Tab)


def test_an_overlay_covers_the_window_and_grows_with_it(window: QWidget) -> None:
    overlay = Overlay(window, "标题", "很长的一句话，" * 40)
    overlay.add_actions([("好", lambda: None)])
    overlay.open()
    window.resize(1440, 900)
    assert overlay.geometry() == window.rect()
    assert overlay._card.width() <= 600 + 36
    assert overlay._card.geometry().center().x() == pytest.approx(720, abs=1)
    overlay.grab()


def test_an_empty_list_offers_steps_that_help(window: QWidget) -> None:
    done: list[str] = []
    empty = EmptyState(
        Icon.SCAN_SEARCH,
        "没有符合条件的单证",
        "已按“查验”筛选。",
        [
            ("看近 90 天的 1 票", Icon.HISTORY, "", lambda: done.append("90")),
            ("清除全部筛选", None, "Esc", lambda: done.append("all")),
        ],
    )
    put(window, empty)
    for button in empty.findChildren(Button):
        button.click()
    assert done == ["90", "all"]
    assert empty.accessibleName() == "没有符合条件的单证"
