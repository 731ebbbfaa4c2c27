"""Every (state, event) of the outbox is listed here or refused; sticky doubt is tried in each state."""

import pytest

from app.declarations.outbox import TRANSITIONS, Event, IllegalTransition, State, Step, moves, step

S = State
E = Event

# Written out by hand from reliability.md §2.3, not derived from the table under test.
WITHOUT_DOUBT: dict[State, dict[Event, State]] = {
    S.FROZEN: {E.SIGN: S.SIGNED, E.CANCEL: S.CANCELLED},
    S.SIGNED: {E.RELEASE: S.READY, E.CANCEL: S.CANCELLED},
    S.READY: {E.CLAIM: S.SENDING, E.CANCEL: S.CANCELLED, E.RECEIPT: S.ACKED},
    S.SENDING: {
        E.NOT_SENT: S.READY,
        E.ACKNOWLEDGED: S.ACKED,
        E.DUPLICATE: S.ACKED,
        E.KEY_REUSE: S.PARKED,
        E.REFUSED: S.REJECTED,
        E.AUTH_HOLD: S.READY,
        E.RETRY_AFTER: S.READY,
        E.NO_ANSWER: S.IN_DOUBT,
        E.INTERRUPTED: S.IN_DOUBT,
        E.RECEIPT: S.ACKED,
        E.CANCEL: S.SENDING,
    },
    S.IN_DOUBT: {
        E.RESEND: S.SENDING,
        E.FOUND: S.ACKED,
        E.RECEIPT: S.ACKED,
        E.ABSENT: S.READY,
        E.KEY_REUSE: S.PARKED,
        E.GIVE_UP: S.PARKED,
        E.CANCEL: S.IN_DOUBT,
    },
    S.PARKED: {E.RECEIPT: S.ACKED, E.PERSON_FOUND: S.ACKED, E.PERSON_ABSENT: S.READY},
    S.ACKED: {},
    S.REJECTED: {},
    S.CANCELLED: {},
}
BACK_TO_DOUBT = {E.NOT_SENT, E.REFUSED, E.AUTH_HOLD, E.RETRY_AFTER}
CLEARING = {E.ACKNOWLEDGED, E.DUPLICATE, E.FOUND, E.RECEIPT, E.ABSENT, E.PERSON_FOUND, E.PERSON_ABSENT}


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("state", State)
def test_every_pair_is_listed_or_refused(state: State, event: Event) -> None:
    expected = WITHOUT_DOUBT[state].get(event)
    if expected is None:
        with pytest.raises(IllegalTransition):
            step(state, event, doubt=False)
    else:
        sets = event in {E.NO_ANSWER, E.INTERRUPTED}
        assert step(state, event, doubt=False) == Step(expected, sets)


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("state", State)
def test_doubt_is_sticky(state: State, event: Event) -> None:
    expected = WITHOUT_DOUBT[state].get(event)
    if expected is None or (event is E.CANCEL and expected is S.CANCELLED):
        with pytest.raises(IllegalTransition):
            step(state, event, doubt=True)
    elif event in BACK_TO_DOUBT:
        assert step(state, event, doubt=True) == Step(S.IN_DOUBT, True)
    else:
        assert step(state, event, doubt=True) == Step(expected, event not in CLEARING)


def test_the_table_holds_no_pair_beyond_the_list() -> None:
    assert set(TRANSITIONS) == {(state, event) for state, row in WITHOUT_DOUBT.items() for event in row}


def test_moves_are_what_the_database_guards() -> None:
    assert (S.SENDING, S.ACKED) in moves()
    assert (S.FROZEN, S.SENDING) not in moves()
    assert not any(before in {S.ACKED, S.REJECTED, S.CANCELLED} for before, _ in moves())
    assert all(before is not after for before, after in moves())
