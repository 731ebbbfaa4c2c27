"""Killed with SIGKILL at every commit and around the wire, then started again: exactly one declaration.

The same with a fresh key per attempt must make duplicates, or the test proves nothing.
"""

import json
import os
import signal
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.declarations.status import Status
from app.gateway.embedded import EmbeddedGateway, start
from app.store.engine import Database, sqlite_driver
from app.store.standing import standings
from tests.helpers.databases import migrated_bytes

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

ROOT = Path(__file__).resolve().parents[3]
S01 = (ROOT / "tests" / "scenarios" / "S01" / "declaration.xml").read_text(encoding="utf-8")
S01_NUMBER = "PD2026030200001"


class Lives:
    """Starts lives of a client and says how they ended."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def file(self) -> tuple[str, Path]:
        """Write a declaration with a number of its own and a home for its client."""
        number = f"PD{uuid.uuid4().hex[:12].upper()}"
        home = self._folder / number
        home.mkdir()
        (home / "portdesk.db").write_bytes(migrated_bytes())
        (home / "a.xml").write_text(S01.replace(S01_NUMBER, number), encoding="utf-8")
        return number, home

    def live(
        self,
        url: str,
        number: str,
        home: Path,
        moment: str,
        *,
        fresh_keys: bool = False,
        kind: str = "idempotent",
        quiet: float = 0.2,
        seconds: float = 20.0,
    ) -> int:
        """Let one client live; returns 0 or the signal that ended it."""
        order = {
            "url": url,
            "number": number,
            "moment": moment,
            "fresh_keys": fresh_keys,
            "kind": kind,
            "quiet": quiet,
            "seconds": seconds,
            "keys": str(self._folder / "keys"),
            "database": str(home / "portdesk.db"),
            "file": str(home / "a.xml"),
            "report": str(home / "report"),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    command = [sys.executable, "-m", "tests.helpers.mortal"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Lives(process, tmp_path_factory.mktemp("lives"))
        assert process.stdin is not None
        process.stdin.close()


@contextmanager
def gateway(tmp_path_factory: pytest.TempPathFactory, profile: str) -> Iterator[EmbeddedGateway]:
    with start(tmp_path_factory.mktemp(profile), pace=0.0, profile=profile) as started:
        yield started


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedGateway]:
    """A gateway that keeps keys."""
    with gateway(tmp_path_factory, "idempotent") as started:
        yield started


@pytest.fixture(scope="module")
def taker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedGateway]:
    """A gateway that takes everything again, and can be asked."""
    with gateway(tmp_path_factory, "query") as started:
        yield started


def declarations(url: str, number: str) -> int:
    with urllib.request.urlopen(f"{url}/_admin/declarations", timeout=10) as answer:
        rows = json.load(answer)["declarations"]
    return sum(row["client_seq_no"] == number for row in rows)


def state_of(home: Path) -> Status:
    with Database(sqlite_driver(home / "portdesk.db")) as database, database.reading() as connection:
        (found,) = standings(connection)
    return found.state


def killed_and_started_again(lives: Lives, url: str, moment: str, kind: str) -> tuple[int, Status]:
    number, home = lives.file()
    assert lives.live(url, number, home, moment, kind=kind) == signal.SIGKILL, f"{moment} never came"
    assert lives.live(url, number, home, "", kind=kind) == 0
    return declarations(url, number), state_of(home)


def test_every_commit_and_both_ends_of_the_wire(lives: Lives, keeper: EmbeddedGateway) -> None:
    number, home = lives.file()
    assert lives.live(keeper.url, number, home, "") == 0
    commits = int((home / "report").read_text())
    assert commits >= 9  # recover, freeze, sign, release, hurry, claim, record, store, apply at least
    moments = [f"commit:{n}:{side}" for n in range(1, 10) for side in ("before", "after")]
    for moment in [*moments, "request_written", "answered"]:
        assert killed_and_started_again(lives, keeper.url, moment, "idempotent") == (1, Status.CLOSED), moment


@pytest.mark.parametrize("moment", ["commit:6:after", "request_written", "answered", "commit:7:before"])
def test_a_gateway_without_keys(lives: Lives, taker: EmbeddedGateway, moment: str) -> None:
    assert killed_and_started_again(lives, taker.url, moment, "query") == (1, Status.CLOSED)


def test_a_fresh_key_per_attempt_makes_duplicates(lives: Lives, taker: EmbeddedGateway) -> None:
    """The control: without the stable key (and without the quiet window's proof) the same kills must show."""
    counts = []
    for moment in ("request_written", "answered"):
        number, home = lives.file()
        assert lives.live(taker.url, number, home, moment, fresh_keys=True) == signal.SIGKILL
        assert lives.live(taker.url, number, home, "", fresh_keys=True, seconds=1.0) == 0
        counts.append(declarations(taker.url, number))
    assert counts == [2, 2]


def test_killed_again_and_again(lives: Lives, keeper: EmbeddedGateway) -> None:
    number, home = lives.file()
    assert lives.live(keeper.url, number, home, "request_written") == signal.SIGKILL
    for moment in ("commit:1:after", "commit:2:before", "commit:3:after", "commit:4:before", "commit:5:after"):
        assert lives.live(keeper.url, number, home, moment) == signal.SIGKILL, moment
    assert lives.live(keeper.url, number, home, "") == 0
    assert (declarations(keeper.url, number), state_of(home)) == (1, Status.CLOSED)
