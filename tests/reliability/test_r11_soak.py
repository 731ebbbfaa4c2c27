"""R-11: three days of filing in minutes, with kills, outages and backups: memory, handles and the log stay as they are.

The control is the end of the same run, in which the program leaks on purpose: every gauge must rise.
"""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression

import httpx
import psutil
import pytest
from sqlalchemy import func, select

from app.main.desk import Home, opened
from app.store.tables import receipts, submissions
from tests.helpers.gateways import GatewayProcess
from tests.helpers.loopback import free_port
from tests.reliability.fast_time import FACTOR, START
from tests.reliability.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 2**20
LARGEST_LOG = 16 * MEGABYTE
WARM_UP = 300  # declarations until all that is read once has been read
SLACK = 3  # handles or threads more or less: a call under way has some


@dataclass(frozen=True, slots=True)
class Sample:
    """What one process had in its hands after so many declarations; sizes in bytes."""

    filed: int
    memory: int
    handles: int
    threads: int
    log: int


@dataclass(frozen=True, slots=True)
class Gauges:
    """How a stretch of samples developed."""

    slope: float  # megabytes per thousand declarations
    handles: int  # more at the end than at the beginning
    threads: int
    log: int

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> "Gauges":
        """Read the gauges over at least eight samples."""
        fit = linear_regression([one.filed / 1000 for one in samples], [one.memory / MEGABYTE for one in samples])
        part = max(2, len(samples) // 4)
        early, late = samples[:part], samples[-part:]
        return cls(
            fit.slope,
            max(one.handles for one in late) - max(one.handles for one in early),
            max(one.threads for one in late) - max(one.threads for one in early),
            max(one.log for one in samples),
        )

    @property
    def steady(self) -> bool:
        """Whether everything is within its limit."""
        return self.slope < 1 and self.handles <= SLACK and self.threads <= SLACK and self.log < LARGEST_LOG

    @property
    def all_risen(self) -> bool:
        """Whether everything is beyond its limit."""
        return self.slope > 1 and self.handles > SLACK and self.threads > SLACK and self.log > LARGEST_LOG

    def __str__(self) -> str:
        return (
            f"内存每千票 {self.slope:+.2f} MB，句柄 {self.handles:+d}，线程 {self.threads:+d}，"
            f"WAL 最大 {self.log / MEGABYTE:.1f} MB"
        )


class Gateway:
    """A gateway on fast time that can be stopped and started again at the same address."""

    def __init__(self, data: Path, began: float) -> None:
        self._data = data
        self._began = began
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        words = ["serve", "--port", str(self._port), "--data", str(self._data), "--pace", "60"]
        command = [sys.executable, "-m", "tests.reliability.fast_time", str(self._began), *words]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert "listening" in self._process.stdout.readline()

    def stop(self) -> None:
        """Pull its plug."""
        assert self._process is not None and self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def fast_gateway(data: Path, began: float) -> Iterator[Gateway]:
    """Run a gateway for the length of a block."""
    gateway = Gateway(data, began)
    gateway.start()
    try:
        yield gateway
    finally:
        gateway.stop()


@dataclass
class Soak:
    """A home, a gateway and the processes that worked on it."""

    home: Path
    gateway: Gateway
    began: float
    chance: random.Random = field(default_factory=lambda: random.Random(20260302))
    samples: list[Sample] = field(default_factory=list)
    filed: int = 0
    backups: int = 0
    outages: int = 0
    longest_log: int = 0  # while a backup was made

    @contextmanager
    def process(self, count: int, leaking: int = 0) -> Iterator["subprocess.Popen[str]"]:
        """Run the office from the next number on."""
        numbers = [str(number) for number in (self.filed, count, leaking)]
        words = [str(self.home), self.gateway.url, str(self.began), *numbers]
        command = [sys.executable, "-m", "tests.reliability.long_day", *words]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            yield child

    def kill(self, declarations: int) -> None:
        """Let a process file about so many declarations and kill it."""
        with self.process(declarations * 2) as child:
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("done") or self.chance.random() < 0.5:
                    break
            child.kill()
        self.filed += declarations * 2  # numbers it may have used

    def work(self, count: int, leaking: int, outages: int, backups: int) -> None:
        """Let one process file all its declarations; pull the gateway's plug and make backups meanwhile."""
        first, told = self.filed, 0
        pulls = {count * number // (outages + 1) for number in range(1, outages + 1)}
        saves = {count * number // (backups + 1) for number in range(1, backups + 1)}
        with self.process(count, leaking) as child:
            watched = psutil.Process(child.pid)
            assert child.stdout is not None
            for line in child.stdout:
                if line.startswith("done"):
                    break
                before, told = told, int(line.split()[1]) - first
                self.samples.append(self._sample(watched, told))
                self.outages += self._outage() if any(before < one <= told for one in pulls) else 0
                self.backups += self._back_up(told, watched) if any(before < one <= told for one in saves) else 0
            assert child.wait(60) == 0
        self.filed = first + count + leaking

    def _sample(self, process: psutil.Process, told: int) -> Sample:
        log = self.home / "portdesk.db-wal"
        size = log.stat().st_size if log.exists() else 0
        return Sample(told, process.memory_info().rss, process.num_fds(), process.num_threads(), size)

    def _outage(self) -> int:
        self.gateway.stop()
        time.sleep(self.chance.uniform(0.2, 1.0))  # hours of the fast time
        self.gateway.start()
        return 1

    def _back_up(self, filed: int, watched: psutil.Process) -> int:
        """Make a backup beside the work and keep an eye on the log, which cannot be folded in meanwhile."""
        command = [sys.executable, "-m", "app", "backup", "create", "--home", str(self.home)]
        with subprocess.Popen([*command, "--now", START.isoformat()], cwd=ROOT, stdout=subprocess.DEVNULL) as child:
            while child.poll() is None:
                self.longest_log = max(self.longest_log, self._sample(watched, filed).log)
                time.sleep(0.1)
        return child.returncode == 0

    def stuck(self) -> int:
        """Count what is not final, not held exactly once by the gateway, or without its five receipts."""
        with httpx.Client(base_url=self.gateway.url, trust_env=False, timeout=60) as http:
            held = Counter(row["client_seq_no"] for row in GatewayProcess(self.gateway.url, http).held())
        with opened(Home(self.home)) as database, database.reading() as connection:
            rows = connection.execute(select(submissions.c.client_seq_no, submissions.c.final)).all()
            came: int = connection.execute(select(func.count()).select_from(receipts)).scalar_one()
        ours = Counter(row.client_seq_no for row in rows)
        return (
            sum(not row.final for row in rows)
            + (held - ours).total()
            + (ours - held).total()
            + abs(came - 5 * len(rows))
        )


def prove(figures: Figures, folder: Path, count: int, kills: int, outages: int, leaking: int) -> None:
    """Work for days, with everything that happens in days, and then with leaks."""
    began = time.monotonic()
    with fast_gateway(folder / "gateway", began) as gateway:
        soak = Soak(folder / "home", gateway, began)
        for _ in range(kills):
            soak.kill(50)
        soak.samples.clear()
        soak.work(count, leaking, outages, backups=3)
        hours = (time.monotonic() - began) * FACTOR / 3600
        stuck = soak.stuck()
    steady = Gauges.of([one for one in soak.samples if WARM_UP <= one.filed < count])
    control = Gauges.of([one for one in soak.samples if one.filed >= count])
    figures.record(
        "R-11",
        figure=f"{count} 票，{kills} 次 SIGKILL，{soak.outages} 次停机，{soak.backups} 次备份，虚拟 {hours:.0f} 小时："
        f"{steady}（备份时 {soak.longest_log / MEGABYTE:.1f} MB），{stuck} 卡住",
        control=f"同一进程最后 {leaking} 票故意泄漏：{control}",
        passed=steady.steady and control.all_risen and stuck == 0 and (soak.outages, soak.backups) == (outages, 3),
    )


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.reliability("R-11")
def test_three_days_of_five_thousand_declarations(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, count=5000, kills=20, outages=10, leaking=400)
