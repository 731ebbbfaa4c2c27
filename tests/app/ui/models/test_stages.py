"""The way of a declaration as dots: what is shown, what is done, where it waits, and how a rejection ends it."""

from datetime import datetime, timedelta

import pytest

from app.declarations.status import Status
from app.ui.desk.life import _STEPS
from app.ui.models.stages import OWN_SIGNS, entries, steps
from app.ui.pages.services import Event
from app.ui.theme import Icon, Tone
from app.ui.widgets import Progress
from tests.helpers.ui_services import NOW

HOUR = timedelta(hours=1)


def life(*reached: Status) -> list[Event]:
    """Return receipts an hour apart, newest first."""
    began = NOW - HOUR * len(reached)
    return [Event(began + HOUR * n, status.value, "", "P", f"r{n}", status) for n, status in enumerate(reached)][::-1]


def told(status: Status, *reached: Status, now: datetime = NOW) -> list[tuple[str, Progress]]:
    return [(one.title, one.progress) for one in steps(status, life(*reached), now)]


def test_a_queued_declaration_has_everything_before_it() -> None:
    first, *rest = told(Status.QUEUED)
    assert first == ("申报", Progress.NOW)
    assert rest == [(name, Progress.TODO) for name in ("入库", "审结", "放行", "结关")]


def test_a_released_one_has_only_the_end_before_it() -> None:
    shown = told(Status.RELEASED, Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.RELEASED)
    assert shown[:-1] == [(name, Progress.DONE) for name in ("申报", "入库", "审结", "放行")]
    assert shown[-1] == ("结关", Progress.TODO)


def test_a_stage_whose_receipt_never_came_is_done_if_a_later_one_did() -> None:
    assert ("入库", Progress.DONE) in told(Status.REVIEWED, Status.SENT, Status.REVIEWED)


@pytest.mark.parametrize(("status", "word"), [(Status.INSPECTION, "查验"), (Status.TAX, "待缴税")])
def test_what_waits_for_the_clerk_is_under_way(status: Status, word: str) -> None:
    assert (word, Progress.NOW) in told(status, Status.SENT, Status.REVIEWED, status)
    assert (word, Progress.DONE) in told(Status.RELEASED, Status.SENT, status, Status.RELEASED)


def test_stages_that_were_not_met_are_not_shown() -> None:
    assert "查验" not in dict(told(Status.RELEASED, Status.SENT, Status.RELEASED))


def test_a_rejection_ends_the_way_where_it_came() -> None:
    shown = told(Status.REJECTED, Status.SENT, Status.ACCEPTED, Status.REJECTED)
    assert shown == [("申报", Progress.DONE), ("入库", Progress.DONE), ("退单", Progress.FAILED)]


def test_times_are_those_of_the_receipts() -> None:
    notes = [one.note for one in steps(Status.ACCEPTED, life(Status.SENT, Status.ACCEPTED), NOW)]
    assert notes[:2] == ["12:32", "13:32"]


def test_the_life_keeps_its_order_and_tells_ours_from_theirs() -> None:
    events = [
        Event(NOW, "查验通知", "人工查验", "C", "r1", Status.INSPECTION),
        Event(NOW, "海关入库成功", "", "L", "r0", Status.ACCEPTED),
        Event(NOW, "签名并发送", status=Status.SENDING),
        Event(NOW, "新建草稿"),
    ]
    shown = entries(events)
    assert [(one.icon, one.tone) for one in shown] == [
        (Icon.SCAN_SEARCH, Tone.VIO),
        (Icon.DATABASE, Tone.OK),
        (Icon.SEND, Tone.NEU),
        (Icon.PENCIL, Tone.NEU),
    ]
    assert [one.title for one in shown] == [event.title for event in events]
    assert (shown[0].time, shown[0].day, shown[0].mark) == ("14:32:08", "03-02", "C")


def test_each_sign_of_our_own_stands_for_words_a_life_is_told_with() -> None:
    assert set(OWN_SIGNS) <= {*_STEPS.values(), "建立草稿"}
    assert [one.icon for one in entries([Event(NOW, "签名"), Event(NOW, "作废")])] == [Icon.ID_CARD, Icon.PENCIL]
