"""Driving to the end for a command: until final, until time is up, once without waiting."""

import pytest

from app.declarations.status import Status
from app.store.engine import Database
from app.work.deliver import Driven, drive
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.filings import filing, frozen_row


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def driven(desk: Desk, ids: list[str] | None = None, seconds: float = 30.0) -> Driven:
    return drive(desk.delivery, ids, seconds, desk.clock.advance)


def life(desk: Desk, message_id: str, letters: str = "7LJPR") -> None:
    for minute, channel in enumerate(letters):
        desk.gateway.notice(message_id, channel, minute, last=channel == letters[-1])


def test_to_the_end(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.on_arrival = lambda envelope: None
    began = desk.clock.monotonic()
    desk.delivery.send()
    life(desk, queued.message_id)
    found = driven(desk, [queued.submission_id])
    assert (found.all_final, found.trouble) == (True, "")
    assert [one.state for one in found.standings] == [Status.CLOSED]
    assert desk.clock.monotonic() - began < 1


def test_released_ends_it_only_when_nothing_else_is_due(desk: Desk) -> None:
    queued = desk.put()
    desk.delivery.send()
    desk.gateway.notice(queued.message_id, "P")
    assert not driven(desk, seconds=5).all_final
    desk.gateway.notice(queued.message_id, "I", 1, last=True)
    assert driven(desk, seconds=5).all_final


def test_time_is_up(desk: Desk) -> None:
    queued = desk.put()
    began = desk.clock.monotonic()
    found = driven(desk, [queued.submission_id], seconds=10)
    assert not found.all_final
    assert found.standings[0].state is Status.SENT
    assert 10 <= desk.clock.monotonic() - began < 11


def test_once_without_waiting_sends_all_and_asks_for_nothing(desk: Desk) -> None:
    queued = [desk.put(filing(f"PD{n}", f"货物{n}")) for n in range(3)]
    desk.gateway.faults.append(Fault.UNPLUGGED)
    found = driven(desk, [one.submission_id for one in queued], seconds=0)
    assert sorted(one.state for one in found.standings) == [Status.QUEUED, Status.SENT, Status.SENT]
    assert desk.gateway.delivered == []


def test_what_somebody_else_queued_is_not_sent_along(desk: Desk) -> None:
    """It may wait for another gateway than the one this command was given."""
    waiting, mine = desk.put(filing("PD1", "甲")), desk.put(filing("PD2", "乙"))
    found = driven(desk, [mine.submission_id], seconds=2)
    assert [one.state for one in found.standings] == [Status.SENT]
    assert desk.stands(waiting).state is Status.QUEUED
    driven(desk, seconds=2)
    assert desk.stands(waiting).state is Status.SENT


def test_a_gateway_nobody_answers_at_is_named(desk: Desk) -> None:
    desk.put()
    desk.gateway.faults.extend([Fault.UNPLUGGED] * 100)
    desk.gateway.question_faults.extend([Fault.UNPLUGGED] * 100)
    found = driven(desk, seconds=5)
    assert "连不上" in found.trouble
    assert found.standings[0].state is Status.QUEUED
    assert "没有答复" in driven(desk, seconds=0).trouble


def test_through_every_fault_to_one_declaration(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.extend([Fault.UNPLUGGED, Fault.BUSY, Fault.LOST_REQUEST, Fault.LOST_ANSWER])
    desk.gateway.question_faults.extend([Fault.BUSY, Fault.UNPLUGGED])
    driven(desk, seconds=300)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.declarations) == 1


def test_nothing_open_is_done_at_once(desk: Desk) -> None:
    began = desk.clock.monotonic()
    assert driven(desk).all_final
    assert desk.clock.monotonic() == began


def test_what_was_frozen_before_a_crash_is_signed_and_sent(desk: Desk) -> None:
    row = frozen_row(desk.database)
    found = driven(desk, [row.decl_id], seconds=0)
    assert found.standings[0].state is Status.SENT
