"""What to do about a message that may have arrived: ask by its id, and send again only where that is proven safe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from app.store.outbox import OutboxRow
from app.transport.gateway import GatewayProfile, Kind

PARK_AFTER = timedelta(hours=24)


class Advice(Enum):
    """What the design lets happen next to a message in doubt."""

    RESEND = auto()  # T7: same bytes, same key, a gateway that keeps keys
    ABSENT = auto()  # T9: proven not to be there
    WAIT = auto()
    GIVE_UP = auto()  # T10: a person has to look


@dataclass(slots=True)
class Watch:
    """What this process has seen of one send in doubt; a restart or another send begins it anew.

    All times are monotonic: a clock set forward must not shorten the quiet window.
    """

    epoch: int
    since: float
    negatives: list[float] = field(default_factory=list)
    failures: int = 0


class Doubts:
    """The watches of all messages in doubt and the advice that follows from them."""

    def __init__(self, profile: Callable[[], GatewayProfile], monotonic: Callable[[], float]) -> None:
        self._told = profile
        self._monotonic = monotonic
        self._watches: dict[str, Watch] = {}

    @property
    def _profile(self) -> GatewayProfile:
        return self._told()

    def watch(self, row: OutboxRow) -> Watch:
        """Return the watch of a row's latest send, begun now if there is none."""
        known = self._watches.get(row.message_id)
        if known is None or known.epoch != row.lease_epoch:
            known = Watch(row.lease_epoch, self._monotonic())
            self._drop_old()
            self._watches[row.message_id] = known
        return known

    def forget(self, message_id: str) -> None:
        """Drop the watch of a message that is in doubt no longer."""
        self._watches.pop(message_id, None)

    def _drop_old(self) -> None:
        """Drop the watches of messages that a receipt settled, or a person: at worst one in doubt waits once more."""
        oldest = self._monotonic() - PARK_AFTER.total_seconds()
        self._watches = {name: watch for name, watch in self._watches.items() if watch.since > oldest}

    def may_ask(self) -> bool:
        """Whether this gateway answers questions at all."""
        return self._profile.kind is not Kind.BARE

    def when_absent(self, row: OutboxRow, first_sent: datetime | None, now: datetime) -> Advice:
        """Return the advice after the gateway said that it has nothing under our id."""
        watch, seen = self.watch(row), self._monotonic()
        if self._may_resend(row, first_sent, now):
            return Advice.RESEND
        if not self._is_quiet(watch):
            return Advice.WAIT  # an earlier send may still be on its way: this negative proves nothing
        watch.negatives.append(seen)
        apart = self._profile.between_queries.total_seconds()
        return Advice.ABSENT if seen - watch.negatives[0] >= apart and len(watch.negatives) > 1 else Advice.WAIT

    def when_silent(self, row: OutboxRow, doubted: datetime | None, now: datetime) -> Advice:
        """Return the advice while the gateway cannot be asked; ``doubted`` is since when it is in doubt."""
        watch = self.watch(row)
        watch.failures += 1
        old = _is_old(doubted, now)
        # The quiet window gives receipts and a gateway that just comes back the time to settle it without a person.
        return Advice.GIVE_UP if self._is_quiet(watch) and (old or not self.may_ask()) else Advice.WAIT

    def when_elsewhere(self, doubted: datetime | None, now: datetime) -> Advice:
        """Return the advice while another gateway is in use than the one that may hold the message."""
        return Advice.GIVE_UP if _is_old(doubted, now) else Advice.WAIT

    def rest(self, row: OutboxRow) -> float:
        """Return the seconds until another look can bring something new."""
        quiet_left = self.watch(row).since + self._profile.quiet.total_seconds() - self._monotonic()
        return quiet_left if quiet_left > 0 else self._profile.between_queries.total_seconds()

    def _is_quiet(self, watch: Watch) -> bool:
        return self._monotonic() - watch.since >= self._profile.quiet.total_seconds()

    def _may_resend(self, row: OutboxRow, first_sent: datetime | None, now: datetime) -> bool:
        if self._profile.kind is not Kind.IDEMPOTENT or row.cancel_requested or row.last_error_code == "refused":
            # Refused on a resend: sending once more changes nothing, only proven absence lets the refusal count.
            return False
        # Of a clock that was set back nobody knows how old the key is.
        return first_sent is not None and abs(now - first_sent) < self._profile.key_retention / 2


def _is_old(doubted: datetime | None, now: datetime) -> bool:
    return doubted is not None and now - doubted >= PARK_AFTER
