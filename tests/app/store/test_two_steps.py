"""概要 and 完整 as one record: opened with what was sent, filed under the same number, one message in flight."""

import random

import pytest

from app.core.draft import Mode, Purpose
from app.declarations.outbox import State
from app.declarations.status import Mark, Status
from app.store import outbox, requests, tables
from app.store.drafts import DraftLocked, delete_draft, load_draft, save_draft
from app.store.engine import Database
from app.store.outbox import get
from app.store.requests import NotOpen
from app.store.submissions import NotNow, NumberTaken, Queued, enqueue
from tests.helpers.filings import NOW, filing
from tests.helpers.lives import ENTRY, NUMBER, Life

SENT = {"bill_number": "B1", "gross_weight": "100.00000"}


def summary(database: Database, *letters: str) -> tuple[Life, Queued]:
    life = Life(database, Mode.SUMMARY, remark="只在草稿里")
    queued = life.file()
    life.say(queued, *letters, last=bool(letters) and letters[-1] == "SpK")
    return life, queued


def opened(database: Database) -> Life:
    life, _ = summary(database, "7", "SpL", "SpJ", "SpK")
    with database.writing() as connection:
        requests.open_completion(connection, life.draft_id, SENT, NOW)
    return life


def test_a_summary_that_may_leave_is_locked_and_at_rest(database: Database) -> None:
    life, _ = summary(database, "7", "SpL", "SpJ", "SpK")
    found = life.stands()
    assert (found.state, found.final, found.at_rest) == (Status.CONDITIONAL, False, True)
    assert not life.shown().editable


def test_the_same_record_is_opened_for_its_second_step(database: Database) -> None:
    life = opened(database)
    draft, row = life.draft, life.shown()
    assert (draft.mode, draft.purpose, row.mode) == (Mode.COMPLETE, Purpose.COMPLETE, Mode.COMPLETE)
    assert draft.declared == {"bill_number": "B1", "gross_weight": "100"}  # as typed, of what was sent
    assert draft.get("remark") == "只在草稿里"
    assert draft.get("type") == "  6"
    assert draft.facts["summary_accepted"] == NOW.date().isoformat()  # the day customs took the first step in
    assert (draft.get("seq_no"), draft.get("entry_number")) == ("I20260000000000123", ENTRY)
    assert (row.editable, row.mark, row.status) == (True, Mark.OPEN, Status.CONDITIONAL)
    with database.writing() as connection:
        assert requests.open_completion(connection, life.draft_id, SENT, NOW) == life.draft_id
        save_draft(connection, life.draft_id, draft, row.rev, NOW)


def test_what_the_authority_holds_goes_into_no_bin(database: Database) -> None:
    life = opened(database)
    with pytest.raises(DraftLocked), database.writing() as connection:
        delete_draft(connection, life.draft_id, True, NOW)


@pytest.mark.parametrize("letters", [(), ("7",), ("7", "SpE")])
def test_what_was_not_taken_in_has_no_second_step(database: Database, letters: tuple[str, ...]) -> None:
    life, _ = summary(database, *letters)
    with pytest.raises(NotOpen), database.writing() as connection:
        requests.open_completion(connection, life.draft_id, SENT, NOW)


def test_another_mode_has_no_second_step(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "L", "J")
    with pytest.raises(NotOpen), database.writing() as connection:
        requests.open_completion(connection, life.draft_id, SENT, NOW)


def test_the_second_step_goes_out_under_the_same_number(database: Database) -> None:
    life = opened(database)
    queued = life.file(Purpose.COMPLETE)
    assert life.messages() == [(Purpose.DECLARE, 1), (Purpose.COMPLETE, 2)]
    assert life.row(queued).business_no == NUMBER
    assert not life.shown().editable
    life.say(queued, "L", "J")
    found = life.stands()
    assert (found.state, found.channels) == (Status.CONDITIONAL, ("7", "SpL", "SpJ", "SpK", "L", "J"))
    life.say(queued, "P", "R", last=True)
    assert (life.stands().state, life.stands().final, life.shown().status) == (Status.CLOSED, True, Status.CLOSED)
    assert [(one.purpose, one.status) for one in life.stands().actions] == [
        (Purpose.DECLARE, Status.CONDITIONAL),
        (Purpose.COMPLETE, Status.CLOSED),
    ]


