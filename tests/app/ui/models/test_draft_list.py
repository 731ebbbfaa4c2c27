"""The list of declarations as a model: pages come as they are scrolled to, and a change costs one page."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.core.tables import CodeRow
from app.declarations.status import Status
from app.ui.models.draft_list import PAGE, REST_ROLE, Column, DraftListModel
from app.ui.widgets import Rest
from tests.helpers.ui_services import NOW, FakeDrafts, FixedClock, row


class Offices:
    """One office."""

    def row(self, table: str, code: str, on: object = None) -> CodeRow | None:
        return CodeRow(table, code, "乌拉特海关") if (table, code) == ("customs_offices", "0708") else None

    def complete(self, table: str) -> bool:
        return False

    def exists(self, table: str) -> bool:
        return True


def model_of(drafts: FakeDrafts) -> DraftListModel:
    made = DraftListModel(drafts.list, Offices(), {"import": "进口"}, FixedClock().now, drafts)
    made.show(frozenset(), "")
    return made


def shown(model: DraftListModel, number: int, column: Column) -> str:
    return str(model.index(number, column).data())


def test_the_first_page_is_all_that_is_asked_of_a_hundred_thousand(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(100_000)])
    model = model_of(drafts)
    assert model.rowCount() == PAGE
    assert [query.limit for query in drafts.asked] == [PAGE]


def test_scrolling_asks_a_page_at_a_time_after_the_last_row(qtbot: QtBot) -> None:
    drafts = FakeDrafts([row(number) for number in range(100_000)])
    model = model_of(drafts)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(800, 600)
    view.show()
    for _ in range(3):
        view.scrollToBottom()
    assert model.rowCount() == 4 * PAGE
    assert [query.limit for query in drafts.asked] == [PAGE] * 4
    last = drafts.asked[-1].after
    assert last is not None and last.id == f"draft-{3 * PAGE - 1}"


def test_the_end_is_reached_once(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(PAGE + 10)])
    model = model_of(drafts)
    model.fetchMore(QModelIndex())
    assert model.rowCount() == PAGE + 10
    assert not model.canFetchMore(QModelIndex())


def test_a_change_brings_one_page_and_keeps_the_rows_below(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(1_000)])
    model = model_of(drafts)
    model.fetchMore(QModelIndex())
    drafts.rows.insert(0, replace(drafts.rows.pop(300), updated_at=NOW + timedelta(minutes=1)))
    model.refresh({"draft-300"})
    assert len(drafts.asked) == 3
    assert model.row(0).id == "draft-300"
    assert model.rowCount() == 2 * PAGE
    assert [model.row(number).id for number in range(1, model.rowCount())] == [
        f"draft-{number}" for number in range(400) if number != 300
    ]


def test_rows_are_not_kept_where_others_may_lie_between(qapp: object) -> None:
    drafts = FakeDrafts([row(number) for number in range(500)])
    model = model_of(drafts)
    model.fetchMore(QModelIndex())
    fresh = [replace(row(1_000 + number), updated_at=NOW + timedelta(hours=1)) for number in range(PAGE + 1)]
    drafts.rows[:0] = fresh
    model.refresh({""})
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())


def test_an_answer_to_an_older_question_is_dropped(qapp: object) -> None:
    drafts = FakeDrafts([row(1), row(2, Status.RELEASED)])
    drafts.answers.held = True
    model = model_of(drafts)
    model.show(frozenset({Status.RELEASED}), "")
    drafts.answers.give()
    assert [model.row(number).id for number in range(model.rowCount())] == ["draft-2"]


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
    model.show(frozenset(), "x")
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
