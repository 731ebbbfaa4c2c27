"""What waits for the clerk: each demand of the authority, each silence, each day that comes near."""

from datetime import date, timedelta

import pytest

from app.core.draft import Mode, Purpose
from app.declarations.deadline import Stage
from app.declarations.inbox import Need, NeedKind, needs_rerating, silence_level, supplement_due
from app.declarations.outbox import Event
from app.declarations.status import Status
from app.reference.workdays import WorkDays
from app.store import outbox, receipts, requests
from app.store.drafts import delete_draft
from app.store.engine import Database
from app.store.inbox import awaiting_arrival, completion_clock, confirm_arrival, inbox
from app.store.storage import Expiry, Storage, drop_expiry, expiries_of, put_expiry, put_storage, storage_of
from app.store.told import tell
from tests.app.store.test_requests import asked, opened, released
from tests.helpers.filings import NOW, ready_row
from tests.helpers.lives import Life

WORKDAYS = WorkDays.load()


def needs(database: Database, minutes: float = 10) -> list[Need]:
    with database.reading() as connection:
        return inbox(connection, NOW + timedelta(minutes=minutes), WORKDAYS)


def kinds(database: Database, minutes: float = 10) -> list[NeedKind]:
    return [need.kind for need in needs(database, minutes)]


@pytest.mark.parametrize(
    ("letters", "kind"),
    [
        (("7", "L", "H"), NeedKind.HELD),
        (("7", "L", "N"), NeedKind.FILES),
        (("7", "L", "Sp1"), NeedKind.SUPPLEMENT),
        (("7", "L", "J", "C"), NeedKind.INSPECTION),
        (("7", "L", "T"), NeedKind.TAX),
        (("7", "E"), NeedKind.REJECTED),
    ],
)
def test_what_the_authority_asks_for(database: Database, letters: tuple[str, ...], kind: NeedKind) -> None:
    life = Life(database)
    queued = life.file()
    life.deliver([life.notice(queued, letter, note=f"回执{letter}") for letter in letters])
    (found,) = needs(database)
    assert (found.kind, found.draft_id, found.note) == (kind, life.draft_id, f"回执{letters[-1]}")


@pytest.mark.parametrize("letters", [("7", "L"), ("7", "L", "H", "J"), ("7", "L", "J", "P"), ("7", "L", "D")])
def test_what_goes_its_way_waits_for_nobody(database: Database, letters: tuple[str, ...]) -> None:
    life = Life(database)
    life.say(life.file(), *letters)
    assert needs(database) == []


def test_closed_and_then_sent_back_is_a_contradiction_until_it_was_read(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "L", "R", "E")
    assert life.stands().state is Status.CLOSED  # by the table of letters; both receipts are kept
    (found,) = needs(database)
    assert (found.kind, found.words, found.draft_id) == (NeedKind.PARKED, "回执互相矛盾", life.draft_id)
    with database.writing() as connection:
        receipts.mark_seen(connection, [one.id for one in receipts.newest(connection)], NOW)
    assert needs(database) == []


def test_sent_back_and_then_closed_is_none(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "E", "L", "R")
    assert needs(database) == []


def test_a_rejected_one_with_its_new_version_is_done(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "E")
    with database.writing() as connection:
        requests.new_version_of_rejected(connection, life.draft_id, NOW)
    assert needs(database) == []


def test_what_lies_in_the_bin_waits_for_nobody(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "E")
    with database.writing() as connection:
        delete_draft(connection, life.draft_id, True, NOW)
    assert needs(database) == []


@pytest.mark.parametrize(("minutes", "level"), [(29, 0), (31, 1), (241, 2), (1441, 3)])
def test_silence(database: Database, minutes: int, level: int) -> None:
    Life(database).file()
    assert [need.level for need in needs(database, minutes)] == ([level] if level else [])
    assert silence_level(NOW, NOW + timedelta(minutes=minutes)) == level


def test_a_parked_one_comes_first(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "E")
    from app.core.draft import Draft
    from app.store.drafts import create_draft
    from tests.helpers.filings import filing

    with database.writing() as connection:
        row = create_draft(connection, Draft("import", "2026.1"), NOW)
    parked = ready_row(database, filing("PD9", "乙", draft_id=row.id))
    with database.writing() as connection:
        parked = outbox.move(connection, parked, Event.CLAIM, NOW)
        outbox.move(connection, parked, Event.KEY_REUSE, NOW)
    assert kinds(database) == [NeedKind.PARKED, NeedKind.REJECTED]


