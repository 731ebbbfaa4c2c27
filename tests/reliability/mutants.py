"""Guarantees of sending taken away one by one; each mutant must be found by a test, or that test proves nothing."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.declarations import outbox as pure
from app.declarations.outbox import Event, State, Step
from app.store import attempts, outbox
from app.store.attempts import AttemptKind
from app.store.outbox import OutboxRow
from app.transport.gateway import Envelope
from app.work import settle
from app.work.doubt import Advice, Doubts
from app.work.record import record_outcome
from app.work.send import LEASE, Sender

Mutant = Callable[[pytest.MonkeyPatch], None]


def fresh_key(patch: pytest.MonkeyPatch) -> None:
    """Every attempt goes under a key of its own."""
    right = Sender._envelope

    def fresh(self: Sender, row: OutboxRow) -> Envelope:
        return replace(right(self, row), message_id=str(uuid.uuid4()))

    patch.setattr(Sender, "_envelope", fresh)


def send_before_commit(patch: pytest.MonkeyPatch) -> None:
    """The socket is opened before the intent is on disk."""

    def send(self: Any, row: OutboxRow, event: Event) -> None:
        outcome = self._believed(self._gateway.submit(self._envelope(row)))
        now = self._clock.now()
        changes = outbox.lease(row, self._owner, now, LEASE)
        with self._database.writing() as connection:
            claim = outbox.move(connection, row, event, now, **changes)
            attempt = attempts.begin(connection, row.message_id, AttemptKind.SEND, now)
        wait = self._wait_after(outcome, claim)
        with self._database.writing() as connection:
            record_outcome(connection, claim, attempt, outcome, wait, now)

    patch.setattr(Sender, "_send", send)


def sign_again(patch: pytest.MonkeyPatch) -> None:
    """A retry carries other bytes than the first try."""
    right = Sender._envelope

    def other(self: Sender, row: OutboxRow) -> Envelope:
        envelope = right(self, row)
        if not row.attempts:
            return envelope
        message = replace(envelope.signed.message, content=row.payload + b" " * row.attempts)
        signed = object.__new__(type(envelope.signed))
        for name in type(envelope.signed).__slots__:
            object.__setattr__(signed, name, getattr(envelope.signed, name))
        object.__setattr__(signed, "message", message)
        return replace(envelope, signed=signed)

    patch.setattr(Sender, "_envelope", other)


def no_quiet_window(patch: pytest.MonkeyPatch) -> None:
    """One question, asked at once, counts as proof."""
    patch.setattr(Doubts, "when_absent", lambda self, row, first_sent, now: Advice.ABSENT)


def quiet_by_the_wall_clock(patch: pytest.MonkeyPatch) -> None:
    """The quiet window is measured on a clock that can be set."""

    def doubts(profile: Any, monotonic: Any) -> Doubts:
        return Doubts(profile, lambda: float(monotonic.__self__.now().timestamp()))

    patch.setattr(settle, "Doubts", doubts)


def keys_taken_for_granted(patch: pytest.MonkeyPatch) -> None:
    """Every gateway is taken for one that knows a message again."""
    patch.setattr(Doubts, "_may_resend", lambda self, row, first_sent, now: True)


def _stepping(patch: pytest.MonkeyPatch, changed: Callable[[State, Event, bool], Step | None]) -> None:
    right = pure.step
    patch.setattr(
        outbox, "step", lambda state, event, doubt: changed(state, event, doubt) or right(state, event, doubt)
    )


def interrupted_is_not_sent(patch: pytest.MonkeyPatch) -> None:
    """What was being sent at a crash is taken for not sent."""
    _stepping(patch, lambda state, event, doubt: Step(State.READY, False) if event is Event.INTERRUPTED else None)


def silence_is_not_sent(patch: pytest.MonkeyPatch) -> None:
    """A time-out is taken for a failure."""
    _stepping(patch, lambda state, event, doubt: Step(State.READY, False) if event is Event.NO_ANSWER else None)


def not_sent_ends_doubt(patch: pytest.MonkeyPatch) -> None:
    """A resend that did not leave is taken to say something of the send before."""
    _stepping(patch, lambda state, event, doubt: Step(State.READY, False) if event is Event.NOT_SENT else None)


def refusal_ends_doubt(patch: pytest.MonkeyPatch) -> None:
    """A resend that is refused is taken to say something of the send before."""
    _stepping(patch, lambda state, event, doubt: Step(State.REJECTED, False) if event is Event.REFUSED else None)


def cancelled_in_doubt(patch: pytest.MonkeyPatch) -> None:
    """What may have arrived can be taken back as though it had not left."""

    def step(state: State, event: Event, doubt: bool) -> Step | None:
        return Step(State.CANCELLED, False) if (state, event) == (State.IN_DOUBT, Event.CANCEL) else None

    _stepping(patch, step)


def no_fence(patch: pytest.MonkeyPatch) -> None:
    """An answer counts for whoever holds the row now, and a row need not be as it was seen."""

    def record(connection: Any, claim: OutboxRow, attempt_id: str, outcome: Any, wait: Any, now: Any) -> OutboxRow:
        held = outbox.get(connection, claim.message_id)
        assert held is not None
        seen = replace(claim, lease_epoch=held.lease_epoch, state_version=held.state_version, doubt=False)
        return record_outcome(connection, seen, attempt_id, outcome, wait, now)

    patch.setattr("app.work.send.record_outcome", record)
