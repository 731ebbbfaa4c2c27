"""Both steps and the requests of a declaration: one status from all receipts, whatever their order and number."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.core.draft import Mode, Purpose
from app.declarations.actions import (
    Action,
    action_of,
    asks_clerk,
    declaration_status,
    family,
    in_flight,
    is_at_rest,
    request_pending,
    request_status,
)
from app.declarations.outbox import State
from app.declarations.receipts import ReceiptFact
from app.declarations.status import PROGRESS, Status

NOON = datetime(2026, 3, 13, 12, 0, tzinfo=SHANGHAI)
SUMMARY = ["7", "SpL", "SpJ", "SpK"]


def facts(*letters: str, start: int = 0) -> tuple[ReceiptFact, ...]:
    return tuple(ReceiptFact(one, NOON + timedelta(minutes=start + n)) for n, one in enumerate(letters))


def declared(*letters: str, revision: int = 1) -> Action:
    return Action(Purpose.DECLARE, revision, State.ACKED, facts(*letters))


def completed(*letters: str, state: State = State.ACKED, revision: int = 2) -> Action:
    return Action(Purpose.COMPLETE, revision, state, facts(*letters, start=100))


def asked(purpose: Purpose, *letters: str, state: State = State.ACKED, revision: int = 3) -> Action:
    return Action(purpose, revision, state, facts(*letters, start=200))


def test_leave_to_move_the_goods_is_not_their_release() -> None:
    assert declaration_status([declared(*SUMMARY)]) is Status.CONDITIONAL
    assert declaration_status([declared(*SUMMARY), completed("L", "J")]) is Status.CONDITIONAL
    assert declaration_status([declared(*SUMMARY), completed("L", "J", "P")]) is Status.RELEASED
    assert declaration_status([declared(*SUMMARY), completed("L", "J", "P", "R")]) is Status.CLOSED


def test_the_second_step_is_shown_while_it_is_on_its_way() -> None:
    for state, shown in [(State.READY, Status.QUEUED), (State.IN_DOUBT, Status.UNKNOWN), (State.PARKED, Status.PARKED)]:
        assert declaration_status([declared(*SUMMARY), completed(state=state)]) is shown


def test_a_second_step_taken_back_unsent_never_was() -> None:
    assert declaration_status([declared(*SUMMARY), completed(state=State.CANCELLED)]) is Status.CONDITIONAL


def test_a_second_step_alone_taken_back_unsent() -> None:
    assert declaration_status([completed(state=State.CANCELLED)]) is Status.CANCELLED


def test_a_second_step_sent_back_is_rejected_until_it_is_corrected() -> None:
    first, wrong = declared(*SUMMARY), completed("E")
    assert declaration_status([first, wrong]) is Status.REJECTED
    right = Action(Purpose.COMPLETE, 3, State.ACKED, facts("L", "J", "P", start=300))
    assert declaration_status([first, wrong, right]) is Status.RELEASED


@pytest.mark.parametrize("purpose", [Purpose.AMEND, Purpose.WITHDRAW, Purpose.SUPPLEMENT])
@pytest.mark.parametrize("state", [State.FROZEN, State.READY, State.SENDING, State.IN_DOUBT, State.PARKED, State.ACKED])
def test_a_request_in_flight_changes_nothing(purpose: Purpose, state: State) -> None:
    actions = [declared("7", "L", "J", "P"), asked(purpose, "7", "RqL", state=state)]
    assert declaration_status(actions) is Status.RELEASED


def test_a_refused_request_changes_nothing() -> None:
    for purpose in (Purpose.AMEND, Purpose.WITHDRAW):
        actions = [declared("7", "L", "J", "P"), asked(purpose, "7", "RqL", "RqE")]
        assert declaration_status(actions) is Status.RELEASED
        assert request_status(actions[1]) is Status.REJECTED


@pytest.mark.parametrize("letters", [("7", "RqL", "RqP"), ("7", "RqL", "RqP", "D"), ("D",)])
def test_an_agreed_withdrawal_cancels(letters: tuple[str, ...]) -> None:
    actions = [declared("7", "L", "J"), asked(Purpose.WITHDRAW, *letters)]
    assert declaration_status(actions) is Status.CANCELLED
    assert request_status(actions[1]) is Status.AGREED


def test_an_agreed_amendment_leaves_the_status() -> None:
    actions = [declared("7", "L", "J", "P"), asked(Purpose.AMEND, "7", "RqL", "RqP")]
    assert declaration_status(actions) is Status.RELEASED
    assert request_status(actions[1]) is Status.AGREED


def test_a_request_by_its_receipts() -> None:
    for letters, status in [
        ((), Status.SENT),
        (("7",), Status.SENT),
        (("RqL",), Status.ACCEPTED),
        (("?",), Status.SENT),
    ]:
        assert request_status(asked(Purpose.AMEND, *letters)) is status
    assert request_status(asked(Purpose.AMEND, "RqE", "RqP")) is Status.AGREED  # consent is not taken back
    assert request_status(asked(Purpose.AMEND, state=State.READY)) is Status.QUEUED


def test_what_is_under_way_and_what_is_pending() -> None:
    released = declared("7", "L", "J", "P")
    assert not in_flight([released])
    assert in_flight([released, asked(Purpose.AMEND, state=State.IN_DOUBT)])
    assert request_pending([released, asked(Purpose.AMEND, "7")])
    assert not request_pending([released, asked(Purpose.AMEND, "7", "RqL", "RqE")])


def test_who_waits_for_the_clerk() -> None:
    assert asks_clerk([declared("7", "SpL", "Sp1")])
    assert not asks_clerk([declared("7", "SpL", "Sp1"), asked(Purpose.SUPPLEMENT, revision=2)])
    assert asks_clerk([declared("7", "SpL", "H"), asked(Purpose.SUPPLEMENT, revision=2)])
    assert asks_clerk([declared("7", "L", "J", "P"), asked(Purpose.AMEND, "7", "RqL", "RqB")])
    assert not asks_clerk([declared("7", "L", "J", "P"), asked(Purpose.AMEND, "7", "RqL", "RqB", "RqP")])


def test_a_summary_that_may_leave_is_at_rest_until_its_filer_acts() -> None:
    summary = [declared(*SUMMARY)]
    assert is_at_rest(Status.CONDITIONAL, summary, last_came=True, summary=True)
    assert not is_at_rest(Status.CONDITIONAL, summary, last_came=False, summary=True)
    assert not is_at_rest(Status.CONDITIONAL, summary, last_came=True, summary=False)
    assert not is_at_rest(Status.CONDITIONAL, [*summary, completed("L")], last_came=True, summary=True)


def test_what_a_draft_is_filed_as() -> None:
    assert action_of(Mode.COMPLETE, Purpose.DECLARE) is Purpose.COMPLETE
    assert action_of(Mode.ONCE, Purpose.DECLARE) is Purpose.DECLARE
    assert action_of(Mode.COMPLETE, Purpose.AMEND) is Purpose.AMEND


def test_letters_speak_of_their_own_kind_of_message() -> None:
    assert family("SpK") == {Purpose.DECLARE}
    assert Purpose.COMPLETE in family("P")
    assert Purpose.AMEND in family("RqP")
    assert family("7") == family("L")


def test_a_declaration_needs_a_declaring_message() -> None:
    with pytest.raises(ValueError, match="declaring"):
        declaration_status([asked(Purpose.AMEND)])


# Histories: what the authority says of up to four messages, every letter of the tables among them.
FIRST = [
    one.split()
    for one in (
        "7 SpL SpJ SpK", "7 SpL Sp1 SpJ SpK", "7 SpL SpJ SpC SpK", "7 SpE", "7 SpL H", "7 SpL SpK",
        "7 L J P R", "7 L P", "7 L T J C K", "7 L D",
    )
]  # fmt: skip
SECOND = [["L", "J", "P", "R"], ["L", "P", "R"], ["L", "T", "J", "C", "P"], ["E"], ["L", "Z"], ["L", "?", "M", "J"]]
REQUEST = [["7", "RqL", "RqP"], ["7", "RqL", "RqE"], ["7", "RqL"], ["7", "RqL", "RqB", "RqP"], ["7", "RqL", "RqP", "D"]]


@st.composite
def histories(draw: st.DrawFn) -> list[Action]:
    actions: list[Action] = []
    minute = 0

    def said(letters: list[str]) -> tuple[ReceiptFact, ...]:
        nonlocal minute
        told = []
        for letter in letters[: draw(st.integers(0, len(letters)))]:
            minute += draw(st.integers(0, 2))
            told.append(ReceiptFact(letter, NOON + timedelta(minutes=minute)))
        return tuple(told)

    purposes = [Purpose.DECLARE] * draw(st.integers(1, 2)) + [Purpose.COMPLETE] * draw(st.integers(0, 2))
    purposes += draw(st.lists(st.sampled_from([Purpose.AMEND, Purpose.WITHDRAW, Purpose.SUPPLEMENT]), max_size=2))
    lives = {Purpose.DECLARE: FIRST, Purpose.COMPLETE: SECOND}
    for revision, purpose in enumerate(purposes, start=1):
        life = draw(st.sampled_from(lives.get(purpose, REQUEST)))
        actions.append(Action(purpose, revision, State.ACKED, said(life)))
    return actions


def delivered(actions: list[Action], chance: random.Random) -> list[Action]:
    """The same receipts late, twice and shuffled, of messages read in any order."""
    mixed = []
    for action in actions:
        told = [*action.receipts, *(chance.choices(action.receipts, k=chance.randrange(4)) if action.receipts else [])]
        chance.shuffle(told)
        mixed.append(replace(action, receipts=tuple(told)))
    chance.shuffle(mixed)
    return mixed


def ends_as_in_order(actions: list[Action], chance: random.Random) -> None:
    """Hold what a history ends with against what it ends with told in order."""
    mixed = delivered(actions, chance)
    assert declaration_status(mixed) is declaration_status(actions)
    assert asks_clerk(mixed) is asks_clerk(actions)
    for action in actions:
        if action.purpose not in (Purpose.DECLARE, Purpose.COMPLETE):
            same = next(one for one in mixed if one.revision == action.revision)
            assert request_status(same) is request_status(action)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(histories(), st.randoms(use_true_random=False))
def test_histories_end_where_they_end_in_order(actions: list[Action], chance: random.Random) -> None:
    ends_as_in_order(actions, chance)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(histories(), st.randoms(use_true_random=False))
def test_two_thousand_histories_end_where_they_end_in_order(actions: list[Action], chance: random.Random) -> None:
    ends_as_in_order(actions, chance)


def newest_letter(actions: list[Action]) -> Status | None:
    """The seeded defect: the letter that came last decides."""
    from app.declarations.receipts import STATUS_OF_CHANNEL

    letters = [fact.channel for action in actions for fact in action.receipts if fact.channel in STATUS_OF_CHANNEL]
    return STATUS_OF_CHANNEL[letters[-1]] if letters else None


def test_the_histories_find_a_status_by_arrival() -> None:
    @settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(histories(), st.randoms(use_true_random=False))
    def holds(actions: list[Action], chance: random.Random) -> None:
        assert newest_letter(delivered(actions, chance)) is newest_letter(actions)

    with pytest.raises(AssertionError):
        holds()


@settings(max_examples=300, deadline=None, database=None)
@given(histories(), st.integers(0, 6))
def test_one_receipt_more_never_takes_progress_back(actions: list[Action], drop: int) -> None:
    only = [replace(one, receipts=tuple(f for f in one.receipts if f.channel in PROGRESS_LETTERS)) for one in actions]
    fewer = [replace(one, receipts=one.receipts[:drop]) for one in only]
    if any(one.purpose is Purpose.WITHDRAW for one in actions):
        return
    before, after = declaration_status(fewer), declaration_status(only)
    assert PROGRESS.index(before) <= PROGRESS.index(after)


PROGRESS_LETTERS = frozenset({"7", "L", "SpL", "G", "J", "SpJ", "T", "C", "SpC", "K", "SpK", "P", "R"})
