"""Thousands of receipts, each several times, in any order, across restarts: what they come to must not depend on it."""

import hashlib
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.declarations.outbox import Event
from app.store import outbox, receipts
from app.store.engine import Connection, Database, sqlite_driver
from app.store.receipts import Incoming
from app.store.submissions import enqueue
from app.store.tables import receipts as kept
from app.store.tables import submissions
from app.transport.gateway import GatewayReceipt
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.filings import NOW, filing

LIVES = ("7 L G J W T C S B K P I F R", "7 L G W E", "7 L J C S P I R", "7 L T J H P", "7 L G J W T C S B K P")


class Crash(BaseException):
    """The process ends here; nothing in it may catch this."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a flood came to: where each declaration stands, receipts counted twice, those listed as nobody's."""

    statuses: dict[str, str]
    doubled: int
    orphans: int
    crashes: int


@dataclass
class Flood:
    """A desk with declarations that were taken in, and the receipts a gateway has for them."""

    folder: Path
    count: int
    strangers: int = 50

    def __post_init__(self) -> None:
        self.chance = random.Random(9)
        rows = [self._row(number) for number in range(self.count)]
        self.true = [one for number, row in enumerate(rows) for one in self._life(number, row)]
        self.foreign = [
            _receipt(str(uuid.UUID(int=n)), f"I9{n}", "P", n, 10_000_000 + n) for n in range(self.strangers)
        ]

    def _row(self, number: int) -> tuple[str, str]:
        return str(uuid.UUID(int=10_000 + number)), f"I2026{number:013d}"

    def _life(self, number: int, row: tuple[str, str]) -> list[GatewayReceipt]:
        letters = LIVES[number % len(LIVES)].split()
        return [_receipt(*row, letter, place, number * 100 + place) for place, letter in enumerate(letters)]

    def delivered(self) -> list[GatewayReceipt]:
        """Return all of them one to five times, shuffled; a repetition may carry a number of its own."""
        many = []
        for one in (*self.true, *self.foreign):
            for again in range(self.chance.randint(1, 5)):
                own = self.chance.random() < 0.5
                many.append(replace(one, receipt_id=f"{one.receipt_id}-{again}") if again and own else one)
        self.chance.shuffle(many)
        return many

    def come_to(self, name: str, delivered: Sequence[GatewayReceipt], restarts: int) -> Found:
        """Let a fresh desk collect them, its process dying so often with a page in its hands."""
        path = self.folder / f"{name}.db"
        path.write_bytes(migrated_bytes())
        with Database(sqlite_driver(path)) as database:
            desk = Desk(database)
            self._take_in(desk)
            desk.gateway.delivered = list(delivered)
            crashes = self._collect(desk, restarts)
            return self._found(database, crashes)

    def _take_in(self, desk: Desk) -> None:
        with pytest.MonkeyPatch.context() as patch, desk.database.writing() as connection:
            for number in range(self.count):
                message_id, seq_no = self._row(number)
                patch.setattr("app.store.submissions.new_message_id", lambda message_id=message_id: message_id)
                _take_in(connection, number, seq_no)

    def _collect(self, desk: Desk, restarts: int) -> int:
        pages = len(desk.gateway.delivered) // 100
        doomed = set(self.chance.sample(range(1, pages + 1), min(restarts, pages)))
        done = crashes = 0
        store = receipts.store_page

        def store_or_die(
            connection: Connection, endpoint: str, page: Sequence[Incoming], cursor: int, now: datetime
        ) -> int:
            nonlocal done
            done += 1
            if done in doomed:
                raise Crash
            return store(connection, endpoint, page, cursor, now)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(receipts, "store_page", store_or_die)
            while True:
                try:
                    desk.delivery.collect()
                except Crash:
                    crashes += 1
                    desk.restart()
                with desk.database.reading() as connection:
                    if receipts.cursor_of(connection, desk.gateway.endpoint) == len(desk.gateway.delivered):
                        return crashes

    def _found(self, database: Database, crashes: int) -> Found:
        with database.reading() as connection:
            rows = connection.execute(select(submissions.c.client_seq_no, submissions.c.status)).all()
            # A letter comes once in each of these lives, whatever the numbers its deliveries were kept under.
            counted = select(func.count()).where(kept.c.local_message_id.is_not(None))
            counted = counted.group_by(kept.c.message_id, kept.c.channel)
            doubled = sum(count - 1 for count in connection.execute(counted).scalars())
            nobodys = len({one.message_id for one in receipts.orphans(connection)})
        return Found({row.client_seq_no: row.status for row in rows}, doubled, nobodys, crashes)


def _take_in(connection: Connection, number: int, seq_no: str) -> None:
    """Put a declaration into the outbox and let the gateway have taken it in, with a signature nobody checks."""
    queued = enqueue(connection, filing(f"PD{number:06d}", f"货物{number}"), NOW)
    row = outbox.get(connection, queued.message_id)
    assert row is not None
    row = outbox.put_signature(connection, row, b"signature", "certificate", "0" * 64, NOW)
    row = outbox.move(connection, row, Event.RELEASE, NOW)
    row = outbox.move(connection, row, Event.CLAIM, NOW, endpoint="fake", attempts=1)
    outbox.move(connection, row, Event.ACKNOWLEDGED, NOW, gateway_no=seq_no)


def _receipt(message_id: str, seq_no: str, letter: str, place: int, number: int) -> GatewayReceipt:
    at = NOW + timedelta(minutes=place)
    content = (
        f"<DEC_RESULT><CUS_CIQ_NO>{seq_no}</CUS_CIQ_NO><NOTICE_DATE>{at:%Y-%m-%dT%H:%M:%S}</NOTICE_DATE>"
        f"<CHANNEL>{letter}</CHANNEL></DEC_RESULT>"
    ).encode()
    digest = hashlib.sha256(content).hexdigest()
    return GatewayReceipt(f"r{number}", message_id, "", seq_no, digest, content, (), letter == "R")
