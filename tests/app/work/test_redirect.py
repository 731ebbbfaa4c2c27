"""Another gateway while people work: nothing that is saved notices, and what was sent there is settled there."""

import threading

from app.core.clock import SystemClock
from app.declarations.status import Status
from app.store.engine import Connection, Database
from app.store.settings import get_setting
from app.work.deliver import Delivery
from app.work.patience import HURRIED
from tests.app.work.test_runner import OFTEN, Window, put_number, stands, submit
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.signing import signer


def way_to(database: Database, gateway: FakeGateway) -> Delivery:
    return Delivery(database, gateway, signer(), SystemClock(), patience=HURRIED)


def test_what_is_queued_later_goes_to_the_other_gateway(database: Database) -> None:
    window = Window(database)
    window.runner.start()
    other = FakeGateway(endpoint="other")
    window.runner.redirect(way_to(database, other), OFTEN)
    assert window.gateway.closed
    submission = submit(window)
    window.until(lambda: stands(window, submission) is Status.SENT)
    assert (len(window.gateway.declarations), len(other.declarations)) == (0, 1)
    assert window.runner.stop()
    assert other.closed


def test_saving_goes_on_while_a_call_hangs_and_is_cut(database: Database) -> None:
    window = Window(database)
    arrived, cut = threading.Event(), threading.Event()

    def hang(envelope: object) -> None:
        arrived.set()
        cut.wait(10)

    window.gateway.on_arrival = hang
    window.gateway.close = cut.set  # type: ignore[method-assign]
    window.runner.start()
    submit(window)
    assert arrived.wait(10)
    saved: list[int] = []
    turning = threading.Thread(
        target=window.runner.redirect, args=(way_to(database, FakeGateway(endpoint="other")), OFTEN)
    )
    turning.start()
    for number in range(20):
        window.runner.change(put_number(number), saved.append)
    window.until(lambda: len(saved) == 20)
    turning.join(10)
    assert window.runner.stop()
    with database.reading() as connection:
        assert last_number(connection) == 19
    database.close()


def last_number(connection: Connection) -> int:
    number: int = get_setting(connection, "number")
    return number
