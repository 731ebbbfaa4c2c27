"""A whole delivery on a fake gateway and a clock that stands still."""

import random
from dataclasses import dataclass, field

from app.declarations.outbox import State
from app.store import outbox
from app.store.engine import Database
from app.store.outbox import OutboxRow
from app.store.standing import Standing, standing
from app.store.submissions import Filing, Queued
from app.transport.gateway import GatewayProfile, Kind
from app.work.clock_watch import ClockWatch
from app.work.deliver import Delivery
from app.work.room import LEAST_FREE
from app.work.submit import submit
from tests.helpers.clocks import FakeClock
from tests.helpers.fake_gateway import FakeGateway
from tests.helpers.filings import filing
from tests.helpers.signing import signer


@dataclass
class Desk:
    """One office: a database, a gateway, and the process that delivers between them."""

    database: Database
    kind: Kind = Kind.IDEMPOTENT
    clock: FakeClock = field(default_factory=FakeClock)

    free = LEAST_FREE  # bytes on the disk
    watch: ClockWatch | None = None

    def __post_init__(self) -> None:
        self.gateway = FakeGateway(self.kind)
        self.profile = GatewayProfile(self.kind)
        self.restart()

    def restart(self) -> None:
        """Let the process die and a new one start: only the database and the gateway remember anything."""
        self.delivery = self.colleague()
        self.delivery.recover()

    def colleague(self) -> Delivery:
        """Return another process that delivers from the same database."""
        return Delivery(
            self.database,
            self.gateway,
            signer(),
            self.clock,
            profile=self.profile,
            chance=random.Random(7),
            room=lambda: self.free,
            watch=self.watch,
        )

    def put(self, wanted: Filing | None = None) -> Queued:
        """Submit a filing."""
        return submit(self.database, self.delivery.signer, wanted or filing(), self.clock)

    def work(self, seconds: float = 0.0) -> None:
        """Do all that is due, then let time pass and do it again, until ``seconds`` are over."""
        end = self.clock.monotonic() + seconds
        while True:
            while self.delivery.send() is not None:
                pass
            left = end - self.clock.monotonic()
            if left <= 0:
                return
            wait = self.delivery.sender.wait()
            self.clock.advance(min(left, left if wait is None else max(wait, 0.001)))

    def stands(self, queued: Queued) -> Standing:
        """Return where a submission stands."""
        with self.database.reading() as connection:
            found = standing(connection, queued.submission_id)
        assert found is not None
        return found

    def states(self) -> list[State]:
        """Return where every message stands, oldest first."""
        with self.database.reading() as connection:
            return [row.state for row in outbox.in_state(connection, *State)]

    def row(self, queued: Queued) -> OutboxRow:
        """Return a submission's message."""
        with self.database.reading() as connection:
            found = outbox.get(connection, queued.message_id)
        assert found is not None
        return found
