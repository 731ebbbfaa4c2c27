"""The list of declarations driven by keys: open, start, copy, bin and take back, tick, search, read and write files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.reference import load
from app.ui.pages import list_tabs as tabs
from app.ui.pages.list_page import ListPage
from app.ui.theme import theme
from app.ui.widgets import Button, EmptyState
from tests.helpers.keys import press, type_text
from tests.helpers.ui_finding import FakeFinding
from tests.helpers.ui_services import FakeDrafts, FakeMemory, FakeSubmissions, FixedClock, row

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TABLES = load()


class Desk:
    """A shown list with what it opened."""

    def __init__(self, qtbot: QtBot, drafts: FakeDrafts) -> None:
        self.qtbot, self.drafts, self.memory = qtbot, drafts, FakeMemory()
        self.finding = FakeFinding(drafts)
        self.opened: list[str] = []
        self.previewed: list[Sequence[str]] = []
        self.led: list[str] = []
        self.page = ListPage(
            drafts,
            self.finding,
            FakeSubmissions(),
            TABLES,
            FixedClock(),
            self.memory,
            self.opened.append,
            self.previewed.append,
            self.led.append,
            lambda draft: self.led.append(f"amend {draft}"),
        )
        qtbot.addWidget(self.page)
        self.page.resize(1372, 800)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        press(focused if focused is not None else self.page, key, modifier)

    def ids(self) -> list[str]:
        return [self.page.model.row(number).id for number in range(self.page.model.rowCount())]

    def empty(self) -> EmptyState | None:
        shown = [one for one in self.page.findChildren(EmptyState) if not one.isHidden()]
        return shown[0] if shown else None

    def notice(self) -> str:
        return self.page.strip.accessibleName() if self.page.strip.isVisible() else ""

    def settle(self) -> None:
        """Let the delayed refresh of the list run."""
        asked = len(self.drafts.asked)
        self.qtbot.waitUntil(lambda: len(self.drafts.asked) > asked)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    statuses = [Status.DRAFT, Status.RELEASED, Status.REJECTED, Status.DRAFT]
    yield Desk(qtbot, FakeDrafts([row(number, status) for number, status in enumerate(statuses)]))


def test_enter_opens_the_current_row(desk: Desk) -> None:
    assert desk.page.table.hasFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.opened == ["draft-1"]


def test_ctrl_n_starts_what_was_chosen_and_offers_it_again(desk: Desk) -> None:
    desk.press(Key.Key_N, CTRL)
    for key in (Key.Key_T, Key.Key_Q, Key.Key_S, Key.Key_B, Key.Key_C):
        desk.press(key)
    desk.press(Key.Key_Return)
    assert desk.drafts.calls == [("new", "export", "advance")]
    assert desk.opened == [desk.drafts.rows[0].id]
    desk.press(Key.Key_N, CTRL)
    desk.press(Key.Key_Return)
    assert desk.drafts.calls[-1] == ("new", "export", "advance")


def test_esc_leaves_the_strip_and_gives_the_rows_the_keyboard(desk: Desk) -> None:
    desk.press(Key.Key_N, CTRL)
    assert not desk.page.table.hasFocus()
    desk.press(Key.Key_Escape)
    assert desk.page.table.hasFocus()
    assert not desk.page.new_strip.isVisible()
    assert desk.drafts.calls == []


def test_ctrl_shift_d_copies_and_opens_the_copy(desk: Desk) -> None:
    desk.press(Key.Key_D, CTRL | SHIFT)
    assert desk.drafts.calls == [("copy", "draft-0")]
    assert desk.opened == ["draft-0-copy"]


def test_del_bins_a_draft_and_ctrl_z_takes_it_back(desk: Desk) -> None:
    desk.press(Key.Key_Delete)
    assert "已移入回收站" in desk.notice()
    desk.settle()
    assert desk.ids() == ["draft-1", "draft-2", "draft-3"]
    assert desk.page.table.current_row() == 0
    desk.press(Key.Key_Z, CTRL)
    desk.settle()
    assert desk.ids() == ["draft-0", "draft-1", "draft-2", "draft-3"]
    assert "取回" in desk.notice()


def test_a_filed_declaration_is_not_binned(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Delete)
    assert desk.drafts.calls == []
    assert desk.notice().startswith("已申报的单证不能删除")


def test_ticked_rows_are_counted_summed_and_limit_the_acts(desk: Desk) -> None:
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    assert desk.page.bulk.isVisible()
    assert desk.page.bulk.words() == "已选 2 票，USD 20,038.00"
    binning = desk.page.bulk.button("移入回收站")
    assert not binning.isEnabled()
    assert "PD260302000001TEST" in binning.toolTip()
    desk.press(Key.Key_Escape)
    assert not desk.page.bulk.isVisible()
    assert desk.page.model.checked() == ()


def test_the_mouse_ticks_in_the_first_column_only(desk: Desk) -> None:
    for column in (0, 5):
        place = desk.page.table.visualRect(desk.page.model.index(1, column)).center()
        QTest.mouseClick(desk.page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [one.id for one in desk.page.model.checked()] == ["draft-1"]
    assert desk.page.table.current_row() == 1


def test_two_ticked_drafts_are_copied_and_binned_together(desk: Desk) -> None:
    for _ in range(2):
        desk.press(Key.Key_Space)
        desk.press(Key.Key_End)
    desk.press(Key.Key_D, CTRL | SHIFT)
    assert desk.opened == []
    assert desk.notice() == "已复制 2 票，在列表最上面"
    desk.press(Key.Key_Delete)
    assert desk.notice() == "已移入回收站：2 票"
    assert [one.id for one in desk.drafts.binned] == ["draft-0", "draft-3"]


def test_slash_searches_after_a_pause_in_typing(desk: Desk) -> None:
    desk.press(Key.Key_Slash)
    assert desk.page.search.hasFocus()
    assert desk.page.search.text() == ""
    asked = len(desk.drafts.asked)
    type_text(desk.page.search, "TESTB0002/")
    assert len(desk.drafts.asked) == asked
    desk.press(Key.Key_Backspace)
    desk.settle()
    assert desk.drafts.asked[-1].text == "TESTB0002"
    assert len(desk.drafts.asked) == asked + 1
    assert desk.ids() == ["draft-2"]
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.opened == ["draft-2"]


def test_nothing_found_says_what_was_looked_for_and_how_to_go_on(desk: Desk) -> None:
    desk.page.show_state("inspection")
    state = desk.empty()
    assert state is not None
    assert state.accessibleName() == "没有符合条件的查验单证"
    assert "查验" in state.accessibleDescription()
    desk.press(Key.Key_Escape)
    assert desk.empty() is None
    assert len(desk.ids()) == 4
    assert desk.page.table.hasFocus()


def test_the_first_start_offers_new_and_import(qtbot: QtBot) -> None:
    desk = Desk(qtbot, FakeDrafts())
    state = desk.empty()
    assert state is not None and state.accessibleName() == "还没有单证"
    desk.press(Key.Key_Return)
    assert desk.page.new_strip.isVisible()


def test_state_tabs_hold_their_statuses_and_counts(desk: Desk) -> None:
    desk.page.states.setFocus()
    while desk.page.states.current() != "rejected":
        desk.press(Key.Key_Right)
    assert desk.page.states.accessibleName() == "退单 1"
    assert desk.ids() == ["draft-2"]


def test_a_file_is_read_from_a_typed_path(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "message.xml"
    desk.press(Key.Key_I, CTRL)
    type_text(_focused(), str(file))
    desk.press(Key.Key_Return)
    assert desk.drafts.calls == [("import", str(file))]
    assert desk.opened == ["draft-0"]


def test_an_unreadable_file_is_told(desk: Desk) -> None:
    desk.press(Key.Key_I, CTRL)
    type_text(_focused(), "/tmp/none.xml")
    desk.drafts.answers.refusal = "找不到文件 none.xml"
    desk.press(Key.Key_Return)
    assert desk.notice() == "找不到文件 none.xml"
    assert desk.opened == []


def test_a_draft_is_written_and_an_old_file_only_on_second_asking(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old", encoding="utf-8")
    desk.press(Key.Key_E, CTRL)
    assert desk.page.path_strip.isVisible()
    type_text(_focused(), str(tmp_path / "out.doc"))  # typed over the proposed name
    desk.press(Key.Key_Return)
    assert ".xml" in desk.page.path_strip.wrong()
    desk.press(Key.Key_A, CTRL)
    type_text(_focused(), str(file))
    desk.press(Key.Key_Return)
    assert "覆盖" in desk.page.path_strip.wrong()
    assert desk.drafts.calls == []
    desk.press(Key.Key_Return)
    assert desk.drafts.calls == [("export", "draft-0", str(file))]
    assert str(file) in desk.notice()


def test_notes_go_along_into_a_draft_file_only(desk: Desk, tmp_path: Path) -> None:
    desk.press(Key.Key_E, CTRL | Qt.KeyboardModifier.AltModifier)
    type_text(_focused(), str(tmp_path / "out.xml"))
    desk.press(Key.Key_Return)
    assert "备注只能随草稿" in desk.page.path_strip.wrong()
    desk.press(Key.Key_A, CTRL)
    type_text(_focused(), str(tmp_path / "out.json"))
    desk.press(Key.Key_Return)
    assert desk.drafts.calls == [("export", "draft-0", str(tmp_path / "out.json"), "notes")]
    assert "备注一起" in desk.notice()


def test_ctrl_p_previews_the_current_row(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    desk.press(Key.Key_P, CTRL)
    assert desk.previewed == [["draft-1"]]


def test_ctrl_p_prints_all_ticked_rows_in_one_go(desk: Desk) -> None:
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_P, CTRL)
    assert desk.previewed == [["draft-0", "draft-1"]]


def test_the_list_follows_changes_and_keeps_its_place(desk: Desk) -> None:
    desk.press(Key.Key_End)
    desk.drafts.move("draft-3", Status.QUEUED)
    desk.settle()
    assert desk.page.model.row(3).status is Status.QUEUED
    assert desk.page.table.current_row() == 3


def test_a_hidden_list_waits_until_it_is_in_front(desk: Desk) -> None:
    desk.page.hide()
    asked = len(desk.drafts.asked)
    desk.drafts.move("draft-3", Status.QUEUED)
    assert len(desk.drafts.asked) == asked
    desk.page.show()
    desk.page.activated()
    assert len(desk.drafts.asked) == asked + 1


def test_a_store_that_fails_is_told_with_a_way_on(desk: Desk) -> None:
    desk.drafts.answers.refusal = "数据库正忙，稍后再试"
    desk.page.show_state("draft")
    assert desk.notice() == "数据库正忙，稍后再试"
    desk.drafts.answers.refusal = ""
    desk.press(Key.Key_Escape)
    assert desk.notice() == ""


def test_answers_to_a_closed_page_are_harmless(qtbot: QtBot) -> None:
    drafts = FakeDrafts([row(1)])
    drafts.answers.held = True
    page = ListPage(
        drafts,
        FakeFinding(drafts),
        FakeSubmissions(),
        TABLES,
        FixedClock(),
        FakeMemory(),
        lambda _id: None,
        lambda _id: None,
        lambda _id: None,
        lambda _id: None,
    )
    page.deleteLater()
    QApplication.sendPostedEvents(page, 52)
    drafts.answers.give()
    drafts.changed.emit("draft-1")


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    desk.press(Key.Key_Space)
    desk.page.ask_new()
    desk.page.path_strip.ask("导入文件", "导入", lambda _path: None)
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_the_bin_is_opened_from_the_list_and_enter_takes_a_draft_back(desk: Desk) -> None:
    desk.press(Key.Key_Delete)
    opener = next(one for one in desk.page.top.findChildren(Button) if one.text() == "回收站")
    opener.setFocus()
    desk.press(Key.Key_Return)
    assert desk.ids() == ["draft-0"]
    assert desk.page.table.hasFocus()
    desk.press(Key.Key_Delete)  # it is there already
    desk.press(Key.Key_Return)
    assert desk.opened == []
    assert desk.drafts.calls[-1] == ("delete", "draft-0", "False")
    desk.qtbot.waitUntil(lambda: not desk.ids())
    assert desk.empty() is not None
    desk.press(Key.Key_Escape)  # the notice
    desk.press(Key.Key_Escape)
    assert "draft-0" in desk.ids()


def test_an_empty_bin_says_so_and_leads_back(desk: Desk) -> None:
    desk.page.show_state(tabs.BIN)
    empty = desk.empty()
    assert empty is not None
    assert empty.accessibleName() == "回收站是空的"
    assert desk.page.hints()[0] == ("Enter", "取回")
    desk.page.focus_rows()
    desk.press(Key.Key_Return)
    assert len(desk.ids()) == 4


def test_ticked_drafts_of_the_bin_can_only_be_taken_back(desk: Desk) -> None:
    desk.press(Key.Key_Delete)
    desk.page.show_state(tabs.BIN)
    desk.page.focus_rows()
    desk.press(Key.Key_Space)
    assert [name for name in desk.page.bulk.names() if desk.page.bulk.button(name).isVisible()] == ["取回"]


def test_what_comes_next_is_for_one_declaration(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    assert desk.page.current_draft() == "draft-1"
    desk.press(Key.Key_Space)
    going = desk.page.bulk.button("下一步")
    going.setFocus()
    desk.press(Key.Key_Return)
    changing = desk.page.bulk.button("修改、撤销")
    changing.setFocus()
    desk.press(Key.Key_Return)
    assert desk.led == ["draft-1", "amend draft-1"]
    desk.page.model.toggle(0)
    assert desk.page.current_draft() == ""
    assert not going.isEnabled()


def test_ctrl_g_starts_a_summary_and_an_export_has_none(desk: Desk) -> None:
    desk.press(Key.Key_G, CTRL)
    assert desk.drafts.calls == [("new", "import", "summary")]
    desk.press(Key.Key_N, CTRL)
    for _ in range(9):  # to the last of the list, a way of exports
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.drafts.calls[-1] == ("new", "export", "advance")
