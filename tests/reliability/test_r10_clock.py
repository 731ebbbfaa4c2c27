"""R-10: whatever the wall clock does, nothing is sent again early or forgotten, and a wrong clock signs nothing.

The controls measure the quiet window by the wall clock, and believe any clock.
"""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.declarations.outbox import State
from app.store.engine import Database, sqlite_driver
from app.transport.gateway import Kind
from app.work.clock_watch import ClockWatch
from app.work.send import LEASE
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.filings import filing
from tests.reliability import mutants
from tests.reliability.figures import Figures
from tests.reliability.mutants import Mutant

ROOT = Path(__file__).resolve().parents[2]
JUMPS: dict[str, Callable[[datetime], datetime]] = {
    "退 3 天": lambda now: now - timedelta(days=3),
    "进 400 天": lambda now: now + timedelta(days=400),
    "夏令时": lambda now: now.astimezone(ZoneInfo("Europe/Berlin")) + timedelta(hours=1),
    "租约中回拨 1 小时": lambda now: now - timedelta(hours=1),
    "进 5 小时": lambda now: now + timedelta(hours=5),
}
STOPPING = {"退 3 天", "进 400 天", "租约中回拨 1 小时"}
FAKETIME = next((path for path in sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")) if path.is_file()), None)


def nothing(patch: pytest.MonkeyPatch) -> None:
    """Leave everything as it is."""


def goes_on(folder: Path, jump: Callable[[datetime], datetime], kind: Kind, mutant: Mutant) -> str:
    """Send, let the clock jump while it is under way, and wait; returns what went wrong."""
    folder.mkdir()
    (folder / "portdesk.db").write_bytes(migrated_bytes())
    with Database(sqlite_driver(folder / "portdesk.db")) as database, pytest.MonkeyPatch.context() as patch:
        mutant(patch)
        desk = Desk(database, kind)
        queued = desk.put(filing("PD1", "一"))
        desk.gateway.faults.append(Fault.STUCK)  # it stays under way for five minutes
        desk.delivery.send()
        for _ in range(4):
            desk.clock.set_wall(jump(desk.clock.now()))
            desk.work(75)
        early = len(desk.gateway.sent) > 1 and kind is Kind.QUERY
        desk.gateway.take(desk.gateway.stuck.pop())
        began = desk.clock.monotonic()
        while desk.row(queued).state is not State.ACKED and desk.clock.monotonic() - began < 4000:
            desk.work(30)
        late = desk.clock.monotonic() - began
        count = len(desk.gateway.declarations)
        if count != 1 or early:
            return f"{count} 份{'，提早重发' if early else ''}"
        return "" if desk.row(queued).state is State.ACKED and late < LEASE.total_seconds() + 800 else "没有到头"


def wrong_answers(folder: Path, mutant: Mutant, jumps: Iterable[str], kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the jumps after which something is sent early, late or twice."""
    found = {}
    for number, (name, kind) in enumerate(itertools.product(jumps, kinds)):
        if why := goes_on(folder / f"{mutant.__name__}-{number}", JUMPS[name], kind, mutant):
            found[f"{name} {kind}"] = why
    return found


def stopped(folder: Path, jump: Callable[[datetime], datetime]) -> bool:
    """Tell whether a program that starts after a jump refuses to sign."""
    folder.mkdir()
    (folder / "portdesk.db").write_bytes(migrated_bytes())
    with Database(sqlite_driver(folder / "portdesk.db")) as database:
        desk = Desk(database)
        desk.put(filing("PD1", "一"))
        gateways = desk.clock.now()
        desk.clock.set_wall(jump(desk.clock.now()))
        watch = ClockWatch(database, desk.clock)
        watch.hear(gateways)
        doubt = watch.doubt()
        return doubt is not None and doubt.stops


SCRIPT = """
import json, sys
from pathlib import Path
from app.core.clock import SystemClock
from app.store.engine import Database, sqlite_driver
from app.store.outbox import note
from app.work.clock_watch import ClockWatch
clock = SystemClock()
with Database(sqlite_driver(Path(sys.argv[1]))) as database:
    doubt = ClockWatch(database, clock).doubt()
print(json.dumps({"monotonic": clock.monotonic(), "sentence": doubt.sentence if doubt else "",
                  "stops": bool(doubt and doubt.stops)}))
"""


def under_faketime(database: Path, offset: str) -> dict[str, object]:
    """Start a real process whose wall clock alone is off, and return what it says of the clock."""
    environment = dict(os.environ) | {"LD_PRELOAD": str(FAKETIME), "FAKETIME": offset}
    environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(database)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def real_processes(folder: Path) -> str:
    """Return what is wrong with a real process three days back; what was written down is of today."""
    folder.mkdir()
    path = folder / "portdesk.db"
    path.write_bytes(migrated_bytes())
    with Database(sqlite_driver(path)) as database:
        desk = Desk(database)
        desk.clock.set_wall(datetime.now(ZoneInfo("Asia/Shanghai")))
        desk.put(filing("PD1", "一"))
    right, back = under_faketime(path, "+0d"), under_faketime(path, "-3d")
    return "" if (right["stops"], back["stops"]) == (False, True) else f"{right} {back}"


def prove(figures: Figures, folder: Path) -> None:
    wrong = wrong_answers(folder, nothing, JUMPS, (Kind.IDEMPOTENT, Kind.QUERY))
    refused = {name for number, (name, jump) in enumerate(JUMPS.items()) if stopped(folder / f"stop-{number}", jump)}
    really = real_processes(folder / "real")
    control = wrong_answers(folder, mutants.quiet_by_the_wall_clock, ("进 400 天", "进 5 小时"), (Kind.QUERY,))
    figures.record(
        "R-10",
        figure=f"{len(JUMPS)} 种跳变 × 2 类网关：{len(wrong)} 次提早、推迟或重复{wrong or ''}；"
        f"{'、'.join(sorted(refused))}时拦住签名并说清原因；libfaketime 下的真实进程{really or '同样'}",
        control=f"静默期按墙上时钟：{len(control)} 次提早重发或重复",
        passed=not wrong and not really and refused == STOPPING and bool(control),
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.reliability("R-10")
@pytest.mark.skipif(FAKETIME is None, reason="没有 libfaketime")
def test_the_clock_may_do_what_it_likes(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path)
