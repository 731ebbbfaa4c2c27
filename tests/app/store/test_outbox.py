"""Moves of outbox rows: fenced, noted, and kept from sending what was cancelled."""

from datetime import timedelta

import pytest

from app.declarations.outbox import Event, IllegalTransition, State
from app.declarations.status import Status
from app.store import attempts, outbox
from app.store.attempts import AttemptKind
from app.store.engine import Database
from app.store.outbox import OutboxRow, RowMoved
from app.store.standing import standing
from tests.helpers.filings import NOW, filing, frozen_row, ready_row

LEASE = timedelta(minutes=3)


def sending_row(database: Database, row: OutboxRow | None = None) -> OutboxRow:
    ready = row or ready_row(database)
    with database.writing() as connection:
        return outbox.move(connection, ready, Event.CLAIM, NOW, **outbox.lease(ready, "me", NOW, LEASE))


def test_a_message_goes_its_way_and_each_step_is_noted(database: Database) -> None:
    row = sending_row(database)
    assert (row.state, row.attempts, row.lease_epoch, row.lease_owner) == (State.SENDING, 1, 1, "me")
    with database.writing() as connection:
        row = outbox.move(connection, row, Event.ACKNOWLEDGED, NOW, gateway_no="I20260000000000123")
        steps = outbox.steps_of(connection, row.message_id)
        found = standing(connection, row.decl_id)
    assert row.state is State.ACKED
    assert [(step.event, step.after) for step in steps] == [
        ("freeze", "FROZEN"),
        ("sign", "SIGNED"),
        ("release", "READY"),
        ("claim", "SENDING"),
        ("acknowledged", "ACKED"),
    ]
    assert found is not None
    assert (found.state, found.seq_no) == (Status.SENT, "I20260000000000123")


def test_the_certificate_comes_back_with_the_row(database: Database) -> None:
    row = ready_row(database)
    assert (row.certificate, row.signature, row.payload_sha256) == (
        "certificate",
        b"signature",
        filing().message.sha256,
    )


def test_who_was_overtaken_changes_nothing(database: Database) -> None:
    first = sending_row(database)
    with database.writing() as connection:
        outbox.move(connection, first, Event.NOT_SENT, NOW)
    with pytest.raises(RowMoved), database.writing() as connection:
        outbox.move(connection, first, Event.REFUSED, NOW)
    with database.reading() as connection:
        now = outbox.get(connection, first.message_id)
    assert now is not None
    assert now.state is State.READY


def test_an_older_lease_is_fenced_off(database: Database) -> None:
    first = sending_row(database)
    with database.writing() as connection:
        doubt = outbox.move(connection, first, Event.INTERRUPTED, NOW)
        outbox.move(connection, doubt, Event.RESEND, NOW, **outbox.lease(doubt, "other", NOW, LEASE))
    with pytest.raises(RowMoved), database.writing() as connection:
        outbox.move(connection, first, Event.ACKNOWLEDGED, NOW)


def test_an_illegal_event_is_refused(database: Database) -> None:
    row = frozen_row(database)
    with pytest.raises(IllegalTransition), database.writing() as connection:
        outbox.move(connection, row, Event.CLAIM, NOW)


def test_cancelling_before_sending(database: Database) -> None:
    row = ready_row(database)
    with database.writing() as connection:
        cancelled = outbox.cancel(connection, row.message_id, NOW)
    assert cancelled is not None
    assert cancelled.state is State.CANCELLED


def test_cancelling_while_sending_is_a_wish_met_when_nothing_arrived(database: Database) -> None:
    row = sending_row(database)
    with database.writing() as connection:
        wished = outbox.cancel(connection, row.message_id, NOW)
        assert wished is not None
        assert (wished.state, wished.cancel_requested) == (State.SENDING, True)
        assert outbox.move(connection, row, Event.NOT_SENT, NOW).state is State.CANCELLED


def test_cancelling_while_sending_stays_a_wish_when_it_arrived(database: Database) -> None:
    row = sending_row(database)
    with database.writing() as connection:
        outbox.cancel(connection, row.message_id, NOW)
        acked = outbox.move(connection, row, Event.ACKNOWLEDGED, NOW)
    assert (acked.state, acked.cancel_requested) == (State.ACKED, True)


def test_doubt_keeps_a_message_from_being_cancelled_or_resent_blindly(database: Database) -> None:
    row = sending_row(database)
    with database.writing() as connection:
        doubt = outbox.move(connection, row, Event.NO_ANSWER, NOW)
        again = outbox.move(connection, doubt, Event.RESEND, NOW, **outbox.lease(doubt, "me", NOW, LEASE))
        assert again.doubt
        # Refused connections and 4xx answers to the second try say nothing about the first.
        assert outbox.move(connection, again, Event.NOT_SENT, NOW).state is State.IN_DOUBT


def test_what_is_due_comes_in_order(database: Database) -> None:
    moments = [NOW - timedelta(minutes=3 - n) for n in range(3)]
    rows = [ready_row(database, filing(f"PD{n}", f"货物{n}"), moment) for n, moment in enumerate(moments)]
    with database.writing() as connection:
        outbox.postpone(connection, rows[0], NOW + timedelta(minutes=5))
        outbox.postpone(connection, rows[2], NOW - timedelta(minutes=5))
        due = outbox.due(connection, NOW)
        assert due is not None
        assert due.message_id == rows[2].message_id
        assert outbox.next_due(connection) == NOW - timedelta(minutes=5)
        assert outbox.due(connection, NOW, held=("0" * 64,)) is None
        assert outbox.no_later_than(connection, NOW) == 1
        outbox.postpone(connection, rows[1], NOW + timedelta(days=400))
        outbox.no_later_than(connection, NOW + timedelta(minutes=5))
        assert outbox.due(connection, NOW + timedelta(minutes=5)) is not None
        assert [row.message_id for row in outbox.in_state(connection, State.READY)] == [r.message_id for r in rows]


def test_a_try_is_closed_once(database: Database) -> None:
    row = ready_row(database)
    with database.writing() as connection:
        attempt = attempts.begin(connection, row.message_id, AttemptKind.SEND, NOW)
        attempts.finish(connection, attempt, "unknown", None, None, NOW)
        attempts.finish(connection, attempt, "acked", 202, b"{}", NOW)
        (found,) = attempts.of_message(connection, row.message_id)
    assert (found.kind, found.outcome, found.http_status) == (AttemptKind.SEND, "unknown", None)


def parked_row(database: Database) -> OutboxRow:
    row = sending_row(database)
    with database.writing() as connection:
        doubt = outbox.move(connection, row, Event.NO_ANSWER, NOW)
        return outbox.move(connection, doubt, Event.GIVE_UP, NOW)


def test_a_person_saw_it_there(database: Database) -> None:
    row = parked_row(database)
    with database.writing() as connection:
        decided = outbox.decide(connection, row.message_id, True, "I20260000000000123", NOW)
        assert outbox.steps_of(connection, row.message_id)[-1].event == "person_found"
    assert decided is not None
    assert (decided.state, decided.doubt, decided.gateway_no) == (State.ACKED, False, "I20260000000000123")


def test_a_person_saw_that_it_is_not_there(database: Database) -> None:
    row = parked_row(database)
    with database.writing() as connection:
        decided = outbox.decide(connection, row.message_id, False, "", NOW)
        assert decided is not None
        assert (decided.state, decided.doubt) == (State.READY, False)
        with pytest.raises(IllegalTransition):
            outbox.decide(connection, row.message_id, True, "", NOW)
        assert outbox.decide(connection, "nobody", True, "", NOW) is None
