"""The two threads: answers where they are shown, what changed told to all, an end that loses nothing."""

import contextlib
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.core.draft import Draft
from app.declarations.status import Status
from app.signing.trouble import SignerUnavailable
from app.store.drafts import create_draft
from app.store.engine import Connection, Database, StoreTrouble, sqlite_driver
from app.store.settings import get_setting, put_setting
from app.store.standing import standing
from app.store.submissions import enqueue
from app.store.told import told
from app.transport.gateway import Manifest
from app.work.deliver import Delivery
from app.work.news import Changed, Done, Link, News, Trouble
from app.work.patience import HURRIED, PollPace
from app.work.room import NoRoom
from app.work.runner import Runner, Stopped
from tests.helpers.databases import UnsureDatabase
from tests.helpers.fake_gateway import FakeGateway, Fault
from tests.helpers.filings import NOW, filing
from tests.helpers.signing import signer

OFTEN = PollPace(steps=((3600.0, 0.02),), longest=0.02)


class Window:
    """What stands for the window: a queue of posted calls, run by the test's own thread."""

    def __init__(self, database: Database) -> None:
        self.gateway = FakeGateway()
        self.calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.news: list[News] = []
        chance = random.Random(3)
        self.delivery = Delivery(database, self.gateway, signer(), SystemClock(), patience=HURRIED, chance=chance)
        self.runner = Runner(database, self.delivery, OFTEN, self.calls.put, self.news.append)

    def until(self, happened: Callable[[], bool]) -> None:
        """Run posted calls until something has happened; asked again in pauses: an answer may be older than a call."""
        end = time.monotonic() + 10
        while not happened():
            with contextlib.suppress(queue.Empty):
                self.calls.get(timeout=0.05)()
            assert time.monotonic() < end, "it did not happen"


@pytest.fixture
def window(database: Database) -> Iterator[Window]:
    made = Window(database)
    made.runner.start()
    yield made
    assert made.runner.stop()


class _Asker:
    """Tells in which thread it went."""

    def __init__(self, went: list[str]) -> None:
        self._went = went

    def __del__(self) -> None:
        self._went.append(threading.current_thread().name)

    def hear(self, answer: object) -> None:
        """Take the answer and be done."""


def test_who_asked_goes_where_things_are_shown_however_slow_the_worker(database: Database) -> None:
    calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    went: list[str] = []
    gone = threading.Event()

    def post(call: Callable[[], None]) -> None:
        calls.put(call)
        gone.wait(5)  # the worker is still at it when the answer has long been taken

    delivery = Delivery(database, FakeGateway(), signer(), SystemClock(), patience=HURRIED, chance=random.Random(3))
    runner = Runner(database, delivery, OFTEN, post, lambda news: None)
    asker = _Asker(went)
    runner.query(lambda connection: None, asker.hear)
    del asker
    runner.start()
    calls.get(timeout=5)()
    heard = list(went)
    gone.set()
    assert runner.stop()
    assert heard == [threading.current_thread().name]


def test_an_answer_comes_where_things_are_shown(window: Window) -> None:
    answers: list[tuple[object, str]] = []
    here = threading.current_thread().name
    window.runner.query(
        lambda connection: get_setting(connection, "theme", "light"),
        lambda answer: answers.append((answer, threading.current_thread().name)),
    )
    window.until(lambda: bool(answers))
    assert answers == [("light", here)]


def test_changes_are_told_and_kept_in_order(window: Window) -> None:
    done: list[int] = []
    for number in range(20):
        window.runner.change(put_number(number), done.append)
    window.until(lambda: len(done) == 20)
    assert done == list(range(20))
    told = [one for one in window.news if isinstance(one, Changed) and one.settings]
    assert len(told) == 20


def put_number(number: int) -> Callable[[Connection], Done[int]]:
    """Return an operation that stores a number and answers it."""
    return partial(_set, number=number)


def _set(connection: Connection, number: int) -> Done[int]:
    put_setting(connection, "number", number, NOW)
    return Done(number, Changed(settings=frozenset({"number"})))


