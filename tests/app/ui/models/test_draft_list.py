"""The list of declarations as a model: all rows stand at once, those looked at are read, a change costs one page."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.core.tables import CodeRow
from app.declarations.list_filter import ListFilter, Sort
from app.declarations.status import Status
from app.ui.models.draft_cells import Column
from app.ui.models.draft_list import AHEAD, KEPT, MOST_TICKED, NOT_READ, PAGE, REST_ROLE, DraftListModel
from app.ui.widgets import Rest
from tests.helpers.ui_finding import FakeFinding
from tests.helpers.ui_services import NOW, FakeDrafts, FakeRow, FixedClock, row


class Offices:
    """One office."""

    def row(self, table: str, code: str, on: object = None) -> CodeRow | None:
        return CodeRow(table, code, "乌拉特海关") if (table, code) == ("customs_offices", "0708") else None

    def complete(self, table: str) -> bool:
        return False

    def exists(self, table: str) -> bool:
        return True


@cache
def many() -> tuple[FakeRow, ...]:
    """A hundred thousand declarations, made once."""
    return tuple(row(number) for number in range(100_000))


def model_of(drafts: FakeDrafts, finding: FakeFinding | None = None) -> DraftListModel:
    asked = finding if finding is not None else FakeFinding(drafts)
    made = DraftListModel(asked, Offices(), {"import": "进口"}, FixedClock().now, drafts)
    made.show(ListFilter())
    return made


def shown(model: DraftListModel, number: int, column: Column) -> str:
    return str(model.index(number, column).data())


def ids(model: DraftListModel, count: int) -> list[str]:
    return [model.row(number).id for number in range(count)]


def test_all_of_a_hundred_thousand_stand_there_and_one_page_is_read(qapp: object) -> None:
    drafts = FakeDrafts(many())
    finding = FakeFinding(drafts)
    model = model_of(drafts, finding)
    assert model.rowCount() == 100_000
    assert [len(numbers) for numbers in finding.read] == [PAGE]
    assert model.row_read(PAGE) is None
    index = model.index(PAGE, Column.GOODS)
    assert (index.data(), index.data(Qt.ItemDataRole.AccessibleTextRole)) == (None, NOT_READ)


def test_only_what_is_looked_at_is_read(qtbot: QtBot) -> None:
    drafts = FakeDrafts(many())
    finding = FakeFinding(drafts)
    model = model_of(drafts, finding)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(800, 600)
    view.show()
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.row_read(99_999) is not None)
    assert model.row(99_999).id == "draft-99999"
    assert sum(len(numbers) for numbers in finding.read) <= (AHEAD + 1) * PAGE
    assert model.row_read(50_000) is None


def test_pages_scrolled_past_are_let_go_and_rows_held_are_bounded(qtbot: QtBot) -> None:
    drafts = FakeDrafts([row(number) for number in range(8_000)])
    finding = FakeFinding(drafts)
    model = model_of(drafts, finding)
    for number in range(0, 8_000, PAGE):
        model.index(number, 0).data()  # all in one breath: the last ones are wanted
    qtbot.waitUntil(lambda: model.row_read(7_999) is not None)
    assert len(finding.read) == 2
    for page in range(0, 8_000, PAGE):
        model.index(page, 0).data()
        qtbot.waitUntil(lambda page=page: model.row_read(page) is not None)  # type: ignore[misc]
    assert sum(model.row_read(number) is not None for number in range(8_000)) <= KEPT


def test_a_change_reads_the_changed_row_alone(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(1_000)])
    finding = FakeFinding(drafts)
    model = model_of(drafts, finding)
    drafts.rows.insert(0, replace(drafts.rows.pop(30), updated_at=NOW + timedelta(minutes=1)))
    model.refresh({"draft-30"})
    assert ids(model, 3) == ["draft-30", "draft-0", "draft-1"]
    assert model.row(0).updated_at == NOW + timedelta(minutes=1)
    assert finding.read[1:] == [(30,)]
    assert model.number_of("draft-31") == 31
    assert model.number_of("nobody") == -1


def test_what_is_not_read_is_ticked_by_nobody_and_all_means_five_hundred(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(2_000)])
    model = model_of(drafts)
    model.toggle(1_500)
    assert model.checked() == ()
    model.toggle_all()
    assert len(model.checked()) == MOST_TICKED
    model.toggle_all()
    assert model.checked() == ()


def test_the_head_says_what_orders_the_rows(qapp: object) -> None:
    model = model_of(FakeDrafts([row(1)]))
    across = Qt.Orientation.Horizontal
    assert model.headerData(Column.UPDATED, across) == "更新 ↓"
    model.show(ListFilter(sort=Sort.TRADER, descending=False))
    assert model.headerData(Column.UPDATED, across) == "更新"
    assert model.headerData(Column.TRADER, across) == "境内收发货人 ↑"


def test_an_answer_to_an_older_question_is_dropped(qapp: object) -> None:
    drafts = FakeDrafts([row(1), row(2, Status.RELEASED)])
    drafts.answers.held = True
    model = model_of(drafts)
    model.show(ListFilter(statuses=frozenset({Status.RELEASED})))
    drafts.answers.give()
    drafts.answers.give()  # the rows are asked for when the numbers are there
    assert [model.row(number).id for number in range(model.rowCount())] == ["draft-2"]


def test_what_was_sent_and_answered_is_read_anew_while_the_old_row_stands(qapp: object) -> None:
    drafts = FakeDrafts([row(1, Status.QUEUED), row(2)])
    model = model_of(drafts)
    drafts.rows[0] = row(1, Status.RELEASED)
    drafts.answers.held = True
    model.refresh({""})
    assert model.row(0).status is Status.QUEUED, "no row goes blank while the answer is on its way"
    drafts.answers.give()
    drafts.answers.give()
    assert model.row(0).status is Status.RELEASED


def test_a_refusal_is_told(qtbot: QtBot) -> None:
    drafts = FakeDrafts([row(1)])
    model = model_of(drafts)
    drafts.answers.refusal = "磁盘读不出"
    with qtbot.waitSignal(model.refused) as refused:
        model.refresh({""})
    assert refused.args == ["磁盘读不出"]
    assert model.rowCount() == 1


def test_a_row_reads_as_the_design_writes_it(qapp: object) -> None:
    drafts = FakeDrafts(
        [
            row(0, Status.RELEASED, entry_id="070820261000000001", goods_count=7, total="457670.125"),
            row(220, errors=2, total="", currency=""),
        ]
    )
    model = model_of(drafts)
    assert shown(model, 0, Column.STATUS) == "放行"
    assert shown(model, 0, Column.CUSTOMS_NUMBER) == "070820261000000001"
    assert shown(model, 0, Column.PORT) == "0708 乌拉特海关"
    assert shown(model, 0, Column.GOODS) == "炼焦煤 7 项"
    assert shown(model, 0, Column.TOTAL) == "USD 457,670.13"
    assert shown(model, 0, Column.UPDATED) == "14:32"
    assert shown(model, 1, Column.CUSTOMS_NUMBER) == "未取得"
    assert shown(model, 1, Column.TOTAL) == ""
    assert shown(model, 1, Column.UPDATED) == "昨天 12:52"


def test_a_screen_reader_hears_what_colours_tell(qapp: object) -> None:
    model = model_of(FakeDrafts([row(1, errors=2)]))

    def said(column: Column) -> object:
        return model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said(Column.STATUS) == "状态 草稿，2 项须改"
    assert said(Column.KIND) == "类型 进口，提前申报"
    assert said(Column.CHECK) == "未选"
    model.toggle(0)
    assert said(Column.CHECK) == "已选"


def test_ticks_go_with_the_filter_and_stay_with_a_refresh(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(5)])
    model = model_of(drafts)
    model.toggle(2)
    model.toggle(4)
    drafts.rows.pop(4)
    model.refresh({"draft-4"})
    assert [one.id for one in model.checked()] == ["draft-2"]
    assert model.check_state() is Qt.CheckState.PartiallyChecked
    model.show(ListFilter(text="x"))
    assert model.checked() == ()


def test_what_is_left_of_the_fourteen_days_stands_at_its_row(qtbot: QtBot) -> None:
    model = model_of(FakeDrafts([row(0), row(1)]))
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_rests({"draft-1": Rest(4, "12-02 24:00")})
    assert told.args is not None
    assert (told.args[0].column(), told.args[1].column()) == (Column.LIMIT, Column.LIMIT)
    assert [shown(model, number, Column.LIMIT) for number in range(2)] == ["", "剩 4 天，12-02 24:00 截止"]
    assert model.index(0, Column.LIMIT).data(REST_ROLE) is None
    assert model.index(1, Column.LIMIT).data(REST_ROLE).brief == "4 天"
    spoken = model.index(1, Column.LIMIT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "时限 剩 4 天，12-02 24:00 截止"
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_rests({"draft-1": Rest(4, "12-02 24:00")})
