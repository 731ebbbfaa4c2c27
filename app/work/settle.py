"""Asks the gateway about a message in doubt and moves it by the answer; it never sends anything itself."""

import random
from collections.abc import Callable
from datetime import timedelta

from app.core.clock import Clock
from app.declarations.outbox import Event
from app.declarations.status import ELSEWHERE
from app.store import attempts, outbox
from app.store.attempts import AttemptKind
from app.store.engine import Connection, Database
from app.store.outbox import OutboxRow
from app.store.receipts import KEY_REUSE
from app.transport.errors import GatewayError
from app.transport.gateway import Gateway, GatewayProfile, Held
from app.work.doubt import Advice, Doubts
from app.work.patience import Breaker, Patience

_ELSEWHERE_REST = timedelta(minutes=10)


class Settler:
    """Settles doubt, one question at a time."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        profile: Callable[[], GatewayProfile],
        clock: Clock,
        chance: random.Random,
        patience: Patience,
        breaker: Breaker,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._chance = chance
        self._patience = patience
        self._breaker = breaker
        self._doubts = Doubts(profile, clock.monotonic)

    def watch(self, row: OutboxRow) -> None:
        """Begin the quiet window of a send that just ended in doubt."""
        self._doubts.watch(row)

    def forget(self, row: OutboxRow) -> None:
        """End the quiet window of a message whose resend settled it."""
        self._doubts.forget(row.message_id)

    def settle(self, row: OutboxRow) -> Advice:
        """Ask about ``row`` and move or postpone it; RESEND leaves the sending (T7) to the caller."""
        if not self._gateway.is_at(row.endpoint):
            return self._elsewhere(row)
        if not self._doubts.may_ask():
            return self._without_answer(row, "bare", asked=False)
        try:
            held = self._gateway.query(row.message_id)
        except GatewayError as error:
            self._breaker.heard(error)
            return self._without_answer(row, error.code, asked=True)
        self._breaker.succeeded()
        return self._absent(row) if held is None else self._found(row, held)

    def rest(self, row: OutboxRow) -> None:
        """Leave a message alone that may be sent again and is kept back, until another question is worth asking."""
        with self._database.writing() as connection:
            outbox.postpone(connection, row, self._clock.now() + self._rest(row))

    def _found(self, row: OutboxRow, held: Held) -> Advice:
        ours, now = held.sha256 == row.payload_sha256, self._clock.now()
        with self._database.writing() as connection:
            self._note_query(connection, row, "found" if ours else KEY_REUSE)
            if ours:
                outbox.move(connection, row, Event.FOUND, now, gateway_no=held.seq_no, last_error_code="")
            else:
                outbox.move(connection, row, Event.KEY_REUSE, now, last_error_code=KEY_REUSE)
        self._doubts.forget(row.message_id)
        return Advice.WAIT

    def _absent(self, row: OutboxRow) -> Advice:
        now = self._clock.now()
        with self._database.writing() as connection:
            self._note_query(connection, row, "absent")
            advice = self._doubts.when_absent(row, attempts.first_sent(connection, row.message_id), now)
            if advice is Advice.ABSENT:
                outbox.move(connection, row, Event.ABSENT, now, not_before=now)
                self._doubts.forget(row.message_id)
            elif advice is Advice.WAIT:
                outbox.postpone(connection, row, now + self._rest(row))
        return advice

    def _without_answer(self, row: OutboxRow, why: str, *, asked: bool) -> Advice:
        now = self._clock.now()
        with self._database.writing() as connection:
            if asked:
                self._note_query(connection, row, why)
            advice = self._doubts.when_silent(row, outbox.doubt_since(connection, row.message_id), now)
            if advice is Advice.GIVE_UP:
                outbox.move(connection, row, Event.GIVE_UP, now, detail=why)
                self._doubts.forget(row.message_id)
            else:
                outbox.postpone(connection, row, now + (self._backoff(row) if asked else self._rest(row)))
        return advice

    def _elsewhere(self, row: OutboxRow) -> Advice:
        """Leave a message alone that another gateway may hold: what this one knows of it proves nothing."""
        now = self._clock.now()
        with self._database.writing() as connection:
            advice = self._doubts.when_elsewhere(outbox.doubt_since(connection, row.message_id), now)
            if advice is Advice.GIVE_UP:
                outbox.move(connection, row, Event.GIVE_UP, now, detail=ELSEWHERE, last_error_code=ELSEWHERE)
            else:
                outbox.postpone(connection, row, now + _ELSEWHERE_REST, ELSEWHERE)
        return advice

    def _note_query(self, connection: Connection, row: OutboxRow, outcome: str) -> None:
        now = self._clock.now()
        attempt_id = attempts.begin(connection, row.message_id, AttemptKind.QUERY, now)
        attempts.finish(connection, attempt_id, outcome, None, None, now)

    def _backoff(self, row: OutboxRow) -> timedelta:
        return timedelta(seconds=self._patience.backoff(self._doubts.watch(row).failures, self._chance))

    def _rest(self, row: OutboxRow) -> timedelta:
        return timedelta(seconds=self._doubts.rest(row))