def test_the_second_step_is_sent_once(database: Database) -> None:
    life = opened(database)
    first = life.file(Purpose.COMPLETE)
    with database.writing() as connection:
        wanted = filing(NUMBER, "complete", action="complete", draft_id=life.draft_id)
        assert enqueue(connection, wanted, NOW) == Queued(first.submission_id, first.message_id, resumed=True)
        with pytest.raises(NumberTaken):
            enqueue(connection, filing(NUMBER, "anders", action="complete"), NOW)
        with pytest.raises(NumberTaken):  # nor is the first step another's
            enqueue(connection, filing(NUMBER, "anders"), NOW)
        assert enqueue(connection, filing(NUMBER, "declare"), NOW).resumed


@pytest.mark.parametrize("letters", [(), ("7",)])
def test_the_second_step_waits_until_the_first_was_taken_in(database: Database, letters: tuple[str, ...]) -> None:
    summary(database, *letters)
    with database.writing() as connection, pytest.raises(NotNow, match="尚未入库"):
        enqueue(connection, filing(NUMBER, "complete", action="complete"), NOW)


def test_one_message_of_a_declaration_is_under_way_at_a_time(database: Database) -> None:
    life = opened(database)
    with database.writing() as connection:
        queued = enqueue(connection, filing(NUMBER, "complete", action="complete", draft_id=life.draft_id), NOW)
        row = get(connection, queued.message_id)
        assert row is not None
    with pytest.raises(Exception, match="one message at a time"), database.writing() as connection:
        names = ", ".join([column.name for column in tables.outbox.c][3:])
        connection.exec_driver_sql(
            f"INSERT INTO outbox SELECT 'another', decl_id, revision + 1, {names} FROM outbox WHERE message_id = ?",
            (row.message_id,),
        )


def test_a_second_step_taken_back_unsent_is_open_again(database: Database) -> None:
    life = opened(database)
    with database.writing() as connection:
        queued = enqueue(connection, filing(NUMBER, "complete", action="complete", draft_id=life.draft_id), NOW)
    assert (life.shown().status, life.shown().editable) == (Status.QUEUED, False)
    with database.writing() as connection:
        outbox.cancel(connection, queued.message_id, NOW)
    assert (life.shown().status, life.shown().mark, life.shown().editable) == (Status.CONDITIONAL, Mark.OPEN, True)
    assert life.row(life.file(Purpose.COMPLETE)).revision == 3


def test_a_second_step_sent_back_is_corrected(database: Database) -> None:
    life = opened(database)
    life.say(life.file(Purpose.COMPLETE), "E")
    assert (life.shown().status, life.shown().editable) == (Status.REJECTED, True)
    life.say(life.file(Purpose.COMPLETE, "改正"), "L", "J", "P")
    assert life.stands().state is Status.RELEASED
    assert life.messages()[-1] == (Purpose.COMPLETE, 3)


def test_a_filed_record_stays_locked_without_its_opening(database: Database) -> None:
    """The control: what lets the second step be typed is its opening, not the status."""
    life, _ = summary(database, "7", "SpL", "SpJ", "SpK")
    with pytest.raises(DraftLocked), database.writing() as connection:
        stored = load_draft(connection, life.draft_id)
        save_draft(connection, life.draft_id, stored.draft, stored.row.rev, NOW)


def test_receipts_that_name_no_message_find_theirs(database: Database) -> None:
    from dataclasses import replace

    life = opened(database)
    queued = life.file(Purpose.COMPLETE)
    late = [life.notice(queued, letter) for letter in ("SpC", "P")]
    life.deliver([replace(one, message_id="", client_seq_no=NUMBER) for one in late])
    first, second = life.stands().actions
    assert "SpC" in first.channels
    assert second.channels == ("P",)


@pytest.mark.parametrize("seed", range(12))
def test_late_twice_and_shuffled_receipts_end_the_same(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    life, queued = summary(database)
    first = [life.notice(queued, letter) for letter in ("7", "SpL", "SpJ", "SpC", "SpK")]
    life.deliver(first[:2])
    with database.writing() as connection:
        requests.open_completion(connection, life.draft_id, SENT, NOW)
    second = life.file(Purpose.COMPLETE)
    rest = [*first, *(life.notice(second, letter) for letter in ("L", "J", "P"))]
    rest += chance.choices(rest, k=4)
    chance.shuffle(rest)
    for one in rest:
        life.deliver([one])
    found = life.stands()
    assert (found.state, found.entry_id, len(found.channels)) == (Status.RELEASED, ENTRY, 8)


def test_the_submission_keeps_its_states(database: Database) -> None:
    life = opened(database)
    assert life.stands().outbox_state is State.ACKED
    assert life.stands().mode is Mode.SUMMARY
