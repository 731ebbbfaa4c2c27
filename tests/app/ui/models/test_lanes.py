"""How the two lanes look: 提离 never looks like 放行."""

from datetime import timedelta

import pytest

from app.declarations.status import Status
from app.ui.models.lanes import Lane, goods_states, lanes, missing, nearest, reminders, truth
from app.ui.pages.lifecycle import Expiry, Storage
from app.ui.pages.services import Event
from app.ui.theme import Tone
from tests.helpers.ui_lifecycle import lanes as shipment
from tests.helpers.ui_services import NOW

DAY = timedelta(days=1)
BEFORE = (Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.TAX, Status.INSPECTION, Status.CONDITIONAL)


def life(*statuses: Status) -> list[Event]:
    """Return one event per state, ten hours apart."""
    moments = [NOW - timedelta(hours=10 * (len(statuses) - number)) for number in range(len(statuses))]
    return [Event(at, one.value, "", "x", one.value, one) for at, one in zip(moments, statuses, strict=True)]


def titles(lane: Lane) -> list[str]:
    return [f"{one.step.title} {one.step.progress.name}" for one in lane.steps]


@pytest.mark.parametrize("status", BEFORE)
def test_nothing_is_green_for_the_whole_before_release(status: Status) -> None:
    shown = shipment(status, life(*BEFORE[: BEFORE.index(status) + 1]))
    assert truth(shown).tone is not Tone.OK
    assert all(lane.tone is not Tone.OK for lane in lanes(shown, NOW))
    assert all(state.tone is not Tone.OK for state in goods_states(shown, NOW))
    assert {state.allowed for state in goods_states(shown, NOW)} <= {"只可存放", "未提离"}
    assert "放行" not in lanes(shown, NOW)[0].answer


def test_goods_that_may_leave_may_not_be_sold() -> None:
    shown = shipment(Status.CONDITIONAL, life(*BEFORE[:3], Status.INSPECTION, Status.CONDITIONAL))
    assert truth(shown).title == "可提离，不得销售使用"
    port, inland = lanes(shown, NOW)
    assert (port.answer, port.tone) == ("可以提离", Tone.TEAL)
    assert (inland.answer, inland.tone) == ("还不能卖", Tone.WARN)
    assert titles(port) == ["申报 DONE", "审结 DONE", "口岸检查 DONE", "允许提离 DONE"]
    assert titles(inland) == [
        "运抵存放地 NOW", "实验室结果 TODO", "完整申报 NOW", "合格评定 TODO", "放行 TODO"
    ]  # fmt: skip
    assert [one.step.title for one in missing(shown, NOW)][-1] == "放行"
    assert [one.who for one in missing(shown, NOW)][:2] == ["本企业", "属地海关"]
    assert {state.allowed for state in goods_states(shown, NOW)} == {"只可存放"}
    assert {state.inland_words for state in goods_states(shown, NOW)} == {"等您登记到库"}


def test_the_second_step_is_said_to_be_missing_and_whose_it_is() -> None:
    storage = Storage("冷库", arrived_at=NOW - timedelta(hours=2))
    events = life(*BEFORE[:3], Status.CONDITIONAL)
    shown = shipment(Status.CONDITIONAL, events, asked=False, storage=storage)
    assert [(one.step.title, one.who, one.step.note) for one in missing(shown, NOW)] == [
        ("完整申报", "本企业", "进境后 14 日内"),
        ("放行", "海关发通知，本机自动收", "放行后可销售使用"),
    ]
    assert {state.inland_words for state in goods_states(shown, NOW)} == {"等您完整申报"}


def test_a_storage_record_takes_its_step() -> None:
    storage = Storage("冷库", arrived_at=NOW - timedelta(hours=2))
    shown = shipment(Status.CONDITIONAL, life(*BEFORE[:3], Status.CONDITIONAL), storage=storage)
    assert titles(lanes(shown, NOW)[1])[:2] == ["运抵存放地 DONE", "实验室结果 NOW"]
    assert {state.inland_words for state in goods_states(shown, NOW)} == {"等实验室结果"}


def test_released_goods_may_be_sold_and_nothing_is_missing() -> None:
    shown = shipment(Status.RELEASED, life(*BEFORE[:3], Status.CONDITIONAL, Status.RELEASED))
    assert truth(shown).tone is Tone.OK
    assert lanes(shown, NOW)[1].tone is Tone.OK
    assert missing(shown, NOW) == ()
    assert {state.allowed for state in goods_states(shown, NOW)} == {"可销售"}


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED])
def test_what_was_sent_back_may_neither_leave_nor_be_sold(status: Status) -> None:
    shown = shipment(status, life(*BEFORE, status))
    assert truth(shown).title == "不得提离"
    assert [lane.answer for lane in lanes(shown, NOW)] == ["不得提离", "不得销售"]
    assert {state.allowed for state in goods_states(shown, NOW)} == {"不可提离"}
    assert missing(shown, NOW) == ()


def test_days_are_reminded_of_three_days_before() -> None:
    today = NOW.date()
    far, near = Expiry("应出结果", today + 6 * DAY), Expiry("许可证", today + 2 * DAY)
    past = Expiry("场地", today - DAY)
    found = [(one.day - today, one.tone) for one in reminders((far, near, past), today)]
    assert found == [(-DAY, Tone.ERR), (2 * DAY, Tone.ERR), (3 * DAY, Tone.NEU), (6 * DAY, Tone.NEU)]
    assert reminders((Expiry("证书", today + 4 * DAY),), today)[-1].tone is Tone.WARN
    rest = nearest((far, near), today)
    assert rest is not None and rest.tone is Tone.ERR, "the ring and the list tell one fact at one level"
    assert rest is not None
    assert (rest.days, rest.overdue) == (2, False)
    assert nearest((), today) is None
