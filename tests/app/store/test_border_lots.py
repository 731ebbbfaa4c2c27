"""Lots and shares: the day's quota over all lots, confirmation voided by a change, nothing sent that is unconfirmed."""

from datetime import date, timedelta

import pytest

from app.border_trade.register import Person
from app.border_trade.share import TRANSITIONS, ShareEvent, ShareState, StepRefused, after
from app.store import border_lots, residents
from app.store.border_lots import LotMoved, Part, Share, StoredLot
from app.store.engine import Connection, Database
from app.store.sealed import Sealer
from forms.border_trade import FORM
from tests.helpers.citizens import citizens
from tests.helpers.filings import NOW

SEALER = Sealer.of(bytes(32))
DAY = date(2026, 5, 2)


def people(connection: Connection, count: int = 3) -> list[str]:
    persons = [Person(f"边民{n}", number) for n, number in enumerate(citizens(count))]
    return [residents.add(connection, SEALER, one, NOW)[0] for one in persons]


def lot(connection: Connection, members: list[str], day: date = DAY) -> StoredLot:
    draft = FORM.new()
    draft.update({"zone": "0608", "goods[0].name": "松子"})
    stored = border_lots.get_lot(connection, border_lots.new_lot(connection, SEALER, draft, day, NOW))
    border_lots.set_members(connection, stored, members, NOW)
    return stored


def give(connection: Connection, stored: StoredLot, values: dict[str, int]) -> list[Share]:
    parts = [Part(resident, value * 10, value, min(value, 800_000), 0) for resident, value in values.items()]
    border_lots.put_parts(connection, stored.id, parts, NOW)
    return border_lots.shares_of(connection, stored.id)


def test_the_quota_is_used_by_every_lot_of_the_day_but_by_no_other_day(database: Database) -> None:
    with database.writing() as connection:
        members = people(connection)
        first, second = lot(connection, members), lot(connection, members)
        yesterday = lot(connection, members, DAY - timedelta(days=1))
        assert (first.number, second.number, yesterday.number) == (1, 2, 1)
        give(connection, first, {members[0]: 500_000, members[1]: 900_000})
        give(connection, yesterday, {members[0]: 800_000})
        used = border_lots.used_on(connection, DAY, members, but_lot=second.id)
        assert used == {members[0]: 500_000, members[1]: 800_000, members[2]: 0}
        assert border_lots.used_on(connection, DAY, members, but_lot=first.id)[members[0]] == 0


def test_what_is_set_aside_or_rejected_gives_its_quota_back(database: Database) -> None:
    with database.writing() as connection:
        members = people(connection)
        stored = lot(connection, members)
        one, two, _ = give(connection, stored, dict.fromkeys(members, 100_000))
        border_lots.step(connection, one.id, ShareEvent.SET_ASIDE, NOW, reason="未到场")
        border_lots.step(connection, two.id, ShareEvent.CONFIRM, NOW, by="刷卡")
        border_lots.step(connection, two.id, ShareEvent.QUEUE, NOW)
        border_lots.step(connection, two.id, ShareEvent.REJECT, NOW, reason="超额")
        assert border_lots.used_on(connection, DAY, members) == {members[2]: 100_000}


def test_a_change_voids_what_was_confirmed(database: Database) -> None:
    with database.writing() as connection:
        members = people(connection, 2)
        stored = lot(connection, members)
        one, two = give(connection, stored, dict.fromkeys(members, 100_000))
        for share in (one, two):
            border_lots.step(connection, share.id, ShareEvent.CONFIRM, NOW, by="签字")
        one, two = give(connection, stored, {members[0]: 100_000, members[1]: 100_001})
        assert (one.state, one.confirmed_by) == (ShareState.CONFIRMED, "签字")
        assert (two.state, two.confirmed_by, two.confirmed_at) == (ShareState.OPEN, "", None)


def test_nothing_unconfirmed_is_queued(database: Database) -> None:
    with database.writing() as connection:
        members = people(connection, 1)
        (share,) = give(connection, lot(connection, members), {members[0]: 100_000})
        with pytest.raises(StepRefused, match="本人确认"):
            border_lots.step(connection, share.id, ShareEvent.QUEUE, NOW)


def test_a_share_that_went_out_is_not_changed(database: Database) -> None:
    with database.writing() as connection:
        members = people(connection, 1)
        stored = lot(connection, members)
        (share,) = give(connection, stored, {members[0]: 100_000})
        border_lots.step(connection, share.id, ShareEvent.CONFIRM, NOW, by="刷卡")
        border_lots.step(connection, share.id, ShareEvent.QUEUE, NOW)
        with pytest.raises(StepRefused, match="不能再改"):
            give(connection, stored, {members[0]: 1})


def test_a_lot_changed_elsewhere_is_not_overwritten(database: Database) -> None:
    with database.writing() as connection:
        stored = lot(connection, people(connection, 1))
        draft = border_lots.document_of(connection, SEALER, stored.id)
        assert draft.get("goods[0].name") == "松子"
        border_lots.save_lot(connection, SEALER, stored, draft, NOW, quantity=1, value=2, group_id=None)
        with pytest.raises(LotMoved, match="重新打开"):
            border_lots.save_lot(connection, SEALER, stored, draft, NOW, quantity=1, value=2, group_id=None)


@pytest.mark.parametrize("state", list(ShareState))
@pytest.mark.parametrize("event", list(ShareEvent))
def test_every_step_is_listed_or_refused(state: ShareState, event: ShareEvent) -> None:
    if (state, event) in TRANSITIONS:
        assert after(state, event) is TRANSITIONS[state, event]
    else:
        with pytest.raises(StepRefused, match="现在是"):
            after(state, event)


def test_only_a_confirmed_share_leads_out() -> None:
    assert {state for (state, event) in TRANSITIONS if event is ShareEvent.QUEUE} == {ShareState.CONFIRMED}
