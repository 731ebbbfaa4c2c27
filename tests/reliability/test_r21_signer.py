"""R-21: whatever card, PIN, driver or certificate do, the message stays frozen, the window lives, three tries are all.

The controls: the same driver in the program's own process takes it down, and a loop without a count tries seven PINs.
"""

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.aside.child import Child
from app.core.clock import SHANGHAI
from app.declarations.outbox import State
from app.declarations.signed import Algorithm
from app.signing.choice import SignerChoice, SignerKind
from app.signing.helper_process import MODULE, Helper
from app.signing.trouble import Cause, SignerUnavailable
from app.store import outbox
from app.store.engine import Database, sqlite_driver
from app.work.signing import SigningSession
from app.work.submit import sign_waiting
from tests.app.signing.keys import PIN, SOFTHSM, Card, Reader, key_file, needs_openssl, needs_softhsm
from tests.helpers.clocks import FakeClock
from tests.helpers.databases import migrated_bytes
from tests.helpers.filings import filing, frozen_row
from tests.reliability.figures import Figures

NOW = datetime(2040, 1, 1, 9, tzinfo=SHANGHAI)
SOURCE = Path(__file__).with_name("fake_driver.c")
ROOT = SOURCE.parents[2]
GAP = 0.100
WORDS = {"hang": "卡死", "crash": "崩溃", "pulled": "拔卡", "well": "恢复"}
pytestmark = [
    pytest.mark.reliability("R-21"),
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc for the misbehaving driver"),
]
# What the machine itself does to a thread that wants to wake every five milliseconds, seen from outside.
_BYSTANDER = """
import select, sys, time
worst, last = 0.0, time.perf_counter()
while not select.select([sys.stdin], [], [], 0.005)[0]:
    now = time.perf_counter()
    worst, last = max(worst, now - last), now
print(worst)
"""
# In one process: what a program does that loads the driver itself.
_ALONE = """
import sys
from app.signing.choice import SignerChoice, SignerKind
from app.signing.token_key import open_token
from app.signing.trouble import SignerUnavailable
module, act = sys.argv[1:]
for attempt in range(7):
    try:
        open_token(SignerChoice(SignerKind.TOKEN, module=module), "481516" if act == "sign" else "000000").sign(b"x")
    except SignerUnavailable:
        pass
"""


