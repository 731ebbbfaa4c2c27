"""The days left at the rows of the list come from what waits for a person, asked again after the rows were."""

from dataclasses import replace
from datetime import timedelta

from pytestqt.qtbot import QtBot

from app.declarations.inbox import NeedKind
from app.declarations.list_filter import ListFilter
from app.reference import load
from app.ui.models.draft_cells import Column
from app.ui.models.draft_list import DraftListModel
from app.ui.pages.list_limits import ListLimits
from tests.helpers.ui_finding import FakeFinding
from tests.helpers.ui_lifecycle import FakeLifecycle, need
from tests.helpers.ui_services import NOW, FakeDrafts, FixedClock, row


def test_only_the_second_step_has_a_limit_and_it_follows_the_rows(qtbot: QtBot) -> None:
    drafts, lifecycle = FakeDrafts([row(number) for number in range(3)]), FakeLifecycle()
    model = DraftListModel(FakeFinding(drafts), load(), {}, FixedClock().now, drafts)
    ListLimits(model, lifecycle)

    def words() -> list[str]:
        return [str(model.index(number, Column.LIMIT).data()) for number in range(model.rowCount())]

    due = need(0, NeedKind.COMPLETE, draft_id="draft-0", day=NOW.date() + timedelta(days=4), left=4)
    late = need(2, NeedKind.OVERDUE, draft_id="draft-2", day=NOW.date() - timedelta(days=1), left=-1)
    lifecycle.waiting = [due, replace(due, draft_id="draft-1", wants=NeedKind.STORAGE), late]
    model.show(ListFilter())
    qtbot.waitUntil(lambda: words()[:1] != [""])
    until, past = due.day, late.day
    assert until is not None
    assert past is not None
    assert words() == [f"剩 4 天，{until:%m-%d} 24:00 截止", "", f"逾期，{past:%m-%d} 24:00 已截止"]

    lifecycle.waiting = [late]
    model.refresh({"draft-0"})
    qtbot.waitUntil(lambda: words()[0] == "")
