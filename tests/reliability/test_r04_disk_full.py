"""R-04: the disk fills up: all that was saved stays readable, E-DISK-01 is told, nothing is sent, then it goes on.

The control sends without looking at the room left: what it sent could not be written down.
"""

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.declarations.outbox import State
from app.store import outbox
from app.store.engine import Database, StoreTrouble
from app.store.health import full_integrity
from app.store.settings import all_settings, put_setting
from app.store.upgrade import open_database
from app.transport.gateway import Envelope
from app.work.deliver import Delivery
from app.work.room import LEAST_FREE, Room, unbounded
from app.work.submit import submit
from tests.helpers.clocks import FakeClock
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.filings import NOW, filing
from tests.helpers.signing import signer
from tests.reliability.figures import Figures

KEY = bytes(range(32))
MEGABYTE = 1024 * 1024
WAITING = 6


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Give a disk of a few megabytes; skips the test where none can be made."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("不能建立小磁盘（需要 root 的 tmpfs 挂载）")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Fill a disk up to ``leave`` bytes and return the file that does it."""
    file = disk / "ballast"
    free = os.statvfs(disk)
    with file.open("wb") as opened:
        opened.write(b"x" * max(0, free.f_bavail * free.f_frsize - leave))
    return file


def save_until_full(database: Database) -> tuple[set[str], str]:
    """Save until the disk is full; returns what was told as saved, and what was told of the one that was not."""
    saved: set[str] = set()
    while True:
        name = f"n{len(saved)}"
        try:
            with database.writing() as connection:
                put_setting(connection, name, "炼焦煤" * 1500, NOW)
        except StoreTrouble as trouble:
            return saved, str(trouble)
        saved.add(name)


def there(database: Database) -> set[str]:
    with database.reading() as connection:
        assert full_integrity(connection) == ""
        return {key for key in all_settings(connection) if key.startswith("n")}


def queue(database: Database, clock: FakeClock) -> None:
    for number in range(WAITING):
        submit(database, signer(), filing(f"PD{number}", f"货物{number}" * 50), clock)


def send_all(database: Database, gateway: FakeGateway, clock: FakeClock, room: Room) -> None:
    """Send all that is due, as often as the disk lets it be tried."""
    way = Delivery(database, gateway, signer(), clock, chance=random.Random(1), room=room)
    for _ in range(3 * WAITING):
        try:
            way.send()
        except StoreTrouble:
            continue


def unrecorded(database: Database, arrived: list[str]) -> int:
    """Count what the gateway has taken and the database does not tell as taken."""
    with database.reading() as connection:
        rows = [outbox.get(connection, message_id) for message_id in arrived]
    return sum(row is None or row.state is not State.ACKED for row in rows)


def filled_while_sending(folder: Path, room: Room) -> tuple[int, int]:
    """Send with a few kilobytes left; returns how many arrived, and how many of them were not written down."""
    arrived: list[str] = []
    with small_disk(folder, 12) as disk, open_database(disk / "portdesk.db", KEY) as database:
        clock, gateway = FakeClock(), FakeGateway()
        queue(database, clock)

        def note(envelope: Envelope) -> None:
            arrived.append(envelope.message_id)
            fill(disk)  # somebody's download takes what was left

        gateway.on_arrival = note
        send_all(database, gateway, clock, room)
        return len(arrived), unrecorded(database, arrived)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.reliability("R-04")
def test_the_disk_is_full_and_then_it_is_not(figures: Figures, tmp_path: Path) -> None:
    with small_disk(tmp_path / "full", 12) as disk, open_database(disk / "portdesk.db", KEY) as database:
        clock, gateway = FakeClock(), FakeGateway()
        queue(database, clock)
        ballast = fill(disk, MEGABYTE)
        saved, told = save_until_full(database)
        kept = there(database)
        nearly = lambda: os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize  # noqa: E731 - the room of this disk
        send_all(database, gateway, clock, nearly)
        blocked = not gateway.declarations
        ballast.unlink()
        with database.writing() as connection:  # the same open database: nothing was started anew
            put_setting(connection, "later", "1", NOW)
        send_all(database, gateway, clock, lambda: LEAST_FREE)
        sent = len(gateway.declarations)
    careful, careful_lost = filled_while_sending(tmp_path / "careful", lambda: 0)
    careless, careless_lost = filled_while_sending(tmp_path / "careless", unbounded)
    figures.record(
        "R-04",
        figure=f"{len(saved)} 行已存，写满后 {len(saved & kept)} 行可读、库完整；提示 E-DISK-01；满盘时发送 0 票；"
        f"腾出空间后不重启，存上并发出 {sent}/{WAITING} 票",
        control=f"发送前不看剩余空间：发出 {careless} 票，其中 {careless_lost} 票没能记下（有检查时发出 {careful} 票）",
        passed=saved == kept
        and len(saved) > 10
        and "E-DISK-01" in told
        and blocked
        and sent == WAITING
        and (careful, careful_lost) == (0, 0)
        and careless_lost > 0,
    )