class Driver:
    """The compiled driver: what it is to do next, and how many PINs it was shown."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = folder / "driver.so"
        line = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(self.path), str(SOURCE), "-ldl"]
        subprocess.run(line, check=True, capture_output=True)
        self._order, self._log = folder / "order", folder / "log"
        monkeypatch.setenv("FAKE_DRIVER_ORDER", str(self._order))
        monkeypatch.setenv("FAKE_DRIVER_LOG", str(self._log))
        monkeypatch.setenv("FAKE_DRIVER_REAL", SOFTHSM)
        self.order("")

    def order(self, word: str) -> None:
        """Tell it how to behave."""
        self._order.write_text(word)

    def logins(self) -> int:
        """Return how many PINs it was shown since the last time asked."""
        count = len(self._log.read_text()) if self._log.exists() else 0
        self._log.write_text("")
        return count


@dataclass
class Window:
    """A thread of the window that must go on turning while a card is waited for."""

    gaps: list[float] = field(default_factory=list)

    def during(self, work: Callable[[], object]) -> object:
        """Return what ``work`` returns or raises, done elsewhere while events are answered here."""
        answers: list[object] = []

        def job() -> None:
            try:
                answers.append(work())
            except SignerUnavailable as error:
                answers.append(error)

        thread = threading.Thread(target=job)
        timer, last = QTimer(interval=5), [time.perf_counter()]
        timer.timeout.connect(lambda: self._tick(last))
        timer.start()
        thread.start()
        while thread.is_alive():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        timer.stop()
        return answers[0]

    def _tick(self, last: list[float]) -> None:
        now = time.perf_counter()
        self.gaps.append(now - last[0])
        last[0] = now


@dataclass
class Bench:
    """One office with a frozen message, a driver and its cards."""

    database: Database
    driver: Driver
    window: Window
    folder: Path
    children: list[Child] = field(default_factory=list)

    def session(self, card: Card | None = None, file: Path | None = None) -> SigningSession:
        """Return a signer on a card by the misbehaving driver, or on a file."""
        self.children.append(Child(MODULE))
        session = SigningSession(self.database, FakeClock(NOW), self.folder / "keys", Helper(self.children[-1]))
        if card is not None:
            serial = card.certificate_serial
            session.choose(
                SignerChoice(SignerKind.TOKEN, module=str(self.driver.path), token=card.serial, certificate=serial)
            )
        elif file is not None:
            session.choose(SignerChoice(SignerKind.FILE, str(file)))
        return session

    def cause(self, work: Callable[[], object]) -> Cause | None:
        """Return why something could not be signed, None if it could; the sentence is Chinese."""
        answer = self.window.during(work)
        if not isinstance(answer, SignerUnavailable):
            return None
        assert any("\u4e00" <= sign <= "\u9fff" for sign in str(answer)) and PIN not in str(answer)
        return answer.cause

    def file(self, session: SigningSession) -> Cause | None:
        """Try to sign what is frozen."""
        return self.cause(lambda: sign_waiting(self.database, session, FakeClock(NOW)))

    def frozen(self) -> int:
        """Return how many messages wait for a signature."""
        with self.database.reading() as connection:
            return len(outbox.in_state(connection, State.FROZEN))


def algorithm(bench: Bench, session: SigningSession) -> Algorithm:
    assert bench.cause(lambda: session.unlock(PIN)) is None
    session.sign(b"x")
    return session.algorithm


def pins(bench: Bench, card: Card) -> tuple[int, list[Cause | None]]:
    """Seven wrong PINs over as many starts of the program; returns what the card saw."""
    bench.driver.logins()
    causes = [bench.cause(lambda: bench.session(card).unlock("000000")) for _ in range(7)]
    return bench.driver.logins(), causes


def faults(bench: Bench, card: Card) -> list[tuple[str, Cause | None, int]]:
    """Hang, crash, pull the card; the message is looked at after each."""
    session = bench.session(card)
    found: list[tuple[str, Cause | None, int]] = []
    for order in ("hang", "crash"):
        assert bench.cause(lambda: session.unlock(PIN)) is None
        bench.driver.order(order)
        found.append((order, bench.file(session), bench.frozen()))
        bench.driver.order("")
    assert bench.cause(lambda: session.unlock(PIN)) is None
    card.pull()
    found.append(("pulled", bench.file(session), bench.frozen()))
    card.insert()
    assert bench.cause(lambda: session.unlock(PIN)) is None
    found.append(("well", bench.file(session), bench.frozen()))
    return found


def alone(driver: Driver, act: str) -> int:
    """Return how a program ends that loads the driver itself."""
    line = [sys.executable, "-c", _ALONE, str(driver.path), act]
    return subprocess.run(line, check=False, capture_output=True, cwd=ROOT, timeout=60).returncode


@needs_softhsm
@needs_openssl
@pytest.mark.timeout(300)
def test_every_fault_of_a_signer(
    figures: Figures, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bystander = subprocess.Popen([sys.executable, "-c", _BYSTANDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader, driver = Reader(tmp_path / "hsm", monkeypatch), Driver(tmp_path, monkeypatch)
    (tmp_path / "portdesk.db").write_bytes(migrated_bytes())
    old, new, spent = reader.card("old"), reader.card("new", "p256"), reader.card("spent")
    past = reader.card("past", until=datetime(2030, 1, 1, tzinfo=UTC))
    with Database(sqlite_driver(tmp_path / "portdesk.db")) as database:
        bench = Bench(database, driver, Window(), tmp_path)
        frozen_row(database, filing())
        shown, causes = pins(bench, spent)
        kinds = [algorithm(bench, bench.session(card)) for card in (old, new)]
        kinds.append(algorithm(bench, bench.session(file=key_file(tmp_path, "sm2"))))
        outdated = bench.cause(lambda: bench.session(past).unlock(PIN)), bench.file(bench.session(past))
        found = faults(bench, new)
        for child in bench.children:
            child.close()
    noise = float(bystander.communicate(b"x")[0])
    driver.order("crash")
    killed = alone(driver, "sign")
    driver.order("")
    driver.logins()
    alone(driver, "wrong")
    uncounted = driver.logins()
    worst, ended = max(bench.window.gaps), signal.Signals(-killed).name if killed < 0 else str(killed)
    waiting = "，".join(f"{WORDS[order]}后待签 {left} 份" for order, _, left in found)
    figures.record(
        "R-21",
        figure=f"错 7 次 PIN 卡只见到 {shown} 次；两张卡按证书选中；{'、'.join(kind.value for kind in kinds)} 按证书；"
        f"过期拒签；{waiting}；界面间隔最长 {worst * 1000:.0f} 毫秒"
        f"（同时旁观进程的停顿 {noise * 1000:.0f} 毫秒）",
        control=f"驱动装在本进程：程序以 {ended} 结束；不计次的程序让卡见到 {uncounted} 次 PIN",
        passed=shown == 3
        and causes == [Cause.PIN_WRONG] * 2 + [Cause.PIN_BLOCKED] * 5
        and kinds == [Algorithm.RSA_SHA256, Algorithm.ECDSA_SHA256, Algorithm.SM2_SM3]
        and outdated[0] is Cause.OUTDATED
        and found
        == [("hang", Cause.HUNG, 1), ("crash", Cause.CRASHED, 1), ("pulled", Cause.NO_CARD, 1), ("well", None, 0)]
        and worst < max(GAP, noise + GAP / 2)
        and killed == -signal.SIGSEGV
        and uncounted == 7,
    )
