"""Sends what is due: durable intent, one try, a durable record; what may have arrived is asked about first (§2.3)."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from app.core.clock import Clock
from app.declarations.message import XmlMessage
from app.declarations.outbox import Event, State
from app.declarations.signed import CertificateUnusable, SignatureInvalid, SignedMessage
from app.store import attempts, outbox, reconcile
from app.store.attempts import AttemptKind
from app.store.engine import Database, StoreTrouble
from app.store.outbox import OutboxRow, RowMoved
from app.transport.gateway import Envelope, Gateway, GatewayProfile
from app.transport.http import TOTAL_SECONDS
from app.transport.outcome import AuthHold, NotSent, Outcome, RetryAfter, Unknown
from app.work.doubt import Advice
from app.work.patience import Breaker, Patience
from app.work.record import record_outcome
from app.work.room import NoRoom, Room, require_room
from app.work.settle import Settler

LEASE = timedelta(seconds=TOTAL_SECONDS + 60)
_LONGEST_RETRY_AFTER = 3600.0
_LONGEST_WAIT = _LONGEST_RETRY_AFTER + 60.0
_DAMAGED_WAIT = timedelta(hours=1)


class Damaged(StoreTrouble):
    """The stored bytes of a message no longer carry their signature."""


class Sender:
    """One process's sender; ``owner`` marks its leases. Not for use from two threads at once."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        profile: Callable[[], GatewayProfile],
        clock: Clock,
        chance: random.Random,
        owner: str,
        patience: Patience,
        breaker: Breaker,
        room: Room,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._profile = profile
        self._clock = clock
        self._chance = chance
        self._owner = owner
        self._patience = patience
        self._breaker = breaker
        self._room = room
        self._settler = Settler(database, gateway, profile, clock, chance, patience, breaker)
        self._held: dict[str, float] = {}
        self._unrecorded = False
        self._restored: datetime | None = None

    def recover(self) -> None:
        """Call once at start: whatever was being sent is in doubt (T6), and no wait outlasts a clock set back."""
        latest = self._clock.now() + timedelta(seconds=max(self._patience.longest, _LONGEST_RETRY_AFTER))
        with self._database.writing() as connection:
            outbox.no_later_than(connection, latest)
            self._restored = reconcile.restored_at(connection)
        self._interrupt(lambda row: True)

    def step(self, only: Sequence[str] | None = None) -> OutboxRow | None:
        """Do the one piece of work that is due longest (``only``: of these submissions) and return its row.

        None if nothing is due. Raises StoreTrouble; what could not be recorded is in doubt at the next step.
        """
        if self._unrecorded:
            self._interrupt(lambda row: row.lease_owner == self._owner)
            self._unrecorded = False
        if self._breaker.remaining() > 0:
            return None
        now = self._clock.now()
        self._interrupt(lambda row: row.lease_until is not None and row.lease_until < now)
        with self._database.reading() as connection:
            row = outbox.due(connection, now, self._under_hold(), only)
        return None if row is None else self._work_on(row)

    def wait(self) -> float | None:
        """Return the seconds until something may be due, None while nothing waits."""
        with self._database.reading() as connection:
            next_due = outbox.next_due(connection)
        if next_due is None:
            return None
        until_due = (next_due - self._clock.now()).total_seconds()
        if until_due > _LONGEST_WAIT and self._pull_in():
            return self._breaker.remaining()
        holds = [self._held[certificate] - self._clock.monotonic() for certificate in self._under_hold()]
        return max(0.0, until_due, self._breaker.remaining(), min(holds, default=0.0))

    def _pull_in(self) -> bool:
        """Let nothing wait longer than anything ever has to: the clock was set back meanwhile."""
        with self._database.writing() as connection:
            return outbox.no_later_than(connection, self._clock.now()) > 0

    def hurry(self) -> None:
        """A person asks: try everything now, whatever was being waited for."""
        self._held.clear()
        self._breaker.succeeded()
        with self._database.writing() as connection:
            outbox.no_later_than(connection, self._clock.now())

    @property
    def holds(self) -> bool:
        """Whether messages wait because the gateway does not accept a card."""
        return bool(self._under_hold())

    def _work_on(self, row: OutboxRow) -> OutboxRow:
        try:
            if row.state is State.READY and self._is_unasked(row):
                self._doubt(row)
            elif row.state is State.READY:
                self._send(row, Event.CLAIM)
            elif self._settler.settle(row) is Advice.RESEND:
                self._resend(row)
        except RowMoved:
            return row  # another process or a receipt was faster; the next step sees how it stands
        except (Damaged, NoRoom):
            raise
        except Exception:  # whatever it was: what left without a record is in doubt, not for ever "being sent"
            self._unrecorded = True
            raise
        return row

    def _resend(self, row: OutboxRow) -> None:
        with self._database.reading() as connection:
            may_leave = outbox.may_leave(connection, row.message_id)
        if may_leave:
            self._send(row, Event.RESEND)
        else:
            self._settler.rest(row)

    def _is_unasked(self, row: OutboxRow) -> bool:
        """Tell whether a restored backup shows the row as not sent: it may have been, so it is asked for first."""
        if self._restored is None or row.created_at > self._restored:
            return False
        with self._database.reading() as connection:
            return reconcile.is_unasked(connection, row, self._restored)

    def _doubt(self, row: OutboxRow) -> None:
        with self._database.writing() as connection:
            doubted = reconcile.put_in_doubt(connection, row, self._gateway.endpoint, self._clock.now())
        self._settler.watch(doubted)

    def _send(self, row: OutboxRow, event: Event) -> None:
        require_room(self._room)
        envelope = self._envelope(row)
        now = self._clock.now()
        changes = outbox.lease(row, self._owner, now, LEASE)
        if event is Event.CLAIM:  # a resend goes where the first one went
            changes["endpoint"] = self._gateway.endpoint
        with self._database.writing() as connection:
            claim = outbox.move(connection, row, event, now, **changes)
            attempt_id = attempts.begin(connection, row.message_id, AttemptKind.SEND, now)
        # Only now, with the intent on disk, is a socket opened.
        outcome = self._believed(self._gateway.submit(envelope))
        wait = self._wait_after(outcome, claim)
        with self._database.writing() as connection:
            moved = record_outcome(connection, claim, attempt_id, outcome, wait, self._clock.now())
        if moved.state is State.IN_DOUBT:
            self._settler.watch(moved)
        else:
            self._settler.forget(moved)

    def _envelope(self, row: OutboxRow) -> Envelope:
        message = XmlMessage(row.payload, row.business_no)
        try:
            if message.sha256 != row.payload_sha256 or row.signature is None or row.certificate is None:
                raise SignatureInvalid
            signed = SignedMessage(message, row.signature, row.certificate)
        except (SignatureInvalid, CertificateUnusable) as error:
            with self._database.writing() as connection:
                outbox.postpone(connection, row, self._clock.now() + _DAMAGED_WAIT)
            raise Damaged("待发报文在磁盘上已损坏，未发送；请作废后重新申报，并检查磁盘", "damaged") from error
        return Envelope(row.message_id, row.revision, row.action, signed)

    def _believed(self, outcome: Outcome) -> Outcome:
        """Take "come again later" for proof that nothing was done only from a gateway known to mean it."""
        if isinstance(outcome, RetryAfter) and not self._profile().busy_means_not_taken:
            return Unknown(f"http_{outcome.status}", outcome.status, outcome.answer)
        return outcome

    def _wait_after(self, outcome: Outcome, claim: OutboxRow) -> timedelta:
        if isinstance(outcome, NotSent | Unknown):
            self._breaker.failed()
        else:
            self._breaker.succeeded()
        if isinstance(outcome, AuthHold):
            self._held[claim.cert_sha256 or ""] = self._clock.monotonic() + self._patience.held_for
            return timedelta()
        if isinstance(outcome, RetryAfter):
            return timedelta(seconds=min(outcome.seconds, _LONGEST_RETRY_AFTER))
        return timedelta(seconds=self._patience.backoff(claim.attempts - 1, self._chance))

    def _under_hold(self) -> tuple[str, ...]:
        now = self._clock.monotonic()
        return tuple(certificate for certificate, until in self._held.items() if until > now)

    def _interrupt(self, lost: Callable[[OutboxRow], bool]) -> None:
        with self._database.reading() as connection:
            rows = [row for row in outbox.in_state(connection, State.SENDING) if lost(row)]
        for row in rows:
            with self._database.writing() as connection:
                fresh = outbox.get(connection, row.message_id)
                if fresh is not None and fresh.state is State.SENDING and fresh.lease_epoch == row.lease_epoch:
                    outbox.move(connection, fresh, Event.INTERRUPTED, self._clock.now(), not_before=self._clock.now())
