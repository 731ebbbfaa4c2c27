"""R-14: two processes write one encrypted file and are killed at random: no promise lost, nothing half, nothing broken.

The control promises before its COMMIT: some of what it promised must be gone.
"""

import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from app.store import audit
from app.store.health import full_integrity
from app.store.tables import settings
from app.store.upgrade import open_database
from tests.reliability.figures import Figures
from tests.reliability.two_writers import FILE, KEY, PARTS

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Found:
    """What came of many lives."""

    kills: int = 0
    promised: int = 0
    lost: int = 0
    half: int = 0
    corrupt: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} 次 SIGKILL，{self.promised} 个已答应的事务：{self.lost} 丢失、{self.half} 半截、"
            f"{self.corrupt} 次不完整"
        )


def lives(folder: Path, pairs: int, *, early: bool) -> Found:
    """Let pairs of writers live and die, and look at the file every ten pairs."""
    folder.mkdir()
    open_database(folder / FILE, KEY).close()
    found, chance, promised = Found(kills=2 * pairs), random.Random(20260302), set[str]()
    words = [sys.executable, "-m", "tests.reliability.two_writers", str(folder), "early" if early else "late"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(pairs):
            process.stdin.write(f"{chance.uniform(0.05, 0.3)}\n")
            process.stdin.flush()
            promised.update(process.stdout.readline().split())
            if number % 10 == 9 or number == pairs - 1:
                found.corrupt += not _is_whole(folder / FILE)
        process.stdin.close()
        process.wait(30)
    found.promised = len(promised)
    there, half = _transactions(folder / FILE)
    found.lost, found.half = len(promised - there), half
    return found


def _is_whole(path: Path) -> bool:
    with open_database(path, KEY) as database, database.reading() as connection:
        return not full_integrity(connection) and audit.broken_at(connection) is None


def _transactions(path: Path) -> tuple[set[str], int]:
    """Return the whole transactions in the file, and how many are there in part."""
    with open_database(path, KEY) as database, database.reading() as connection:
        rows = list(connection.execute(select(settings.c.key)).scalars())
        logged = {one.subject for one in audit.entries(connection, limit=1_000_000)}
    parts: dict[str, int] = {}
    for key in rows:
        name = key.rpartition(".")[0]
        parts[name] = parts.get(name, 0) + 1
    whole = {name for name, count in parts.items() if count == PARTS}
    return whole & logged, len((set(parts) | logged) - (whole & logged))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.reliability("R-14")
def test_two_writers_are_killed_three_hundred_times(figures: Figures, tmp_path: Path) -> None:
    found, early = lives(tmp_path / "late", 150, early=False), lives(tmp_path / "early", 60, early=True)
    figures.record(
        "R-14",
        figure=str(found),
        control=f"提交之前就答应：{early}",
        passed=(found.lost, found.half, found.corrupt) == (0, 0, 0) and found.promised > 100 and early.lost > 0,
    )
