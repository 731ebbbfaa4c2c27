"""Receipts: stored once, applied any number of times, promoting what arrived, listing what is nobody's."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.declarations.finding import Finding
from app.declarations.outbox import Event, State
from app.declarations.receipts import ReceiptFact, status_of
from app.declarations.status import Status
from app.store import outbox, receipts
from app.store.engine import Database
from app.store.outbox import OutboxRow
from app.store.receipts import Incoming
from app.store.standing import Standing, standing
from tests.helpers.filings import NOW, filing, incoming, ready_row

GATEWAY = "http://127.0.0.1:1"


def keep(database: Database, page: list[Incoming], cursor: int = 1, endpoint: str = GATEWAY) -> int:
    with database.writing() as connection:
        return receipts.store_page(connection, endpoint, page, cursor, NOW)


def apply(database: Database) -> int:
    with database.writing() as connection:
        return receipts.apply_some(connection, NOW)[0]


def stands(database: Database, row: OutboxRow) -> Standing:
    with database.reading() as connection:
        found = standing(connection, row.decl_id)
    assert found is not None
    return found


def acked_row(database: Database, number: str = "PD260302093000AAAA") -> OutboxRow:
    row = ready_row(database, filing(number, number))
    with database.writing() as connection:
        row = outbox.move(connection, row, Event.CLAIM, NOW, endpoint=GATEWAY, attempts=1)
        return outbox.move(connection, row, Event.ACKNOWLEDGED, NOW, gateway_no=f"I{number}")


def test_a_life_from_receipts(database: Database) -> None:
    row = acked_row(database)
    life = [incoming(row, "7"), incoming(row, "L", 1, entry_id="070820261000000123"), incoming(row, "J", 1)]
    keep(database, [*life, incoming(row, "R", 9, last=True), incoming(row, "P", 9)])
    apply(database)
    found = stands(database, row)
    assert (found.state, found.final, found.channels) == (Status.CLOSED, True, ("7", "L", "J", "P", "R"))
    assert found.entry_id == "070820261000000123"


def test_a_stored_page_survives_without_being_applied(database: Database) -> None:
    row = acked_row(database)
    keep(database, [incoming(row, "L")])
    assert stands(database, row).state is Status.SENT
    assert apply(database) == 1
    assert stands(database, row).state is Status.ACCEPTED
    assert apply(database) == 0


def test_the_same_receipt_is_stored_once(database: Database) -> None:
    row = acked_row(database)
    one = incoming(row, "7", receipt_id="r1")
    assert keep(database, [one, one]) == 1
    assert keep(database, [incoming(row, "7", receipt_id="r2")]) == 0  # the same bytes under another id
    assert keep(database, [incoming(row, "L", receipt_id="r1")]) == 0  # the same id
    assert keep(database, [one], endpoint="http://127.0.0.1:2") == 0  # the gateway moved to another port
    apply(database)
    with database.reading() as connection:
        assert [found.channel for found in receipts.of_submission(connection, row.decl_id)] == ["7"]


def test_the_same_words_about_two_declarations_are_two_receipts(database: Database) -> None:
    one, other = acked_row(database, "PD1"), acked_row(database, "PD2")
    assert keep(database, [incoming(one, "E"), incoming(other, "E")]) == 2
    apply(database)
    assert {stands(database, row).state for row in (one, other)} == {Status.REJECTED}


def test_what_is_shown_does_not_hang_on_the_order_of_arrival(database: Database) -> None:
    shown = set()
    for number, turned in (("PD1", False), ("PD2", True)):
        row = acked_row(database, number)
        page = [incoming(row, "L", 1, entry_id="1" * 18), incoming(row, "J", 1, entry_id="2" * 18)]
        keep(database, page[::-1] if turned else page)
        apply(database)
        shown.add(stands(database, row).entry_id)
    assert len(shown) == 1


def test_the_cursor_never_goes_back(database: Database) -> None:
    keep(database, [], 7)
    keep(database, [], 3)
    with database.reading() as connection:
        assert receipts.cursor_of(connection, GATEWAY) == 7
        assert receipts.cursor_of(connection, "elsewhere") == 0


@pytest.mark.parametrize("events", [[], [Event.CLAIM], [Event.CLAIM, Event.NO_ANSWER]])
def test_a_receipt_proves_arrival(database: Database, events: list[Event]) -> None:
    row = ready_row(database)
    with database.writing() as connection:
        for event in events:
            row = outbox.move(connection, row, event, NOW)
    keep(database, [incoming(row, "L")])
    apply(database)
    found = stands(database, row)
    assert (found.outbox_state, found.state, found.seq_no) == (State.ACKED, Status.ACCEPTED, "I20260000000000123")


def parked(database: Database, reason: str) -> OutboxRow:
    row = ready_row(database)
    with database.writing() as connection:
        row = outbox.move(connection, row, Event.CLAIM, NOW)
        row = outbox.move(connection, row, Event.NO_ANSWER, NOW)
        event = Event.KEY_REUSE if reason == receipts.KEY_REUSE else Event.GIVE_UP
        return outbox.move(connection, row, event, NOW, last_error_code=reason)


def test_a_receipt_frees_what_was_parked_but_not_what_holds_other_bytes(database: Database) -> None:
    row = parked(database, "24h")
    keep(database, [incoming(row, "L")])
    apply(database)
    assert stands(database, row).state is Status.ACCEPTED


def test_a_receipt_under_a_reused_key_proves_nothing(database: Database) -> None:
    row = parked(database, receipts.KEY_REUSE)
    keep(database, [incoming(row, "L")])
    apply(database)
    assert stands(database, row).state is Status.PARKED


def test_nobodys_receipts_are_listed(database: Database) -> None:
    keep(database, [incoming(None, "7", seq_no="I2"), incoming(None, "7", seq_no="I3", verified=False)])
    apply(database)
    with database.reading() as connection:
        assert [one.seq_no for one in receipts.orphans(connection)] == ["I2"]
        assert receipts.newest(connection) == []


def test_a_receipt_of_another_declaration_under_our_key_is_set_aside(database: Database) -> None:
    row = acked_row(database)
    keep(database, [incoming(row, "P", seq_no="I20269999999999999")])
    apply(database)
    assert stands(database, row).state is Status.SENT
    with database.reading() as connection:
        assert [one.fault for one in receipts.set_aside(connection)] == ["binding"]
        assert receipts.orphans(connection) == []


def test_what_stands_against_a_receipt_is_kept_with_it(database: Database) -> None:
    row = acked_row(database)
    keep(database, [replace(incoming(row, "R", verified=False), fault="signature")])
    apply(database)
    assert stands(database, row).state is Status.SENT
    with database.reading() as connection:
        assert [(one.channel, one.fault) for one in receipts.set_aside(connection)] == [("R", "signature")]


def test_a_receipt_without_our_key_is_known_by_its_numbers(database: Database) -> None:
    row = acked_row(database)
    named = incoming(None, "L", seq_no=row.gateway_no)
    keep(database, [named])
    apply(database)
    assert stands(database, row).state is Status.ACCEPTED


def test_another_gateways_receipts_are_not_taken_for_ours_by_a_number(database: Database) -> None:
    row = acked_row(database)
    theirs = incoming(None, "P", seq_no=row.gateway_no)  # every gateway counts from one
    keep(database, [theirs], endpoint="https://elsewhere.example.cn")
    apply(database)
    assert stands(database, row).state is Status.SENT
    with database.reading() as connection:
        assert [one.seq_no for one in receipts.orphans(connection)] == [row.gateway_no]


def test_a_receipt_that_names_another_filing_is_not_ours(database: Database) -> None:
    row = acked_row(database)
    keep(database, [replace(incoming(None, "P", seq_no=row.gateway_no), client_seq_no="PD999999999999ZZZZ")])
    apply(database)
    assert stands(database, row).state is Status.SENT


def test_an_old_receipt_does_not_send_the_next_revision(database: Database) -> None:
    """The word for a correction that still waits in the queue must not come from what was said of its predecessor."""
    first = acked_row(database)
    keep(database, [incoming(first, "E", 1)])
    apply(database)
    second = ready_row(database, filing(first.business_no, "更正"), NOW)
    assert (second.decl_id, second.revision) == (first.decl_id, 2)
    late = replace(incoming(first, "E", 2, receipt_id="late"), message_id="", seq_no="")
    keep(database, [late])
    apply(database)
    found = stands(database, second)
    assert (found.state, found.outbox_state) == (Status.QUEUED, State.READY)


def test_what_does_not_match_its_digest_changes_nothing(database: Database) -> None:
    row = acked_row(database)
    keep(database, [incoming(row, "R", verified=False)])
    apply(database)
    assert stands(database, row).state is Status.SENT


def test_a_rejection_brings_its_pointers(database: Database) -> None:
    row = acked_row(database)
    pointer = Finding("R055", "DecHead/NetWt", None, "净重不得大于毛重")
    keep(database, [incoming(row, "E", findings=[pointer])])
    apply(database)
    assert stands(database, row).findings == (pointer,)
    assert stands(database, row).final


def test_unseen_receipts(database: Database) -> None:
    row = acked_row(database)
    keep(database, [incoming(row, "7"), incoming(row, "L", 1)])
    apply(database)
    with database.writing() as connection:
        newest, older = receipts.newest(connection, unseen_only=True)
        assert (newest.channel, older.channel) == ("L", "7")
        receipts.mark_seen(connection, [newest.id], NOW)
        assert receipts.newest(connection, unseen_only=True) == [older]
        receipts.mark_unseen(connection, [newest.id])
        assert len(receipts.newest(connection, unseen_only=True)) == 2


LETTERS = ["7", "L", "J", "T", "C", "P", "R", "E", "D", "H", "?"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_repetition_and_pages_cannot_matter(database: Database, data: st.DataObject) -> None:
    number = f"PD{random.SystemRandom().randrange(10**15):015d}"
    row = acked_row(database, number)
    letters = data.draw(st.lists(st.tuples(st.sampled_from(LETTERS), st.integers(0, 3)), max_size=8))
    sent = [incoming(row, letter, minutes, seq_no=row.gateway_no) for letter, minutes in letters]
    for one in data.draw(st.permutations(sent + sent)):
        keep(database, [one])
        if data.draw(st.booleans()):
            apply(database)
    apply(database)
    expected = status_of([ReceiptFact(one.channel, one.noticed_at) for one in sent]) or Status.SENT
    assert stands(database, row).state is expected
