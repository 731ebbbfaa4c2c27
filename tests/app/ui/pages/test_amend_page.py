"""The request page by keys: what differs, taking back, the reason, the two ways out, versions, handing in."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.declarations.status import Status
from app.reference import load
from app.ui.models.change_list import ChangeColumn
from app.ui.pages.amend.amend_page import AmendPage
from app.ui.pages.lifecycle import Condition, Request, TaxEffect, TaxRow
from app.ui.pages.services import Event, Standing, Verdict
from app.ui.theme import theme
from app.ui.widgets import Label
from tests.helpers.keys import press, type_text
from tests.helpers.ui_lifecycle import FakeLifecycle, amended
from tests.helpers.ui_services import NOW, FakeDrafts, FixedClock, row

Key = Qt.Key
TABLES = load()
CHANGED = {"gross_weight": "1986000", "net_weight": "1986000", "goods_place": "甘其毛都物流园 2 号库"}
REFILED = {**CHANGED, "bill_number": "TEST-OTHER-02"}


class Desk:
    """A shown request with what it opened."""

    def __init__(self, qtbot: QtBot, request: Request) -> None:
        self.qtbot, self.service, self.drafts = qtbot, FakeLifecycle(), FakeDrafts([row(2)])
        self.service.requests["d2"] = request
        self.forms: list[tuple[str, str]] = []
        self.requests: list[str] = []
        self.page = AmendPage(
            "d2",
            self.service,
            self.drafts,
            TABLES,
            FixedClock(),
            lambda draft, path: self.forms.append((draft, path)),
            self.requests.append,
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

    def rows(self, column: ChangeColumn = ChangeColumn.FIELD) -> list[str]:
        model = self.page.model
        return [model.index(number, column).data() for number in range(model.rowCount())]

    def asked(self, name: str) -> list[tuple[object, ...]]:
        return [call for call in self.service.calls if call[0] == name]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    theme().install()
    yield Desk(qtbot, replace(amended(REFILED), reason="1", note="过磅短装"))


def test_every_difference_is_a_row_with_values_units_and_what_to_do(desk: Desk) -> None:
    assert desk.rows() == ["提运单号，运输", "毛重，包装", "净重，包装", "货物存放地点，运输"]
    assert desk.rows(ChangeColumn.OLD)[1] == "1,980,500 千克"
    assert desk.rows(ChangeColumn.NEW)[1] == "1,986,000 千克"
    assert desk.rows(ChangeColumn.DELTA)[1] == "+5,500"
    assert desk.rows(ChangeColumn.WAY) == ["须撤销重报", "直接修改", "连带变化", "直接修改"]


def test_del_takes_a_change_back_and_its_row_is_gone(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Delete)
    assert desk.asked("take_back") == [("take_back", "d2", ("gross_weight",))]
    assert "毛重，包装" not in desk.rows()
    assert desk.page.changes.table.hasFocus()


def test_enter_goes_to_the_field_in_the_form(desk: Desk) -> None:
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.forms == [("d2", "gross_weight")]


def test_a_field_that_needs_refiling_keeps_the_request_from_being_handed_in(desk: Desk) -> None:
    assert not desk.page.head.file.isEnabled()
    desk.press(Key.Key_F10)
    assert desk.asked("file_request") == []
    assert "须撤销重报" in desk.page.strip.accessibleName()
    assert desk.page.refile.isVisible()


def test_the_first_way_out_takes_that_field_out_of_the_request(desk: Desk) -> None:
    desk.page.refile.ways.setFocus()
    desk.press(Key.Key_Return)
    assert desk.asked("take_back") == [("take_back", "d2", ("bill_number",))]
    assert not desk.page.refile.isVisible()
    assert desk.page.changes.table.hasFocus()
    desk.press(Key.Key_F10)
    assert desk.asked("file_request") == [("file_request", "d2")]
    assert desk.page.head.file.isEnabled() is False  # it is under way now


def test_the_second_way_out_starts_a_refiling_with_all_new_values(desk: Desk) -> None:
    desk.page.refile.ways.setFocus()
    desk.press(Key.Key_Down)
    assert desk.page.refile.act.text() == "改走撤销重报"
    desk.press(Key.Key_Return)
    assert desk.asked("start") == [("start", "d2", "refile")]
    assert desk.requests == ["d2-refile"]


def test_a_request_says_why_it_is_made(qtbot: QtBot) -> None:
    desk = Desk(qtbot, amended(CHANGED))
    desk.press(Key.Key_F10)
    assert desk.page.strip.accessibleName() == "还没有选原因"
    desk.page.card.note.take_focus()
    type_text(desk.page.card.note, "按过磅单")
    desk.press(Key.Key_Return)
    assert desk.asked("explain")[-1] == ("explain", "d2", "", "按过磅单", ())
    menu = desk.page.card.reason.menu()
    menu.actions()[2].trigger()
    assert desk.asked("explain")[-1] == ("explain", "d2", "9", "按过磅单", ())
    desk.press(Key.Key_F10)
    assert desk.asked("file_request") == [("file_request", "d2")]


def test_papers_are_added_and_taken_off_by_name(qtbot: QtBot) -> None:
    desk = Desk(qtbot, replace(amended(CHANGED), attachments=("过磅单.pdf",)))
    desk.page.card.attach.setFocus()
    desk.press(Key.Key_Return)
    type_text(QApplication.focusWidget() or desk.page, "/tmp/情况说明.pdf")
    desk.press(Key.Key_Return)
    assert desk.asked("explain")[-1][-1] == ("过磅单.pdf", "情况说明.pdf")


def test_the_version_in_force_is_opened_from_the_tree(desk: Desk) -> None:
    desk.page.side.tree.setFocus()
    desk.press(Key.Key_Up)
    assert desk.page.side.tree.accessibleName().startswith("版本，v1 原申报，海关现行版本")
    desk.press(Key.Key_Return)
    assert desk.forms == [("d1", "")]


def test_f12_puts_two_versions_side_by_side_and_esc_leads_back(desk: Desk) -> None:
    desk.page.side.tree.setFocus()
    desk.press(Key.Key_F12)
    assert len(desk.asked("compare")) == 1
    assert len(desk.rows()) == 1
    assert desk.page.hints() == (("back", "回到本申请"),)
    desk.press(Key.Key_Delete)
    assert desk.asked("take_back") == []  # what is compared is only looked at
    desk.press(Key.Key_Escape)
    assert len(desk.rows()) == 4


def test_a_request_under_way_is_only_looked_at(qtbot: QtBot) -> None:
    filed = replace(amended(CHANGED), standing=Standing(Status.ACCEPTED, editable=False), reason="1")
    event = Event(NOW, "申请已受理", "", "RqL", "7", Status.ACCEPTED)
    desk = Desk(qtbot, replace(filed, events=(event,)))
    assert not desk.page.is_marked()
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_F10)
    assert desk.service.calls == []
    assert desk.page.card.note.isReadOnly()
    assert "申请已受理" in desk.page.side._timeline.accessibleName()
    offered = {one.keys for one in desk.page.hints()}
    assert {"amend.take_back", "file"}.isdisjoint(offered)  # no key is offered that does nothing
    assert "没有附件" in [one.words() for one in desk.page.card.findChildren(Label) if not one.isHidden()]


def test_words_and_version_numbers_do_not_touch(desk: Desk) -> None:
    notes = [one.words() for one in desk.page.changes.findChildren(Label)]
    assert any("与海关现行版本 v1 比，4 处不同" in words for words in notes), notes


def test_a_version_no_longer_in_force_is_named_alone(qtbot: QtBot) -> None:
    request = amended(CHANGED)
    agreed = tuple(replace(one, current=one.label != request.base) for one in request.versions)
    desk = Desk(qtbot, replace(request, versions=agreed))
    notes = [one.words() for one in desk.page.changes.findChildren(Label)]
    assert any(words.startswith("与 v1 比，") for words in notes), notes


def test_what_stands_against_a_request_is_told(qtbot: QtBot) -> None:
    pending = Condition("布控查验还没有结束，不能修改", Verdict.BAD)
    desk = Desk(qtbot, replace(amended(CHANGED), reason="1", note="短装", conditions=(pending,)))
    assert not desk.page.head.file.isEnabled()
    assert desk.page.head.file.toolTip() == pending.words


def test_taxes_without_an_estimate_are_said_not_to_be_estimated(qtbot: QtBot) -> None:
    desk = Desk(qtbot, amended(CHANGED))
    assert desk.page.tax.accessibleName() == "税费影响，未估算"
    rows = (TaxRow("完税价格", Decimal(100), Decimal(90)), TaxRow("合计", Decimal(9), Decimal(8)))
    desk.page.tax.show_effect(TaxEffect(rows), ("v1", "v2"))
    assert desk.page.tax.accessibleName() == "税费影响，完税价格 −10；合计 −1"


def test_the_page_follows_what_is_typed_in_the_form(desk: Desk) -> None:
    desk.service.requests["d2"] = replace(amended(CHANGED), reason="1", note="短装")
    desk.drafts.changed.emit("d2")
    desk.qtbot.waitUntil(lambda: len(desk.rows()) == 3)
    assert desk.page.head.file.isEnabled()


def test_an_answer_older_than_the_hand_takes_no_choice_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot, amended(CHANGED))
    desk.service.answers.held = True
    desk.press(Key.Key_F5)  # asked for before the choice, answered after it
    desk.page.card.reason.menu().actions()[1].trigger()
    desk.service.answers.give()
    assert desk.page.card.explanation()[0] == "1"
    desk.service.answers.give()
    assert desk.page.card.explanation()[0] == "1"
    desk.service.requests["d2"] = replace(desk.service.requests["d2"], reason="9")  # elsewhere, later
    desk.press(Key.Key_F5)
    desk.service.answers.give()
    assert desk.page.card.explanation()[0] == "9"


def test_any_two_versions_are_compared(desk: Desk) -> None:
    desk.page.side.tree.setFocus()
    desk.press(Key.Key_F12)
    assert desk.asked("compare") == [("compare", "d1", "d2")]
    desk.press(Key.Key_Escape)
    desk.page.side.tree.setFocus()
    desk.press(Key.Key_Space)
    assert "与此版比" in desk.page.side.tree.accessibleName()
    desk.press(Key.Key_Up)
    desk.press(Key.Key_F12)
    assert desk.asked("compare")[-1] == ("compare", "d2", "d1")
