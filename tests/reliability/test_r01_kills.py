"""R-01: the program killed at random moments against an unreliable gateway: nothing lost, nothing twice, nothing stuck.

The control takes a new key for every attempt and asks nobody first; it must end in duplicates.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.declarations.outbox import State
from app.main.desk import Home, opened
from app.store.drafts import load_draft, stored_text
from app.store.engine import Connection
from app.store.tables import history, outbox, receipts
from tests.helpers.gateways import GatewayProcess, gateway_process
from tests.reliability.figures import Figures
from tests.reliability.short_lives import CORRECTED, FILED, OPEN, End, Order

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

ROOT = Path(__file__).resolve().parents[2]
FAULTS: dict[str, object] = {
    "drop_request": 0.10,
    "status_503": 0.10,
    "drop_answer": 0.15,
    "delay_ms": [0, 600],  # a call is given up after 300
    "delayed": 0.25,
    "duplicate_receipts": True,
    "shuffle_receipts": True,
}
LIFE = ["7", "L", "J", "P", "R"]
LONGEST = 0.3  # seconds of a life once it is open, or twice what one needs to file: a loaded machine lives slowly
WHILE_OPENING = 0.15  # share of the lives that are killed so soon that they may not have opened


@dataclass
class Office:
    """One home and all that its short lives said."""

    home: Path
    gateway: GatewayProcess
    naive: bool = False
    kills: int = 0
    lives: int = 0
    longest: float = LONGEST
    saved: dict[str, int] = field(default_factory=dict)
    filed: set[str] = field(default_factory=set)
    chance: random.Random = field(default_factory=lambda: random.Random(20260302))

    def live(self, server: "subprocess.Popen[str]", kills: int) -> None:
        """Let so many lives begin and be killed."""
        for _ in range(kills):
            after = "" if self.chance.random() < WHILE_OPENING else OPEN
            self._live(server, self.chance.uniform(0.0, self.longest), after)

    def live_on(self, server: "subprocess.Popen[str]") -> None:
        """Let one life go on for a while after it filed, and be killed."""
        self._live(server, self.longest, FILED)

    def _live(self, server: "subprocess.Popen[str]", seconds: float, after: str) -> None:
        if not self.home.exists():
            self._settle(server)
        self._heard(_ask(server, self._order(seconds, after)))
        self.kills += 1

    def _settle(self, server: "subprocess.Popen[str]") -> None:
        """Have the home and the signing key made by a first life, and see how long a second one needs to file."""
        self._heard(_ask(server, self._order(0.0, OPEN)))
        began = time.monotonic()
        self._heard(_ask(server, self._order(0.0, FILED)))
        self.longest = max(LONGEST, 2 * (time.monotonic() - began))

    def _order(self, seconds: float, after: str) -> Order:
        self.lives += 1
        numbers = [f"PDR{self.lives:05d}{letter}" for letter in "AB"]
        return Order(str(self.home), self.gateway.url, seconds, after, numbers, self.naive)

    def _heard(self, end: End) -> None:
        assert end.killed, "a life ended by itself"
        for words in end.told:
            kind, what, *rest = words.split()
            if kind == "saved":
                self.saved[what] = int(rest[0])
            else:
                self.filed.add(what)

    def drain(self) -> None:
        """Let the real program bring everything to its end."""
        words = [
            "outbox",
            "--drain",
            "--wait",
            "300",
            "--json",
            "--home",
            str(self.home),
            "--gateway",
            self.gateway.url,
        ]
        command = [sys.executable, "-m", "app", *words, "--now", "2026-03-02T10:30:00+08:00"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 3), done.stderr

    def held(self) -> Counter[str]:
        """Count the declarations the gateway holds by our numbers."""
        return Counter(row["client_seq_no"] for row in self.gateway.held())

    @property
    def duplicates(self) -> int:
        """How many declarations the gateway holds too many."""
        return self.held().total() - len(self.held())


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the store says in the end."""

    lost_drafts: int
    unfiled: int
    numbers: frozenset[str]
    stuck: int
    receipts_wrong: int
    interrupted: int


@contextmanager
def _server() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.reliability.short_lives"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield server
        assert server.stdin is not None
        server.stdin.close()


