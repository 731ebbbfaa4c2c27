"""An office that files one declaration after the other on its encrypted store and writes down each promise it makes.

Run as a process of its own under trace.c: ``python -m tests.reliability.steady_work FOLDER COUNT SYNCHRONOUS``.
"""

import os
import random
import sys
from pathlib import Path

from app.declarations.message import XmlMessage
from app.store import engine
from app.store.drafts import create_draft, save_draft
from app.store.submissions import Filing, enqueue
from app.store.upgrade import open_database
from app.transport.gateway import Envelope
from app.work.deliver import Delivery
from tests.helpers.clocks import FakeClock
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.files import s01
from tests.helpers.signing import signer
from tests.reliability.long_day import MODEL, rendered
from tests.reliability.power_cuts import TOLD

KEY = bytes(range(32))
FILE = "portdesk.db"


class Office:
    """A database, a gateway that forgets nothing, and a list of what was promised."""

    def __init__(self, folder: Path) -> None:
        self._told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._clock = FakeClock()
        self._database = open_database(folder / FILE, KEY)
        self._gateway = FakeGateway()
        self._gateway.on_arrival = self._arrived
        self._delivery = Delivery(self._database, self._gateway, signer(), self._clock, chance=random.Random(1))
        self._delivery.recover()
        self._rendered = rendered()

    def _tell(self, *words: object) -> None:
        os.write(self._told, (" ".join(map(str, words)) + "\n").encode())

    def _arrived(self, envelope: Envelope) -> None:
        self._tell("accepted", envelope.message_id)

    def file_one(self, number: int) -> None:
        """Draw up, correct, file, send and hear of one declaration; every promise comes after its commit."""
        name, now = f"PDC{number:06d}", self._clock.now()
        draft = s01(name, bill_number=name, remark="初稿" * (number % 40 + 1))
        with self._database.writing() as connection:
            row = create_draft(connection, draft, now)
        self._tell("saved", row.id, row.rev)
        draft.put("remark", "")
        with self._database.writing() as connection:
            row = save_draft(connection, row.id, draft, row.rev, now)
        self._tell("saved", row.id, row.rev)
        message = XmlMessage(self._rendered.replace(MODEL.encode(), name.encode()), name)
        with self._database.writing() as connection:
            filing = Filing(message, message.sha256, name, draft.form, draft.mode.value, draft_id=row.id)
            queued = enqueue(connection, filing, now)
        self._tell("filed", queued.message_id)
        self._delivery.sign()
        while self._delivery.send() is not None:
            continue
        self._tell("acked", queued.message_id)
        for channel in "7LJPR":
            self._gateway.notice(queued.message_id, channel, number, last=channel == "R")
        self._delivery.collect()
        self._tell("received", len(self._gateway.delivered))
        self._clock.advance(60)

    def close(self) -> None:
        """End as a program does."""
        self._database.close()


def main(folder: Path, count: int, synchronous: str) -> None:
    """Work through ``count`` declarations; another ``synchronous`` than FULL is for the control."""
    kept = [one for one in engine._PRAGMAS if not one.startswith("synchronous")]
    if synchronous != "FULL":
        engine._PRAGMAS = (*kept, f"synchronous={synchronous}")
        engine._MUST_HOLD = (("journal_mode", "wal"),)  # type: ignore[assignment]
    office = Office(folder)
    for number in range(count):
        office.file_one(number)
    office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
