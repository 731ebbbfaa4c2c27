"""A client that is killed at a named moment of its life: a process that forks one such life per line on its stdin.

Moments: ``commit:N:before`` and ``commit:N:after`` (around its N-th write transaction), ``signed`` (it was signed,
nothing was stored), ``request_written`` (a message has left, its answer was not read), ``answered`` (it was read,
nothing was recorded), ``after:S`` (S seconds after it was open), ``called:S`` (S seconds after it first sent or asked
something), empty (a whole life).
"""

import contextlib
import dataclasses
import itertools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.core.clock import SystemClock
from app.declarations.message import XmlMessage
from app.declarations.number import new_message_id
from app.signing.demo_key import SoftwareSigner
from app.store.engine import Connection, Database, sqlite_driver
from app.store.submissions import Filing
from app.transport.deadline import Deadline
from app.transport.gateway import Envelope, GatewayProfile, Held, Kind
from app.transport.http import HttpGateway
from app.transport.outcome import Outcome
from app.work.deliver import Delivery, drive
from app.work.patience import Patience
from app.work.submit import submit

SWIFT = Patience(first=0.01, longest=0.05, open_for=0.05)


def die() -> None:
    """End this process as a power cut would end it, as far as a process can tell."""
    os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase(Database):
    """Counts write transactions and dies around one of them."""

    def __init__(self, path: Path, moment: str) -> None:
        super().__init__(sqlite_driver(path))
        self._moment = moment
        self._numbers = itertools.count(1)
        self.commits = 0

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        self.commits = next(self._numbers)
        with super().writing() as connection:
            yield connection
            if self._moment == f"commit:{self.commits}:before":
                die()
        if self._moment == f"commit:{self.commits}:after":
            die()


class MortalGateway(HttpGateway):
    """Dies with a message written or an answer read; with ``fresh_keys`` it breaks the rule that makes retries safe."""

    def __init__(self, url: str, moment: str, fresh_keys: bool, patience: float) -> None:
        super().__init__(url, name="gateway", total_seconds=patience)
        self._moment = moment
        self._fresh_keys = fresh_keys
        self._called = False

    def query(self, message_id: str) -> Held | None:
        self._on_first_call()
        return super().query(message_id)

    def _on_first_call(self) -> None:
        if self._moment.startswith("called:") and not self._called:
            self._called = True
            threading.Timer(float(self._moment.removeprefix("called:")), die).start()

    def submit(self, envelope: Envelope) -> Outcome:
        if self._fresh_keys:
            envelope = dataclasses.replace(envelope, message_id=new_message_id())
        if self._moment == "request_written":
            _die_when_written()
        self._on_first_call()
        outcome = super().submit(envelope)
        if self._moment == "answered":
            die()
        return outcome


class MortalSigner(SoftwareSigner):
    """Dies when it has signed."""

    def sign(self, data: bytes) -> bytes:
        super().sign(data)
        die()
        raise AssertionError("dead")


def _die_when_written() -> None:
    follow = Deadline.trace

    def trace(self: Deadline, name: str, info: dict[str, Any]) -> None:
        follow(self, name, info)
        if name == "http11.send_request_body.complete":
            die()

    Deadline.trace = trace  # type: ignore[method-assign]


def live(order: dict[str, Any]) -> None:
    """Live once: recover, submit the same file as ever, deliver for as long as was given."""
    clock = SystemClock()
    signer = (MortalSigner if order["moment"] == "signed" else SoftwareSigner).open(Path(order["keys"]))
    database = MortalDatabase(Path(order["database"]), order["moment"])
    gateway = MortalGateway(order["url"], order["moment"], order["fresh_keys"], order["patience"])
    quiet = timedelta(seconds=order["quiet"])
    profile = GatewayProfile(Kind(order["kind"]), quiet=quiet, between_queries=timedelta(seconds=0.01))
    delivery = Delivery(database, gateway, signer, clock, profile=profile, patience=SWIFT)
    if order["moment"].startswith("after:"):
        threading.Timer(float(order["moment"].removeprefix("after:")), die).start()
    delivery.recover()
    message = XmlMessage(Path(order["file"]).read_bytes(), order["number"])
    filing = Filing(message, message.sha256, order["number"], "import", "once", file=order["file"])
    queued = submit(database, signer, filing, clock)
    drive(delivery, [queued.submission_id], order["seconds"], time.sleep)
    Path(order["report"]).write_text(str(database.commits))


def main() -> None:
    """Fork a life per order and print how it ended: 0, or the number of the signal that ended it."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BrokenPipeError):
                live(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), flush=True)


if __name__ == "__main__":
    main()
