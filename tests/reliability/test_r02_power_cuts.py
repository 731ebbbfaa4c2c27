"""R-02: the power cut at random moments of real work: no promise lost, nothing accepted forgotten, nothing broken.

The control is the same work with synchronous=NORMAL, which must forget declarations that the gateway has accepted.
"""

import hashlib
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.declarations.outbox import State
from app.store.engine import Connection, StoreTrouble
from app.store.health import full_integrity
from app.store.tables import drafts, outbox, receipts
from app.store.upgrade import open_database
from tests.reliability.figures import Figures
from tests.reliability.power_cuts import Change, first_promise, images, read_trace
from tests.reliability.preload import compiled, environment
from tests.reliability.steady_work import FILE, KEY

ROOT = Path(__file__).resolve().parents[2]
SENT = {State.SENDING.value, State.IN_DOUBT.value, State.ACKED.value}


@dataclass
class Found:
    """Images in which something was wrong, and the most declarations forgotten in one of them."""

    images: int = 0
    lost: int = 0
    orphans: int = 0
    most: int = 0
    corrupt: int = 0

    def __str__(self) -> str:
        return (
            f"{self.images} 个映像：{self.lost} 丢失、{self.orphans} 有孤儿（最多 {self.most} 票）、{self.corrupt} 损坏"
        )

    def take(self, path: Path, told: Sequence[str]) -> None:
        """Open an image as the program would and hold it against what had been promised."""
        self.images += 1
        try:
            with open_database(path, KEY) as database, database.reading() as connection:
                broken = full_integrity(connection) != "" or _altered(connection)
                lost, orphans = _lost(connection, told), _orphans(connection, told)
        except StoreTrouble:
            self.corrupt += 1
            return
        self.corrupt += broken
        self.lost += lost > 0
        self.orphans += orphans > 0
        self.most = max(self.most, orphans)


def _said(told: Sequence[str], kind: str) -> list[list[str]]:
    return [words[1:] for words in map(str.split, told) if words[0] == kind]


def _lost(connection: Connection, told: Sequence[str]) -> int:
    """Count the promises to the clerk that the store does not keep."""
    revisions = {row.id: row.rev for row in connection.execute(select(drafts.c.id, drafts.c.rev))}
    states = _states(connection)
    came: int = connection.execute(select(func.count()).select_from(receipts)).scalar_one()
    lost: int = sum(revisions.get(draft, 0) < int(rev) for draft, rev in _said(told, "saved"))
    lost += sum(message not in states for (message,) in _said(told, "filed"))
    lost += sum(states.get(message) != State.ACKED.value for (message,) in _said(told, "acked"))
    return lost + sum(came < int(count) for (count,) in _said(told, "received"))


def _orphans(connection: Connection, told: Sequence[str]) -> int:
    """Count the declarations that the gateway has and we do not know to have sent."""
    states = _states(connection)
    return sum(states.get(message) not in SENT for (message,) in _said(told, "accepted"))


def _states(connection: Connection) -> dict[str, str]:
    return {row.message_id: row.state for row in connection.execute(select(outbox.c.message_id, outbox.c.state))}


def _altered(connection: Connection) -> bool:
    rows = connection.execute(select(outbox.c.payload, outbox.c.payload_sha256))
    return any(hashlib.sha256(row.payload).hexdigest() != row.payload_sha256 for row in rows)


def trace(folder: Path, library: Path, count: int, synchronous: str) -> list[Change]:
    """Let the office work and return all it did to its disk."""
    work, record = folder / synchronous, folder / f"{synchronous}.trace"
    work.mkdir()
    command = [sys.executable, "-m", "tests.reliability.steady_work", str(work), str(count), synchronous]
    subprocess.run(command, cwd=ROOT, env=environment(library, TRACE_FOLDER=work, TRACE_FILE=record), check=True)
    return read_trace(record)


def after_cuts(folder: Path, changes: Sequence[Change], count: int, since: int = 0) -> Found:
    """Cut the power ``count`` times and look at what is left."""
    found, place = Found(), folder / "image"
    place.mkdir(exist_ok=True)
    for image in images(changes, count, random.Random(20260302), since):
        image.write(place)
        found.take(place / FILE, image.told)
    return found


def prove(figures: Figures, folder: Path, declarations: int, cuts: int, control_cuts: int, made: bool = False) -> None:
    """Cut the power of an office that syncs as it must, and of one that does not; with ``made`` once its file is."""
    library = compiled(Path(__file__).with_name("trace.c"), folder)
    changes, careless = (trace(folder, library, declarations, mode) for mode in ("FULL", "NORMAL"))
    full = after_cuts(folder, changes, cuts, first_promise(changes) if made else 0)
    normal = after_cuts(folder, careless, control_cuts, first_promise(careless))
    syncs = sum(change.what == "S" for change in changes)
    figures.record(
        "R-02",
        figure=f"{full}；加密库，{declarations} 票，{len(changes)} 次写入，{syncs} 次同步",
        control=f"synchronous=NORMAL：{normal}",
        passed=(full.lost, full.orphans, full.corrupt) == (0, 0, 0)
        and full.images >= cuts
        and normal.orphans > 0
        and normal.lost > 0,
    )


@pytest.mark.reliability("R-02")
def test_through_a_few_power_cuts(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, declarations=8, cuts=12, control_cuts=8, made=True)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.reliability("R-02")
def test_through_a_thousand_power_cuts(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, declarations=60, cuts=1000, control_cuts=1000)
