"""The watches of messages in doubt do not pile up over the weeks a program stays open."""

from dataclasses import replace

from app.store import outbox
from app.store.engine import Database
from app.transport.gateway import GatewayProfile, Kind
from app.work.doubt import PARK_AFTER, Doubts
from tests.helpers.clocks import FakeClock
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault


def test_a_message_settled_by_a_receipt_is_not_watched_for_ever(database: Database) -> None:
    queued, clock = Desk(database).put(), FakeClock()
    with database.reading() as connection:
        row = outbox.get(connection, queued.message_id)
    assert row is not None
    doubts = Doubts(lambda: GatewayProfile(Kind.QUERY), clock.monotonic)
    for number in range(50):
        doubts.watch(replace(row, message_id=str(number)))
        clock.advance(PARK_AFTER.total_seconds() / 10)
    assert 1 < len(doubts._watches) <= 11


def test_a_resend_that_arrived_ends_its_watch(database: Database) -> None:
    desk = Desk(database)
    desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    assert len(desk.delivery.sender._settler._doubts._watches) == 1
    desk.work(3600.0)
    assert len(desk.gateway.declarations) == 1
    assert desk.delivery.sender._settler._doubts._watches == {}