def _ask(server: "subprocess.Popen[str]", order: Order) -> End:
    assert server.stdin is not None and server.stdout is not None
    print(json.dumps(asdict(order)), file=server.stdin, flush=True)
    return End(**json.loads(server.stdout.readline()))


def ledger(office: Office) -> Ledger:
    """Read the store once all is over."""
    with opened(Home(office.home)) as database, database.reading() as connection:
        rows = connection.execute(select(outbox.c.message_id, outbox.c.business_no, outbox.c.state)).all()
        numbers = frozenset(row.business_no for row in rows)
        interrupted = select(func.count()).select_from(history).where(history.c.event == "interrupted")
        return Ledger(
            lost_drafts=sum(not _stands(connection, draft, rev) for draft, rev in office.saved.items()),
            unfiled=len(office.filed - numbers),
            numbers=numbers,
            stuck=sum(row.state != State.ACKED.value for row in rows),
            receipts_wrong=sum(not _came_once(connection, row.message_id) for row in rows),
            interrupted=connection.execute(interrupted).scalar_one(),
        )


def _stands(connection: Connection, draft_id: str, rev: int) -> bool:
    """Tell whether a draft is there at least as it was last said to be saved."""
    try:
        text = stored_text(connection, draft_id)
    except LookupError:
        return False
    return text.rev >= rev and (rev == 1 or load_draft(connection, draft_id).draft.get("remark") == CORRECTED)


def _came_once(connection: Connection, message_id: str) -> bool:
    query = select(receipts.c.channel, receipts.c.applied_at).where(receipts.c.local_message_id == message_id)
    rows = connection.execute(query).all()
    return sorted(row.channel for row in rows) == sorted(LIFE) and all(row.applied_at is not None for row in rows)


def prove(figures: Figures, folder: Path, kills: int, control_kills: int, few: bool = False) -> None:
    """Kill the program and its naive twin, and record what became of their declarations.

    With ``few`` kills the way is mended for the last drain, and the control goes on only until it shows.
    """
    with _server() as server:
        with gateway_process(folder / "gateway") as gateway:
            gateway.faults(**FAULTS)
            office = Office(folder / "home", gateway)
            office.live(server, kills)
            gateway.faults(**({} if few else FAULTS))
            office.drain()
            found, held = ledger(office), office.held()
        lives, naive = naive_lives(server, folder / "naive", control_kills, few)
    duplicates, twice = held.total() - len(held), naive.total() - len(naive)
    lost = found.lost_drafts + found.unfiled
    stray = len(found.numbers ^ set(held))
    figures.record(
        "R-01",
        figure=f"{kills} 次 SIGKILL（{found.interrupted} 次正在发送）：{len(office.saved)} 份草稿存过，{lost} 丢失；"
        f"{len(held)} 票申报，{duplicates} 重复，{found.stuck + stray} 卡住；"
        f"回执不是恰好一次的 {found.receipts_wrong} 票",
        control=f"每次尝试换新编号、不先核实：{lives} 次 SIGKILL，{len(naive)} 票出 {twice} 份重复",
        passed=not (lost or duplicates or stray or found.stuck or found.receipts_wrong)
        and len(held) >= kills // 4  # else it was not caught at work
        and twice > 0,
    )


def naive_lives(server: "subprocess.Popen[str]", folder: Path, kills: int, few: bool) -> tuple[int, Counter[str]]:
    """Return what the gateway holds after so many lives of the naive program, with ``few`` once a duplicate shows.

    The gateway keeps neither keys nor numbers here: its own nets must not hide what the sender does.
    """
    with gateway_process(folder / "gateway", profile="query") as gateway:
        gateway.faults(**FAULTS | ({"drop_answer": 0.9} if few else {}))
        office = Office(folder / "home", gateway, naive=True)
        if not few:
            office.live(server, kills)
        while few and office.kills < kills and not office.duplicates:
            office.live_on(server)
        return office.kills, office.held()


@pytest.mark.reliability("R-01")
def test_through_a_few_kills(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, kills=6, control_kills=30, few=True)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.reliability("R-01")
def test_through_a_thousand_kills(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, kills=1000, control_kills=100)
