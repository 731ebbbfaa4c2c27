"""A model of sending: any order of faults, restarts, late arrivals, receipts, clock jumps, cancellations, two workers.

Whatever happens, no declaration is made twice, and in the end each one that was not cancelled is made once.
"""

import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.declarations.number import new_message_id
from app.declarations.outbox import IllegalTransition, State
from app.store import outbox
from app.store.engine import Database, sqlite_driver
from app.store.submissions import Queued
from app.transport.gateway import Envelope, Kind
from app.transport.outcome import Acked, Duplicate, Outcome
from app.work.send import LEASE
from tests.helpers.databases import migrated_bytes
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import FakeGateway, Fault
from tests.helpers.filings import filing

SENDING_FAULTS = [
    Fault.UNPLUGGED,
    Fault.LOST_REQUEST,
    Fault.LOST_ANSWER,
    Fault.STUCK,
    Fault.BUSY,
    Fault.NO_CARD,
    Fault.REFUSED,
]


class Crash(BaseException):
    """The process ends here; nothing in it may catch this."""


class Sending(RuleBasedStateMachine):
    """A desk on a gateway that keeps keys."""

    kind = Kind.IDEMPOTENT

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        (folder / "portdesk.db").write_bytes(migrated_bytes())
        database = self.open.enter_context(Database(sqlite_driver(folder / "portdesk.db")))
        self.desk = Desk(database, self.kind)
        self.queued: list[Queued] = []

    @precondition(lambda self: len(self.queued) < 3)
    @rule()
    def put(self) -> None:
        number = len(self.queued)
        self.desk.clock.advance(1)  # the order of the queue must not hang on random ids
        self.queued.append(self.desk.put(filing(f"PD{number}", f"货物{number}")))

    @rule(fault=st.sampled_from([None, *SENDING_FAULTS]))
    def send(self, fault: Fault | None) -> None:
        self.desk.gateway.faults.extend([fault] if fault else [])
        self.desk.delivery.send()
        self.desk.gateway.faults.clear()

    @rule()
    def send_while_the_gateway_answers_no_question(self) -> None:
        self.desk.gateway.question_faults.append(Fault.UNPLUGGED)
        self.desk.delivery.send()
        self.desk.gateway.question_faults.clear()

    @precondition(lambda self: self.desk.gateway.stuck)
    @rule()
    def arrive_late(self) -> None:
        self.desk.gateway.take(self.desk.gateway.stuck.pop())

    @precondition(lambda self: self.queued)
    @rule(data=st.data())
    def crash_while_sending(self, data: st.DataObject) -> None:
        def die(envelope: Envelope) -> None:
            raise Crash

        self.desk.gateway.on_arrival = die
        try:
            self.desk.delivery.send()
        except Crash:
            self.desk.gateway.on_arrival = lambda envelope: None
            if data.draw(st.booleans()):  # the bytes had left: they arrive although the sender is gone
                self.desk.gateway.take(self.desk.gateway.sent[-1])
            self.desk.restart()
        self.desk.gateway.on_arrival = lambda envelope: None

    @precondition(lambda self: self.queued)
    @rule(lease_ends=st.booleans(), fault=st.sampled_from([None, Fault.LOST_ANSWER]))
    def a_colleague_works_while_ours_is_under_way(self, lease_ends: bool, fault: Fault | None) -> None:
        colleague = self.desk.colleague()

        def meanwhile(envelope: Envelope) -> None:
            self.desk.gateway.on_arrival = lambda envelope: None
            if lease_ends:
                self.desk.clock.advance(LEASE.total_seconds() + 1)
            colleague.send()

        self.desk.gateway.on_arrival = meanwhile
        self.desk.gateway.faults.extend([fault] if fault else [])
        self.desk.delivery.send()
        self.desk.gateway.faults.clear()
        self.desk.gateway.on_arrival = lambda envelope: None

    @rule()
    def restart(self) -> None:
        self.desk.restart()

    @rule(seconds=st.sampled_from([1.0, 30.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        # Longer than this nothing stays under way: the quiet window of the profile is 600 seconds.
        while seconds >= 400.0 and self.desk.gateway.stuck:
            self.desk.gateway.take(self.desk.gateway.stuck.pop())
        self.desk.clock.advance(seconds)

    @rule(hours=st.sampled_from([-72, -1, 5, 24 * 400]))
    def the_wall_clock_is_set(self, hours: int) -> None:
        self.desk.clock.set_wall(self.desk.clock.now() + timedelta(hours=hours))

    @precondition(lambda self: self.desk.gateway.declarations)
    @rule(data=st.data(), channel=st.sampled_from("7L"))
    def receipt(self, data: st.DataObject, channel: str) -> None:
        one = data.draw(st.sampled_from(self.desk.gateway.declarations))
        self.desk.gateway.notice(one.message_id, channel)
        self.desk.delivery.collect()

    @precondition(lambda self: self.queued)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.queued))
        try:
            with self.desk.database.writing() as connection:
                outbox.cancel(connection, one.message_id, self.desk.clock.now())
        except IllegalTransition:
            assert self.desk.row(one).state not in (State.FROZEN, State.SIGNED, State.READY)

    @invariant()
    def nothing_is_declared_twice(self) -> None:
        made = Counter(one.client_seq_no for one in self.desk.gateway.declarations)
        assert all(count == 1 for count in made.values()), made

    @invariant()
    def what_is_acked_is_there_and_what_is_cancelled_is_not(self) -> None:
        made = {one.message_id for one in self.desk.gateway.declarations}
        for one in self.queued:
            state = self.desk.row(one).state
            assert state is not State.ACKED or one.message_id in made
            assert state not in (State.CANCELLED, State.REJECTED) or one.message_id not in made

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            self.open.close()

    def settle(self) -> None:
        """Let everything arrive and everybody be patient; then each row is at its end."""
        while self.desk.gateway.stuck:
            self.desk.gateway.take(self.desk.gateway.stuck.pop())
        self.desk.restart()
        self.desk.delivery.sender.hurry()
        self.desk.work(1300)
        self.nothing_is_declared_twice()
        self.what_is_acked_is_there_and_what_is_cancelled_is_not()
        for one in self.queued:
            row = self.desk.row(one)
            assert row.state in (State.ACKED, State.CANCELLED, State.REJECTED), row.state


class SendingWithoutKeys(Sending):
    """The same desk on a gateway that takes everything again and can be asked."""

    kind = Kind.QUERY


class LateArrivals(Sending):
    """The same with little else going on than messages that arrive late and tries after them that do not."""

    # Rules are taken out so that what is looked for comes often: hypothesis spreads its steps over all there are.
    send = receipt = crash_while_sending = a_colleague_works_while_ours_is_under_way = None  # type: ignore[assignment]
    restart = time_passes = send_while_the_gateway_answers_no_question = None  # type: ignore[assignment]
    the_wall_clock_is_set = None  # type: ignore[assignment]

    @rule(fault=st.sampled_from([Fault.STUCK, Fault.UNPLUGGED, Fault.REFUSED]))
    def try_to_send(self, fault: Fault) -> None:
        self.desk.clock.advance(61)
        self.desk.gateway.faults.append(fault)
        self.desk.delivery.send()
        self.desk.gateway.faults.clear()


class LateArrivalsAndJumps(LateArrivals):
    """The same on a gateway that keeps no keys, beside a wall clock that is set forward."""

    kind = Kind.QUERY

    @rule()
    def a_day_is_skipped(self) -> None:
        self.desk.clock.set_wall(self.desk.clock.now() + timedelta(days=1))


class FreshKeys(FakeGateway):
    """The seeded defect: every attempt under a key of its own."""

    def submit(self, envelope: Envelope) -> Outcome:
        outcome = super().submit(replace(envelope, message_id=new_message_id()))
        return replace(outcome, seq_no="I") if isinstance(outcome, Acked | Duplicate) else outcome


class SendingUnderFreshKeys(Sending):
    """The control."""

    def __init__(self) -> None:
        super().__init__()
        self.desk.gateway = FreshKeys(self.kind)
        self.desk.restart()


class SendingWithoutTheQuietWindow(SendingWithoutKeys):
    """The other control: asked once, sent again."""

    def __init__(self) -> None:
        super().__init__()
        self.desk.profile = replace(self.desk.profile, quiet=timedelta(), between_queries=timedelta())
        self.desk.restart()


def histories(count: int, *, until_found: bool = False, steps: int = 25) -> settings:
    """Return so many histories; ``until_found`` ends at the first that fails and does not make it shorter."""
    phases = (Phase.generate,) if until_found else (Phase.generate, Phase.shrink)
    return settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=until_found,
        phases=phases,
    )
