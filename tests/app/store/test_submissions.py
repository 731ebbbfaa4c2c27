"""The same file: one identity, one declaration; corrections are revisions; numbers are not reused."""

from datetime import datetime, timedelta

import pytest

from app.core.draft import Draft
from app.declarations.outbox import Event, State
from app.declarations.status import Status
from app.store import outbox
from app.store.drafts import create_draft, list_drafts, load_draft
from app.store.engine import Database
from app.store.receipts import apply_some, store_page
from app.store.standing import Standing, find, open_ids, standing, standings, submission_of
from app.store.submissions import Filing, NumberTaken, Queued, enqueue
from tests.helpers.filings import NOW, filing, incoming, ready_row

NUMBER = "PD260302093000AAAA"


def put(database: Database, wanted: Filing) -> Queued:
    with database.writing() as connection:
        return enqueue(connection, wanted, NOW)


def stands(database: Database, submission_id: str) -> Standing:
    with database.reading() as connection:
        found = standing(connection, submission_id)
    assert found is not None
    return found


def reject(database: Database, wanted: Filing, now: datetime = NOW) -> Queued:
    row = ready_row(database, wanted, now)
    with database.writing() as connection:
        row = outbox.move(connection, row, Event.CLAIM, NOW)
        outbox.move(connection, row, Event.REFUSED, NOW, problems='[{"rule": "XSD", "element": "DecHead/NetWt"}]')
    return Queued(row.decl_id, row.message_id, resumed=False)


def test_a_first_filing_is_frozen_and_queued(database: Database) -> None:
    queued = put(database, filing(file="煤.xml", reason="已核对"))
    found = stands(database, queued.submission_id)
    assert not queued.resumed
    assert (found.file, found.client_seq_no, found.state, found.reason) == ("煤.xml", NUMBER, Status.QUEUED, "已核对")
    assert (found.outbox_state, found.revision, found.final, found.channels) == (State.FROZEN, 1, False, ())


def test_the_same_file_again_is_the_same_submission(database: Database) -> None:
    first = put(database, filing())
    again = put(database, filing())
    assert again == Queued(first.submission_id, first.message_id, resumed=True)


def test_the_same_number_with_other_content_is_r159(database: Database) -> None:
    put(database, filing())
    with pytest.raises(NumberTaken, match=NUMBER) as caught:
        put(database, filing(text="无烟煤"))
    assert caught.value.rule == "R159"


def test_without_a_number_the_content_is_the_identity(database: Database) -> None:
    first = put(database, filing("PD1", given_number=""))
    again = put(database, filing("PD2", given_number=""))  # a number drawn anew for the same file
    other = put(database, filing("PD3", "无烟煤", given_number=""))
    assert again == Queued(first.submission_id, first.message_id, resumed=True)
    assert other.submission_id != first.submission_id
    assert stands(database, first.submission_id).client_seq_no == "PD1"


def test_a_number_drawn_for_one_file_is_not_given_by_another(database: Database) -> None:
    put(database, filing(given_number=""))
    with pytest.raises(NumberTaken):
        put(database, filing(text="无烟煤"))


def test_a_rejected_declaration_is_corrected_as_a_revision_with_its_own_key(database: Database) -> None:
    first = reject(database, filing())
    assert stands(database, first.submission_id).final
    second = put(database, filing(text="净重已改正"))
    assert second.submission_id == first.submission_id
    assert second.message_id != first.message_id
    found = stands(database, first.submission_id)
    assert (found.revision, found.state, found.final, found.findings) == (2, Status.QUEUED, False, ())


def test_rejected_content_again_is_answered_with_its_rejection(database: Database) -> None:
    first = reject(database, filing())
    again = put(database, filing())
    assert again == Queued(first.submission_id, first.message_id, resumed=True)
    found = stands(database, first.submission_id)
    assert (found.state, found.findings[0].rule) == (Status.REJECTED, "XSD")
    assert put(database, filing(again=True)).message_id != first.message_id


def test_a_rejection_by_receipt_opens_a_revision_too(database: Database) -> None:
    row = ready_row(database)
    with database.writing() as connection:
        store_page(connection, "gateway", [incoming(row, "7"), incoming(row, "E", 1)], 2, NOW)
        apply_some(connection, NOW)
    assert stands(database, row.decl_id).state is Status.REJECTED
    assert put(database, filing(text="净重已改正")).submission_id == row.decl_id


def test_what_was_cancelled_unsent_can_be_filed_again(database: Database) -> None:
    first = put(database, filing())
    with database.writing() as connection:
        outbox.cancel(connection, first.message_id, NOW)
    second = put(database, filing())
    assert (second.submission_id, second.resumed) == (first.submission_id, False)
    assert stands(database, first.submission_id).revision == 2


def of_coal(remark: str) -> Draft:
    made = Draft("import", "4.8")
    made.update({"sign.client_seq_no": NUMBER, "remark": remark})
    return made


def shown(database: Database, submission_id: str) -> Draft:
    """Return the draft that stands for a submission in lists and on paper."""
    draft_id = stands(database, submission_id).draft_id
    assert draft_id is not None
    with database.reading() as connection:
        return load_draft(connection, draft_id).draft


def test_a_file_brings_its_draft_along_once(database: Database) -> None:
    queued = put(database, filing(draft=of_coal("一")))
    put(database, filing(draft=of_coal("一")))
    assert shown(database, queued.submission_id) == of_coal("一")
    with database.reading() as connection:
        assert len(list_drafts(connection)) == 1


def test_what_is_shown_is_what_was_sent_last(database: Database) -> None:
    first = reject(database, filing(draft=of_coal("一")))
    put(database, filing(text="净重已改正", draft=of_coal("二")))
    assert shown(database, first.submission_id) == of_coal("二")
    with database.reading() as connection:
        assert {row.status for row in list_drafts(connection)} == {Status.REJECTED, Status.QUEUED}


def test_the_newest_filing_of_a_draft_is_the_newest_although_the_clock_was_set_back(database: Database) -> None:
    with database.writing() as connection:
        draft = create_draft(connection, of_coal("一"), NOW)
    reject(database, filing(draft_id=draft.id))
    with database.writing() as connection:
        later = enqueue(connection, filing("PD260301000000BBBB", draft_id=draft.id), NOW - timedelta(days=1))
        assert submission_of(connection, draft.id) == later.submission_id
        assert load_draft(connection, draft.id).row.status is Status.QUEUED


def test_finding_and_listing(database: Database) -> None:
    one = put(database, filing("PD1", "甲"))
    two = reject(database, filing("PD2", "乙"), NOW + timedelta(seconds=1))
    with database.reading() as connection:
        assert find(connection, "PD1") == [one.submission_id]
        assert find(connection, two.submission_id) == [two.submission_id]
        assert find(connection, "") == []
        assert find(connection, "PD9") == []
        assert [found.client_seq_no for found in standings(connection)] == ["PD1", "PD2"]
        assert [found.id for found in standings(connection, [two.submission_id])] == [two.submission_id]
        assert open_ids(connection) == [one.submission_id]
        assert standing(connection, "nobody") is None