@pytest.mark.parametrize(
    ("days", "kind", "stage"),
    [(2, NeedKind.COMPLETE, Stage.RUNNING), (13, NeedKind.COMPLETE, Stage.URGENT), (20, NeedKind.OVERDUE, Stage.LATE)],
)
def test_the_second_step_and_its_clock(database: Database, days: int, kind: NeedKind, stage: Stage) -> None:
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(), "7", "SpL", "SpJ", "SpK")
    with database.writing() as connection:
        tell(connection, life.draft_id, {"entry_day": "2026-03-02"}, "回执", NOW)
    (found,) = needs(database, days * 24 * 60)
    assert (found.kind, found.due) == (kind, date(2026, 3, 16))
    with database.reading() as connection:
        clock = completion_clock(connection, life.draft_id, (NOW + timedelta(days=days)).date(), WORKDAYS)
        assert clock.stage is stage
        requests_before = clock.late_days
    with database.writing() as connection:
        requests.open_completion(connection, life.draft_id, {}, NOW)
    life.say(life.file(Purpose.COMPLETE), "L", "J")
    assert kinds(database, days * 24 * 60) == []
    with database.reading() as connection:
        done = completion_clock(connection, life.draft_id, (NOW + timedelta(days=days)).date(), WORKDAYS)
    assert (done.stage, done.late_days) == (Stage.DONE, 0)  # it was accepted on the day of entry, minutes later
    assert requests_before >= 0


def test_an_unanswered_day_of_entry_starts_no_clock(database: Database) -> None:
    life = Life(database, Mode.SUMMARY)
    life.say(life.file(), "7", "SpL", "SpJ", "SpK")
    (found,) = needs(database, 60 * 24 * 60)
    assert (found.kind, found.due) == (NeedKind.COMPLETE, None)


def test_requests_that_wait(database: Database) -> None:
    life = released(database)
    draft_id = opened(life)
    queued = asked(life, draft_id, gross_weight="90")
    life.say(queued, "7", "RqL")
    assert kinds(database) == []
    life.say(queued, "RqB")
    assert [(need.kind, need.draft_id) for need in needs(database)] == [(NeedKind.PAPERS, draft_id)]
    life.say(queued, "RqE")
    assert kinds(database) == [NeedKind.REFUSED]
    with database.writing() as connection:
        delete_draft(connection, draft_id, True, NOW)
    assert kinds(database) == []


def test_a_demanded_supplement_has_five_working_days(database: Database) -> None:
    life = Life(database)
    life.say(life.file(), "7", "L", "Sp1")  # on Monday, 2 March
    assert [need.due for need in needs(database)] == [date(2026, 3, 9)]
    assert supplement_due(date(2026, 9, 30), WORKDAYS) == date(2026, 10, 13)  # beyond the national holiday


def test_goods_filed_in_advance_wait_for_their_arrival(database: Database) -> None:
    life = Life(database, Mode.ADVANCE)
    life.say(life.file(), "7", "L", "J")
    with database.writing() as connection:
        tell(connection, life.draft_id, {"planned_arrival": "2026-03-03"}, "录入", NOW)
        assert awaiting_arrival(connection) == [(life.draft_id, date(2026, 3, 3))]
    assert kinds(database) == []
    assert kinds(database, 24 * 60) == [NeedKind.ARRIVAL]
    with database.writing() as connection:
        confirm_arrival(connection, life.draft_id, date(2026, 3, 3), NOW)
        assert awaiting_arrival(connection) == []
    assert kinds(database, 24 * 60) == []
    assert life.draft.facts["entry_day"] == "2026-03-03"


def test_rates_of_another_month() -> None:
    assert needs_rerating("2026-02", date(2026, 3, 1))
    assert not needs_rerating("2026-03", date(2026, 3, 31))
    assert not needs_rerating("", date(2026, 3, 31))
    assert not needs_rerating("2026-03", None)


def test_goods_in_storage(database: Database) -> None:
    life = Life(database)
    record = Storage(life.draft_id, "冷链物流园3号库", "HHHT-CK-0318", "蒙A7731挂", NOW, "23400", "赵磊")
    with database.writing() as connection:
        assert storage_of(connection, life.draft_id) is None
        put_storage(connection, record, NOW)
        assert storage_of(connection, life.draft_id) == record
        put_expiry(connection, Expiry(life.draft_id, "应出结果", date(2026, 3, 8)))
        put_expiry(connection, Expiry(life.draft_id, "检疫许可证到期", date(2026, 3, 4), "同一证还有2票"))
        assert [one.name for one in expiries_of(connection, life.draft_id)] == ["检疫许可证到期", "应出结果"]
    assert [(need.kind, need.due) for need in needs(database)] == [(NeedKind.STORAGE, date(2026, 3, 4))]
    with database.writing() as connection:
        drop_expiry(connection, life.draft_id, "检疫许可证到期")
    assert needs(database) == []


def test_a_sale_is_a_fact(database: Database) -> None:
    life = Life(database)
    with database.writing() as connection:
        put_storage(connection, Storage(life.draft_id, "库"), NOW)
    assert life.draft.facts["sale_recorded"] is False
    with database.writing() as connection:
        put_storage(connection, Storage(life.draft_id, "库", sold_on="2026-03-03"), NOW)
    assert life.draft.facts["sale_recorded"] is True
