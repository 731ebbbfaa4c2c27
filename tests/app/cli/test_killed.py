"""The whole program killed with SIGKILL at random moments of a send, then started again: one declaration per file.

The same lives of a program that takes a fresh key for every attempt must end in duplicates, or nothing is proved.
"""

import contextlib
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.helpers.databases import migrated_bytes
from tests.helpers.files import as_json, s01
from tests.helpers.gateways import NOW, GatewayProcess, gateway_process

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")

ROOT = Path(__file__).resolve().parents[3]
FAULTS: dict[str, object] = {
    "drop_answer": 0.2,
    "status_503": 0.1,
    "delay_ms": [0, 60],
    "duplicate_receipts": True,
    "shuffle_receipts": True,
}
PROGRAM = ("-m", "app")
# What must never be: a new key for every attempt, and nobody asked whether the last one arrived.
CARELESS = (
    "-c",
    """
import sys, uuid
from dataclasses import replace
from app.work.doubt import Advice
from app.work.send import Sender
from app.work.settle import Settler
right = Sender._envelope
Sender._envelope = lambda self, row: replace(right(self, row), message_id=str(uuid.uuid4()))
Settler.settle = lambda self, row: Advice.RESEND
from app.cli import main
sys.exit(main())
""",
)
LIMIT = 60


@dataclass
class Office:
    """One home, some files to file, and a program that does not live long."""

    home: Path
    gateway: GatewayProcess
    program: Sequence[str] = PROGRAM
    chance: random.Random = field(default_factory=lambda: random.Random(20260302))
    files: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.mkdir()
        (self.home / "portdesk.db").write_bytes(migrated_bytes())

    def draw_up(self, count: int) -> None:
        """Make files nobody has filed yet."""
        for number in range(len(self.files) + 1, len(self.files) + count + 1):
            name = f"PDK{number:04d}"
            self.files[name] = as_json(self.home / f"{name}.json", s01(name))

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        """Start the program on this home."""
        words = [sys.executable, *self.program, *map(str, arguments), "--now", NOW, "--home", str(self.home)]
        words += ["--gateway", self.gateway.url, "--wait", str(LIMIT), "--json"]
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)

    def run(self, *arguments: object) -> list[dict[str, Any]]:
        """Let the program come to its end and return its submissions."""
        with self.start(*arguments) as child:
            out, err = child.communicate(timeout=LIMIT + 20)
        assert child.returncode == 0, (child.returncode, err)
        rows: list[dict[str, Any]] = json.loads(out)["submissions"]
        return rows

    def kill(self, *files: Path) -> bool:
        """Let the program file and end it at a random moment of its work; tells whether it was still alive then."""
        before = self._written()
        with self.start("submit", *files) as child:
            while self._written() == before and not _ended(child, 0.005):
                continue  # it is still loading
            if _ended(child, self.chance.uniform(0.0, 0.4)):
                return False
            child.kill()
            return True

    def receipts(self, identity: str) -> list[str]:
        """Return the letters of the receipts stored for a submission."""
        heard = io.StringIO()
        with contextlib.redirect_stdout(heard):
            assert main(["receipts", identity, "--home", str(self.home), "--json"]) == 0
        return [one["channel"] for one in json.loads(heard.getvalue())["receipts"]]

    def interrupted(self) -> int:
        """Count the sends that were cut off and found so at the next start."""
        with contextlib.closing(sqlite3.connect(self.home / "portdesk.db")) as connection:
            found: int = connection.execute("SELECT count(*) FROM history WHERE event = 'interrupted'").fetchone()[0]
        return found

    def _written(self) -> tuple[int, ...]:
        files = (self.home / "portdesk.db", self.home / "portdesk.db-wal")
        return tuple(file.stat().st_mtime_ns for file in files if file.exists())

    def held(self) -> Counter[str]:
        """Count the declarations the gateway holds by our numbers."""
        return Counter(row["client_seq_no"] for row in self.gateway.held())


def _ended(child: "subprocess.Popen[str]", seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def lives(office: Office, kills: int, batch: int) -> int:
    """File in batches, each of them killed several times over; returns how many lives were cut short."""
    cut = 0
    for number in range(kills):
        if number % 3 == 0:
            office.draw_up(batch)
        cut += office.kill(*list(office.files.values())[-batch:])
    return cut


def prove(home: Path, gateway: GatewayProcess, kills: int) -> None:
    gateway.faults(**FAULTS)
    office = Office(home, gateway)
    cut = lives(office, kills, batch=3)
    assert cut > kills // 2, "the program was not caught at work"
    office.run("outbox", "--drain")
    assert set(office.held().values()) <= {1}
    rows = office.run("submit", *office.files.values())
    assert {row["client_seq_no"]: row["state"] for row in rows} == dict.fromkeys(office.files, "closed")
    assert office.held() == Counter(office.files.keys())
    for row in rows:
        assert row["channels"] == ["7", "L", "J", "P", "R"]
        assert office.receipts(row["id"]) == row["channels"]


@pytest.mark.slow
def test_one_declaration_per_file_through_six_kills(tmp_path: Path) -> None:
    with gateway_process(tmp_path / "gateway") as gateway:
        prove(tmp_path / "home", gateway, kills=6)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_one_declaration_per_file_through_two_hundred_kills(tmp_path: Path) -> None:
    with gateway_process(tmp_path / "gateway") as gateway:
        prove(tmp_path / "home", gateway, kills=200)


def killed_after_arrival(home: Path, gateway: GatewayProcess, program: Sequence[str]) -> Counter[str]:
    """The classic: it arrived, the answer was lost, the sender dies and lives again; returns what the gateway holds."""
    gateway.faults(drop_answer=1.0)
    office = Office(home, gateway, program)
    office.draw_up(1)
    with office.start("submit", *office.files.values()) as child:
        while not office.held():
            assert not _ended(child, 0.005)
        child.kill()
    gateway.faults()
    (row,) = office.run("submit", *office.files.values())
    assert row["state"] == "closed"
    return office.held()


def test_killed_between_arrival_and_answer(tmp_path: Path) -> None:
    with gateway_process(tmp_path / "gateway") as gateway:
        assert killed_after_arrival(tmp_path / "home", gateway, PROGRAM) == {"PDK0001": 1}


def test_a_fresh_key_for_every_attempt_makes_duplicates(tmp_path: Path) -> None:
    # This gateway keeps no keys and no numbers: its own nets must not hide what the sender does.
    with gateway_process(tmp_path / "gateway", profile="query") as gateway:
        assert killed_after_arrival(tmp_path / "home", gateway, CARELESS)["PDK0001"] > 1


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_careless_program_through_kills_makes_duplicates(tmp_path: Path) -> None:
    with gateway_process(tmp_path / "gateway", profile="query") as gateway:
        gateway.faults(**FAULTS)
        office = Office(tmp_path / "home", gateway, CARELESS)
        lives(office, kills=40, batch=3)
        office.run("submit", *office.files.values())
        assert sum(office.held().values()) > len(office.files)
