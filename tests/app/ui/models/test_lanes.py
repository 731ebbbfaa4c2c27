"""What may be done with goods under 两段准入, step by step; 提离 never looks like 放行."""

from datetime import timedelta

import pytest

from app.declarations.status import Status
from app.ui.models.lanes import Lane, goods_states, lanes, missing, nearest, reminders, truth
from app.ui.pages.lifecycle import Expiry, Storage, TwoLane
from app.ui.pages.services import Event
from app.ui.theme import Tone
from app.ui.widgets import Progress
from tests.helpers.ui_lifecycle import lanes as shipment
from tests.helpers.ui_services import NOW

DAY = timedelta(days=1)
BEFORE = (Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL)


def event(status: Status, hours: int) -> Event:
    return Event(NOW - timedelta(hours=hours), status.value, "", "x", str(hours), status)


def life(*statuses: Status) -> list[Event]:
    return [event(status, 10 * (len(statuses) - number)) for number, status in enumerate(statuses)]


def titles(lane: Lane) -> list[str]:
    return [f"{one.step.title} {one.step.progress.name}" for one in lane.steps]


@pytest.mark.parametrize("status", BEFORE)
def test_nothing_is_green_for_the_whole_before_release(status: Status) -> None:
    shown = shipment(status, life(*BEFORE[: BEFORE.index(status) + 1]))
    assert truth(status).tone is not Tone.OK
    assert all(lane.tone is not Tone.OK for lane in lanes(shown, NOW))
    assert all(state.tone is not Tone.OK for state in goods_states(shown, NOW))
    assert {state.allowed for state in goods_states(shown, NOW)} <= {"只可存放", "不可提离"}
    assert "放行" not in lanes(shown, NOW)[0].answer


def test_goods_that_may_leave_may_not_be_sold() -> None:
    shown = shipment(Status.CONDITIONAL, life(Status.SENT, Status.REVIEWED, Status.INSPECTION, Status.CONDITIONAL))
    assert truth(shown.status).title == "可提离，不得销售使用"
    port, inland = lanes(shown, NOW)
    assert (port.answer, port.tone) == ("可以提离", Tone.TEAL)
    assert (inland.answer, inland.tone) == ("还不能卖", Tone.WARN)
    assert titles(port) == ["申报 DONE", "审结 DONE", "口岸检查 DONE", "允许提离 DONE"]
    assert titles(inland) == ["运抵存放地 NOW", "目的地检查 TODO", "实验室结果 NOW", "合格评定 TODO", "放行 TODO"]
    assert [one.step.title for one in missing(shown, NOW)][-1] == "放行"
    assert {state.allowed for state in goods_states(shown, NOW)} == {"只可存放"}


def test_a_storage_record_takes_its_step() -> None:
    storage = Storage("冷库", arrived_at=NOW - timedelta(hours=2))
    shown = shipment(Status.CONDITIONAL, life(Status.CONDITIONAL), storage=storage)
    assert lanes(shown, NOW)[1].steps[0].step.progress is Progress.DONE
    assert "已登记" in lanes(shown, NOW)[1].steps[0].step.note


def test_an_inspection_after_leaving_belongs_to_the_inland_lane() -> None:
    events = [event(Status.CONDITIONAL, 20), event(Status.INSPECTION, 5)]
    port, inland = lanes(shipment(Status.CONDITIONAL, events, asked=False), NOW)
    assert "口岸检查 DONE" not in titles(port)
    assert "目的地检查 NOW" in titles(inland)


def test_released_goods_may_be_sold_and_nothing_is_missing() -> None:
    shown = shipment(Status.RELEASED, life(Status.SENT, Status.REVIEWED, Status.CONDITIONAL, Status.RELEASED))
    assert truth(shown.status).tone is Tone.OK
    assert lanes(shown, NOW)[1].answer == "可销售使用"
    assert missing(shown, NOW) == ()
    assert {state.allowed for state in goods_states(shown, NOW)} == {"可销售"}


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED])
def test_what_was_sent_back_may_not_leave(status: Status) -> None:
    shown = shipment(status, life(Status.SENT))
    assert truth(status).title == "不得提离"
    assert all(one.step.progress is not Progress.DONE for one in lanes(shown, NOW)[1].steps)
    assert missing(shown, NOW) == ()


def test_days_are_reminded_of_three_days_before() -> None:
    today = NOW.date()
    far, near, past = (
        Expiry("应出结果", today + 6 * DAY),
        Expiry("许可证", today + 2 * DAY),
        Expiry("场地", today - DAY),
    )
    found = [(one.day - today, one.tone) for one in reminders((far, near, past), today)]
    assert found == [(-DAY, Tone.ERR), (2 * DAY, Tone.WARN), (3 * DAY, Tone.NEU), (6 * DAY, Tone.NEU)]
    rest = nearest((far, near), today)
    assert rest is not None
    assert (rest.days, rest.overdue) == (2, False)
    assert nearest((), today) is None


def test_a_merged_inspection_is_called_so() -> None:
    shown: TwoLane = shipment(Status.CONDITIONAL, life(Status.INSPECTION, Status.CONDITIONAL), merged=True, asked=False)
    port, inland = lanes(shown, NOW)
    assert "口岸合并检查 DONE" in titles(port)
    assert not any(title.startswith("目的地检查") for title in titles(inland))
