"""R-08: killed at random before a gateway without keys, the client asks after a quiet window: nothing twice.

The control asks at once and sends again; the same kills must then show. Most of the time is waiting, so several offices
live side by side, each with one declaration after the other.
"""

import json
import os
import random
import signal
import threading
import urllib.request
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.declarations.status import Status
from app.gateway.embedded import start
from app.store.engine import Database, sqlite_driver
from app.store.tables import history
from tests.helpers.databases import migrated_bytes
from tests.helpers.mortal_lives import Lives, lives_in, standing_of
from tests.reliability.figures import Figures

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

FAULTS = {"drop_request": 0.1, "drop_answer": 0.15, "status_503": 0.1, "linger_ms": [0, 2500]}
QUIET = 4.5  # longer than the gateway ever needs for one message, with time for a machine that is busy
PATIENCE = 0.25  # a call is given up while the gateway may still be at work
LIVES_EACH = 3
OFFICES = 8
AT_ITS_CALL = 0.45  # seconds after its first call until which a life is killed: in the call, or soon after it
LONGEST = 60.0  # seconds in which a life that is left alone must come to its end


@dataclass
class Office:
    """Clients of one office, one after the other, and how often one of them was killed."""

    folder: Path
    url: str
    quiet: float
    chance: random.Random
    kills: int = 0
    homes: list[tuple[str, Path]] = field(default_factory=list)

    def work(self, kills: int) -> None:
        """File declarations until lives enough were killed; the last life of each is left alone."""
        self.folder.mkdir()
        with lives_in(self.folder) as lives:
            while self.kills < kills:
                self._declare(lives, kills)

    def _declare(self, lives: Lives, kills: int) -> None:
        number, home = lives.file()
        self.homes.append((number, home))
        for _ in range(min(LIVES_EACH, kills - self.kills)):
            if self._live(lives, number, home, f"called:{self.chance.uniform(0.0, AT_ITS_CALL):.3f}") == 0:
                return  # it was done sooner than it could be killed
            self.kills += 1
        self._live(lives, number, home, "")

    def _live(self, lives: Lives, number: str, home: Path, moment: str) -> int:
        ended = lives.live(
            self.url, number, home, moment, kind="query", quiet=self.quiet, patience=PATIENCE, seconds=LONGEST
        )
        assert ended in (0, signal.SIGKILL), ended
        return ended


@dataclass(frozen=True, slots=True)
class Count:
    """What came of so many lives."""

    kills: int
    sending: int  # kills that met a message on its way
    made: int
    twice: int
    lost: int
    stuck: int


def killed(folder: Path, url: str, kills: int, quiet: float) -> Count:
    """Let offices live beside each other until so many lives were killed; says what the gateway holds then."""
    folder.mkdir()
    migrated_bytes()  # made once, and not by several threads at the same time
    offices = [Office(folder / str(seed), url, quiet, random.Random(20260302 + seed)) for seed in range(OFFICES)]
    shares = [kills // OFFICES + (number < kills % OFFICES) for number in range(OFFICES)]
    with ThreadPoolExecutor(OFFICES) as pool:
        list(pool.map(Office.work, offices, shares))
    threading.Event().wait(QUIET)  # what the gateway still works on counts, too
    homes = [home for office in offices for home in office.homes]
    held = _held(url)
    counts = [held[number] for number, _ in homes]
    return Count(
        kills=sum(office.kills for office in offices),
        sending=sum(_interrupted(home) for _, home in homes),
        made=sum(count > 0 for count in counts),
        twice=sum(max(0, count - 1) for count in counts),
        lost=sum(count == 0 for count in counts),
        stuck=sum(standing_of(home).state is not Status.CLOSED for _, home in homes),
    )


def _held(url: str) -> Counter[str]:
    with urllib.request.urlopen(f"{url}/_admin/declarations", timeout=60) as answer:
        rows: Sequence[dict[str, str]] = json.load(answer)["declarations"]
    return Counter(row["client_seq_no"] for row in rows)


def _interrupted(home: Path) -> int:
    query = select(func.count()).select_from(history).where(history.c.event == "interrupted")
    with Database(sqlite_driver(home / "portdesk.db")) as database, database.reading() as connection:
        found: int = connection.execute(query).scalar_one()
        return found


def prove(figures: Figures, folder: Path, kills: int, control_kills: int) -> None:
    with start(folder / "gateway", pace=0.0, profile="query") as gateway:
        faults = json.dumps(FAULTS).encode()
        urllib.request.urlopen(
            urllib.request.Request(f"{gateway.url}/_admin/faults", faults, {"Content-Type": "application/json"})
        ).close()
        asked = killed(folder / "asked", gateway.url, kills, QUIET)
        at_once = killed(folder / "at-once", gateway.url, control_kills, 0.0)
    figures.record(
        "R-08",
        figure=f"{asked.kills} 次 SIGKILL（{asked.sending} 次正在发送），{asked.made} 票："
        f"{asked.twice} 重复，{asked.lost} 丢失，{asked.stuck} 卡住",
        control=f"静默期为 0，{at_once.kills} 次 SIGKILL，{at_once.made} 票：{at_once.twice} 重复",
        passed=asked.kills == kills
        and asked.sending >= kills // 10  # else it was not caught at work
        and asked.twice == asked.lost == asked.stuck == 0
        and at_once.twice > 0,
    )


@pytest.mark.slow
@pytest.mark.timeout(2400)
@pytest.mark.reliability("R-08")
def test_three_hundred_kills_without_keys(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, kills=300, control_kills=90)
