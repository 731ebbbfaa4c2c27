"""An office that files declarations for days on end on fast time, as one process that tells how far it has come.

Run as ``python -m tests.reliability.long_day HOME URL BEGAN FIRST COUNT LEAKING``: it files ``COUNT`` declarations
from number ``FIRST`` on, and then ``LEAKING`` more while it leaks on purpose, so that one sees that leaks are seen.
"""

import gc
import os
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import app.reference
import forms
from app.declarations.message import XmlMessage
from app.main.desk import Home, delivery, opened
from app.store.drafts import create_draft
from app.store.engine import Database
from app.store.standing import open_ids
from app.store.submissions import Filing, enqueue
from app.transport.http import HttpGateway
from app.work.courier import Courier
from app.work.examine import examine
from app.work.news import News, Trouble
from app.work.patience import PollPace
from tests.helpers.files import s01
from tests.reliability.fast_time import START, FastClock

POLL = PollPace(steps=((float("inf"), 300.0),))  # seconds of the fast time
LONGEST_QUEUE = 40
TOLD_EVERY = 25
CALL_SECONDS = 5.0
MODEL = "PDS999999"
LEAK = 20_000  # bytes per declaration


class LongDay:
    """One process at work; it wakes its delivery thread often, because that rests on the machine's slow time."""

    def __init__(self, database: Database, courier: Courier, clock: FastClock) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._pause = threading.Event()
        self._leaked: list[bytes] = []
        self._rendered = rendered()

    def file_all(self, numbers: range, leaking: int) -> None:
        """File one after the other, never faster than they can be sent; then wait until nothing is under way."""
        with ExitStack() as stack:
            for number in numbers:
                if number == numbers.stop - leaking:
                    open_ids(stack.enter_context(self._database.reading()))  # a reader who never ends: the log grows
                if number >= numbers.stop - leaking:
                    self._leak(stack)
                self._file(f"PDS{number:06d}")
                if number % TOLD_EVERY == 0:
                    self._wait_for(LONGEST_QUEUE)
                    print("filed", number, flush=True)
        self._wait_for(0)
        print("done", flush=True)

    def _file(self, number: str) -> None:
        now, draft = self._clock.now(), s01(number, bill_number=number)
        message = XmlMessage(self._rendered.replace(MODEL.encode(), number.encode()), number)
        with self._database.writing() as connection:
            row = create_draft(connection, draft, now)
        with self._database.writing() as connection:
            filing = Filing(message, message.sha256, number, draft.form, draft.mode.value, draft_id=row.id)
            enqueue(connection, filing, now)
        self._courier.wake()

    def _wait_for(self, most: int) -> None:
        while self._under_way() > most:
            self._courier.wake()
            self._pause.wait(0.01)

    def _under_way(self) -> int:
        with self._database.reading() as connection:
            return len(open_ids(connection))

    def _leak(self, stack: ExitStack) -> None:
        self._leaked.append(os.urandom(LEAK))
        if len(self._leaked) % 10 == 0:
            stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
            waits = threading.Thread(target=self._pause.wait, daemon=True)
            waits.start()


def rendered() -> bytes:
    """Return the message of the model; those of the others differ in their number: checking is not what is soaked."""
    draft = s01(MODEL, bill_number=MODEL)
    examined = examine(forms.load(draft.form), draft, app.reference.load(), START.date())
    assert examined.message is not None, examined.problems
    return examined.message.content


def tell_trouble(news: News) -> None:
    """Let what only a person could mend be seen; an outage is none of that."""
    if isinstance(news, Trouble):
        print(news.message, file=sys.stderr, flush=True)


def main() -> None:
    """Open the home as the window does and work."""
    folder, url, began, first, count, leaking = sys.argv[1:]
    home, clock = Home(Path(folder)), FastClock(float(began))
    with opened(home) as database:
        gateway = HttpGateway(url, total_seconds=CALL_SECONDS)
        courier = Courier(delivery(home, database, gateway, clock), POLL, tell_trouble)
        courier.start()
        gc.freeze()  # as the window does: else old garbage stays until there is a quarter as much as was read at first
        gc.collect()
        numbers = range(int(first), int(first) + int(count) + int(leaking))
        LongDay(database, courier, clock).file_all(numbers, int(leaking))
        courier.stop()
        courier.join(10.0)


if __name__ == "__main__":
    main()
