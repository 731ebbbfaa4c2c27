"""The words of cli.md for every state of the outbox and every status of the receipts."""

import pytest

from app.declarations.outbox import State
from app.declarations.status import CHINESE, PROGRESS, Mark, Status, is_editable, is_final, shown_state


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.FROZEN, "queued"),
        (State.SIGNED, "queued"),
        (State.READY, "queued"),
        (State.SENDING, "sending"),
        (State.IN_DOUBT, "unknown"),
        (State.ACKED, "sent"),
        (State.REJECTED, "rejected"),
        (State.PARKED, "parked"),
        (State.CANCELLED, "cancelled"),
    ],
)
def test_word_before_receipts(state: State, word: str) -> None:
    assert shown_state(state, None).value == word


@pytest.mark.parametrize("status", [*PROGRESS, Status.REJECTED, Status.CANCELLED])
def test_receipts_speak_for_a_message_that_arrived(status: Status) -> None:
    assert shown_state(State.ACKED, status) is status


def test_receipts_do_not_hide_that_a_message_was_refused() -> None:
    assert shown_state(State.REJECTED, Status.ACCEPTED) is Status.REJECTED


def test_final() -> None:
    assert {status for status in Status if is_final(status, False)} == {
        Status.CLOSED,
        Status.REJECTED,
        Status.CANCELLED,
        Status.AGREED,
    }
    assert is_final(Status.RELEASED, True)
    assert not is_final(Status.INSPECTION, True)


def test_only_what_is_not_under_way_may_be_edited() -> None:
    assert {status for status in Status if is_editable(status)} == {Status.DRAFT, Status.REJECTED, Status.CANCELLED}
    assert all(is_editable(status, Mark.OPEN) for status in Status)
    assert not any(is_editable(status, mark) for status in Status for mark in (Mark.SUPERSEDED, Mark.WITHDRAWN))


@pytest.mark.parametrize("status", Status)
def test_every_word_has_a_short_chinese_one(status: Status) -> None:
    assert 1 <= len(CHINESE[status]) <= 5
