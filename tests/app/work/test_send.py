"""Sending on a real database and a gateway that misbehaves: every outcome lands where the design says."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.declarations.outbox import Event, State
from app.declarations.status import Status, explained
from app.store import attempts, outbox
from app.store.attempts import AttemptKind
from app.store.engine import CommitUnknown, Database, sqlite_driver
from app.store.submissions import Filing
from app.transport.gateway import Envelope, GatewayProfile, Kind
from app.work.room import LEAST_FREE, NoRoom
from app.work.send import Damaged
from tests.helpers.databases import UnsureDatabase
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import FakeGateway, Fault
from tests.helpers.filings import filing

MINUTE = 60.0


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


@pytest.fixture
def query_desk(database: Database) -> Desk:
    return Desk(database, Kind.QUERY)


def outcomes(desk: Desk, message_id: str) -> list[tuple[str, str | None]]:
    with desk.database.reading() as connection:
        return [(one.kind.value, one.outcome) for one in attempts.of_message(connection, message_id)]


def test_the_straight_way(desk: Desk) -> None:
    queued = desk.put()
    assert desk.row(queued).state is State.READY
    desk.work()
    found = desk.stands(queued)
    assert (found.state, found.seq_no, found.attempts) == (Status.SENT, "I20260000000000001", 1)
    assert outcomes(desk, queued.message_id) == [("send", "acked")]


def test_the_intent_is_on_disk_before_the_first_byte(desk: Desk) -> None:
    queued = desk.put()
    seen = []

    def look(envelope: Envelope) -> None:
        seen.append((desk.row(queued).state, outcomes(desk, queued.message_id)))

    desk.gateway.on_arrival = look
    desk.work()
    assert seen == [(State.SENDING, [("send", None)])]


def test_not_sent_waits_and_tries_the_same_bytes_again(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.extend([Fault.UNPLUGGED, Fault.UNPLUGGED])
    desk.work(30)
    assert desk.stands(queued).state is Status.SENT
    assert [outcome for _, outcome in outcomes(desk, queued.message_id)] == ["not_sent", "not_sent", "acked"]
    assert desk.stands(queued).attempts == 3


def test_a_lost_answer_is_asked_for_not_sent_again(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    assert desk.delivery.send() is not None
    assert desk.stands(queued).state is Status.UNKNOWN
    desk.work(10)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.sent) == 1
    assert outcomes(desk, queued.message_id) == [("send", "unknown"), ("query", "found")]


def test_a_lost_request_is_sent_again_under_the_same_key(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.work(10)
    assert desk.stands(queued).state is Status.SENT
    first, second = desk.gateway.sent
    assert first == second
    assert len(desk.gateway.declarations) == 1


def test_a_message_still_under_way_is_not_doubled(desk: Desk) -> None:
    desk.put()
    desk.gateway.faults.append(Fault.STUCK)
    desk.work(10)
    desk.gateway.take(desk.gateway.stuck[0])
    assert len(desk.gateway.declarations) == 1


def test_refused_is_rejected_with_its_findings(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.REFUSED)
    desk.work()
    found = desk.stands(queued)
    assert (found.state, found.final, found.findings[0].element) == (Status.REJECTED, True, "DecHead/NetWt")


def test_other_bytes_under_our_key_stop_everything(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.OTHER_BYTES)
    desk.work(30 * MINUTE)
    assert desk.stands(queued).state is Status.PARKED
    assert len(desk.gateway.sent) == 1


def test_busy_waits_as_long_as_it_was_told(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.BUSY)
    desk.work()
    assert desk.stands(queued).state is Status.QUEUED
    assert desk.delivery.sender.wait() == pytest.approx(7.0)
    desk.work(8)
    assert desk.stands(queued).state is Status.SENT


def test_a_refused_card_holds_all_its_messages_and_is_no_attempt(desk: Desk) -> None:
    one, two = desk.put(filing("PD1", "甲")), desk.put(filing("PD2", "乙"))
    desk.gateway.faults.append(Fault.NO_CARD)
    desk.work()
    assert {desk.stands(one).attempts, desk.stands(two).attempts} == {0}
    assert desk.delivery.sender.holds
    assert (desk.delivery.sender.wait() or 0) > 200
    desk.delivery.sender.hurry()
    desk.work()
    assert desk.stands(one).state is desk.stands(two).state is Status.SENT


def test_a_gateway_that_is_down_is_left_alone_for_a_while(desk: Desk) -> None:
    desk.put()
    desk.gateway.faults.extend([Fault.UNPLUGGED] * 40)
    desk.work(5 * MINUTE)
    tries = 40 - len(desk.gateway.faults)
    assert 6 <= tries <= 14  # five, then one probe a minute, not the dozens back-off alone would allow


# -- doubt -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [Fault.UNPLUGGED, Fault.BUSY, Fault.NO_CARD, Fault.REFUSED])
def test_what_happens_to_a_resend_says_nothing_of_the_first(desk: Desk, fault: Fault) -> None:
    queued = desk.put()
    desk.gateway.faults.extend([Fault.STUCK, fault])
    desk.delivery.send()
    desk.clock.advance(3)
    desk.delivery.send()
    row = desk.row(queued)
    assert (row.state, row.doubt) == (State.IN_DOUBT, True)
    desk.gateway.take(desk.gateway.stuck[0])
    desk.work(10 * MINUTE)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.declarations) == 1


def test_a_refusal_counts_once_the_first_send_is_proven_absent(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.extend([Fault.LOST_REQUEST, Fault.REFUSED, Fault.REFUSED])
    desk.work(20 * MINUTE)
    assert desk.stands(queued).state is Status.REJECTED


def test_asking_goes_on_while_the_gateway_is_silent(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.gateway.question_faults.extend([Fault.UNPLUGGED, Fault.BUSY, Fault.UNPLUGGED])
    desk.work(5 * MINUTE)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.sent) == 1


def test_without_keys_nothing_is_resent_before_the_quiet_window_and_two_negatives(query_desk: Desk) -> None:
    desk = query_desk
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.work(10 * MINUTE + 30)
    assert len(desk.gateway.sent) == 1
    assert desk.stands(queued).state is Status.UNKNOWN
    desk.work(2 * MINUTE)
    assert len(desk.gateway.sent) == 2
    assert desk.stands(queued).state is Status.SENT
    negatives = [outcome for kind, outcome in outcomes(desk, queued.message_id) if kind == "query"]
    assert negatives.count("absent") >= 2


def test_without_keys_busy_proves_nothing(query_desk: Desk) -> None:
    desk = query_desk
    queued = desk.put()
    desk.gateway.faults.append(Fault.BUSY)
    desk.work()
    assert desk.stands(queued).state is Status.UNKNOWN


def test_without_keys_a_message_that_arrives_late_is_found(query_desk: Desk) -> None:
    desk = query_desk
    queued = desk.put()
    desk.gateway.faults.append(Fault.STUCK)
    desk.work(9 * MINUTE)
    desk.gateway.take(desk.gateway.stuck[0])
    desk.work(5 * MINUTE)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.declarations) == 1


def test_without_the_quiet_window_it_would_be_doubled(query_desk: Desk) -> None:
    """The control of the tests around: the window is what they stand on."""
    desk = query_desk
    desk.profile = replace(desk.profile, quiet=timedelta(), between_queries=timedelta())
    desk.restart()
    desk.put()
    desk.gateway.faults.append(Fault.STUCK)
    desk.work(MINUTE)
    desk.gateway.take(desk.gateway.stuck[0])
    assert len(desk.gateway.declarations) == 2


def test_a_clock_set_forward_does_not_shorten_the_quiet_window(query_desk: Desk) -> None:
    desk = query_desk
    desk.put()
    desk.gateway.faults.append(Fault.STUCK)
    desk.delivery.send()
    desk.clock.set_wall(desk.clock.now() + timedelta(days=400))
    desk.work(9 * MINUTE)
    desk.gateway.take(desk.gateway.stuck[0])
    desk.work(5 * MINUTE)
    assert len(desk.gateway.declarations) == 1


def test_a_restart_begins_the_quiet_window_anew(query_desk: Desk) -> None:
    desk = query_desk
    desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.work(9 * MINUTE)
    desk.restart()
    desk.work(9 * MINUTE)
    assert len(desk.gateway.sent) == 1


def test_a_gateway_that_answers_nothing_needs_a_person(database: Database) -> None:
    desk = Desk(database, Kind.BARE)
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.work(9 * MINUTE)
    assert desk.stands(queued).state is Status.UNKNOWN
    desk.work(2 * MINUTE)
    assert desk.stands(queued).state is Status.PARKED
    desk.work(60 * MINUTE)
    assert len(desk.gateway.sent) == 1
    assert desk.gateway.queries.total() == 0


def test_a_day_of_silence_needs_a_person(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.gateway.question_faults.extend([Fault.UNPLUGGED] * 1000)
    for _ in range(2):
        desk.work(11 * MINUTE)
        desk.clock.advance(11 * 60 * MINUTE)
    assert desk.stands(queued).state is Status.UNKNOWN
    desk.clock.advance(2 * 60 * MINUTE)
    desk.work(11 * MINUTE)
    assert desk.stands(queued).state is Status.PARKED


def test_keys_older_than_half_their_keeping_are_not_trusted(desk: Desk) -> None:
    desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    desk.clock.set_wall(desk.clock.now() + timedelta(days=8))
    desk.work(9 * MINUTE)
    assert len(desk.gateway.sent) == 1  # no longer at once, but by the way of a gateway without keys
    desk.work(5 * MINUTE)
    assert len(desk.gateway.sent) == 2


def test_a_wish_to_cancel_is_met_when_it_never_arrived(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    with desk.database.writing() as connection:
        outbox.cancel(connection, queued.message_id, desk.clock.now())
    desk.work(20 * MINUTE)
    assert desk.stands(queued).state is Status.CANCELLED
    assert len(desk.gateway.sent) == 1


# -- crashes -----------------------------------------------------------------------------------------------------------


def test_what_was_being_sent_at_a_crash_is_in_doubt_at_the_start(desk: Desk) -> None:
    queued = desk.put()

    def die(envelope: Envelope) -> None:
        desk.gateway.on_arrival = lambda envelope: None
        raise KeyboardInterrupt

    desk.gateway.on_arrival = die
    with pytest.raises(KeyboardInterrupt):
        desk.work()
    assert desk.stands(queued).state is Status.SENDING
    desk.restart()
    row = desk.row(queued)
    assert (row.state, row.doubt) == (State.IN_DOUBT, True)
    desk.work(10)
    assert desk.stands(queued).state is Status.SENT


def test_an_answer_that_comes_after_another_process_took_over_still_counts(database: Database) -> None:
    desk = Desk(database)
    queued = desk.put()

    def take_over(envelope: Envelope) -> None:
        Desk(database)  # a second process starts while the first is sending
        assert desk.row(queued).state is State.IN_DOUBT

    desk.gateway.on_arrival = take_over
    assert desk.delivery.send() is not None
    assert desk.stands(queued).state is Status.SENT


def test_an_expired_lease_is_taken_over(database: Database) -> None:
    desk = Desk(database)
    queued = desk.put()
    with database.writing() as connection:
        row = outbox.get(connection, queued.message_id)
        assert row is not None
        lease = outbox.lease(row, "a process that died", desk.clock.now(), timedelta(minutes=3))
        lease["endpoint"] = desk.gateway.endpoint
        outbox.move(connection, row, Event.CLAIM, desk.clock.now(), **lease)
        attempts.begin(connection, queued.message_id, AttemptKind.SEND, desk.clock.now())
    desk.work()
    assert desk.stands(queued).state is Status.SENDING
    desk.work(5 * MINUTE)
    assert desk.stands(queued).state is Status.SENT


@pytest.mark.parametrize(("unsure", "sends"), [(1, 1), (2, 1)])
def test_a_commit_in_doubt_is_read_again(path: Path, unsure: int, sends: int) -> None:
    with UnsureDatabase(sqlite_driver(path)) as database:
        desk = Desk(database)
        queued = desk.put()
        database.unsure_in = unsure  # 1: the claim, so that nothing was sent; 2: the record of what came of it
        with pytest.raises(CommitUnknown):
            desk.delivery.send()
        desk.work(10)
        assert desk.stands(queued).state is Status.SENT
        assert len(desk.gateway.declarations) == 1
        assert len(desk.gateway.sent) == sends


def test_a_submission_whose_commit_is_in_doubt_is_made_once(path: Path) -> None:
    with UnsureDatabase(sqlite_driver(path)) as database:
        desk = Desk(database)
        database.unsure_in = 1
        queued = desk.put()
        assert queued.resumed
        desk.work()
        assert desk.stands(queued).state is Status.SENT
        assert len(desk.gateway.declarations) == 1


def test_a_defect_while_sending_leaves_doubt_and_is_settled(desk: Desk) -> None:
    queued = desk.put()

    def break_down(envelope: Envelope) -> None:
        desk.gateway.on_arrival = lambda envelope: None
        raise ZeroDivisionError

    desk.gateway.on_arrival = break_down
    with pytest.raises(ZeroDivisionError):
        desk.delivery.send()
    desk.work(10)
    assert desk.stands(queued).state is Status.SENT
    assert len(desk.gateway.declarations) == 1


def test_nothing_leaves_while_the_disk_has_no_room_to_record_it(desk: Desk) -> None:
    queued = desk.put()
    desk.free = LEAST_FREE - 1
    with pytest.raises(NoRoom, match="暂停发送"):
        desk.delivery.send()
    assert (desk.row(queued).state, desk.gateway.sent) == (State.READY, [])
    desk.free = LEAST_FREE
    desk.work()
    assert desk.stands(queued).state is Status.SENT


def test_a_resend_waits_for_room_too_and_stays_in_doubt(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    desk.clock.advance(5)
    desk.free = 0
    with pytest.raises(NoRoom):
        desk.delivery.send()
    assert (desk.row(queued).state, len(desk.gateway.sent)) == (State.IN_DOUBT, 1)


def test_bytes_damaged_on_disk_are_not_sent(database: Database) -> None:
    desk = Desk(database)
    queued = desk.put()
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER outbox_payload_stays")
        connection.exec_driver_sql("UPDATE outbox SET payload = x'00'")
    with pytest.raises(Damaged, match="损坏"):
        desk.delivery.send()
    desk.work(MINUTE)
    assert desk.gateway.sent == []
    assert desk.stands(queued).state is Status.QUEUED


def test_a_clock_set_back_does_not_strand_the_queue(desk: Desk) -> None:
    queued = desk.put()
    with desk.database.writing() as connection:
        outbox.postpone(connection, desk.row(queued), desk.clock.now() + timedelta(minutes=4))
    desk.clock.set_wall(desk.clock.now() - timedelta(days=300))
    desk.restart()
    desk.work(2 * 60 * MINUTE)
    assert desk.stands(queued).state is Status.SENT


def test_a_clock_set_back_while_the_program_runs_does_not_strand_the_queue(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.UNPLUGGED)
    desk.delivery.send()
    desk.clock.set_wall(desk.clock.now() - timedelta(days=3))
    desk.work(MINUTE)
    assert desk.stands(queued).state is Status.SENT


def test_a_key_whose_age_nobody_knows_is_not_trusted(desk: Desk) -> None:
    desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    desk.clock.set_wall(desk.clock.now() - timedelta(days=30))
    desk.delivery.sender.hurry()
    desk.work(9 * MINUTE)
    assert len(desk.gateway.sent) == 1
    desk.work(5 * MINUTE)
    assert len(desk.gateway.sent) == 2


def many(count: int) -> list[Filing]:
    return [filing(f"PD{n:04d}", f"货物{n}") for n in range(count)]


def test_a_row_in_doubt_does_not_hold_up_the_others(query_desk: Desk) -> None:
    desk = query_desk
    queued = [desk.put(wanted) for wanted in many(5)]
    desk.gateway.faults.extend([Fault.STUCK] * 2)
    desk.work(MINUTE)
    states = [desk.stands(one).state for one in queued]
    assert sorted(states) == sorted([Status.UNKNOWN] * 2 + [Status.SENT] * 3)


def test_queries_are_kept_as_evidence(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.work(10)
    with desk.database.reading() as connection:
        kinds = [one.kind for one in attempts.of_message(connection, queued.message_id)]
    assert kinds == [AttemptKind.SEND, AttemptKind.QUERY]


def test_a_gateway_that_says_nothing_of_itself_is_not_taken_for_a_keeper_of_keys(query_desk: Desk) -> None:
    desk = query_desk
    desk.profile, desk.gateway.kind = GatewayProfile(), None
    desk.restart()
    desk.put()
    desk.gateway.faults.append(Fault.STUCK)
    desk.work(9 * MINUTE)
    desk.gateway.take(desk.gateway.stuck[0])
    desk.work(5 * MINUTE)
    assert len(desk.gateway.declarations) == 1


# -- another gateway ---------------------------------------------------------------------------------------------------


def go_over(desk: Desk, gateway: FakeGateway) -> None:
    """Let the office use another gateway from now on."""
    desk.gateway = gateway
    desk.restart()
    desk.delivery.sender.hurry()


def test_what_may_stand_at_one_gateway_is_not_sent_to_another(desk: Desk) -> None:
    queued, first = desk.put(), desk.gateway
    first.faults.append(Fault.LOST_ANSWER)
    desk.delivery.send()
    other = FakeGateway(endpoint="https://other.example.cn")
    go_over(desk, other)
    desk.work(30 * MINUTE)
    assert (other.sent, other.queries.total()) == ([], 0)
    found = desk.stands(queued)
    assert found.state is Status.UNKNOWN
    assert "改回原网关" in explained(found.state, found.last_error_code)
    go_over(desk, first)
    desk.work(MINUTE)
    assert desk.stands(queued).state is Status.SENT
    assert len(first.declarations) == 1


def test_without_the_fence_it_would_be_declared_at_both(desk: Desk) -> None:
    """The control: a gateway that claims to be whatever is asked for."""
    desk.put()
    first = desk.gateway
    first.faults.append(Fault.LOST_ANSWER)
    desk.delivery.send()
    other = FakeGateway(endpoint="https://other.example.cn")
    other.is_at = lambda endpoint: True  # type: ignore[method-assign]
    go_over(desk, other)
    desk.work(MINUTE)
    assert (len(first.declarations), len(other.declarations)) == (1, 1)


def test_what_was_proven_not_to_arrive_may_go_to_another_gateway(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.UNPLUGGED)
    desk.delivery.send()
    other = FakeGateway(endpoint="https://other.example.cn")
    go_over(desk, other)
    desk.work(MINUTE)
    assert desk.stands(queued).state is Status.SENT
    assert desk.row(queued).endpoint == other.endpoint


def test_after_a_day_at_another_gateway_a_person_is_asked(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_REQUEST)
    desk.delivery.send()
    other = FakeGateway(endpoint="https://other.example.cn")
    go_over(desk, other)
    desk.clock.advance(25 * 60 * MINUTE)
    desk.work(11 * MINUTE)
    assert desk.stands(queued).state is Status.PARKED
    with desk.database.writing() as connection:
        outbox.decide(connection, queued.message_id, False, "", desk.clock.now())
    desk.work(MINUTE)
    assert (desk.stands(queued).state, len(other.declarations)) == (Status.SENT, 1)