def test_a_failure_goes_to_whoever_asked(window: Window) -> None:
    failures: list[Exception] = []

    def refuse(connection: Connection) -> Done[None]:
        put_setting(connection, "theme", "dark", NOW)
        raise StoreTrouble("磁盘已满", "disk_full")

    window.runner.change(refuse, on_failed=failures.append)
    window.until(lambda: bool(failures))
    answers: list[object] = []
    window.runner.query(lambda connection: get_setting(connection, "theme"), answers.append)
    window.until(lambda: bool(answers))
    assert answers == [None]
    assert str(failures[0]) == "磁盘已满"


def test_a_commit_nobody_heard_the_end_of_is_shown_as_it_stands(path: Path) -> None:
    with UnsureDatabase(sqlite_driver(path)) as database:
        window = Window(database)
        database.only_in, database.unsure_in = "portdesk-store", 1
        failures: list[Exception] = []
        window.runner.start()
        window.runner.change(put_number(7), on_failed=failures.append)
        window.until(lambda: bool(failures))
        assert Changed(settings=frozenset({"number"})) in window.news
        assert window.runner.stop()


def test_a_failure_nobody_asked_about_is_told_to_all(window: Window) -> None:
    def refuse(connection: Connection) -> None:
        raise StoreTrouble("磁盘已满", "disk_full")

    window.runner.query(refuse, lambda answer: None)
    window.until(lambda: Trouble("磁盘已满", "disk_full") in window.news)


def test_a_defect_is_told_without_its_data(window: Window, caplog: pytest.LogCaptureFixture) -> None:
    def break_down(connection: Connection) -> None:
        raise KeyError("150101199001011234")

    window.runner.query(break_down, lambda answer: None)
    window.until(lambda: any(isinstance(one, Trouble) for one in window.news))
    (trouble,) = [one for one in window.news if isinstance(one, Trouble)]
    assert (trouble.code, "150101" in trouble.message) == ("defect", False)
    assert "an operation failed" in caplog.text


def submit(window: Window) -> str:
    ids: list[str] = []

    def put(connection: Connection) -> Done[str]:
        queued = enqueue(connection, filing(), SystemClock().now())
        return Done(queued.submission_id, Changed(submissions=frozenset({queued.submission_id})))

    window.runner.change(put, ids.append)
    window.until(lambda: bool(ids))
    return ids[0]


def stands(window: Window, submission: str) -> Status | None:
    found: list[Status | None] = []

    def look(connection: Connection) -> Status | None:
        one = standing(connection, submission)
        return None if one is None else one.state

    window.runner.query(look, found.append)
    window.until(lambda: bool(found))
    return found[0]


def test_what_is_queued_is_signed_sent_and_its_receipts_collected(window: Window) -> None:
    window.gateway.on_arrival = lambda envelope: window.gateway.notice(envelope.message_id, "7")
    submission = submit(window)
    window.until(lambda: stands(window, submission) is Status.SENT)
    message = window.gateway.declarations[0].message_id
    window.gateway.notice(message, "L", 1)
    window.until(lambda: stands(window, submission) is Status.ACCEPTED)
    assert any(isinstance(one, Changed) and one.receipts for one in window.news)
    assert Link(True, seconds=next(one.seconds for one in window.news if isinstance(one, Link))) in window.news


def test_the_link_is_told_when_it_goes_and_when_it_comes(window: Window) -> None:
    window.until(lambda: any(isinstance(one, Link) and one.online for one in window.news))
    window.gateway.question_faults.extend([Fault.UNPLUGGED] * 3)
    window.until(lambda: any(isinstance(one, Link) and not one.online for one in window.news))
    gone = next(one for one in window.news if isinstance(one, Link) and not one.online)
    assert gone.message == "连不上"
    assert gone.next_try is not None
    window.until(lambda: isinstance(window.news[-1], Link) and window.news[-1].online)


