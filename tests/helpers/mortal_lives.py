"""Lives of a client that are cut short at a named moment, and what the gateway and the client's home then hold."""

import json
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.engine import Database, sqlite_driver
from app.store.standing import Standing, standings
from tests.helpers.databases import migrated_bytes

ROOT = Path(__file__).resolve().parents[2]
S01 = (ROOT / "tests" / "scenarios" / "S01" / "declaration.xml").read_text(encoding="utf-8")
S01_NUMBER = "PD2026030200001"


class Lives:
    """Starts lives of a client and says how they ended."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def file(self, letter: str = "P") -> tuple[str, Path]:
        """Write a declaration with a number of its own and a home for its client; ``letter`` begins the number."""
        number = f"{letter}D{uuid.uuid4().hex[:12].upper()}"
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
        patience: float = 20.0,
    ) -> int:
        """Let one client live; returns 0 or the signal that ended it. No call of it lasts longer than ``patience``."""
        order = {
            "url": url,
            "number": number,
            "moment": moment,
            "fresh_keys": fresh_keys,
            "kind": kind,
            "quiet": quiet,
            "seconds": seconds,
            "patience": patience,
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


@contextmanager
def lives_in(folder: Path) -> Iterator[Lives]:
    """Start the process that forks lives, their homes in a folder."""
    command = [sys.executable, "-m", "tests.helpers.mortal"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Lives(process, folder)
        assert process.stdin is not None
        process.stdin.close()


def declarations(url: str, number: str) -> int:
    """Count the declarations the gateway holds under a number."""
    with urllib.request.urlopen(f"{url}/_admin/declarations", timeout=30) as answer:
        rows = json.load(answer)["declarations"]
    return sum(row["client_seq_no"] == number for row in rows)


def standing_of(home: Path) -> Standing:
    """Return where the one declaration of a home stands."""
    with Database(sqlite_driver(home / "portdesk.db")) as database, database.reading() as connection:
        (found,) = standings(connection)
    return found
