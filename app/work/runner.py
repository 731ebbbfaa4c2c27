"""The threads: one for all SQL, one for delivery; what they find goes to the watcher through one function."""

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.store.engine import CommitUnknown, Connection, Database
from app.store.sealed import Sealer
from app.work.clock_watch import ClockWatch
from app.work.courier import Courier, Errand
from app.work.deliver import Delivery
from app.work.news import DEFECT, Done, News, trouble_of
from app.work.patience import PollPace

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """The program is shutting down and takes no new work."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be done, and who hears of it. Its end is left to the thread that asked: it may be a widget's."""

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
        self._post = post
        self._listen = listen
        self._asked: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._jobs: dict[int, _Job] = {}
        self._stopping = threading.Event()
        self._store = threading.Thread(target=self._run_store, name="portdesk-store", daemon=True)
        self._courier = Courier(delivery, pace, self._tell)

    @property
    def sealer(self) -> Sealer:
        """What seals single fields of the database, for operations in the store thread."""
        return self._database.sealer

    @property
    def watch(self) -> ClockWatch | None:
        """What watches the clock of the present delivery, None where a person told the time."""
        return self._courier.watch

    def start(self) -> None:
        """Start both threads."""
        self._store.start()
        self._courier.start()

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
        self._courier.wake(now=now)

    def ask_manifest(self, draft_id: str) -> None:
        """Let the delivery thread ask about a draft's manifest; the answer is told beside the draft."""
        self._courier.ask_manifest(draft_id)

    def run_errand(self, errand: Errand) -> None:
        """Let the delivery thread ask the gateway something."""
        self._courier.run_errand(errand)

    def redirect(self, delivery: Delivery, pace: PollPace, seconds: float = 5.0) -> None:
        """Deliver by another way from now on; what is being saved or read meanwhile does not notice.

        Takes as long as a call under way needs to be cut. Should it take longer, both ways' leases keep them apart.
        """
        before, self._courier = self._courier, Courier(delivery, pace, self._tell)
        before.stop()
        before.join(seconds)
        self._courier.start()
        self._courier.wake(now=True)

    def stop(self, seconds: float = 5.0) -> bool:
        """Shut down in the order that loses nothing; returns whether both threads ended in time."""
        self._stopping.set()
        self._courier.stop()
        self._asked.put(None)  # behind all that was asked for before: autosaves are still written
        ended = self._courier.join(seconds)
        if self._store.is_alive():
            self._store.join(seconds)
        ended = ended and not self._store.is_alive()
        if ended:
            self._database.close()
        return ended

    def _put(self, job: _Job) -> None:
        if self._stopping.is_set():
            raise Stopped
        number = next(self._numbers)
        self._jobs[number] = job
        self._asked.put(number)

    def _report(self, error: Exception) -> None:
        trouble = trouble_of(error)
        if trouble is DEFECT:
            _log.error("an operation failed", exc_info=error)
        self._listen(trouble)

    def _run_store(self) -> None:
        while (number := self._asked.get()) is not None:
            self._do(number)

    def _do(self, number: int) -> None:
        try:
            value = self._answer(number)
        except Exception as error:  # noqa: BLE001 - the asker gets it; the thread lives on for the others
            failure = error
            self._post(lambda: self._jobs.pop(number).on_failed(failure))
            return
        self._post(lambda: self._jobs.pop(number).on_done(value))

    def _answer(self, number: int) -> Any:
        job = self._jobs[number]
        if job.changes:
            return self._change(job.operation)
        with self._database.reading() as connection:
            return job.operation(connection)

    def _change(self, operation: Callable[[Connection], Done[T]]) -> T:
        done: Done[T] | None = None
        try:
            with self._database.writing() as connection:
                done = operation(connection)
        except CommitUnknown:
            if done is not None:
                self._tell(done.changed)  # it may be there: screens read again and show what is
            raise
        if done.changed:
            self._tell(done.changed)
        self._courier.wake()
        return done.value

    def _tell(self, news: News) -> None:
        self._post(lambda: self._listen(news))


def _ignore(value: object) -> None:
    """Nobody waits for the value."""
