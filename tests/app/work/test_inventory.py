"""After a restore the gateway is asked once what it holds: what is unknown here is told before any receipt comes."""

from pathlib import Path

import pytest

from app.store.engine import Database
from app.store.reconcile import mark_restored
from app.store.strangers import strangers
from app.transport.gateway import Kind
from app.work.inventory import PAGE
from app.work.safety_lines import safety_lines
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault, Taken
from tests.helpers.filings import NOW, filing

LOST = Taken("b5f0a4a0-0000-4000-8000-000000000001", "0" * 64, "PD2026030200077", "I20260000000000077")


@pytest.fixture
def desk(database: Database) -> Desk:
    """An office whose gateway took in one message the office knows and one it does not know any more."""
    made = Desk(database, Kind.QUERY)
    made.put(filing())
    made.work()
    made.gateway.declarations.append(LOST)
    return made


def restored(database: Database) -> None:
    with database.writing() as connection:
        mark_restored(connection, NOW, NOW)


def unknown(database: Database) -> list[str]:
    with database.reading() as connection:
        return [one.client_seq_no for one in strangers(connection)]


def test_what_the_backup_does_not_know_is_told_at_the_first_question(
    desk: Desk, database: Database, tmp_path: Path
) -> None:
    restored(database)
    assert desk.delivery.collect().strangers == 1
    assert unknown(database) == [LOST.client_seq_no]
    with database.reading() as connection:
        told = [one.sentence for one in safety_lines(tmp_path, connection, NOW) if one.name == "恢复核实"]
    assert len(told) == 1 and LOST.client_seq_no in told[0] and "勿重复申报" in told[0]
    assert desk.delivery.collect().strangers == 0, "once is enough"


def test_nobody_is_asked_where_nothing_was_restored(desk: Desk, database: Database) -> None:
    assert desk.delivery.collect().strangers == 0
    assert unknown(database) == []


def test_another_restore_asks_again(desk: Desk, database: Database) -> None:
    restored(database)
    desk.delivery.collect()
    desk.gateway.declarations.append(Taken("b5f0a4a0-0000-4000-8000-000000000002", "0" * 64, "PD2", "I2"))
    restored(database)
    assert desk.delivery.collect().strangers == 2


def test_a_list_of_many_pages_is_read_to_its_end(desk: Desk, database: Database) -> None:
    desk.gateway.declarations += [Taken(f"m{one}", "0" * 64, f"PDX{one}", "") for one in range(PAGE + 1)]
    restored(database)
    assert desk.delivery.collect().strangers == PAGE + 2


def test_a_gateway_that_lists_nothing_is_left_alone(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(database, Kind.BARE)
    restored(database)
    assert desk.delivery.collect().strangers == 0
    monkeypatch.setattr(desk.gateway, "held_since", lambda *_: pytest.fail("it was asked again"))
    desk.delivery.collect()


def test_a_question_that_fails_is_asked_again(desk: Desk, database: Database) -> None:
    restored(database)
    desk.gateway.question_faults.append(Fault.UNPLUGGED)
    assert desk.delivery._inventory.look() == 0
    assert desk.delivery._inventory.look() == 1


def test_what_becomes_known_is_no_stranger_any_more(desk: Desk, database: Database) -> None:
    queued = desk.put(filing("PD2026030200099", "乙"))
    desk.gateway.declarations.append(Taken(queued.message_id, "0" * 64, "PD2026030200099", ""))
    restored(database)
    desk.delivery.collect()
    assert unknown(database) == [LOST.client_seq_no]
