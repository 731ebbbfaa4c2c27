"""R-16: a backup made while drafts are written, restored behind the gateway's back: nothing twice, nothing forgotten.

The gateway knows no keys, so that whatever is sent a second time is a second declaration. The control restores without
reconciling: what the backup shows as not sent is sent again.
"""

import random
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.draft import Draft
from app.store import restored
from app.store.backup import create as back_up
from app.store.backup import verify
from app.store.drafts import create_draft
from app.store.engine import Database, StoreTrouble
from app.store.key_slots import create, unlock
from app.store.receipts import orphans
from app.store.restore import restore
from app.store.strangers import strangers
from app.store.upgrade import open_database
from app.transport.gateway import Envelope, Kind
from tests.helpers.clocks import FakeClock
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.filings import filing
from tests.helpers.rings import NO_RING
from tests.reliability.figures import Figures

ROUNDS = 20
HOUR = 3600.0


@dataclass
class Found:
    """What came of many restores."""

    rounds: int = 0
    verified: int = 0
    duplicates: int = 0
    missing: int = 0
    shown: int = 0
    early: int = 0

    def __str__(self) -> str:
        return (
            f"{self.rounds} 轮：{self.verified} 份备份核对通过，{self.duplicates} 重复，"
            f"备份里没有的 {self.missing} 票（一半还没有回执）中 {self.shown} 票列出，{self.early} 票没核实完就先发"
        )


class Round:
    """One office, its gateway, and what happens to them."""

    def __init__(self, folder: Path, number: int) -> None:
        self.home, self.backups = folder / "home", folder / "backups"
        self.home.mkdir(parents=True)
        self.path = self.home / "portdesk.db"
        self.key = create(self.home, NO_RING)
        self.number, self.chance = number, random.Random(number)
        self.gateway, self.clock = FakeGateway(Kind.QUERY), FakeClock()

    def desk(self, database: Database) -> Desk:
        """Return the office over a database, with the gateway that forgets nothing."""
        desk = Desk(database, Kind.QUERY, self.clock)
        desk.gateway = self.gateway
        desk.restart()
        return desk

    def work_and_back_up(self) -> tuple[Path, set[str]]:
        """File, back up while drafts are written, file and send on; returns the backup and what it cannot know."""
        with open_database(self.path, self.key) as database:
            desk = self.desk(database)
            for one in range(self.chance.randint(1, 3)):
                desk.put(filing(f"PDA{self.number}-{one}", f"甲{one}"))
            desk.work()
            for one in range(self.chance.randint(1, 3)):
                desk.put(filing(f"PDB{self.number}-{one}", f"乙{one}"))  # in the backup they wait to be sent
            with self._writing(database):
                made = back_up(database, self.home, self.key, self.backups, self.clock.now())
            desk.work()
            later = [desk.put(filing(f"PDC{self.number}-{one}", f"丙{one}")) for one in range(2)]
            desk.work()
        silent = later[0].message_id  # of this one no receipt has come yet: only the gateway's list can tell it
        for taken in self.gateway.declarations:
            if taken.message_id != silent:
                self.gateway.notice(taken.message_id, "7")
        return made.folder, {one.message_id for one in later}

    def _writing(self, database: Database) -> "_Writer":
        return _Writer(database, self.clock)

    def go_on(self, *, reconciled: bool) -> tuple[set[str], int]:
        """Open what was restored, file something new, let hours pass; returns the orphans and how many left early."""
        early: list[str] = []
        with open_database(self.path, unlock(self.home, NO_RING)) as database:
            if not reconciled:
                with database.writing() as connection:
                    connection.exec_driver_sql("DELETE FROM settings WHERE key = 'store.restored_at'")
            desk = self.desk(database)
            self.clock.advance(1.0)
            newest = desk.put(filing(f"PDD{self.number}", "丁"))

            def arrived(envelope: Envelope) -> None:
                with database.reading() as connection:
                    if envelope.message_id == newest.message_id and restored.waiting(connection):
                        early.append(envelope.message_id)

            self.gateway.on_arrival = arrived
            desk.work(HOUR)
            desk.delivery.collect()
            with database.reading() as connection:
                listed = {one.message_id for one in strangers(connection)}
                return listed | {one.message_id for one in orphans(connection)}, len(early)


class _Writer:
    """Somebody who writes drafts for as long as the block lasts."""

    def __init__(self, database: Database, clock: FakeClock) -> None:
        self._database, self._clock = database, clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._write)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _write(self) -> None:
        while not self._stopping.is_set():
            with self._database.writing() as connection:
                create_draft(connection, Draft("import", "2026.1"), self._clock.now())


def rounds(folder: Path, count: int, *, reconciled: bool = True) -> Found:
    """Live through many restores."""
    found = Found(rounds=count)
    for number in range(count):
        one = Round(folder / str(number), number)
        backup, unknown = one.work_and_back_up()
        try:
            verify(backup, lambda folder: unlock(folder, NO_RING))
            found.verified += 1
        except StoreTrouble:
            continue
        restore(backup, one.home, lambda folder: unlock(folder, NO_RING), one.clock.now())
        seen, early = one.go_on(reconciled=reconciled)
        numbers = [taken.client_seq_no for taken in one.gateway.declarations]
        found.duplicates += len(numbers) - len(set(numbers))
        found.missing += len(unknown)
        found.shown += len(unknown & seen)
        found.early += early
    return found


def test_a_restore_sends_nothing_twice(tmp_path: Path) -> None:
    found = rounds(tmp_path, 1)
    assert (found.verified, found.duplicates, found.shown, found.early) == (1, 0, found.missing, 0)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.reliability("R-16")
def test_twenty_restores_with_the_gateway_ahead(figures: Figures, tmp_path: Path) -> None:
    found = rounds(tmp_path / "whole", ROUNDS)
    naive = rounds(tmp_path / "naive", 5, reconciled=False)
    figures.record(
        "R-16",
        figure=str(found),
        control=f"恢复后不对账：{naive}",
        passed=(found.verified, found.duplicates, found.early) == (ROUNDS, 0, 0)
        and found.shown == found.missing > 0
        and naive.duplicates > 0,
    )
