"""The list narrowed and arranged by keys: chips, tokens, kept views, stars, labels, columns, many at once, a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.draft import Mode
from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter, Sort
from app.declarations.status import Status
from app.ui.models.draft_cells import Column
from app.ui.pages.background import background
from app.ui.pages.list_columns import Arrangement, read_arrangement
from app.ui.pages.list_hands import FILE
from app.ui.theme import theme
from app.ui.widgets.many_choice_button import ManyChoiceButton
from tests.app.ui.pages.test_list_page import Desk
from tests.helpers.keys import press, type_text
from tests.helpers.ui_services import FakeDrafts, row

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    statuses = [Status.DRAFT, Status.RELEASED, Status.REJECTED, Status.DRAFT]
    yield Desk(qtbot, FakeDrafts([row(number, status, errors=0) for number, status in enumerate(statuses)]))


def last(desk: Desk) -> ListFilter:
    return desk.finding.filters[-1]


def choose(desk: Desk, menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_a_chip_narrows_and_says_so(desk: Desk) -> None:
    filters = desk.page.filters
    choose(desk, filters.port.menu(), "0708 乌拉特海关")
    assert last(desk).ports == frozenset({"0708"})
    assert desk.ids() == ["draft-0", "draft-1", "draft-2", "draft-3"]
    choose(desk, filters.kind.menu(), "概要")
    assert last(desk).modes == frozenset({Mode.SUMMARY})
    assert desk.empty() is not None
    desk.press(Key.Key_Escape)
    assert last(desk) == ListFilter()
    assert filters.kind.words() == "全部"


def test_several_choices_of_a_chip_hold_at_once_and_its_menu_stays_open(desk: Desk) -> None:
    kind = desk.page.filters.kind
    kind.setFocus()
    press(kind, Key.Key_Down)
    menu = desk.page.findChildren(QMenu)[-1]
    titles = [action.text() for action in menu.actions()]
    for words in ("一次", "提前", "概要", "完整"):
        menu.setActiveAction(menu.actions()[titles.index(words)])
        press(menu, Key.Key_Space)
        assert menu.isVisible()
    assert last(desk).modes == frozenset(Mode)
    assert (kind.words(), kind.accessibleName()) == ("一次 提前 概要 完整", "类型，一次、提前、概要、完整")
    press(menu, Key.Key_Space)
    assert (kind.words(), last(desk).modes) == ("一次 提前 概要", frozenset(Mode) - {Mode.COMPLETE})
    menu.setActiveAction(menu.actions()[0])
    press(menu, Key.Key_Return)
    assert (kind.words(), last(desk)) == ("全部", ListFilter())


def test_names_of_a_chip_that_need_too_much_room_are_counted(qtbot: QtBot) -> None:
    chip = ManyChoiceButton("客户", [("", "全部"), ("a", "呼和浩特测试进出口"), ("b", "满洲里测试木业")])
    qtbot.addWidget(chip)
    for action in chip.menu().actions()[1:]:
        action.trigger()
    assert chip.words() == "2 个"
    assert "满洲里测试木业" in chip.accessibleName() and "满洲里测试木业" in chip.toolTip()


def test_tokens_are_typed_into_the_search_box(desk: Desk) -> None:
    desk.press(Key.Key_Slash)
    type_text(desk.page.search, "状态:退单 <7天")
    desk.press(Key.Key_Return)
    assert (last(desk).statuses, last(desk).days_left) == (frozenset({Status.REJECTED}), 7)
    assert desk.ids() == ["draft-2"]


def test_a_view_is_kept_shown_copied_and_dropped(desk: Desk) -> None:
    page = desk.page
    page.search.setText("状态:退单")
    page.search.accepted.emit()
    choose(desk, page.filters.view.menu(), "存为视图")
    type_text(page.name_strip.field, "退回的")
    press(page.name_strip.field, Key.Key_Return)
    assert desk.finding.kept == {"退回的": "状态:退单"}
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert len(desk.ids()) == 4
    choose(desk, page.filters.view.menu(), "退回的")
    assert desk.ids() == ["draft-2"]
    choose(desk, page.filters.view.menu(), "复制筛选文字")
    assert QApplication.clipboard().text() == "状态:退单"
    choose(desk, page.filters.view.menu(), "删除视图 退回的")
    assert desk.finding.kept == {}


def test_s_stars_and_a_star_stands_on_top(desk: Desk) -> None:
    desk.press(Key.Key_End)
    desk.press(Key.Key_S)
    desk.settle()
    assert desk.ids()[0] == "draft-3"
    assert desk.page.model.index(0, Column.STAR).data() == "已标星"
    desk.press(Key.Key_Home)
    desk.press(Key.Key_S)
    desk.settle()
    assert not desk.page.model.row(0).starred, "a second S takes the star off"


def test_l_labels_the_ticked_rows_and_a_chip_finds_them(desk: Desk) -> None:
    desk.press(Key.Key_Space)
    desk.press(Key.Key_L)
    menu = desk.page.findChildren(QMenu)[-1]
    choose(desk, menu, Label.URGENT.value)
    desk.settle()
    choose(desk, desk.page.filters.label.menu(), Label.URGENT.value)
    assert desk.ids() == ["draft-0"]


def test_many_are_checked_then_filed_and_what_cannot_be_is_named(desk: Desk) -> None:
    for _ in range(4):
        desk.press(Key.Key_Space)
        desk.press(Key.Key_Down)
    button = desk.page.bulk.button(FILE)
    assert not button.isEnabled()
    assert "已申报" in button.toolTip()
    desk.page.model.clear_checks()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_F9)
    assert "1 票可申报" in desk.notice()
    desk.settle()
    desk.press(Key.Key_F10)
    assert "放进发送队列" in desk.notice()


def test_the_order_is_chosen_by_chip_or_head(desk: Desk) -> None:
    choose(desk, desk.page.filters.order.menu(), Sort.TOTAL.value)
    assert (last(desk).sort, last(desk).descending) == (Sort.TOTAL, True)
    desk.page.filters.sort_by(Sort.TRADER)
    assert (last(desk).sort, last(desk).descending) == (Sort.TRADER, False)


def test_columns_are_hidden_moved_widened_and_remembered(desk: Desk, qtbot: QtBot) -> None:
    table = desk.page.table
    sheet = desk.page.columns.ask()
    while sheet._at() is not Column.CUSTOMS_NUMBER:
        press(sheet.table, Key.Key_Down)
    press(sheet.table, Key.Key_Space)
    assert table.isColumnHidden(Column.CUSTOMS_NUMBER)
    press(sheet.table, Key.Key_Space)
    press(sheet.table, Key.Key_Up, ALT)
    head = table.horizontalHeader()
    assert head.visualIndex(Column.CUSTOMS_NUMBER) < head.visualIndex(Column.OWN_NUMBER)
    before = table.columnWidth(Column.CUSTOMS_NUMBER)
    press(sheet.table, Key.Key_Right)
    assert table.columnWidth(Column.CUSTOMS_NUMBER) > before
    press(sheet.table, Key.Key_Escape)
    kept = read_arrangement(desk.memory.get("list.columns"))
    assert kept == desk.page.columns.arrangement != Arrangement()


def test_a_damaged_memory_is_the_usual_arrangement() -> None:
    for text in ("", "no", "[]", '{"order": 3}', '{"widths": {"GOODS": "x"}}'):
        assert read_arrangement(text) == Arrangement()
    assert Column.STATUS not in read_arrangement('{"hidden": ["STATUS", "GOODS"]}').hidden


def test_the_list_is_written_as_a_table(desk: Desk, tmp_path: Path) -> None:
    desk.press(Key.Key_E, CTRL | SHIFT)
    field = QApplication.focusWidget()
    assert field is not None
    desk.page.path_strip._field.set_text(str(tmp_path / "清单.csv"))
    desk.press(Key.Key_Return)
    background().wait()
    desk.qtbot.waitUntil(lambda: "已导出 4 票" in desk.notice())
    lines = (tmp_path / "清单.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("星,状态,内部号")
    assert len(lines) == 5