def test_a_missing_card_is_told_once_and_stops_nothing_else(database: Database) -> None:
    window = Window(database)
    sign, tries = window.delivery.sign, []

    def no_card() -> frozenset[str]:
        tries.append(1)
        if len(tries) < 4:
            raise SignerUnavailable("请插入操作员卡")
        return sign()

    window.delivery.sign = no_card  # type: ignore[method-assign]
    window.runner.start()
    submission = submit(window)
    window.until(lambda: stands(window, submission) is Status.SENT)
    assert window.runner.stop()
    assert window.news.count(Trouble("请插入操作员卡", "signer")) == 1


def test_a_disk_that_is_nearly_full_stops_sending_but_no_receipts(database: Database) -> None:
    window = Window(database)
    send, full = window.delivery.send, threading.Event()
    full.set()

    def with_room(only: Sequence[str] | None = None) -> str | None:
        if full.is_set():
            raise NoRoom
        return send(only)

    window.delivery.send = with_room  # type: ignore[method-assign]
    window.runner.start()
    submission = submit(window)
    window.until(lambda: any(isinstance(one, Link) for one in window.news))  # it has polled
    assert stands(window, submission) is Status.QUEUED
    full.clear()
    window.runner.wake(now=True)
    window.until(lambda: stands(window, submission) is Status.SENT)
    assert window.runner.stop()
    assert [one.code for one in window.news if isinstance(one, Trouble)] == ["no_room"]


def test_a_defect_in_delivery_does_not_silence_it(database: Database) -> None:
    window = Window(database)
    send, failed = window.delivery.send, threading.Event()

    def defective(only: Sequence[str] | None = None) -> str | None:
        if not failed.is_set():
            failed.set()
            raise ZeroDivisionError
        return send(only)

    window.delivery.send = defective  # type: ignore[method-assign]
    window.runner.start()
    window.until(lambda: any(isinstance(one, Trouble) for one in window.news))
    submission = submit(window)
    window.runner.wake(now=True)
    window.until(lambda: stands(window, submission) is Status.SENT)
    assert window.runner.stop()


def test_the_end_writes_what_was_asked_for_and_takes_no_more(database: Database) -> None:
    window = Window(database)
    held = threading.Event()
    window.runner.start()
    window.runner.query(lambda connection: held.wait(5), lambda answer: None)
    for number in range(10):
        window.runner.change(put_number(number))
    stopper = threading.Timer(0.05, held.set)
    stopper.start()
    assert window.runner.stop()
    assert window.gateway.closed
    with pytest.raises(Stopped):
        window.runner.query(lambda connection: None, lambda answer: None)
    with database.reading() as connection:  # the engine opens anew: only its connections were given back
        assert get_setting(connection, "number") == 9
    database.close()


def test_a_call_under_way_is_cut_at_the_end(database: Database) -> None:
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
    assert window.runner.stop()


def test_a_card_the_gateway_refuses_is_told_and_another_try_helps(window: Window) -> None:
    window.gateway.faults.append(Fault.NO_CARD)
    submission = submit(window)
    window.until(lambda: any(isinstance(one, Trouble) and one.code == "auth_hold" for one in window.news))
    assert stands(window, submission) is Status.QUEUED
    window.runner.wake(now=True)
    window.until(lambda: stands(window, submission) is Status.SENT)


def test_a_refusal_to_give_receipts_is_told_once(window: Window) -> None:
    window.gateway.question_faults.extend([Fault.NO_CARD] * 5)
    window.until(lambda: any(isinstance(one, Trouble) for one in window.news))
    while window.gateway.question_faults:
        stands(window, "nobody")  # lets posted calls run while the polls go on
    assert window.news.count(Trouble("证书", "forbidden")) == 1


def test_a_manifest_is_asked_for_and_whoever_watches_is_told(window: Window, database: Database) -> None:
    draft = Draft("import", "2026.1")
    draft.put("bill_number", "B1")
    with database.writing() as connection:
        draft_id = create_draft(connection, draft, NOW).id
    window.gateway.manifests["B1"] = Manifest("B1", "V1", Decimal(100), 2, 0, "4", None)
    window.runner.ask_manifest("gone by now")
    window.runner.ask_manifest(draft_id)
    window.until(lambda: Changed(drafts=frozenset({draft_id})) in window.news)
    with database.reading() as connection:
        assert told(connection, draft_id)["manifest_packs"].value == 2
