"""The states of a message on its way out and the only moves between them (reliability.md §2.3); no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where an outgoing message stands on our side."""

    FROZEN = "FROZEN"
    SIGNED = "SIGNED"
    READY = "READY"
    SENDING = "SENDING"
    ACKED = "ACKED"
    IN_DOUBT = "IN_DOUBT"
    REJECTED = "REJECTED"
    PARKED = "PARKED"
    CANCELLED = "CANCELLED"


class Event(StrEnum):
    """What can happen to it; the comment names the transition of the design."""

    SIGN = "sign"  # T2
    RELEASE = "release"  # T3
    CLAIM = "claim"  # T4
    NOT_SENT = "not_sent"  # T5a
    ACKNOWLEDGED = "acknowledged"  # T5b
    DUPLICATE = "duplicate"  # T5c
    KEY_REUSE = "key_reuse"  # T5d
    REFUSED = "refused"  # T5e
    AUTH_HOLD = "auth_hold"  # T5f
    RETRY_AFTER = "retry_after"  # T5g
    NO_ANSWER = "no_answer"  # T5h
    INTERRUPTED = "interrupted"  # T6
    RESEND = "resend"  # T7
    FOUND = "found"  # T8, by a query
    RECEIPT = "receipt"  # T8, by a receipt that overtook the answer
    ABSENT = "absent"  # T9
    GIVE_UP = "give_up"  # T10
    PERSON_FOUND = "person_found"  # T10: the operator saw it on the Single Window's own page
    PERSON_ABSENT = "person_absent"  # T10: the operator saw that it is not there
    CANCEL = "cancel"  # T11, T12


class IllegalTransition(Exception):
    """The event cannot happen in this state."""

    def __init__(self, state: State, event: Event, doubt: bool) -> None:
        super().__init__(f"{event} in {state}{' with doubt' if doubt else ''}")
        self.state = state
        self.event = event


TRANSITIONS: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.FROZEN, Event.SIGN): State.SIGNED,
        (State.SIGNED, Event.RELEASE): State.READY,
        (State.READY, Event.CLAIM): State.SENDING,
        (State.SENDING, Event.NOT_SENT): State.READY,
        (State.SENDING, Event.ACKNOWLEDGED): State.ACKED,
        (State.SENDING, Event.DUPLICATE): State.ACKED,
        (State.SENDING, Event.KEY_REUSE): State.PARKED,
        (State.SENDING, Event.REFUSED): State.REJECTED,
        (State.SENDING, Event.AUTH_HOLD): State.READY,
        (State.SENDING, Event.RETRY_AFTER): State.READY,
        (State.SENDING, Event.NO_ANSWER): State.IN_DOUBT,
        (State.SENDING, Event.INTERRUPTED): State.IN_DOUBT,
        (State.IN_DOUBT, Event.RESEND): State.SENDING,
        (State.IN_DOUBT, Event.FOUND): State.ACKED,
        (State.IN_DOUBT, Event.ABSENT): State.READY,
        (State.IN_DOUBT, Event.KEY_REUSE): State.PARKED,
        (State.IN_DOUBT, Event.GIVE_UP): State.PARKED,
        (State.READY, Event.RECEIPT): State.ACKED,
        (State.SENDING, Event.RECEIPT): State.ACKED,
        (State.IN_DOUBT, Event.RECEIPT): State.ACKED,
        (State.PARKED, Event.RECEIPT): State.ACKED,
        (State.PARKED, Event.PERSON_FOUND): State.ACKED,
        (State.PARKED, Event.PERSON_ABSENT): State.READY,
        (State.FROZEN, Event.CANCEL): State.CANCELLED,
        (State.SIGNED, Event.CANCEL): State.CANCELLED,
        (State.READY, Event.CANCEL): State.CANCELLED,
        # T12: it may have arrived, so the wish is only noted; the row carries cancel_requested.
        (State.SENDING, Event.CANCEL): State.SENDING,
        (State.IN_DOUBT, Event.CANCEL): State.IN_DOUBT,
    }
)

SETS_DOUBT = frozenset({Event.NO_ANSWER, Event.INTERRUPTED})
CLEARS_DOUBT = frozenset(
    {
        Event.ACKNOWLEDGED,
        Event.DUPLICATE,
        Event.FOUND,
        Event.RECEIPT,
        Event.ABSENT,
        Event.PERSON_FOUND,
        Event.PERSON_ABSENT,
    }
)
# "This attempt was not sent" or "was refused" says nothing about an earlier attempt that may have arrived.
SAYS_NOTHING_OF_EARLIER = frozenset({Event.NOT_SENT, Event.REFUSED, Event.AUTH_HOLD, Event.RETRY_AFTER})


@dataclass(frozen=True, slots=True)
class Step:
    """Where an event leads: the new state and whether an earlier send may still have arrived unseen."""

    state: State
    doubt: bool


def step(state: State, event: Event, doubt: bool) -> Step:
    """Return where ``event`` leads from ``state``; raises IllegalTransition where the design knows no such move."""
    target = TRANSITIONS.get((state, event))
    if target is None or (doubt and event is Event.CANCEL and target is State.CANCELLED):
        raise IllegalTransition(state, event, doubt)
    if doubt and event in SAYS_NOTHING_OF_EARLIER:
        return Step(State.IN_DOUBT, True)
    if event in SETS_DOUBT:
        return Step(target, True)
    return Step(target, doubt and event not in CLEARS_DOUBT)


def moves() -> frozenset[tuple[State, State]]:
    """Return every pair of different states a row may step between, for the guard inside the database."""
    return frozenset(
        (state, after)
        for state in State
        for event in Event
        for doubt in (False, True)
        if (after := _target(state, event, doubt)) is not None and after is not state
    )


def _target(state: State, event: Event, doubt: bool) -> State | None:
    try:
        return step(state, event, doubt).state
    except IllegalTransition:
        return None
