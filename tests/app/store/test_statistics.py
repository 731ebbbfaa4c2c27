"""What statistics read of the store: what arrived, the first moment of each receipt, why it came back."""

from datetime import date, timedelta

from app.core.draft import Draft, Mode
from app.declarations.clearance import Filed
from app.declarations.finding import Finding
from app.declarations.outbox import Event
from app.store import drafts, outbox, receipts, statistics
from app.store.engine import Database
from app.store.outbox import OutboxRow
from app.store.receipts import Incoming
from tests.helpers.filings import NOW, filing, incoming, ready_row

GATEWAY = "http://127.0.0.1:1"


def filed_draft(database: Database, number: str, entry_day: str = "2026-03-03", **texts: str) -> OutboxRow:
    """Store a draft and let the gateway take it in."""
    draft = Draft("import", "1", Mode.ADVANCE)
    draft.update({"entry_customs": "0708", "traffic_mode": "4"} | texts)
    draft.facts["entry_day"] = entry_day
    with database.writing() as connection:
        kept = drafts.create_draft(connection, draft, NOW)
    row = ready_row(database, filing(number, number, draft_id=kept.id))
    with database.writing() as connection:
        row = outbox.move(connection, row, Event.CLAIM, NOW, endpoint=GATEWAY, attempts=1)
        return outbox.move(connection, row, Event.ACKNOWLEDGED, NOW, gateway_no=f"I{number}")


def hear(database: Database, *page: Incoming) -> None:
    with database.writing() as connection:
        receipts.store_page(connection, GATEWAY, page, 1, NOW)
        receipts.apply_some(connection, NOW)


def read(database: Database) -> list[Filed]:
    with database.reading() as connection:
        return statistics.filed_since(connection, NOW - timedelta(days=400))


def test_the_first_moment_of_each_receipt_counts(database: Database) -> None:
    row = filed_draft(database, "PD1")
    life = [incoming(row, "P", 90), incoming(row, "K", 60), incoming(row, "J", 30), incoming(row, "C", 40)]
    hear(database, *life, incoming(row, "J", 35))
    (found,) = read(database)
    assert (found.port, found.vehicle, found.mode, found.is_import) == ("0708", "4", Mode.ADVANCE, True)
    assert found.arrived == date(2026, 3, 3)
    assert (found.filed, found.reviewed, found.inspected) == (
        NOW,
        NOW + timedelta(minutes=30),
        NOW + timedelta(minutes=40),
    )
    assert found.released == NOW + timedelta(minutes=60)
    assert not found.rejected


def test_the_day_of_arrival_may_stand_in_the_declaration(database: Database) -> None:
    filed_draft(database, "PD1", ie_date="20260301")
    filed_draft(database, "PD2", "unknown", ie_date="20260301")
    filed_draft(database, "PD3", "unknown", ie_date="3 月 1 日")
    assert [one.arrived for one in read(database)] == [date(2026, 3, 3), date(2026, 3, 1), None]


def test_why_it_was_sent_back(database: Database) -> None:
    rule = Finding("R055", "DecHead/NetWt", None, "净重大于毛重，净重 1990 千克")
    row, other = filed_draft(database, "PD1"), filed_draft(database, "PD2")
    hear(database, incoming(row, "E", 5, findings=[rule, rule]), incoming(other, "Z", 6))
    first, second = read(database)
    assert (first.rejected, first.reasons) == (True, (("R055", "净重大于毛重"),))
    assert (second.rejected, second.reasons) == (True, (("", "未说明原因"),))


def test_what_never_arrived_is_not_counted(database: Database) -> None:
    draft = Draft("import", "1", Mode.ONCE)
    with database.writing() as connection:
        kept = drafts.create_draft(connection, draft, NOW)
    ready_row(database, filing("PD9", draft_id=kept.id))
    assert read(database) == []


def test_a_receipt_nobody_could_verify_tells_nothing(database: Database) -> None:
    row = filed_draft(database, "PD1")
    hear(database, incoming(row, "P", 90, verified=False))
    (found,) = read(database)
    assert found.released is None
