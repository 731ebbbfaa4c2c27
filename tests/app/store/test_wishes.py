"""What a person wants of the queue: pause, hold, one before the others; doubts are asked about all the same."""

from datetime import timedelta

from app.declarations.outbox import State
from app.store import outbox, wishes
from app.store.engine import Database
from app.store.wishes import FIRST, Wish
from app.transport.gateway import Kind
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.filings import filing


def put_wish(desk: Desk, message_id: str, wish: Wish) -> None:
    with desk.database.writing() as connection:
        wishes.put_wish(connection, message_id, wish, desk.clock.now())


def pause(desk: Desk, paused: bool) -> None:
    with desk.database.writing() as connection:
        wishes.pause(connection, paused, desk.clock.now())


def sent(desk: Desk) -> list[str]:
    return [one.signed.message.client_seq_no for one in desk.gateway.sent]


def test_nothing_leaves_a_paused_queue_and_all_of_it_leaves_afterwards(database: Database) -> None:
    desk = Desk(database)
    desk.put(filing("PD1", "一"))
    pause(desk, True)
    desk.work(600)
    assert sent(desk) == []
    assert desk.delivery.sender.wait() is None  # it does not even turn round and round
    pause(desk, False)
    desk.work()
    assert sent(desk) == ["PD1"]


def test_one_message_held_back_lets_the_others_pass(database: Database) -> None:
    desk = Desk(database)
    first = desk.put(filing("PD1", "一"))
    desk.put(filing("PD2", "二"))
    put_wish(desk, first.message_id, Wish(held=True))
    desk.work(600)
    assert sent(desk) == ["PD2"]
    put_wish(desk, first.message_id, Wish())
    desk.work()
    assert sent(desk) == ["PD2", "PD1"]


def test_what_is_preferred_goes_first(database: Database) -> None:
    desk = Desk(database)
    for number in (1, 2, 3):
        desk.clock.advance(1)
        last = desk.put(filing(f"PD{number}", f"货物{number}"))
    put_wish(desk, last.message_id, Wish(priority=FIRST))
    desk.work()
    assert sent(desk) == ["PD3", "PD1", "PD2"]


def test_a_paused_queue_asks_about_doubts_and_sends_none_again(database: Database) -> None:
    desk = Desk(database)
    lost = desk.put(filing("PD1", "一"))
    desk.clock.advance(1)
    arrived = desk.put(filing("PD2", "二"))
    desk.gateway.faults.extend([Fault.LOST_REQUEST, Fault.LOST_ANSWER])
    for _ in range(2):
        desk.delivery.send()
    pause(desk, True)
    desk.clock.advance(700)
    desk.work(300)
    assert desk.row(arrived).state is State.ACKED
    assert desk.row(lost).state is State.IN_DOUBT
    assert sent(desk) == ["PD1", "PD2"]
    pause(desk, False)
    desk.work(900)
    assert desk.row(lost).state is State.ACKED


def test_a_wish_is_read_back(database: Database) -> None:
    desk = Desk(database, Kind.QUERY)
    queued = desk.put()
    put_wish(desk, queued.message_id, Wish(True, FIRST))
    put_wish(desk, queued.message_id, Wish(False, FIRST))
    with desk.database.reading() as connection:
        assert wishes.wish_of(connection, queued.message_id) == Wish(False, FIRST)
        assert wishes.wishes(connection) == {queued.message_id: Wish(False, FIRST)}
        assert not wishes.is_paused(connection)
        assert outbox.due(connection, desk.clock.now() + timedelta(days=1)) is not None


def test_days_without_a_network_are_no_days_of_doubt(database: Database) -> None:
    desk = Desk(database, Kind.QUERY)
    queued = desk.put()
    desk.gateway.faults.extend([Fault.UNPLUGGED, Fault.LOST_ANSWER])
    desk.delivery.send()
    desk.clock.advance(2 * 86_400)
    desk.delivery.send()
    desk.gateway.question_faults.extend([Fault.UNPLUGGED] * 1000)
    desk.work(3600)
    assert desk.row(queued).state is State.IN_DOUBT  # a person is asked after a day of doubt, not of waiting
    desk.work(86_400)
    assert desk.row(queued).state is State.PARKED
