"""A clerk's program killed with SIGKILL again and again: a process that imports all, then forks one life per line.

A life is the program without its window: it opens the encrypted home, saves and corrects drafts, checks and files them
in one transaction as the window does, and has the real delivery thread sign, send and collect. It tells on a pipe what
was committed, and never more than that. No connection is open in the process that forks.
"""

import dataclasses
import importlib
import json
import os
import selectors
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import app.reference
import forms
from app.core.clock import ShiftedClock
from app.core.draft import Draft
from app.declarations.number import new_message_id
from app.declarations.status import Status
from app.main.desk import Home, delivery, opened
from app.signing.demo_key import SoftwareSigner
from app.store.drafts import create_draft, list_drafts, load_draft, save_draft
from app.store.engine import Connection, Database
from app.store.submissions import Filing, enqueue
from app.store.upgrade import open_database
from app.transport.gateway import Envelope
from app.transport.http import HttpGateway
from app.transport.outcome import Outcome
from app.work.courier import Courier
from app.work.doubt import Advice
from app.work.examine import examine
from app.work.patience import Patience, PollPace
from app.work.settle import Settler
from tests.helpers.files import s01

SWIFT = Patience(first=0.02, longest=0.1, open_for=0.1)
PACE = PollPace(steps=((float("inf"), 0.1),))
CALL_SECONDS = 0.3
LONGEST_QUEUE = 12
START = datetime.fromisoformat("2026-03-02T09:30:00+08:00")
CORRECTED = "改过一次"
OPEN, FILED = "open", "filed"
LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Order:
    """One life: where, until when, what to draw up; ``naive`` breaks the rules that make sending again safe.

    ``seconds`` count from the birth, or from the moment it says ``after``: OPEN when it is at work, FILED later.
    """

    home: str
    url: str
    seconds: float
    after: str
    numbers: Sequence[str]
    naive: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """How a life ended and what it said had been committed: ``saved id rev`` and ``filed number``."""

    killed: bool
    told: Sequence[str]


class NaiveGateway(HttpGateway):
    """Takes a new key for every attempt."""

    def submit(self, envelope: Envelope) -> Outcome:
        return super().submit(dataclasses.replace(envelope, message_id=new_message_id()))


def live(order: Order, now: datetime, tell: int) -> None:
    """Live until killed: take up what the last life left, draw up new drafts, file them, have them delivered."""
    gateway_kind = NaiveGateway if order.naive else HttpGateway
    if order.naive:
        Settler.settle = lambda self, row: Advice.RESEND  # type: ignore[method-assign]  # nobody asks first
    home, clock = Home(Path(order.home)), ShiftedClock(now)
    with opened(home) as database:
        gateway = gateway_kind(order.url, total_seconds=CALL_SECONDS)
        signer = SoftwareSigner.open(home.keys)  # the helper it lives in needs longer to start than most lives last
        way = delivery(home, database, gateway, clock, SWIFT, signer=signer)
        courier = Courier(way, PACE, lambda news: None)
        courier.start()
        _tell(tell, OPEN)
        for draft_id in _drawn_up(database):
            _file(database, draft_id, clock.now(), tell)
            courier.wake()
        for number in order.numbers if _queue(database) < LONGEST_QUEUE else ():
            _file(database, _draw_up(database, number, clock.now(), tell), clock.now(), tell)
            courier.wake()
        while True:
            signal.pause()


def _drawn_up(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row.id for row in list_drafts(connection, frozenset({Status.DRAFT}))]


def _queue(database: Database) -> int:
    under_way = frozenset({Status.QUEUED, Status.SENDING, Status.UNKNOWN})
    with database.reading() as connection:
        return len(list_drafts(connection, under_way))


def _draw_up(database: Database, number: str, now: datetime, tell: int) -> str:
    draft = s01(number, bill_number=number)
    with database.writing() as connection:
        row = create_draft(connection, draft, now)
    _tell(tell, f"saved {row.id} {row.rev}")
    draft.put("remark", CORRECTED)
    with database.writing() as connection:
        row = save_draft(connection, row.id, draft, row.rev, now)
    _tell(tell, f"saved {row.id} {row.rev}")
    return row.id


def _file(database: Database, draft_id: str, now: datetime, tell: int) -> None:
    with database.writing() as connection:
        number = file_draft(connection, draft_id, load_draft(connection, draft_id).draft, now)
    _tell(tell, f"{FILED} {number}")


def file_draft(connection: Connection, draft_id: str, draft: Draft, now: datetime) -> str:
    """Check and freeze a draft in the caller's transaction, as the window does; returns its number."""
    form = forms.load(draft.form)
    examined = examine(form, draft, app.reference.load(), now.date())
    assert examined.message is not None, examined.problems
    number, digest = draft.get(form.identity), examined.message.sha256
    filing = Filing(examined.message, digest, number, form.id, draft.mode.value, draft_id=draft_id, again=True)
    enqueue(connection, filing, now)
    return number


def _tell(pipe: int, words: str) -> None:
    os.write(pipe, f"{words}\n".encode())


def end_of_life(order: Order, now: datetime) -> End:
    """Fork a life, listen to it, and kill it when its time is up."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        try:
            live(order, now, mouth)
        finally:
            os._exit(1)
    os.close(mouth)
    heard = _listen(ear, LONGEST_WAIT, order.after.encode()) if order.after else b""
    heard += _listen(ear, order.seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while rest := os.read(ear, 65536):
        heard += rest
    os.close(ear)
    told = heard.decode().split("\n")[:-1]
    return End(os.WIFSIGNALED(status), [words for words in told if words != OPEN])


def _listen(ear: int, seconds: float, word: bytes = b"\0") -> bytes:
    """Return what is said within so many seconds, or until the word falls."""
    heard, until = b"", time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(ear, selectors.EVENT_READ)
        while word not in heard and (left := until - time.monotonic()) > 0:
            if selector.select(left):
                some = os.read(ear, 65536)
                if not some:  # it ended by itself, which none should
                    break
                heard += some
    return heard


def warm() -> None:
    """Import and read all that a life needs: one draft checked, rendered and stored in a file that is gone again."""
    for name in ("alembic", "httpcore", "encodings.idna", "lxml.etree", "sqlcipher3.dbapi2"):
        importlib.import_module(name)
    draft = s01("PDWARM")
    examined = examine(forms.load(draft.form), draft, app.reference.load(), START.date())
    assert examined.message is not None, examined.problems
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "warm.db")
        with database, database.writing() as connection:
            create_draft(connection, draft, START)


def main() -> None:
    """Answer each order on stdin with the end of its life on stdout."""
    warm()
    began = time.monotonic()
    for line in sys.stdin:
        document: dict[str, Any] = json.loads(line)
        end = end_of_life(Order(**document), START + timedelta(seconds=time.monotonic() - began))
        print(json.dumps(asdict(end)), flush=True)


if __name__ == "__main__":
    main()
