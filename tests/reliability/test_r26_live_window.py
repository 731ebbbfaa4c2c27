"""R-26: the window answers keys while 2,000 messages are sent from a slow disk and a sheet of 50 MB is read.

The control reads the same sheet in the window's own thread.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

import app.reference
import forms
from app.core.clock import ShiftedClock
from app.declarations.message import XmlMessage
from app.declarations.outbox import Event
from app.main.desk import Home, opened
from app.main.window import Running, running
from app.signing.demo_key import SoftwareSigner
from app.signing.signer import sign
from app.store import outbox
from app.store.drafts import create_draft
from app.store.engine import Connection, Database
from app.store.submissions import Filing, enqueue
from app.ui.desk.window import LIST, RECEIPTS, WORKBENCH
from app.ui.pages.background import background
from app.work.goods_import import GoodsImport
from forms.goods_sheet import GOODS_SHEET
from tests.helpers.files import s01
from tests.helpers.filings import NOW
from tests.helpers.gateways import gateway_process
from tests.reliability.figures import Figures
from tests.reliability.long_day import MODEL, rendered

pytestmark = pytest.mark.usefixtures("qapp")

MEGABYTE = 2**20
TICK_MS = 5
SLOW_COMMIT = 0.03  # seconds: a hard disk
TITLES = "序号,商品编号,商品名称,规格型号,数量,单位,单价,总价,币制,原产国,毛重,净重\n"
ROW = (
    "{0},2701121000,炼焦煤第{0}批，灰分不大于百分之十，硫分不大于百分之零点六,4|3|炼焦用|散装,"
    "{0}.5,千克,1.23,{0}.99,美元,蒙古,{0},{0}\n"
)


class Gaps(QObject):
    """A 5 ms timer in the window's thread; what it comes late is time in which no key could have been answered."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - TICK_MS))
        self._last = now

    def end(self) -> tuple[float, float]:
        """Stop, and return the 99th percentile and the longest, in milliseconds; a gap still open counts."""
        self._tick()
        self._timer.stop()
        ranked = sorted(self._late)
        return ranked[int(len(ranked) * 0.99)], ranked[-1]


def turn(seconds: float) -> None:
    """Let the event loop turn."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


@contextmanager
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every transaction take as long as it does on a hard disk."""
    write, pause = Database.writing, threading.Event()

    @contextmanager
    def writing(self: Database) -> Iterator[Connection]:
        with write(self) as connection:
            yield connection
            pause.wait(SLOW_COMMIT)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "writing", writing)
        yield


def queue_up(home: Home, count: int) -> None:
    """Fill the queue with signed messages, each of a draft of its own."""
    signer, template = SoftwareSigner.open(home.keys), rendered()
    with opened(home) as database, database.writing() as connection:
        for number in (f"PDL{one:06d}" for one in range(count)):
            draft = s01(number, bill_number=number)
            message = XmlMessage(template.replace(MODEL.encode(), number.encode()), number)
            draft_id = create_draft(connection, draft, NOW).id
            given = (message, message.sha256, number, draft.form, draft.mode.value)
            queued = enqueue(connection, Filing(*given, draft_id=draft_id), NOW)
            row = outbox.get(connection, queued.message_id)
            assert row is not None
            signed = sign(message, signer)
            seal = (signed.signature, signed.certificate, signed.certificate_sha256)
            outbox.move(connection, outbox.put_signature(connection, row, *seal, NOW), Event.RELEASE, NOW)


def large_sheet(path: Path, size: int) -> Path:
    """Write a csv of so many bytes."""
    with path.open("w", encoding="utf-8") as file:
        file.write(TITLES)
        number = 0
        while file.tell() < size - 1000:
            file.writelines(ROW.format(one) for one in range(number, number + 500))
            number += 500
    return path


def goods_import() -> GoodsImport:
    """Return what reads the sheet."""
    return GoodsImport(forms.load("import"), GOODS_SHEET, app.reference.load(), "USD")


def busy(program: Running, sheet: Path, seconds: float) -> tuple[float, float]:
    """Let everything go on at once while somebody goes from page to page; returns the gaps."""
    read: list[object] = []
    gaps, work = Gaps(), goods_import()
    background().run(lambda: work.open_file(sheet), read.append, read.append)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not read:
        for page in (RECEIPTS, WORKBENCH, LIST):
            program.window.window.go(page)
            turn(1.0)
    return gaps.end()


def prove(
    figures: Figures, folder: Path, monkeypatch: pytest.MonkeyPatch, count: int, megabytes: float, seconds: float
) -> None:
    """Measure the window at its busiest, and once more with the sheet read where it must not be."""
    home, clock = Home(folder / "home"), ShiftedClock(NOW)
    queue_up(home, count)
    sheet = large_sheet(folder / "goods.csv", int(megabytes * MEGABYTE))
    with gateway_process(folder / "gateway") as gateway, slow_disk(monkeypatch):
        with running(home, clock, clock.now(), gateway_url=gateway.url) as program:
            program.window.window.show()
            turn(1.0)
            usual, longest = busy(program, sheet, seconds)
            gaps = Gaps()
            turn(0.1)
            goods_import().open_file(sheet)
            turn(0.1)
            stalled = gaps.end()[1]
        arrived = len(gateway.held())
    figures.record(
        "R-26",
        figure=f"{count} 票待发（其间发出 {arrived} 票），每次写库多等 {SLOW_COMMIT * 1000:.0f} 毫秒，"
        f"导入 {megabytes:g} MB：事件循环间隔 p99 {usual:.0f} 毫秒，最长 {longest:.0f} 毫秒",
        control=f"在界面线程里读同一个文件：最长 {stalled:.0f} 毫秒",
        passed=usual < 100 and longest < 500 and stalled > 500 and arrived > 0,
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.reliability("R-26")
def test_two_thousand_messages_and_fifty_megabytes(
    figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove(figures, tmp_path, monkeypatch, count=2000, megabytes=49.5, seconds=40)
