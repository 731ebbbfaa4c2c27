"""The page of a lot by keys: typed through, divided, confirmed one by one, sent; no ID number in view."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.border_trade.allocation import Strategy
from app.border_trade.share import ShareEvent, ShareState
from app.store import border_lots
from app.store.engine import Database
from app.ui.pages.lots import row_model as columns
from app.ui.pages.lots.lot_page import LotPage
from app.ui.pages.lots.lots_page import LotsPage
from app.work.lot_filing import Manner
from app.work.lot_view import LotRow, LotView
from tests.gateway.running import START
from tests.helpers.citizens import citizens
from tests.helpers.clocks import FakeClock
from tests.helpers.keys import press, type_text
from tests.helpers.lots import TABLES, LotWork, card, invented, settle
from tests.helpers.ui_lots import FakeLots

Key, Mod = Qt.Key, Qt.KeyboardModifier
PEOPLE = 5


class Desk:
    """A shown page."""

    def __init__(self, qtbot: QtBot, work: LotWork) -> None:
        self.qtbot, self.work = qtbot, work
        self.service = FakeLots(work)
        self.said: list[str] = []
        self.page = LotPage(work.desk.lot_id, self.service, TABLES, work.clock)
        self.page.said.connect(lambda words, _tone: self.said.append(words))
        qtbot.addWidget(self.page)
        self.page.resize(1372, 830)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.activated()

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        press(self.focused(), key, modifier)

    def type(self, text: str) -> None:
        type_text(self.focused(), text)

    def enter(self, text: str = "") -> None:
        self.type(text)
        self.press(Key.Key_Return)

    @property
    def view(self) -> LotView:
        assert self.page.view is not None
        return self.page.view

    def row(self, number: int) -> LotRow:
        return self.view.rows[number]

    def states(self) -> list[ShareState]:
        return [row.share.state for row in self.view.rows]


@pytest.fixture
def work(database: Database) -> Iterator[LotWork]:
    clock = FakeClock(START)
    settle(database, invented(PEOPLE), clock)
    yield LotWork(database, clock)


@pytest.fixture
def fresh(qtbot: QtBot, work: LotWork) -> Desk:
    return Desk(qtbot, work)


@pytest.fixture
def desk(qtbot: QtBot, work: LotWork) -> Desk:
    work.prepare("800")
    work.do(lambda connection: work.desk.divide(connection, Strategy.EQUAL))
    return Desk(qtbot, work)


def test_a_lot_is_typed_through_with_enter(fresh: Desk) -> None:
    assert fresh.page.side.group_box.hasFocus()
    fresh.enter("1")
    assert len(fresh.view.rows) == PEOPLE
    fresh.enter("sz")
    fresh.enter()
    fresh.enter("rus")
    fresh.enter("750")
    fresh.enter()
    fresh.enter("50")
    fresh.enter("Q1")
    fresh.enter("4000000008001")
    fresh.enter()  # the zone is the group's
    assert fresh.page.table.hasFocus()
    texts = [one.text for one in fresh.view.fields[:9]]
    assert texts == ["0802910090", "鲜或干的未去壳其他松子", "RUS", "750", "035", "50", "Q1", "4000000008001", "0608"]
    assert fresh.view.lot.value == 3_750_000
    fresh.press(Key.Key_F7)
    fresh.press(Key.Key_Return)
    assert {row.share.value for row in fresh.view.rows} == {750_000}
    assert fresh.page.table.hasFocus()


def test_the_ways_of_dividing_are_seen_at_once_and_go_back_with_esc(desk: Desk) -> None:
    before = [row.share.quantity for row in desk.view.rows]
    desk.press(Key.Key_F7)
    desk.press(Key.Key_Right)
    assert desk.view.strategy is Strategy.REMAINING
    assert [row.share.quantity for row in desk.view.rows] != before or desk.view.quantity == 800_000
    desk.press(Key.Key_Escape)
    assert [row.share.quantity for row in desk.view.rows] == before
    assert not desk.page.divide_bar.isVisible()


def test_a_quantity_is_typed_over_its_cell_and_undone(desk: Desk) -> None:
    desk.press(Key.Key_Home)
    desk.press(Key.Key_2)
    assert desk.page.quantity_box.isVisible()
    desk.enter("00")
    assert desk.row(0).share.quantity == 200_000
    assert desk.row(0).pinned
    assert desk.view.quantity == 800_000
    assert desk.page.table.hasFocus() and not desk.page.quantity_box.isVisible()
    assert "超 2,000 元" in str(desk.page.model.index(0, columns.STATE).data())
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert desk.row(0).share.quantity == 160_000


def test_f8_goes_to_what_is_over_and_alt_enter_cures_it(desk: Desk) -> None:
    desk.press(Key.Key_End)
    desk.press(Key.Key_2)
    desk.enter("00")
    desk.press(Key.Key_Home)
    desk.press(Key.Key_F8)
    issue = desk.page.side.current_issue()
    assert issue is not None and issue.cure is not None and issue.cure.words == "改为 160 千克"
    assert desk.page.table.current_row() == PEOPLE - 1
    desk.press(Key.Key_Return, Mod.AltModifier)
    assert desk.row(PEOPLE - 1).share.quantity == 160_000
    assert not any(row.over for row in desk.view.rows)
    assert desk.page.side.current_issue() is None


def test_letters_find_a_name_and_space_sets_it_aside_and_back(desk: Desk) -> None:
    wanted = desk.row(3)
    desk.press(Key.Key_Home)
    desk.type(wanted.spelled.split()[0][:3])
    assert desk.page.model.key(desk.page.table.current_row()) == wanted.share.id
    desk.press(Key.Key_Space)
    assert desk.states()[3] is ShareState.ASIDE
    assert desk.view.quantity == 800_000
    assert "未到场" in str(desk.page.model.index(3, columns.STATE).data())
    desk.press(Key.Key_Space)
    assert desk.states()[3] is ShareState.OPEN


def test_cards_confirm_one_after_the_other(desk: Desk) -> None:
    desk.press(Key.Key_F3)
    desk.enter(card(1))
    assert desk.states().count(ShareState.CONFIRMED) == 1
    assert desk.page.card_bar.box.text() == ""
    assert "还有 4 人未确认" in desk.page.card_bar.note.words()
    desk.enter(card(1))
    assert "已经确认过" in desk.page.card_bar.note.words()
    desk.enter(citizens(PEOPLE)[2][-4:])
    assert desk.states().count(ShareState.CONFIRMED) == 2
    desk.press(Key.Key_Escape)
    assert desk.page.table.hasFocus()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Return, Mod.ControlModifier)
    assert desk.row(0).share.confirmed_by == "签字"


def test_nothing_goes_out_before_enter_and_only_the_confirmed(desk: Desk) -> None:
    desk.press(Key.Key_F10)
    assert "没有已由本人确认" in desk.page.strip.accessibleName()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_F3)
    desk.enter(card(0))
    desk.enter(card(1))
    desk.press(Key.Key_F10)
    assert "2 人已确认，3 人未确认" in desk.page.send_bar.note.words()
    assert desk.service.sent == []
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return)
    assert desk.service.sent == [("send", Manner.EACH)]
    assert desk.states().count(ShareState.QUEUED) == 2
    head = desk.page.head
    assert (head.send.isEnabled(), head.card.isEnabled(), head.divide.isEnabled()) == (True, True, False)
    assert desk.page.is_marked()


def test_only_what_was_refused_is_sent_again(desk: Desk) -> None:
    desk.press(Key.Key_F3)
    for number in range(2):
        desk.enter(card(number))
    desk.press(Key.Key_F10)
    desk.press(Key.Key_Return)
    with desk.work.database.writing() as connection:
        border_lots.step(connection, desk.row(1).share.id, ShareEvent.REJECT, START, reason="当日免税额度剩余1000.00元")
    desk.service.changed.emit(desk.work.desk.lot_id)
    assert "退单" in str(desk.page.model.index(1, columns.STATE).data())
    assert any("1000.00" in one.body for one in desk.view.issues)
    desk.press(Key.Key_R, Mod.ControlModifier | Mod.ShiftModifier)
    assert "只重报退回的 1 人" in desk.page.send_bar.note.words()
    desk.press(Key.Key_Return)
    assert desk.service.sent[-1] == ("retry", Manner.GROUP)
    assert desk.states().count(ShareState.QUEUED) == 2


def test_a_refusal_is_told_and_changes_nothing(desk: Desk) -> None:
    desk.press(Key.Key_Home)
    desk.press(Key.Key_9)
    desk.enter("999")
    assert "超过了批次数量" in desk.page.strip.accessibleName()
    assert desk.row(0).share.quantity == 160_000


def test_passing_through_the_group_takes_nothing_back(desk: Desk) -> None:
    desk.press(Key.Key_Home)
    desk.press(Key.Key_9)
    desk.enter("9")
    desk.page.side.group_box.take_focus()
    desk.enter()
    assert desk.row(0).pinned
    assert desk.view.can_undo


def test_filters_count_and_narrow(desk: Desk) -> None:
    desk.press(Key.Key_F3)
    desk.enter(card(0))
    desk.page.filters.setFocus(Qt.FocusReason.OtherFocusReason)
    assert desk.page.model.counts() == {columns.ALL: PEOPLE, columns.TO_DO: 0, columns.READY: 1}
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert desk.page.model.rowCount() == 1


def test_linking_waits_for_the_sending(desk: Desk) -> None:
    assert not desk.page.head.link.isEnabled()
    desk.press(Key.Key_F3)
    desk.enter(card(0))
    desk.press(Key.Key_F10)
    desk.press(Key.Key_Return)
    assert desk.page.head.link.isEnabled()
    desk.page.head.link.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.press(Key.Key_Return)
    assert desk.service.links == [True]
    assert desk.page.head.link.text() == "反核注"


def test_no_id_number_is_in_view(desk: Desk) -> None:
    desk.press(Key.Key_F9)
    page = desk.page
    said = [page.title(), *desk.said]
    for one in [page, *page.findChildren(QWidget)]:
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
    model = page.model
    said += [str(model.index(row, column).data()) for row in range(PEOPLE) for column in range(model.columnCount())]
    text = "\n".join(said)
    assert not any(number in text for number in citizens(PEOPLE))
    assert not re.search(r"\d{17}[\dX]", text)
    assert desk.row(0).id_masked.count("*") == 8


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    for key in (Key.Key_F3, Key.Key_F7, Key.Key_F10):
        desk.press(key)
        nameless = [
            type(one).__name__
            for one in desk.page.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
        ]
        assert nameless == []


def test_the_list_of_the_day_opens_a_lot(qtbot: QtBot, work: LotWork) -> None:
    opened: list[str] = []
    page = LotsPage(FakeLots(work), TABLES, opened.append)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.activated()
    press(page.table, Key.Key_Return)
    press(page.table, Key.Key_Insert)
    assert opened == [work.desk.lot_id] * 2
