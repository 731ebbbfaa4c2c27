"""Whether this machine's clock can be believed: a wrong one puts a wrong date under a declaration, so it stops signing.

Compared are the last thing written down here, the gateway's clock, and how time passed since the start. Two minutes are
told, a day or a clock that runs backwards stops signing until a person says that the time is right.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.clock import Clock
from app.declarations.signed import Algorithm
from app.signing.signer import Signer
from app.signing.trouble import SignerUnavailable
from app.store.engine import Connection, Database
from app.store.moments import latest_written
from app.store.settings import get_setting, put_setting

TOLD_FROM = timedelta(minutes=2)
STOPPED_FROM = timedelta(hours=24)
_CONFIRMED = "clock.confirmed"
_ASK = "请校准本机时间；确实无误时，在回执页按“时间无误”后继续"


class ClockWrong(SignerUnavailable):
    """Nothing is signed by this clock until a person says that it is right."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with the clock: one Chinese sentence, and whether it stops signing."""

    sentence: str
    stops: bool


class ClockWatch:
    """Watches the clock of one process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wall, self._monotonic = clock.now(), clock.monotonic()
        self._gateway: timedelta | None = None  # how far the gateway's clock was ahead of ours

    def hear(self, gateway_now: datetime | None) -> None:
        """Take note of the gateway's clock."""
        self._gateway = None if gateway_now is None else gateway_now - self._clock.now()

    def doubt(self) -> Doubt | None:
        """Return what speaks against the clock now, the gravest first; None where nothing does."""
        with self._database.reading() as connection:
            written, confirmed = latest_written(connection), _confirmed(connection)
        now = self._clock.now()
        found = [*self._backwards(now, written), *self._jumped(now), *self._beside_the_gateway()]
        found.sort(key=lambda one: not one.stops)
        if confirmed is not None and abs(self._true_to(confirmed, now)) < TOLD_FROM:
            found = [one for one in found if not one.stops]
        return found[0] if found else None

    def require(self) -> None:
        """Raise ClockWrong while signing is stopped."""
        found = self.doubt()
        if found is not None and found.stops:
            raise ClockWrong(found.sentence)

    def _backwards(self, now: datetime, written: datetime | None) -> list[Doubt]:
        if written is None or written - now < TOLD_FROM:
            return []
        told = f"本机时间 {now:%Y-%m-%d %H:%M} 早于上次记录的 {written:%Y-%m-%d %H:%M}，已暂停签名；{_ASK}"
        return [Doubt(told, True)]

    def _jumped(self, now: datetime) -> list[Doubt]:
        passed = timedelta(seconds=self._clock.monotonic() - self._monotonic)
        off = now - self._wall - passed
        if abs(off) < TOLD_FROM:
            return []
        way = "提前" if off > timedelta() else "倒退"
        stops = off >= STOPPED_FROM or off <= -TOLD_FROM
        told = f"程序运行中本机时间{way}了 {_length(off)}"
        return [Doubt(f"{told}，已暂停签名；{_ASK}" if stops else f"{told}，请核对本机时间", stops)]

    def _beside_the_gateway(self) -> list[Doubt]:
        off = self._gateway
        if off is None or abs(off) < TOLD_FROM:
            return []
        way = "慢" if off > timedelta() else "快"
        stops = abs(off) >= STOPPED_FROM
        told = f"本机时间比单一窗口{way} {_length(off)}"
        return [Doubt(f"{told}，已暂停签名；{_ASK}" if stops else f"{told}，请校准本机时间", stops)]

    def _true_to(self, confirmed: tuple[datetime, float | None], now: datetime) -> timedelta:
        """Return how far the clock is from where it was when a person said that it is right."""
        at, gateway = confirmed
        if gateway is not None and self._gateway is not None:
            return self._gateway - timedelta(seconds=gateway)
        return timedelta() if now >= at - TOLD_FROM else at - now

    def confirm(self, connection: Connection) -> None:
        """Note that a person has looked at the clock and says that it is right."""
        gateway = None if self._gateway is None else self._gateway.total_seconds()
        now = self._clock.now()
        put_setting(connection, _CONFIRMED, {"at": now.isoformat(), "gateway": gateway}, now)
        self._wall, self._monotonic = now, self._clock.monotonic()


def _confirmed(connection: Connection) -> tuple[datetime, float | None] | None:
    told = get_setting(connection, _CONFIRMED)
    return None if told is None else (datetime.fromisoformat(told["at"]), told["gateway"])


def _length(off: timedelta) -> str:
    minutes = round(abs(off).total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // (24 * 60)} 天"


class GuardedSigner:
    """A signer that does not sign by a clock nobody can believe."""

    def __init__(self, signer: Signer, watch: ClockWatch) -> None:
        self._signer = signer
        self._watch = watch

    @property
    def certificate(self) -> str:
        return self._signer.certificate

    @property
    def algorithm(self) -> Algorithm:
        return self._signer.algorithm

    def sign(self, data: bytes) -> bytes:
        self._watch.require()
        return self._signer.sign(data)
