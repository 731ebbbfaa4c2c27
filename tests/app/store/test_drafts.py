"""Drafts: saved as typed, never over somebody else's work, locked while filed, found by what the list shows."""

from datetime import timedelta

import pytest

from app.core.draft import Draft, Mode
from app.declarations.outbox import Event
from app.declarations.status import Status
from app.store import outbox
from app.store.drafts import (
    DraftLocked,
    StaleDraft,
    count_by_status,
    create_draft,
    delete_draft,
    doubtful_twin,
    list_drafts,
    load_draft,
    save_draft,
)
from app.store.engine import Database
from tests.helpers.filings import NOW, filing, ready_row


def draft(contract: str = "TM-2026-017", bill: str = "GQMD20260310001") -> Draft:
    made = Draft("import", "4.8", Mode.ADVANCE)
    made.update({"contract_number": contract, "bill_number": bill, "items[0].name": "炼焦煤", "Type": "  ZC"})
    return made


def test_a_draft_comes_back_as_typed(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, draft(), NOW, errors=3)
        stored = load_draft(connection, row.id)
    assert stored.draft == draft()
    assert (row.rev, row.status, row.mode, row.errors) == (1, Status.DRAFT, Mode.ADVANCE, 3)
    assert (row.summary.contract_number, row.summary.goods, row.created_at) == ("TM-2026-017", "炼焦煤", NOW)


def test_saving_counts_revisions_and_refuses_a_stale_one(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, draft(), NOW)
        row = save_draft(connection, row.id, draft("SECOND"), row.rev, NOW + timedelta(seconds=1))
        assert (row.rev, row.summary.contract_number, row.created_at) == (2, "SECOND", NOW)
        with pytest.raises(StaleDraft, match="未覆盖"):
            save_draft(connection, row.id, draft("THIRD"), 1, NOW)
        assert load_draft(connection, row.id).draft.get("contract_number") == "SECOND"


def test_a_missing_draft_is_named(database: Database) -> None:
    with database.reading() as connection, pytest.raises(LookupError):
        load_draft(connection, "nobody")


def test_a_filed_draft_is_locked_until_it_comes_back(database: Database) -> None:
    with database.writing() as connection:
        row = create_draft(connection, draft(), NOW)
    message = ready_row(database, filing(draft_id=row.id))
    with database.writing() as connection:
        assert load_draft(connection, row.id).row.status is Status.QUEUED
        with pytest.raises(DraftLocked):
            save_draft(connection, row.id, draft("LATE"), row.rev, NOW)
        with pytest.raises(DraftLocked):
            delete_draft(connection, row.id, True, NOW)
        sending = outbox.move(connection, message, Event.CLAIM, NOW)
        outbox.move(connection, sending, Event.REFUSED, NOW)
        saved = save_draft(connection, row.id, draft("MENDED"), row.rev, NOW)
    assert (saved.status, saved.summary.contract_number) == (Status.REJECTED, "MENDED")


def test_the_list_is_newest_first_and_pages(database: Database) -> None:
    with database.writing() as connection:
        rows = [create_draft(connection, draft(f"C{n}"), NOW + timedelta(seconds=n // 2)) for n in range(7)]
        first = list_drafts(connection, limit=4)
        second = list_drafts(connection, limit=4, before=first[-1])
    listed = [row.summary.contract_number for row in [*first, *second]]
    assert listed == [
        row.summary.contract_number for row in sorted(rows, key=lambda r: (r.updated_at, r.id), reverse=True)
    ]
    assert len(first) == 4


def test_the_list_filters_by_words_and_status(database: Database) -> None:
    with database.writing() as connection:
        one = create_draft(connection, draft("TM-2026-017"), NOW)
        create_draft(connection, draft("100%_SURE"), NOW)
        filed = create_draft(connection, draft("FILED"), NOW)
    ready_row(database, filing(draft_id=filed.id))
    with database.writing() as connection:
        assert [row.id for row in list_drafts(connection, text="2026-017")] == [one.id]
        assert len(list_drafts(connection, text="炼焦")) == 3
        assert [row.summary.contract_number for row in list_drafts(connection, text="%_")] == ["100%_SURE"]
        assert [row.id for row in list_drafts(connection, frozenset({Status.QUEUED}))] == [filed.id]
        assert count_by_status(connection) == {Status.DRAFT: 2, Status.QUEUED: 1}
        delete_draft(connection, one.id, True, NOW)
        assert count_by_status(connection) == {Status.DRAFT: 1, Status.QUEUED: 1}
        assert [row.id for row in list_drafts(connection, deleted=True)] == [one.id]


def test_a_copy_of_a_filing_in_doubt_is_found(database: Database) -> None:
    with database.writing() as connection:
        original = create_draft(connection, draft(), NOW)
        copy = create_draft(connection, draft(), NOW)
        other = create_draft(connection, draft("OTHER"), NOW)
    message = ready_row(database, filing(draft_id=original.id))
    with database.writing() as connection:
        assert doubtful_twin(connection, copy.summary, copy.id) is None
        sending = outbox.move(connection, message, Event.CLAIM, NOW)
        outbox.move(connection, sending, Event.NO_ANSWER, NOW)
        twin = doubtful_twin(connection, copy.summary, copy.id)
        assert twin is not None
        assert (twin.id, twin.status) == (original.id, Status.UNKNOWN)
        assert doubtful_twin(connection, other.summary, other.id) is None
        assert doubtful_twin(connection, original.summary, original.id) is None


def test_the_code_of_an_office_finds_what_is_filed_there(database: Database) -> None:
    here, there = draft("A"), draft("B")
    here.put("entry_customs", "0708")
    there.put("entry_customs", "0702")
    with database.writing() as connection:
        wanted = create_draft(connection, here, NOW)
        create_draft(connection, there, NOW)
        assert [row.id for row in list_drafts(connection, text="0708")] == [wanted.id]
        assert list_drafts(connection, text="070") == []
