"""R-07: on a way where everything goes wrong each failure lands where the design says, and nothing is declared twice.

The control takes every failure for "not sent" and sends again under a new key.
"""

import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.declarations.message import XmlMessage
from app.declarations.outbox import State
from app.store.engine import Database, sqlite_driver
from app.store.submissions import Filing
from app.transport.gateway import Envelope, GatewayProfile, Kind
from app.transport.http import TOTAL_SECONDS, HttpGateway
from app.transport.outcome import NotSent, Outcome, Unknown
from app.work.deliver import Delivery
from app.work.patience import Patience
from app.work.submit import submit
from tests.helpers.databases import migrated_bytes
from tests.helpers.gateways import GatewayProcess, gateway_process
from tests.helpers.mortal_lives import S01, S01_NUMBER
from tests.helpers.signing import signed, signer
from tests.reliability.chaos import TOXICS, chaos_before
from tests.reliability.figures import Figures

SWIFT = Patience(first=0.005, longest=0.02, open_after=1000)
TAKEN = {
    "通过": {"acked", "duplicate"},
    "重复答复": {"acked", "duplicate"},
    "到达两次": {"duplicate"},
}
MEANT = {name: TAKEN.get(name, {"unknown"}) for name in TOXICS}
CALL = 0.4  # seconds for one call, in the place of 120
PATIENT = 2.0  # the same where each kind is looked at once


class Timed(HttpGateway):
    """Notes what came of every sending, and the longest any took; ``careless`` believes that nothing arrived."""

    careless = False

    def __init__(self, url: str, seconds: float = CALL) -> None:
        super().__init__(url, name="gateway", total_seconds=seconds)
        self.outcomes: Counter[str] = Counter()
        self.longest = 0.0

    def submit(self, envelope: Envelope) -> Outcome:
        began = time.monotonic()
        if self.careless:
            envelope = replace(envelope, message_id=str(uuid.uuid4()))
        outcome = super().submit(envelope)
        self.longest = max(self.longest, time.monotonic() - began)
        self.outcomes[outcome.name] += 1
        return NotSent("careless") if self.careless and isinstance(outcome, Unknown) else outcome


class Careless(Timed):
    """The control."""

    careless = True


def each_toxic_means(gateway: GatewayProcess) -> dict[str, str]:
    """Return the toxics that lead elsewhere than they must, with what they came to."""
    wrong = {}
    for number, (name, toxic) in enumerate(TOXICS.items()):
        with chaos_before(gateway.url, {name: toxic}, patience=PATIENT * 2) as (url, _):
            way = Timed(url, PATIENT)
            way.submit(_envelope(f"XD{number:010d}"))
            way.close()
        if not set(way.outcomes) <= MEANT[name]:
            wrong[name] = str(dict(way.outcomes))
    return wrong


def _envelope(number: str) -> Envelope:
    content = S01.replace(S01_NUMBER, number).encode()
    return Envelope(str(uuid.uuid4()), 1, "declare", signed(XmlMessage(content, number)))


def sent_through(
    folder: Path, gateway: GatewayProcess, way: Callable[[str], Timed], sends: int
) -> tuple[Timed, dict[str, int], int]:
    """Send so many messages through all toxics; returns the way, what the gateway holds and how many are not acked."""
    folder.mkdir()
    (folder / "portdesk.db").write_bytes(migrated_bytes())
    clock = SystemClock()
    numbers = [f"{folder.name[0].upper()}D{number:010d}" for number in range(sends)]
    with (
        Database(sqlite_driver(folder / "portdesk.db")) as database,
        chaos_before(gateway.url, TOXICS, patience=CALL * 2) as (url, _),
    ):
        gone = way(url)
        profile = GatewayProfile(Kind.IDEMPOTENT, quiet=timedelta(seconds=2))
        delivery = Delivery(database, gone, signer(), clock, profile=profile, patience=SWIFT)
        delivery.recover()
        for number in numbers:
            message = XmlMessage(S01.replace(S01_NUMBER, number).encode(), number)
            submit(database, signer(), Filing(message, message.sha256, number, "import", "once"), clock)
        deadline = clock.monotonic() + 60 + sends
        while clock.monotonic() < deadline and (wait := delivery.sender.wait()) is not None:
            if delivery.send() is None:
                time.sleep(min(wait, 0.05) + 0.001)
        with database.reading() as connection:
            states = connection.exec_driver_sql("SELECT state FROM outbox").scalars().all()
        gone.close()
    held = Counter(row["client_seq_no"] for row in gateway.held())
    return gone, {number: held[number] for number in numbers}, sum(state != State.ACKED for state in states)


def prove(figures: Figures, folder: Path, sends: int, control_sends: int) -> None:
    with gateway_process(folder / "gateway", pace=3600.0) as gateway:
        gateway.held()  # it is awake then
        wrong = each_toxic_means(gateway)
        way, held, open_still = sent_through(folder / "right", gateway, Timed, sends)
    with gateway_process(folder / "other", pace=3600.0, profile="query") as gateway:
        _, careless, _ = sent_through(folder / "careless", gateway, Careless, control_sends)
    twice = sum(count - 1 for count in held.values() if count > 1)
    lost = sum(count == 0 for count in held.values()) + open_still
    twice_in_control = sum(count - 1 for count in careless.values() if count > 1)
    slack = 2.0  # of a machine that has other things to do
    figures.record(
        "R-07",
        figure=f"{len(TOXICS)} 种线路{'各入规定状态' if not wrong else f'不符：{wrong}'}；"
        f"{sends} 票经 {way.outcomes.total()} 次发送：{twice} 重复、{lost} 未达；"
        f"一次调用最长 {way.longest:.2f} 秒（限 {CALL} 秒，正式为 {TOTAL_SECONDS:.0f} 秒）",
        control=f"把不明当作没发出、换新编号重发（{control_sends} 票）：{twice_in_control} 重复",
        passed=not wrong and twice == lost == 0 and way.longest < CALL + slack and twice_in_control > 0,
    )


@pytest.mark.slow
@pytest.mark.timeout(2400)
@pytest.mark.reliability("R-07")
def test_everything_that_can_go_wrong(figures: Figures, tmp_path: Path) -> None:
    prove(figures, tmp_path, sends=1600, control_sends=40)
