"""代码库 by keys: the tree with its hits, what a code means, the field that asked, imports seen beforehand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.reference import Reference, load
from app.reference.elements import Element, ElementKind
from app.ui.models.age import age_tone, age_words
from app.ui.models.code_lines import CodeLine
from app.ui.pages.codes.codes_page import CodesPage
from app.ui.pages.codes.element_grid import ROW, ElementGrid
from app.ui.pages.codes.services import Foreseen
from app.ui.theme import Tone, theme
from app.ui.widgets import Button, Paragraph
from tests.helpers.keys import commit, press, type_text
from tests.helpers.ui_codes import BROUGHT, COAL, FakeCodes
from tests.helpers.ui_services import FixedClock

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Desk:
    """A shown page with what it filled and opened."""

    def __init__(self, qtbot: QtBot, reference: Reference) -> None:
        self.qtbot = qtbot
        self.service = FakeCodes(reference, FixedClock().now().date())
        self.filled: list[tuple[str, str]] = []
        self.opened: list[str] = []
        self.takes = "hs_codes"
        self.page = CodesPage(self.service, FixedClock(), self._fill, self._target, self.opened.append)
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    def _fill(self, table: str, code: str) -> bool:
        if table == self.takes:
            self.filled.append((table, code))
        return table == self.takes

    def _target(self, table: str) -> str:
        return "填到 进口：第 1 项 商品编号" if table == self.takes else ""

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        press(self.focused(), key, modifier)

    def look_for(self, text: str) -> None:
        commit(self.focused(), text)
        self.page._typing.timeout.emit()

    def codes(self) -> list[str]:
        return [line.code for line in self.page.model.lines()]

    def line(self, code: str) -> CodeLine:
        return self.page.model.line(self.page.model.number_of(code))

    def import_file(self, path: Path) -> None:
        self.press(Key.Key_I, Mod.ControlModifier)
        press(self.focused(), Key.Key_A, Mod.ControlModifier)
        type_text(self.focused(), str(path))
        self.press(Key.Key_Return)

    def click(self, words: str) -> None:
        button = next(one for one in self.page.digest.findChildren(Button) if one.text() == words)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Key.Key_Return)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


@pytest.fixture
def desk(qtbot: QtBot, reference: Reference) -> Iterator[Desk]:
    yield Desk(qtbot, reference)


def test_a_search_opens_the_headings_that_lead_to_its_hits(desk: Desk) -> None:
    desk.look_for("煤")
    assert desk.codes()[:3] == ["S05", "27", "2701"]
    assert desk.line(COAL).spans
    assert desk.line("2701").spans
    assert desk.line("27").is_open
    assert desk.page._told.words().startswith("命中 5 条，分布在 2 个品目")


def test_the_first_hit_is_current_and_its_meaning_is_told(desk: Desk) -> None:
    desk.look_for(COAL)
    assert desk.page.model.line(desk.page.lines.current_row()).code == COAL
    words = desk.page.detail.words()
    assert "法定单位 035 千克" in words
    assert "7 自动进口许可证" in words
    assert "最惠国 3%" in words
    assert desk.page.detail._own_note.words() == "214 行"


def test_enter_fills_the_field_that_asked(desk: Desk) -> None:
    desk.look_for(COAL)
    desk.press(Key.Key_Return)
    assert desk.filled == [("hs_codes", COAL)]
    assert desk.page.detail.fill.isVisible()


def test_where_no_field_asked_enter_says_so(desk: Desk) -> None:
    desk.takes = "countries"
    desk.look_for(COAL)
    desk.press(Key.Key_Return)
    assert desk.filled == []
    assert desk.page.strip.accessibleName().startswith("没有等着填这种代码的格")
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert not desk.page.strip.isVisible()


def test_left_and_right_fold_and_unfold(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    lines = desk.page.lines
    assert lines.hasFocus()
    lines.go_to(desk.page.model.number_of("27"))
    desk.press(Key.Key_Right)
    assert desk.line("27").is_open and "2701" in desk.codes()
    desk.press(Key.Key_Right)
    assert desk.page.model.line(lines.current_row()).code == "2701"
    desk.press(Key.Key_Left)
    assert desk.page.model.line(lines.current_row()).code == "27"
    desk.press(Key.Key_Left)
    assert "2701" not in desk.codes()
    desk.press(Key.Key_Return)
    assert "2701" in desk.codes()


def test_hits_can_be_folded_too(desk: Desk) -> None:
    desk.look_for("煤")
    desk.press(Key.Key_Down)
    desk.page.lines.go_to(desk.page.model.number_of("2701"))
    desk.press(Key.Key_Left)
    assert COAL not in desk.codes() and "2702" in desk.codes()
    desk.press(Key.Key_Right)
    assert COAL in desk.codes()


def test_any_other_table_is_plain_rows(desk: Desk) -> None:
    desk.page.show_table("countries")
    desk.look_for("mg")
    assert desk.codes()[0] == "MNG"
    assert "英文 Mongolia" in desk.page.detail.words()
    assert not desk.page.detail.fill.isVisible()


def test_only_what_was_used(desk: Desk) -> None:
    desk.page.filter.setFocus()
    desk.press(Key.Key_Right)
    assert desk.codes() == [COAL]


def test_every_table_has_a_date_and_an_age_in_the_tone_of_its_limit(desk: Desk) -> None:
    model = desk.page.table_model
    assert model.rowCount() == len(desk.service.reference.stems())
    today = desk.service.today
    for row in range(model.rowCount()):
        one = model.table(row)
        words, tone = model.age(one)
        assert words and f"截至 {one.info.as_of}" in model.index(row, 0).data()
        assert (tone is Tone.OK) == (not one.is_old and one.age <= 3 * 365)
    assert age_words(date(2025, 12, 31), today) == "61 天"
    assert age_tone(date(2025, 12, 31), today, yearly=True) is Tone.WARN
    assert age_tone(date(2025, 12, 31), today) is Tone.OK


def test_an_import_is_seen_before_it_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.import_file(tmp_path / "表.csv")
    preview = desk.page.importing.preview
    assert preview.isVisible() and preview.digest() == BROUGHT.digest
    assert [row.figure for row in preview.rows()] == ["新增 9  改名 6  停用 5", "税率 11"]
    assert desk.service.calls == [("foresee", "表.csv", "")]
    desk.press(Key.Key_Return)
    assert desk.service.calls[-1] == ("install", "表.csv", "")
    assert not preview.isVisible()
    assert BROUGHT.digest in desk.page.digest.accessibleName()


def test_a_preview_can_be_left(desk: Desk, tmp_path: Path) -> None:
    desk.import_file(tmp_path / "表.csv")
    desk.press(Key.Key_Escape)
    assert not desk.page.importing.preview.isVisible()
    assert [name for name, *_ in desk.service.calls] == ["foresee"]
    assert desk.page.search.hasFocus()


def test_an_import_under_way_is_told_and_can_be_called_off(desk: Desk, tmp_path: Path) -> None:
    desk.service.work.held = True
    desk.import_file(tmp_path / "表.csv")
    busy = desk.page.importing.busy
    assert busy.isVisible() and busy.words() == "正在读取"
    desk.service.progressed.emit("正在比较")
    assert busy.words() == "正在比较"
    desk.press(Key.Key_Escape)
    assert ("cancel",) in desk.service.calls
    desk.service.work.give()
    assert not desk.page.importing.preview.isVisible()
    assert desk.page.search.hasFocus()


def test_an_unknown_head_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    desk.service.refusals.append("表.csv：认不出是哪张代码表")
    desk.import_file(tmp_path / "表.csv")
    mapping = desk.page.importing.mapping
    assert mapping.isVisible() and not mapping.go.isEnabled()
    _act(mapping.table.menu(), "国别(地区)")
    _act(mapping.columns[1].menu(), "编码")
    _act(mapping.columns[2].menu(), "编码")
    assert not mapping.go.isEnabled()  # two columns cannot be the same
    _act(mapping.columns[2].menu(), "名称")
    assert mapping.go.isEnabled()
    told = mapping.told_now()
    assert (told.table, dict(told.columns)) == ("countries", {"序号": "", "物品代号": "code", "物品": "name"})
    press(mapping.table, Key.Key_Return, Mod.ControlModifier)
    assert desk.service.calls[-1] == ("foresee", "表.csv", "countries")
    assert desk.page.importing.preview.isVisible()


def test_a_file_without_changes_has_nothing_to_install(desk: Desk, tmp_path: Path) -> None:
    desk.service.foreseen = Foreseen((), (), "没有变化", 0)
    desk.import_file(tmp_path / "表.csv")
    assert not desk.page.importing.preview.take.isEnabled()
    assert desk.page.importing.preview.leave.hasFocus()


def test_the_digest_leads_to_changes_and_drafts_and_is_put_away(desk: Desk, tmp_path: Path) -> None:
    desk.import_file(tmp_path / "表.csv")
    desk.press(Key.Key_Return)
    desk.click("看变化")
    assert [(line.code, line.chip) for line in desk.page.model.lines()] == [(COAL, "税率")]
    desk.click("打开 2 份草稿")
    assert desk.opened == ["draft-1", "draft-2"]
    desk.click("标为已看")
    assert desk.service.calls[-1] == ("seen", "1")
    assert not desk.page.digest.isVisible()


def test_the_newest_import_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    assert not desk.page.pane.undo.isVisible()
    desk.import_file(tmp_path / "表.csv")
    desk.press(Key.Key_Return)
    desk.page.pane.undo.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_Return)
    assert desk.page.strip.accessibleName().startswith("已撤销")
    assert not desk.page.pane.undo.isVisible() and not desk.page.digest.isVisible()


def test_a_heading_is_offered_to_no_field(desk: Desk) -> None:
    for line, may in ((CodeLine("2701", "煤", is_heading=True), False), (CodeLine("2701121000", "炼焦煤"), True)):
        desk.page.detail.show_line("hs_codes", line, "填到 进口：第 1 项 商品编号", desk.service.today)
        offered = [one.words() for one in desk.page.detail.findChildren(Paragraph) if one.isVisible()]
        assert ("填到 进口：第 1 项 商品编号" in offered, desk.page.detail.fill.isVisible()) == (may, may)


@pytest.mark.parametrize(("names", "per_row"), [(("灰分", "含水量（收到基）"), 3), (("灰分", "出口享惠情况"), 2)])
def test_element_names_get_the_room_they_need(qtbot: QtBot, names: tuple[str, ...], per_row: int) -> None:
    grid = ElementGrid()
    qtbot.addWidget(grid)
    grid.show_elements([Element(number, name, ElementKind.TEXT) for number, name in enumerate(names * 3)])
    assert grid.sizeHint().height() == theme().px(ROW) * (6 // per_row)


def test_a_failure_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.service.refusals.append("坏了")
    desk.import_file(tmp_path)  # a folder has no head to ask about
    assert desk.page.strip.accessibleName() == "坏了"


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    desk.look_for("煤")
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []


def _act(menu: object, words: str) -> None:
    from PySide6.QtWidgets import QMenu

    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == words).trigger()
