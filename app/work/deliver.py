"""Everything that moves messages, put together once: sign, send, ask, collect; driven by a thread or by a command."""

import contextlib
import math
import os
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.core.clock import Clock
from app.declarations.outbox import State
from app.signing.signer import Signer
from app.store.engine import Database
from app.store.standing import Standing, open_ids, standings
from app.transport.errors import GatewayError
from app.transport.gateway import Gateway, GatewayProfile
from app.work.clock_watch import ClockWatch, GuardedSigner
from app.work.inventory import Inventory
from app.work.manifest import ManifestCheck, ask_manifest
from app.work.patience import Breaker, Patience
from app.work.poll import Polled, Poller
from app.work.room import Room, unbounded
from app.work.send import Sender
from app.work.submit import sign_waiting

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 2.0
_STRAGGLERS = 3.0  # seconds for receipts that the final one has overtaken
_NO_ANSWER = "单一窗口没有答复，单证已在发送队列中，稍后会自动再试；请检查网络和网关地址"


class Delivery:
    """One process's way out: a signer, a sender and a poller on one gateway. Not for use from two threads at once.

    ``profile`` says what to rely on; what the gateway says of itself comes before its kind. ``watch`` keeps the signer
    from signing by a wrong clock; there is none where a person has told the time (``--now``).
    """

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        signer: Signer,
        clock: Clock,
        *,
        profile: GatewayProfile | None = None,
        patience: Patience | None = None,
        chance: random.Random | None = None,
        room: Room = unbounded,
        watch: ClockWatch | None = None,
    ) -> None:
        self.database = database
        self.gateway = gateway
        self.clock = clock
        self.chance = chance or random.SystemRandom()
        self.watch = watch
        self.signer = signer if watch is None else GuardedSigner(signer, watch)
        waits = patience or Patience()
        relied_on = profile or GatewayProfile()
        self.breaker = Breaker(waits, clock.monotonic)
        owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        self.sender = Sender(
            database,
            gateway,
            lambda: relied_on.as_told(gateway.kind),
            clock,
            self.chance,
            owner,
            waits,
            self.breaker,
            room,
        )
        self._poller = Poller(database, gateway, clock, lambda: relied_on)
        self._inventory = Inventory(database, gateway, clock)

    def recover(self) -> frozenset[str]:
        """Call once at start, before anything else: T6, and receipts stored but not applied."""
        with contextlib.suppress(GatewayError):
            health = self.gateway.health()  # so that it is known by its name before anything is sent to it
            if self.watch is not None:
                self.watch.hear(health.now)
        self.sender.recover()
        return self._poller.apply()

    def sign(self) -> frozenset[str]:
        """Bring frozen messages to READY; raises SignerUnavailable, StoreTrouble."""
        return sign_waiting(self.database, self.signer, self.clock)

    def send(self, only: Sequence[str] | None = None) -> str | None:
        """Send or ask about one message that is due (``only``: of these submissions); returns its submission."""
        row = self.sender.step(only)
        return None if row is None else row.decl_id

    def ask_manifest(self, draft_id: str) -> ManifestCheck:
        """Ask about a draft's manifest and keep the answer beside it; what cannot be asked is simply not verified."""
        return ask_manifest(self.database, self.gateway, draft_id, self.clock)

    def collect(self) -> Polled:
        """Fetch and apply receipts; raises GatewayError, StoreTrouble."""
        try:
            polled = self._poller.poll()
        except GatewayError as error:
            self.breaker.heard(error)
            raise
        self.breaker.succeeded()
        return replace(polled, strangers=self._inventory.look())


@dataclass(frozen=True, slots=True)
class Driven:
    """How far a drive came: where each submission stands, and why the last question got no answer, if it did not."""

    standings: tuple[Standing, ...]
    trouble: str

    @property
    def all_final(self) -> bool:
        """Whether nothing more is due for any of them before its filer acts."""
        return all(one.final or one.at_rest for one in self.standings)

    @property
    def all_told(self) -> bool:
        """Whether no receipt can still be on its way: a final one may overtake those before it."""
        return all(one.last_came or one.outbox_state is not State.ACKED for one in self.standings)


def drive(delivery: Delivery, ids: Sequence[str] | None, seconds: float, pause: Callable[[float], object]) -> Driven:
    """Deliver and collect until the submissions (None: all that are open) are final or ``seconds`` are over.

    A person waits, so nothing else is waited for: all that is wanted is tried at once. With 0 seconds it is tried
    once and no receipt is asked for. What else is queued is left alone: it may be meant for another gateway than the
    one this person named. ``pause`` waits for so many seconds. Raises SignerUnavailable, StoreTrouble.
    """
    clock = delivery.clock
    deadline = clock.monotonic() + seconds
    enough = math.inf
    wanted = list(ids) if ids is not None else _open(delivery)
    rest, trouble = _FIRST_PAUSE, ""
    delivery.sign()
    delivery.sender.hurry()
    while True:
        moved = _send_all(delivery, ids, deadline if seconds > 0 else math.inf)
        if clock.monotonic() < deadline:
            news, trouble = _collect(delivery)
            moved = moved or news
        if delivery.breaker.failures and not trouble:
            trouble = _NO_ANSWER
        driven = Driven(tuple(_stand(delivery, wanted)), trouble)
        if driven.all_final:
            enough = min(enough, clock.monotonic() + _STRAGGLERS)
        left = min(deadline, enough) - clock.monotonic()
        if (driven.all_final and driven.all_told) or left <= 0:
            return driven
        rest = _FIRST_PAUSE if moved else min(rest * 1.5, _LONGEST_PAUSE)
        pause(min(rest, left))


def _send_all(delivery: Delivery, only: Sequence[str] | None, deadline: float) -> bool:
    tried: set[str] = set()
    while (submission := delivery.send(only)) is not None and submission not in tried:
        tried.add(submission)
        if delivery.clock.monotonic() > deadline:
            break
    return bool(tried)


def _collect(delivery: Delivery) -> tuple[bool, str]:
    try:
        return delivery.collect().new > 0, ""
    except GatewayError as error:
        return False, str(error)


def _open(delivery: Delivery) -> list[str]:
    with delivery.database.reading() as connection:
        return open_ids(connection)


def _stand(delivery: Delivery, ids: Sequence[str]) -> list[Standing]:
    with delivery.database.reading() as connection:
        return standings(connection, ids)
