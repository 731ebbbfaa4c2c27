"""The window shell under real keys: pages, tabs, status, sizes."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenuBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Font, Icon, Scheme, Theme, Token, theme
from app.ui.theme.paint import width_of
from app.ui.widgets import Overlay
from app.ui.windows import Door, KeyHint, Link, MainWindow, RailItem, speak_chinese
from app.ui.windows.page import FOLDED
from app.ui.windows.status_bar import StatusBar
from app.ui.windows.tab_widths import shared_out, short, told_apart
from tests.helpers.keys import press

KEY = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PAGES = (
    ("home", "工作台"),
    ("list", "单证"),
    ("trade", "互市"),
    ("receipts", "回执"),
    ("codes", "代码库"),
    ("stats", "统计"),
)


class FakePage(QObject):
    """A page with one field; it counts how often it came to the front."""

    retitled = Signal()
    hinted = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.marked = False
        self.closes = True
        self.activations = 0
        self.keys: tuple[KeyHint, ...] = (KeyHint("F2", f"查{words}"),)
        self.body = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(self.body).addWidget(self.field)

    def widget(self) -> QWidget:
        return self.body

    def title(self) -> str:
        return self.words

    def icon(self) -> Icon:
        return Icon.FILES

    def is_marked(self) -> bool:
        return self.marked

    def hints(self) -> Sequence[KeyHint]:
        return self.keys

    def activated(self) -> None:
        self.activations += 1
        self.field.setFocus()

    def may_close(self) -> bool:
        return self.closes


@pytest.fixture
def made() -> list[str]:
    """The pages made so far, by title."""
    return []


@pytest.fixture
def window(qtbot: QtBot, made: list[str]) -> Iterator[MainWindow]:
    def maker(words: str) -> Callable[[], FakePage]:
        def make() -> FakePage:
            made.append(words)
            return FakePage(words)

        return make

    doors = [Door(RailItem(key, words, Icon.FILES), maker(words), key == "home") for key, words in PAGES]
    doors.append(Door(RailItem("settings", "设置", Icon.SETTINGS, at_foot=True), maker("设置")))
    shown = MainWindow(doors)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    yield shown


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def page(window: MainWindow, key: str) -> FakePage:
    found = window.page(key)
    assert isinstance(found, FakePage)
    return found


class FoldingPage(FakePage):
    """A page that goes on folding."""

    folds_to = FOLDED


@pytest.mark.parametrize(("percent", "folded", "other"), [(100, 1280, 1280), (125, 1425, 1600), (150, 1710, 1920)])
def test_larger_letters_want_less_room_for_a_page_that_folds(
    window: MainWindow, percent: int, folded: int, other: int
) -> None:
    window.open_document("draft", FoldingPage("焦煤"), "list")
    theme().set_percent(percent)
    try:
        assert window.inside().minimumWidth() == folded
        window.turn_to("home")
        assert window.inside().minimumWidth() == other
        window.turn_to("draft")
        assert window.inside().minimumWidth() == folded
    finally:
        theme().set_percent(100)


# -- pages ---------------------------------------------------------------------------------------------------------


def test_only_the_first_page_is_made_at_the_start(window: MainWindow, made: list[str]) -> None:
    assert made == ["工作台"]
    assert window.current() == "home"
    assert focused() is page(window, "home").field


def test_alt_digits_open_the_pages_of_the_rail(window: MainWindow, made: list[str]) -> None:
    for number, (key, _) in enumerate(PAGES, start=1):
        press(focused(), Qt.Key(KEY.Key_0 + number), ALT)
        assert window.current() == key
        assert window.rail.current() == key
        assert focused() is page(window, key).field
    press(focused(), KEY.Key_1, ALT)
    assert made == [words for _, words in PAGES]
    assert page(window, "home").activations == 3


def test_settings_have_their_own_key(window: MainWindow) -> None:
    press(focused(), KEY.Key_Comma, CTRL)
    assert window.current() == "settings"


def test_ctrl_tab_goes_round_the_open_tabs(window: MainWindow) -> None:
    window.go("list")
    window.open_document("doc:1", FakePage("进口 焦煤 1834"), "list")
    assert window.rail.current() == "list"
    order = []
    for _ in range(3):
        press(focused(), KEY.Key_Tab, CTRL)
        order.append(window.current())
    assert order == ["home", "list", "doc:1"]
    press(focused(), KEY.Key_Backtab, CTRL | SHIFT)
    assert window.current() == "list"


def test_a_document_opens_once(window: MainWindow) -> None:
    window.open_document("doc:1", FakePage("甲"), "list")
    window.go("home")
    window.open_document("doc:1", FakePage("乙"), "list")
    assert window.current() == "doc:1"
    assert page(window, "doc:1").words == "甲"


def test_closing_goes_back_to_the_tab_used_before(window: MainWindow) -> None:
    window.go("receipts")
    window.open_document("doc:1", FakePage("甲"), "list")
    window.go("home")
    window.open_document("doc:1", FakePage("甲"), "list")
    press(focused(), KEY.Key_W, CTRL)
    assert not window.is_open("doc:1")
    assert window.current() == "home"
    press(focused(), KEY.Key_W, CTRL)
    assert window.is_open("home")


def test_a_page_may_refuse_to_close(window: MainWindow) -> None:
    busy = FakePage("甲")
    busy.closes = False
    window.open_document("doc:1", busy, "list")
    window.close_tab("doc:1")
    assert window.is_open("doc:1")


def test_a_tab_that_still_stores_goes_when_it_has(window: MainWindow) -> None:
    busy = FakePage("甲")
    busy.closes = False
    window.open_document("doc:1", busy, "list")
    window.close_tab("doc:1")
    busy.retitled.emit()
    assert window.is_open("doc:1")
    busy.closes = True
    busy.retitled.emit()
    assert not window.is_open("doc:1")


def test_the_window_stays_until_all_is_stored(window: MainWindow) -> None:
    busy, closings = FakePage("甲"), []
    busy.closes = False
    window.closing.connect(lambda: closings.append(1))
    window.open_document("doc:1", busy, "list")
    assert not window.close()
    assert window.isVisible()
    busy.closes = True
    busy.retitled.emit()
    assert not window.isVisible()
    assert closings == [1]


def test_a_tab_follows_its_page(window: MainWindow) -> None:
    window.open_document("doc:1", FakePage("未命名 进口"), "list")
    one = page(window, "doc:1")
    one.words, one.marked = "进口 甘其毛都 焦煤 1834", True
    one.retitled.emit()
    tab = window.tabs.tabs()[-1]
    assert (tab.words, tab.marked, tab.closable) == ("进口 甘其毛都 焦煤 1834", True, True)
    assert not window.tabs.tabs()[0].closable


def test_the_mouse_chooses_and_closes_tabs(window: MainWindow) -> None:
    window.go("list")
    window.open_document("doc:1", FakePage("甲"), "list")
    areas = window.tabs._areas()
    QTest.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=areas[1].center().toPoint())
    assert window.current() == "list"
    close = window.tabs._close_area(areas[2]).center().toPoint()
    QTest.mouseMove(window.tabs, close)
    QTest.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=close)
    assert not window.is_open("doc:1")
    QTest.mouseClick(window.tabs, Qt.MouseButton.MiddleButton, pos=window.tabs._areas()[1].center().toPoint())
    assert not window.is_open("list")
    QTest.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=QPoint(900, 20))
    assert window.current() == "home"


def test_many_tabs_stay_inside_the_bar(window: MainWindow) -> None:
    for number in range(9):
        window.open_document(f"doc:{number}", FakePage(f"进口 甘其毛都 焦煤 183{number}"), "list")
    QApplication.processEvents()
    window.tabs.grab()
    assert window.tabs._areas()[-1].right() <= window.tabs.width() + 1


def test_the_tab_in_front_keeps_its_words_and_is_in_view_among_fifty(window: MainWindow) -> None:
    window.show()
    for number in range(50):
        window.open_document(f"doc:{number}", FakePage(f"进口 甘其毛都 焦煤 18{number:02}"), "list")
    for key in ("doc:49", "doc:20", "doc:0"):
        window.turn_to(key)
        areas = dict(zip((tab.key for tab in window.tabs.tabs()), window.tabs._areas(), strict=True))
        front = areas.pop(key)
        assert front.x() >= 0
        assert front.right() <= window.tabs.width() + 1
        assert front.width() > 150
        seen = [area for area in areas.values() if not area.isEmpty()]
        assert min(area.width() for area in seen) >= 40 + width_of("焦煤 1800", Font.BODY)  # the sign and what tells it
        assert max(area.right() for area in seen) <= window.tabs.width() + 1
    window.tabs.grab()


def test_the_tabs_beyond_an_end_are_counted_and_the_next_of_them_is_a_click_away(window: MainWindow) -> None:
    window.show()
    for number in range(20):
        window.open_document(f"doc:{number}", FakePage(f"进口 甘其毛都 焦煤 18{number:02}"), "list")
    window.turn_to("doc:0")
    areas = dict(zip((tab.key for tab in window.tabs.tabs()), window.tabs._areas(), strict=True))
    beyond = next(key for key, area in areas.items() if area.isEmpty())
    at_end = QPoint(window.tabs.width() - 10, 20)
    assert all(not area.contains(at_end.toPointF()) for area in areas.values())
    QTest.mouseClick(window.tabs, Qt.MouseButton.LeftButton, pos=at_end)
    assert window.current() == beyond


def test_a_narrow_tab_says_the_end_of_the_name_and_of_the_number() -> None:
    assert short("进口 乌拉特 未制成型的炼焦煤 000001") == "炼焦煤 0001"
    assert short("核对单 5Q9K") == "核对单 5Q9K"
    assert short("工作台") == ""
    titles = ["概要 二连 离心泵 0005", "完整 二连 离心泵 0005", "进口 二连 离心泵 0007", "工作台"]
    assert told_apart(titles) == ["概要 离心泵 0005", "完整 离心泵 0005", "离心泵 0007", ""]
    assert shared_out([100, 300, 60], [40, 90, 40], 250) == pytest.approx([95, 95, 60], abs=1)
    assert shared_out([100, 300], [40, 90], 50) == pytest.approx([40, 90], abs=1)


# -- rail ----------------------------------------------------------------------------------------------------------


def test_the_rail_works_by_mouse_and_by_keys(window: MainWindow) -> None:
    rail = window.rail
    QTest.mouseMove(rail, rail._area(3).center().toPoint())
    QTest.mouseClick(rail, Qt.MouseButton.LeftButton, pos=rail._area(3).center().toPoint())
    assert window.current() == "receipts"
    rail.setFocus(Qt.FocusReason.TabFocusReason)
    press(rail, KEY.Key_Down)
    assert "代码库" in rail.accessibleName()
    press(rail, KEY.Key_Return)
    assert window.current() == "codes"


def test_the_rail_shows_counts(window: MainWindow) -> None:
    window.rail.set_count("receipts", 4)
    window.rail.setFocus()
    for _ in range(3):
        press(window.rail, KEY.Key_Down)
    assert "回执 4" in window.rail.accessibleName()
    area = window.rail._area(3)
    badge = window.rail.grab().toImage().pixelColor(int(area.center().x()) + 7, int(area.y()) + 10)
    assert badge == theme().color(Token.BADGE)


def test_the_settings_stand_at_the_foot(window: MainWindow) -> None:
    assert window.rail._area(len(PAGES)).bottom() > window.rail.height() - 20


# -- status --------------------------------------------------------------------------------------------------------


def test_the_status_bar_says_what_it_is_told(window: MainWindow) -> None:
    status = window.status
    status.show_link(Link.ONLINE, "在线 · 单一窗口网关 86 ms")
    status.show_saved("已自动保存 14:32:08")
    status.show_queue(2)
    status.show_operator("操作员卡 李娜")
    assert status.words() == "在线 · 单一窗口网关 86 ms，已自动保存 14:32:08，待发 2，操作员卡 李娜"
    status.show_queue(0)
    status.show_link(Link.OFFLINE, "离线 · 可继续录入")
    assert status.words() == "离线 · 可继续录入，已自动保存 14:32:08，操作员卡 李娜"
    assert status.accessibleName() == status.words()


def test_parts_of_the_status_bar_can_be_clicked(window: MainWindow) -> None:
    asked: list[str] = []
    window.status.asked.connect(asked.append)
    window.status.show_link(Link.SLOW, "慢 · 单一窗口网关 4,200 ms")
    window.status.show_queue(1)
    for _, area in window.status._areas():
        QTest.mouseClick(window.status, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert asked == ["link", "queue"]


def test_the_hints_are_those_of_the_page_in_front(window: MainWindow) -> None:
    window.go("list")
    assert [hint.words for hint in window.status._hints] == ["查单证"]
    one = page(window, "list")
    one.keys = (KeyHint("空格", "选中"), KeyHint("Enter", "打开"))
    one.hinted.emit()
    assert window.status._hints == one.keys


def test_hints_without_room_are_left_out_from_the_end(qtbot: QtBot) -> None:
    status = StatusBar()
    qtbot.addWidget(status)
    status.show_link(Link.ONLINE, "在线")
    status.show_hints([KeyHint("F2", "查代码"), KeyHint("F4", "抄上票"), KeyHint("F8", "下一问题")])
    status.resize(200, 28)
    narrow = status.grab().toImage()
    status.show_hints([KeyHint("F2", "查代码")])
    assert status.grab().toImage() == narrow


# -- the window itself ---------------------------------------------------------------------------------------------


def test_closing_is_told_once(window: MainWindow) -> None:
    told: list[int] = []
    window.closing.connect(lambda: told.append(1))
    window.close()
    window.close()
    assert told == [1]


def test_f11_fills_the_screen_and_comes_back(window: MainWindow) -> None:
    press(focused(), KEY.Key_F11)
    assert window.isFullScreen()
    press(focused(), KEY.Key_F11)
    assert not window.isFullScreen()


def test_there_is_no_menu_bar(window: MainWindow) -> None:
    assert window.findChildren(QMenuBar) == []


def test_ctrl_k_and_the_box_ask_for_the_search(window: MainWindow) -> None:
    asked: list[int] = []
    window.search_asked.connect(lambda: asked.append(1))
    press(focused(), KEY.Key_K, CTRL)
    QTest.mouseClick(window.top._door, Qt.MouseButton.LeftButton)
    assert asked == [1, 1]


def test_the_light_switch_changes_the_whole_window(light: Theme, window: MainWindow) -> None:
    before = window.grab().toImage()
    window.top._light.click()
    assert light.scheme is Scheme.DARK
    assert window.top._light.accessibleName() == "换成浅色"
    after = window.grab().toImage()
    place = QPointF(window.width() - 30, window.height() / 2).toPoint()
    assert after.pixelColor(place) == light.color(Token.SURFACE) != before.pixelColor(place)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900), (1680, 1050)])
def test_everything_has_its_place_at_every_size(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    rail, status, tabs = window.rail, window.status, window.tabs
    assert (rail.width(), rail.height()) == (68, height)
    assert (status.height(), tabs.height()) == (28, 42)
    bottom = status.mapTo(window, QPoint(0, status.height())).y()
    assert bottom == height
    field = page(window, "home").body
    assert field.mapTo(window, QPoint(0, 0)) == QPoint(68, 42)
    assert (field.width(), field.height()) == (width - 68, height - 42 - 28)


def test_below_1280_by_720_the_window_scrolls_and_does_not_squeeze(window: MainWindow) -> None:
    window.resize(960, 540)
    QApplication.processEvents()
    assert page(window, "home").body.size().toTuple() == (1280 - 68, 720 - 42 - 28)


def test_every_part_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    silent = [
        type(part).__name__
        for part in window.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not part.accessibleName()
        and not isinstance(part, QLineEdit)
    ]
    assert silent == []


def test_keys_of_the_window_rest_while_a_dialog_is_open(window: MainWindow) -> None:
    overlay = Overlay(window, "已放入发送队列")
    overlay.add_actions([("继续录入", lambda: None)])
    overlay.open()
    press(focused(), KEY.Key_2, ALT)
    assert window.current() == "home"
    press(focused(), KEY.Key_Escape)
    press(focused(), KEY.Key_2, ALT)
    assert window.current() == "list"


def test_menus_of_text_fields_are_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    assert speak_chinese(qapp)
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert any("复制" in one for one in words)
    assert not any("Copy" in one for one in words)
    menu.deleteLater()


def test_a_closed_tab_leaves_the_keyboard_where_the_page_before_had_it(window: MainWindow) -> None:
    window.go("receipts")
    before = page(window, "receipts")
    second = QLineEdit(before.body)
    second.show()
    before.activated = lambda: None  # type: ignore[method-assign]
    second.setFocus()
    window.open_document("doc:1", FakePage("甲"), "list")
    press(focused(), KEY.Key_W, CTRL)
    assert window.current() == "receipts"
    assert second.hasFocus()


def test_a_notice_does_not_follow_to_another_page(window: MainWindow) -> None:
    window.toast.say("没有问题，可以申报")
    window.go(window.current())
    assert window.toast.isVisible()
    press(window, KEY.Key_2, ALT)
    assert not window.toast.isVisible()
