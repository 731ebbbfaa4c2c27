"""The register as a list and in full, the day report and the ledger of 落地加工, over a real file."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.border_trade.register import Mandate, Person
from app.border_trade.roster import NO_GROUP, Sieve, counts, sifted
from app.border_trade.share import ShareEvent, ShareState
from app.store import border_groups, border_lots, border_processing, residents
from app.store.border_days import day_report
from app.store.border_lots import Part, Share, StoredLot
from app.store.border_person import Revision, person, revise
from app.store.border_processing import ProcessingRefused
from app.store.border_roster import roster
from app.store.engine import Connection, Database
from app.store.sealed import Sealer
from app.work.border_export import day_csv, ledger_csv, roster_csv
from forms.border_trade import FORM
from tests.helpers.citizens import citizens
from tests.helpers.filings import NOW

SEALER = Sealer.of(bytes(32))
DAY = date(2026, 5, 2)
QUOTA = 800_000
PLANT = ("91152501MA0N000000", "边境食品加工厂")


def five(connection: Connection) -> list[str]:
    """Five residents: fit with mandate and leading, expired, soon to expire, without mandate, without group."""
    ends = [date(2030, 1, 1), DAY - timedelta(days=1), DAY + timedelta(days=30), None, None]
    people = [Person(f"边民{n}", number, id_until=ends[n]) for n, number in enumerate(citizens(5))]
    ids = [residents.add(connection, SEALER, one, NOW)[0] for one in people]
    group = border_groups.new_group(connection, "1", "巴图组", "0705", NOW)
    for number, one in enumerate(ids[:4]):
        border_groups.join(connection, group, one, DAY)
        if number != 3:
            border_groups.give(connection, one, Mandate.FILING, DAY, None, NOW, group_id=group)
    border_groups.lead(connection, group, ids[0], DAY)
    return ids


def lot(connection: Connection, values: dict[str, int], day: date = DAY) -> tuple[StoredLot, Sequence[Share]]:
    draft = FORM.new()
    draft.update({"zone": "0705", "goods[0].name": "=松子"})
    stored = border_lots.get_lot(connection, border_lots.new_lot(connection, SEALER, draft, day, NOW))
    border_lots.set_members(connection, stored, list(values), NOW)
    parts = [Part(who, value * 10, value, min(value, QUOTA), 0) for who, value in values.items()]
    border_lots.put_parts(connection, stored.id, parts, NOW)
    return stored, border_lots.shares_of(connection, stored.id)


def released(connection: Connection, values: dict[str, int]) -> StoredLot:
    stored, parts = lot(connection, values)
    for share in parts:
        for event in (ShareEvent.CONFIRM, ShareEvent.QUEUE, ShareEvent.SEND, ShareEvent.RELEASE):
            border_lots.step(connection, share.id, event, NOW, by="刷卡")
    return stored


def test_each_filter_holds_whom_it_says(database: Database) -> None:
    with database.writing() as connection:
        fit, expired, soon, unsigned, alone = five(connection)
        lot(connection, {fit: QUOTA})
        found = roster(connection, DAY, QUOTA)
        by_id = {line.resident_id: line for line in found.lines}
        held = {sieve: {line.resident_id for line in sifted(found.lines, sieve)} for sieve in Sieve}
        assert held[Sieve.EXPIRED] == {expired}
        assert held[Sieve.SOON] == {soon}
        assert held[Sieve.NO_MANDATE] == {unsigned, alone}
        assert held[Sieve.FULL] == {fit}
        assert counts(found.lines)[Sieve.ALL] == 5
        assert [line.resident_id for line in sifted(found.lines, Sieve.ALL, NO_GROUP)] == [alone]
        assert (by_id[fit].leads, by_id[fit].remaining, by_id[expired].remaining) == (True, 0, QUOTA)
        residents.set_active(connection, expired, False, NOW)
        again = roster(connection, DAY, QUOTA)
        assert counts(again.lines)[Sieve.EXPIRED] == 0
        assert counts(again.lines)[Sieve.INACTIVE] == 1


def test_what_is_looked_for_is_told_beside_the_whole_register(database: Database) -> None:
    with database.writing() as connection:
        ids = five(connection)
        assert roster(connection, DAY, QUOTA).found is None
        found = roster(connection, DAY, QUOTA, "边民3")
        assert found.found == frozenset({ids[3]})
        assert len(found.lines) == 5


def test_a_mandate_that_ended_or_was_withdrawn_is_none(database: Database) -> None:
    with database.writing() as connection:
        who = five(connection)[3]
        group = border_groups.group_of(connection, who)
        give = border_groups.give(connection, who, Mandate.FILING, DAY, DAY + timedelta(days=9), NOW, group_id=group)
        line = next(one for one in roster(connection, DAY, QUOTA).lines if one.resident_id == who)
        assert (line.mandated, line.mandate_until, line.mandate_left) == (True, DAY + timedelta(days=9), 9)
        after = next(one for one in roster(connection, DAY + timedelta(days=10), QUOTA).lines if one.resident_id == who)
        assert not after.mandated
        border_groups.withdraw(connection, give, DAY)
        assert not next(one for one in roster(connection, DAY, QUOTA).lines if one.resident_id == who).mandated


def test_a_person_in_full_has_history_days_and_looks_but_no_number(database: Database) -> None:
    number = citizens(5)[0]
    with database.writing() as connection:
        who = five(connection)[0]
        second = border_groups.new_group(connection, "2", "苏和组", "0705", NOW)
        border_groups.join(connection, second, who, DAY + timedelta(days=1))
        lot(connection, {who: 300_000})
        lot(connection, {who: 100_000}, DAY - timedelta(days=29))
        lot(connection, {who: 700_000}, DAY - timedelta(days=30))
        assert residents.reveal(connection, SEALER, who, "李娜", "核对到场", NOW) == number
        seen = person(connection, who, DAY)
    assert [(stay.group, stay.until is None) for stay in seen.stays] == [("苏和组", True), ("巴图组", False)]
    assert (seen.lots, seen.by_day) == (2, {DAY: 300_000, DAY - timedelta(days=29): 100_000})
    assert [(look.who, look.why) for look in seen.looks] == [("李娜", "核对到场")]
    assert number not in repr(seen)


def test_a_revision_keeps_number_phone_and_card_it_does_not_name(database: Database) -> None:
    with database.writing() as connection:
        one = Person("巴图", citizens(1)[0], phone="13800002206", card="IC1")
        who, _ = residents.add(connection, SEALER, one, NOW)
        revise(connection, SEALER, who, Revision("巴图鲁", "", DAY, None, "", "", "", "", "", ""), NOW)
        after = residents.find(connection, SEALER, citizens(1)[0])
        assert after is not None
        assert (after.name, after.id_until, after.phone_masked) == ("巴图鲁", DAY, "138****2206")
        assert [found.id for found in residents.search(connection, "batulu")] == [who]
        revise(connection, SEALER, who, Revision("巴图鲁", "", DAY, None, "", "", "", "13900003317", "", ""), NOW)
        assert residents.get(connection, who).phone_masked == "139****3317"
        assert residents.find_by_card(connection, SEALER, "ic1") is not None


def test_the_day_report_adds_up_and_counts_no_share_set_aside(database: Database) -> None:
    with database.writing() as connection:
        ids = five(connection)
        _, parts = lot(connection, {ids[0]: 900_000, ids[1]: 100_000, ids[4]: 50_000})
        lot(connection, {ids[0]: 10_000})
        border_lots.step(connection, parts[1].id, ShareEvent.SET_ASIDE, NOW, reason="未到场")
        lot(connection, {ids[0]: 5}, DAY + timedelta(days=1))
        report = day_report(connection, DAY)
    assert report.whole.value == sum(one.value for one in report.by_group) == 960_000
    assert sum(one.value for one in report.by_resident) == 960_000
    assert [(one.name, one.people, one.lots) for one in report.by_group] == [("巴图组", 1, 2), ("未编组", 1, 1)]
    assert report.whole.excess == 100_000
    assert [one.state for one in report.shares if not one.counts] == [ShareState.ASIDE]


def test_exports_hold_no_full_number_and_no_formula(database: Database) -> None:
    with database.writing() as connection:
        ids = five(connection)
        released(connection, {ids[0]: 1000})
        tables = [
            roster_csv(roster(connection, DAY, QUOTA).lines, DAY),
            day_csv(day_report(connection, DAY)),
            ledger_csv(border_processing.ledger(connection), border_processing.by_plant(connection)),
        ]
    for table in tables:
        words = table.decode("utf-8-sig")
        assert not [number for number in citizens(5) if number in words]
        assert ",=" not in words
    assert "'=松子" in tables[1].decode("utf-8-sig")


def test_only_what_is_released_goes_to_a_plant(database: Database) -> None:
    with database.writing() as connection:
        ids = five(connection)
        open_lot, _ = lot(connection, {ids[0]: 1000})
        with pytest.raises(ProcessingRefused, match="放行前不得"):
            border_processing.deliver(connection, open_lot.id, PLANT, 1, 1, NOW)
        stored = released(connection, {ids[0]: 1000, ids[2]: 500})
        first = border_processing.deliver(connection, stored.id, PLANT, 10_000, 1000, NOW)
        border_processing.deliver(connection, stored.id, ("91152501MA0N000001", "乙厂"), 5_000, 500, NOW)
        assert border_processing.balance(connection, stored.id) == {"quantity": 0, "value": 0}
        with pytest.raises(ProcessingRefused):
            border_processing.deliver(connection, stored.id, PLANT, 1, 1, NOW)
        border_processing.take_back(connection, first, "送错", NOW)
        with pytest.raises(ProcessingRefused, match="已经冲回"):
            border_processing.take_back(connection, first, "再来", NOW)
        sums = {one.name: (one.deliveries, one.value) for one in border_processing.by_plant(connection)}
        assert sums == {"边境食品加工厂": (2, 0), "乙厂": (1, 500)}
        assert [one.quantity for one in border_processing.ledger(connection)] == [-10_000, 5_000, 10_000]


def test_the_ledger_is_append_only(database: Database) -> None:
    with database.writing() as connection:
        ids = five(connection)
        stored = released(connection, {ids[0]: 1000})
        border_processing.deliver(connection, stored.id, PLANT, 10_000, 1000, NOW)
    for statement in ("UPDATE border_processing SET value = 1", "DELETE FROM border_processing"):
        with pytest.raises(DatabaseError), database.writing() as connection:
            connection.execute(text(statement))
