"""R-03: every write, sync, truncation and opening fails once or for good: nothing saved is lost, nobody is told wrong.

The control is a client that takes a failed COMMIT for "not saved": some of what it denies is there.
"""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.store import audit
from app.store.engine import StoreTrouble
from app.store.health import full_integrity
from app.store.tables import settings
from app.store.upgrade import open_database
from tests.reliability.failing_disk import FILE, KEY, SITTINGS, WRITES
from tests.reliability.figures import Figures
from tests.reliability.preload import compiled, environment

ROOT = Path(__file__).resolve().parents[2]
LEAST = 456
ONCE, FOR_GOOD = ({"errno": errno.EIO, "half": False, "lasting": lasting} for lasting in (False, True))
KINDS = [
    (ONCE, 1),
    (FOR_GOOD, 1),
    *(
        ({"errno": errno.ENOSPC, "half": half, "lasting": lasting}, 3)
        for half in (False, True)
        for lasting in (False, True)
    ),
]
"""How the disk fails, and at every how many-th call."""


@dataclass
class Found:
    """What went wrong over many hours, and what came right in a way worth telling."""

    points: int = 0
    lost: int = 0
    told_wrong: int = 0
    corrupt: int = 0
    crashed: int = 0
    stuck: int = 0
    unknown: int = 0

    def __str__(self) -> str:
        return (
            f"{self.points} 处：{self.lost} 丢失、{self.told_wrong} 处说没存上却在、{self.corrupt} 损坏、"
            f"{self.crashed} 崩溃、{self.stuck} 处不能继续；{self.unknown} 处如实告知“尚不确定”"
        )

    def take(self, folder: Path, told: dict[str, Any], lasting: bool) -> None:
        """Open what is left as the program would and hold it against what was told."""
        self.points += 1
        if "crash" in told:
            self.crashed += 1
            return
        there = _there(folder / FILE)
        if there is None:
            self.corrupt += 1
            return
        said: dict[str, str] = told["told"]
        self.lost += any(name not in there for name, how in said.items() if how == "saved")
        self.told_wrong += any(name in there for name, how in said.items() if how in ("refused", "silent"))
        self.unknown += "unknown" in said.values()
        last = [f"{SITTINGS - 1}.{number}" for number in range(1, WRITES)]
        self.stuck += not lasting and any(said.get(name) == "silent" for name in last)


def _there(path: Path) -> set[str] | None:
    try:
        with open_database(path, KEY) as database, database.reading() as connection:
            if full_integrity(connection) or audit.broken_at(connection) is not None:
                return None
            entries = {one.subject for one in audit.entries(connection, limit=1000)}
            saved = set(connection.execute(select(settings.c.key)).scalars()) & entries
            return saved if saved == entries else None
    except StoreTrouble:
        return None


@contextmanager
def clerk(library: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the process whose hours are ordered by lines."""
    command = [sys.executable, "-m", "tests.reliability.failing_disk"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(library), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def hour(process: subprocess.Popen[str], folder: Path, made: Path, at: int, careless: bool, **kind: Any) -> Any:
    """Let one hour pass over a fresh copy of the data, with the disk failing at its ``at``-th call."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy2(made, folder / FILE)
    order = {"folder": str(folder), "at": at, "careless": careless, **kind}
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def sweep(folder: Path, library: Path, kinds: Sequence[tuple[dict[str, Any], int]], careless: bool = False) -> Found:
    """Let the calls of the hour fail one after the other, in each of these ways."""
    made, place, found = folder / "made.db", folder / "place", Found()
    if not made.exists():
        open_database(made, KEY).close()
    with clerk(library) as process:
        whole = hour(process, place, made, 0, careless, **ONCE)
        assert set(whole["told"].values()) == {"saved"}
        for kind, step in kinds:
            for at in range(1, whole["calls"] + 1, step):
                found.take(place, hour(process, place, made, at, careless, **kind), bool(kind["lasting"]))
    return found


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.reliability("R-03")
def test_every_call_to_the_disk_fails(figures: Figures, tmp_path: Path) -> None:
    library = compiled(Path(__file__).with_name("io_errors.c"), tmp_path)
    found = sweep(tmp_path, library, KINDS)
    careless = sweep(tmp_path, library, [(FOR_GOOD, 1)], careless=True)
    whole = (found.lost, found.told_wrong, found.corrupt, found.crashed, found.stuck)
    figures.record(
        "R-03",
        figure=f"{found}（加密库，EIO、ENOSPC、写一半，一次或持续）",
        control=f"COMMIT 报错就当没存上：{careless.points} 处中 {careless.told_wrong} 处说没存上却在",
        passed=whole == (0, 0, 0, 0, 0) and found.points >= LEAST and careless.told_wrong > 0,
    )
