"""The manifest of a bill: asked once, told beside the draft with its moment; no answer blocks nothing."""

from datetime import date
from decimal import Decimal

from app.core.draft import Draft
from app.store.drafts import create_draft, load_draft
from app.store.engine import Database
from app.store.told import told
from app.transport.gateway import Manifest
from app.work.manifest import Verified, ask_manifest
from tests.helpers.clocks import FakeClock
from tests.helpers.fake_gateway import FakeGateway, Fault
from tests.helpers.filings import NOW

FOUND = Manifest("B1", "V1", Decimal("1980500"), 1, 0, "4", None)


def asked(database: Database, gateway: FakeGateway, bill: str = "B1") -> tuple[str, Verified, dict[str, object], str]:
    draft = Draft("import", "2026.1")
    draft.put("bill_number", bill)
    with database.writing() as connection:
        draft_id = create_draft(connection, draft, NOW).id
    answer = ask_manifest(database, gateway, draft_id, FakeClock())
    with database.reading() as connection:
        return draft_id, answer.state, load_draft(connection, draft_id).draft.facts, answer.why


def test_what_is_found_is_told(database: Database) -> None:
    gateway = FakeGateway()
    gateway.manifests["B1"] = FOUND
    draft_id, state, facts, _ = asked(database, gateway)
    assert (state, facts) == (
        Verified.FOUND,
        {"manifest_found": True, "manifest_weight": "1980500", "manifest_packs": 1, "manifest_containers": 0},
    )
    with database.reading() as connection:
        assert told(connection, draft_id)["manifest_found"].told_at == FakeClock().now()


def test_a_day_of_entry_comes_along(database: Database) -> None:
    gateway = FakeGateway()
    gateway.manifests["B1"] = Manifest("B1", "V1", Decimal(7), 1, 0, "4", date(2026, 3, 1))
    assert asked(database, gateway)[2]["entry_day"] == "2026-03-01"


def test_an_answer_that_there_is_none_takes_the_earlier_one_back(database: Database) -> None:
    gateway = FakeGateway()
    gateway.manifests["B1"] = FOUND
    draft_id = asked(database, gateway)[0]
    del gateway.manifests["B1"]
    assert ask_manifest(database, gateway, draft_id, FakeClock()).state is Verified.ABSENT
    with database.reading() as connection:
        assert load_draft(connection, draft_id).draft.facts == {"manifest_found": False}


def test_offline_nothing_is_known_and_nothing_forgotten(database: Database) -> None:
    gateway = FakeGateway()
    gateway.manifests["B1"] = FOUND
    draft_id, *_ = asked(database, gateway)
    gateway.question_faults.append(Fault.UNPLUGGED)
    answer = ask_manifest(database, gateway, draft_id, FakeClock())
    assert (answer.state, answer.why) == (Verified.UNKNOWN, "连不上")
    with database.reading() as connection:
        assert load_draft(connection, draft_id).draft.facts["manifest_found"] is True


def test_without_a_bill_there_is_nothing_to_ask(database: Database) -> None:
    _, state, facts, why = asked(database, FakeGateway(), "")
    assert (state, facts, why) == (Verified.UNKNOWN, {}, "没有提运单号，未作核对")
