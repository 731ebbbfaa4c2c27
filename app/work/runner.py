"""The threads: one for all SQL, one for delivery; what they find goes to the watcher through one function."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from app.store.engine import Connection, Database, StoreTrouble
from app.transport.errors import GatewayError
from app.wire.sign import SignerUnavailable
from app.work.deliver import Delivery
from app.work.news import Changed, Done, Link, News, Trouble
from app.work.patience import PollPace

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]

_log = logging.getLogger(__name__)
_AFTER_TROUBLE = 5.0
_LONGEST_REST = 60.0
_DEFECT = "defect"
_OFFLINE = "连不上单一窗口，可继续录入，稍后自动再试"
_CARD_REFUSED = Trouble("单一窗口不接受本操作员的证书，发送已暂停；请检查操作员卡或证书有效期后重试", "auth_hold")


class Stopped(Exception):
    """The program is shutting down and takes no new work."""


@dataclass(frozen=True, slots=True)
class _Job:
    operation: Callable[[Connection], Any]
    changes: bool
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None]


class Runner:
    """The two worker threads of the window; ``post`` runs a call in the thread that shows things."""

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        pace: PollPace,
        post: Post,
        listen: Callable[[News], None],
    ) -> None:
        self._database = database
        self._delivery = delivery
        self._pace = pace
        self._post = post
        self._listen = listen
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._wanted = threading.Event()
        self._store = threading.Thread(target=self._run_store, name="portdesk-store", daemon=True)
        self._mail = threading.Thread(target=self._run_delivery, name="portdesk-delivery", daemon=True)

    def start(self) -> None:
        """Start both threads."""
        self._store.start()
        self._mail.start()

    def query(
        self,
        operation: Callable[[Connection], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read in the store thread; ``on_done`` gets the answer where things are shown. Raises Stopped."""
        self._put(_Job(operation, False, on_done, on_failed or self._report))

    def change(
        self,
        operation: Callable[[Connection], Done[T]],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Write in one transaction of the store thread; what changed is told to all who listen. Raises Stopped."""
        self._put(_Job(operation, True, on_done or _ignore, on_failed or self._report))

    def wake(self, *, now: bool = False) -> None:
        """Tell the delivery thread that something may be due; with ``now`` nothing is waited for any longer."""
        if now:
            self._wanted.set()
        self._awake.set()

    def stop(self, seconds: float = 5.0) -> bool:
        """Shut down in the order that loses nothing; returns whether both threads ended in time."""
        self._stopping.set()
        self._awake.set()
        self._delivery.gateway.close()
        self._jobs.put(None)  # behind all that was asked for before: autosaves are still written
        for thread in (self._mail, self._store):
            if thread.is_alive():
                thread.join(seconds)
        ended = not (self._mail.is_alive() or self._store.is_alive())
        if ended:
            self._database.close()
        return ended

    def _put(self, job: _Job) -> None:
        if self._stopping.is_set():
            raise Stopped
        self._jobs.put(job)

    def _report(self, error: Exception) -> None:
        trouble = _trouble(error)
        if trouble.code == _DEFECT:
            _log.error("an operation failed", exc_info=error)
        self._listen(trouble)

    def _run_store(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._do(job)

    def _do(self, job: _Job) -> None:
        on_done, on_failed = job.on_done, job.on_failed
        try:
            if job.changes:
                with self._database.writing() as connection:
                    done = job.operation(connection)
                value = done.value
                if done.changed:
                    changed = done.changed
                    self._post(lambda: self._listen(changed))
                self._awake.set()
            else:
                with self._database.reading() as connection:
                    value = job.operation(connection)
        except Exception as error:  # noqa: BLE001 - the asker gets it; the thread lives on for the others
            failure = error
            self._post(lambda: on_failed(failure))
            return
        self._post(lambda: on_done(value))

    def _tell(self, news: News) -> None:
        self._post(lambda: self._listen(news))

    def _run_delivery(self) -> None:
        mail = _Mail(self._delivery, self._pace, self._tell)
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                if self._wanted.is_set():
                    self._wanted.clear()
                    mail.hurry()
                rest = mail.round()
            except StoreTrouble as error:
                self._tell(_trouble(error))
                rest = _AFTER_TROUBLE
            except Exception as error:  # noqa: BLE001 - a defect must not silence sending until the next start
                _log.exception("delivery round failed")
                self._tell(_trouble(error))
                rest = _LONGEST_REST
            if rest > 0 and not self._stopping.is_set():
                self._awake.wait(min(rest, _LONGEST_REST))


class _Mail:
    """The delivery thread's own state: what was recovered, when to poll, what was last told about the link."""

    def __init__(self, delivery: Delivery, pace: PollPace, tell: Callable[[News], None]) -> None:
        self._delivery = delivery
        self._pace = pace
        self._tell = tell
        self._monotonic = delivery.clock.monotonic
        self._recovered = False
        self._last_send = float("-inf")
        self._last_delay = 1.0
        self._next_poll = float("-inf")
        self._told: bool | None = None
        self._seconds: float | None = None
        self._troubles: set[str] = set()

    def hurry(self) -> None:
        """Try everything at once."""
        self._troubles.clear()
        self._delivery.sender.hurry()
        self._next_poll = float("-inf")

    def round(self) -> float:
        """Do one piece of work and return how long there is nothing more to do."""
        if not self._recovered:
            self._announce(self._delivery.recover())
            self._recovered = True
        self._sign()
        submission = self._delivery.send()
        if submission is not None:
            self._last_send = self._monotonic()
            self._next_poll = min(self._next_poll, self._last_send + self._delay())
            self._announce(frozenset({submission}))
            self._tell_link("")
            if self._delivery.sender.holds:
                self._tell_once(_CARD_REFUSED)
            return 0.0
        if self._monotonic() >= self._next_poll:
            self._poll()
        waits = (self._delivery.sender.wait(), max(0.0, self._next_poll - self._monotonic()))
        return min(wait for wait in waits if wait is not None)

    def _sign(self) -> None:
        """Sign what waits; a missing card is told once and keeps nothing that is signed from being sent."""
        try:
            self._announce(self._delivery.sign())
        except SignerUnavailable as error:
            self._tell_once(Trouble(str(error), "signer"))
        else:
            self._troubles.discard("signer")

    def _poll(self) -> None:
        why, began = "", self._monotonic()
        try:
            polled = self._delivery.collect()
            self._announce(polled.submissions, polled.new)
            self._seconds = self._monotonic() - began
        except GatewayError as error:
            why = str(error)
            if not error.retry:
                self._tell_once(Trouble(why, error.code))
        self._last_delay = self._delay()
        self._next_poll = self._monotonic() + self._last_delay
        self._tell_link(why)

    def _delay(self) -> float:
        return self._pace.delay(self._monotonic() - self._last_send, self._last_delay, self._delivery.chance)

    def _tell_once(self, trouble: Trouble) -> None:
        """Tell of something only a person can mend, once until somebody asks for another try."""
        if trouble.code not in self._troubles:
            self._tell(trouble)
        self._troubles.add(trouble.code)

    def _announce(self, submissions: frozenset[str], receipts: int = 0) -> None:
        if submissions or receipts:
            self._tell(Changed(submissions=submissions, receipts=receipts))

    def _tell_link(self, why: str) -> None:
        online = self._delivery.breaker.failures == 0
        if online is self._told and online:
            return
        self._told = online
        if online:
            self._tell(Link(True, seconds=self._seconds))
            return
        after = timedelta(seconds=max(0.0, self._next_poll - self._monotonic()))
        self._tell(Link(False, why or _OFFLINE, next_try=self._delivery.clock.now() + after))


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, StoreTrouble):
        return Trouble(str(error), error.code)
    return Trouble("程序内部出错，已记入日志；单证未受影响，请重试或联系技术支持", _DEFECT)


def _ignore(value: object) -> None:
    """Nobody waits for the value."""
