"""The status of a set of receipts: the normative table, and that order and repetition cannot matter."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import SHANGHAI
from app.declarations.receipts import STATUS_OF_CHANNEL, ReceiptFact, needs_clerk, status_of
from app.declarations.status import PROGRESS, Status

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)

TABLE = {
    Status.SENT: ["7"],
    Status.ACCEPTED: ["L", "SpL"],
    Status.REVIEWED: ["G", "J", "W", "SpJ"],
    Status.TAX: ["T"],
    Status.INSPECTION: ["C", "SpC", "S"],
    Status.CONDITIONAL: ["B", "K", "SpK"],
    Status.RELEASED: ["P", "I", "F"],
    Status.CLOSED: ["R"],
    Status.REJECTED: ["E", "Y", "Z", "SpE"],
    Status.CANCELLED: ["D", "A", "c"],
}
NEUTRAL = ["H", "M", "N", "Sp1", "X", "#", "a", "b", "d", "0", "1", "S0", "F1", "", "r", "something new"]


def facts(*timed: tuple[str, int]) -> list[ReceiptFact]:
    return [ReceiptFact(channel, NOON + timedelta(minutes=minutes)) for channel, minutes in timed]


@pytest.mark.parametrize(("status", "letter"), [(status, x) for status, letters in TABLE.items() for x in letters])
def test_each_letter(status: Status, letter: str) -> None:
    assert status_of(facts((letter, 0))) is status


@pytest.mark.parametrize("letter", NEUTRAL)
def test_a_letter_that_changes_nothing(letter: str) -> None:
    assert status_of(facts((letter, 9))) is None
    assert status_of(facts(("L", 0), (letter, 9))) is Status.ACCEPTED


def test_no_receipt_says_nothing() -> None:
    assert status_of([]) is None


def test_the_furthest_counts_not_the_newest() -> None:
    assert status_of(facts(("R", 1), ("P", 5))) is Status.CLOSED
    assert status_of(facts(("7", 9), ("P", 0))) is Status.RELEASED


@pytest.mark.parametrize("minutes", [4, 3])
def test_a_rejection_not_earlier_than_the_progress_wins(minutes: int) -> None:
    assert status_of(facts(("7", 0), ("L", 3), ("E", minutes))) is Status.REJECTED


def test_a_rejection_that_was_overcome_does_not_win() -> None:
    assert status_of(facts(("7", 0), ("E", 1), ("L", 3))) is Status.ACCEPTED


def test_nothing_beats_closed() -> None:
    assert status_of(facts(("R", 1), ("D", 5), ("E", 6))) is Status.CLOSED


def test_the_later_of_rejection_and_withdrawal_wins() -> None:
    assert status_of(facts(("E", 1), ("D", 2))) is Status.CANCELLED
    assert status_of(facts(("D", 1), ("E", 2))) is Status.REJECTED
    assert status_of(facts(("D", 1), ("E", 1))) is Status.CANCELLED


def test_a_rejection_without_a_time_is_not_overlooked() -> None:
    assert status_of([*facts(("L", 0)), ReceiptFact("E", None)]) is Status.REJECTED
    assert status_of([ReceiptFact("P", None), *facts(("E", 0))]) is Status.REJECTED


def test_the_clerk_is_needed_while_the_newest_letter_asks() -> None:
    assert needs_clerk(facts(("L", 0), ("H", 1)))
    assert not needs_clerk(facts(("H", 1), ("J", 2)))
    assert not needs_clerk([])


RECEIPTS = st.lists(
    st.builds(
        ReceiptFact,
        st.sampled_from([*STATUS_OF_CHANNEL, *NEUTRAL]),
        st.none() | st.integers(0, 4).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    ),
    max_size=12,
)


@given(RECEIPTS, st.data())
def test_order_and_repetition_cannot_matter(receipts: list[ReceiptFact], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(receipts))
    repeated = data.draw(st.lists(st.sampled_from(receipts), max_size=8)) if receipts else []
    assert status_of([*shuffled, *repeated]) is status_of(receipts)
    assert needs_clerk([*shuffled, *repeated]) is needs_clerk(receipts)


@given(RECEIPTS)
def test_progress_never_goes_back(receipts: list[ReceiptFact]) -> None:
    progress = [fact for fact in receipts if STATUS_OF_CHANNEL.get(fact.channel) in PROGRESS]
    reached = [status_of(progress[:count]) for count in range(1, len(progress) + 1)]
    places = [PROGRESS.index(status) for status in reached if status is not None]
    assert places == sorted(places)
