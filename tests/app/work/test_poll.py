"""Polling: raw bytes with the cursor, overlap, applied at the next chance, late commits not missed."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from app.declarations.status import Status
from app.store import receipts
from app.store.engine import Database
from app.transport.errors import Unreachable
from app.transport.gateway import GatewayReceipt
from app.work import poll
from app.work.poll import Poller
from tests.helpers.delivery import Desk
from tests.helpers.fake_gateway import Fault
from tests.helpers.filings import NOW


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_a_whole_life(desk: Desk) -> None:
    queued = desk.put()
    desk.work()
    for minute, channel in enumerate("7LJPR"):
        desk.gateway.notice(queued.message_id, channel, minute, last=channel == "R", entry_id="070820261000000123")
    polled = desk.delivery.collect()
    assert (polled.new, polled.submissions) == (5, frozenset({queued.submission_id}))
    found = desk.stands(queued)
    assert (found.state, found.final, found.channels) == (Status.CLOSED, True, ("7", "L", "J", "P", "R"))
    assert found.entry_id == "070820261000000123"
    with desk.database.reading() as connection:
        first = receipts.of_submission(connection, queued.submission_id)[0]
    assert (first.channel, first.note, first.raw) == ("7", "注", desk.gateway.delivered[0].content)


def test_many_pages_and_the_overlap(desk: Desk) -> None:
    queued = desk.put()
    desk.work()
    for number in range(250):
        desk.gateway.notice(queued.message_id, "H", number)
    assert desk.delivery.collect().new == 250
    desk.gateway.notice(queued.message_id, "L", 300)
    desk.gateway.delivered.insert(220, desk.gateway.delivered.pop())  # committed late, behind our cursor
    assert desk.delivery.collect().new == 1
    assert desk.stands(queued).state is Status.ACCEPTED


def test_a_gateway_that_never_ends_leaves_time_for_other_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "MOST_PAGES", 2)
    queued = desk.put()
    desk.work()
    for number in range(500):
        desk.gateway.notice(queued.message_id, "H", number)
    assert [desk.delivery.collect().new for _ in range(5)] == [200, 150, 150, 0, 0]  # less what overlaps


def test_what_a_stranger_wrote_can_be_shown(desk: Desk) -> None:
    queued = desk.put()
    desk.work()
    (held,) = desk.gateway.declarations
    note = f"<![CDATA[\u202e<b>已放行</b>\u2028{'长' * 5000}]]>"
    content = (
        f"<DEC_RESULT><CHANNEL>L</CHANNEL><NOTE>{note}</NOTE><ENTRY_ID>{'9' * 500}</ENTRY_ID></DEC_RESULT>".encode()
    )
    digest = hashlib.sha256(content).hexdigest()
    desk.gateway.delivered.append(GatewayReceipt("r", held.message_id, "", "", digest, content, (), False))
    desk.delivery.collect()
    with desk.database.reading() as connection:
        (kept,) = receipts.of_submission(connection, queued.submission_id)
    assert kept.raw == content
    assert (len(kept.note), kept.note[:12]) == (1000, " <b>已放行</b> ")
    assert len(kept.entry_id) == 64


def test_a_receipt_that_overtakes_the_answer_ends_the_doubt(desk: Desk) -> None:
    queued = desk.put()
    desk.gateway.faults.append(Fault.LOST_ANSWER)
    desk.delivery.send()
    assert desk.stands(queued).state is Status.UNKNOWN
    desk.gateway.notice(queued.message_id, "L")
    desk.delivery.collect()
    assert desk.stands(queued).state is Status.ACCEPTED


def test_what_was_stored_before_a_crash_is_applied_at_the_start(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    queued = desk.put()
    desk.work()
    desk.gateway.notice(queued.message_id, "L")
    with monkeypatch.context() as crash:
        crash.setattr(Poller, "apply", _crash)
        with pytest.raises(KeyboardInterrupt):
            desk.delivery.collect()
    assert desk.stands(queued).state is Status.SENT
    desk.restart()
    assert desk.stands(queued).state is Status.ACCEPTED


def _crash(self: Poller) -> None:
    raise KeyboardInterrupt


def test_a_silent_gateway_is_no_accident(desk: Desk) -> None:
    desk.gateway.question_faults.append(Fault.UNPLUGGED)
    with pytest.raises(Unreachable):
        desk.delivery.collect()
    assert desk.delivery.collect().new == 0


def spoilt(desk: Desk, **changes: Any) -> None:
    desk.gateway.delivered.append(replace(desk.gateway.delivered.pop(), **changes))


def test_bytes_that_do_not_match_their_digest_are_kept_and_believed_by_nobody(desk: Desk) -> None:
    queued = desk.put()
    desk.work()
    desk.gateway.notice(queued.message_id, "R")
    spoilt(desk, sha256="0" * 64)
    desk.delivery.collect()
    assert desk.stands(queued).state is Status.SENT
    with desk.database.reading() as connection:
        assert [one.fault for one in receipts.set_aside(connection)] == ["digest"]


def test_an_unreadable_receipt_is_kept_shown_and_changes_nothing(desk: Desk) -> None:
    queued = desk.put()
    desk.work()
    content = b"<DEC_RESULT><CHANNEL>R"
    desk.gateway.notice(queued.message_id, "R")
    spoilt(desk, content=content, sha256=hashlib.sha256(content).hexdigest())
    desk.delivery.collect()
    assert desk.stands(queued).state is Status.SENT
    with desk.database.reading() as connection:
        (kept,) = receipts.of_submission(connection, queued.submission_id)
    assert (kept.raw, kept.readable) == (content, False)
    assert "已原样保存" in kept.note


def test_receipts_of_others_are_listed(desk: Desk) -> None:
    desk.gateway.deliver("somebody else's", "I20260000000000999", "L", NOW)
    polled = desk.delivery.collect()
    assert (polled.new, polled.submissions) == (1, frozenset())
    with desk.database.reading() as connection:
        assert [one.seq_no for one in receipts.orphans(connection)] == ["I20260000000000999"]
