"""Requests, lanes and what is due over a real store: what the window asks is what the store then holds."""

from datetime import timedelta

import pytest

from app.core.draft import Mode, Purpose
from app.declarations.amendment import Way
from app.declarations.inbox import NeedKind
from app.declarations.status import Status
from app.declarations.version import Kind
from app.ui.desk.lifecycle import DeskLifecycle
from app.ui.pages.lifecycle import Expiry, NextStep, Storage
from app.ui.pages.services import Verdict
from tests.helpers.bureau import Bureau, Refused, coal
from tests.helpers.filings import NOW
from tests.helpers.two_steps import s02b

NUMBER = "PD2026030200101"
ENTRY = "070820261000000001"


@pytest.fixture
def life(bureau: Bureau) -> DeskLifecycle:
    return DeskLifecycle(bureau.office, bureau.drafts)


def told(bureau: Bureau, draft_id: str, channels: str, reached: Status) -> None:
    """Deliver receipts about the newest message, and wait until they were read."""
    message = bureau.gateway.declarations[-1].message_id
    start = len(bureau.gateway.delivered)
    for number, channel in enumerate(channels.split()):
        bureau.gateway.notice(message, channel, start + number + 1, entry_id=ENTRY)
    bureau.submissions.receive()
    bureau.until_status(draft_id, reached)


@pytest.fixture
def released(bureau: Bureau) -> str:
    draft_id = bureau.keep(coal(), NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "L J P", Status.RELEASED)
    return draft_id


def test_an_amendment_is_a_copy_whose_differences_are_the_request(
    bureau: Bureau, life: DeskLifecycle, released: str
) -> None:
    assert bureau.ask(life.next_step, released).step is NextStep.AMEND
    made = bureau.ask(life.start, released, Kind.AMEND)
    draft = bureau.stored(made).draft
    assert draft.purpose is Purpose.AMEND
    draft.update({"gross_weight": "1986000", "bill_number": "TEST-OTHER"})
    bureau.ask(bureau.drafts.save, made, draft, 0)
    request = bureau.ask(life.request, made)
    assert {one.path: one.way for one in request.changes} == {"gross_weight": Way.DIRECT, "bill_number": Way.REFILE}
    assert [(one.label, one.current) for one in request.versions] == [("v1", True), ("v2", False)]
    assert Verdict.BAD not in {one.verdict for one in request.conditions}
    assert request.reasons
    with pytest.raises(Refused):
        bureau.ask(life.file_request, made)
    bureau.ask(life.take_back, made, ["bill_number"])
    assert [one.path for one in bureau.ask(life.request, made).changes] == ["gross_weight"]
    compared = bureau.ask(life.compare, released, made)
    assert ([one.path for one in compared.changes], compared.words) == (["gross_weight"], ("v1", "v2"))


def test_consent_makes_the_amendment_the_version_in_force(bureau: Bureau, life: DeskLifecycle, released: str) -> None:
    made = bureau.ask(life.start, released, Kind.AMEND)
    draft = bureau.stored(made).draft
    draft.put("gross_weight", "1986000")
    bureau.ask(bureau.drafts.save, made, draft, 0)
    bureau.ask(life.explain, made, "07", "录入笔误", ("过磅单.pdf",))
    standing = bureau.ask(life.file_request, made)
    assert (standing.status, standing.editable) == (Status.QUEUED, False)
    assert bureau.stored(released).row.status is Status.RELEASED  # v1 stays in force until consent
    bureau.until_status(made, Status.SENT)
    assert [one.current for one in bureau.ask(life.request, made).versions] == [True, False]
    told(bureau, made, "RqL RqP", Status.RELEASED)
    request = bureau.ask(life.request, made)
    assert [one.current for one in request.versions] == [False, True]
    assert (request.reason, request.note, request.attachments) == ("07", "录入笔误", ("过磅单.pdf",))
    assert any(one.receipt_id for one in request.events)


def test_the_second_way_out_asks_for_withdrawal_and_keeps_the_new_values(
    bureau: Bureau, life: DeskLifecycle, released: str
) -> None:
    made = bureau.ask(life.start, released, Kind.AMEND)
    draft = bureau.stored(made).draft
    draft.put("bill_number", "TEST-OTHER")
    bureau.ask(bureau.drafts.save, made, draft, 0)
    asked = bureau.ask(life.start, made, Kind.REFILE)
    assert bureau.stored(asked).draft.purpose is Purpose.WITHDRAW
    versions = bureau.ask(life.request, asked).versions
    anew = next(one for one in versions if one.kind is Kind.REFILE)
    assert anew.label == "v1R"
    assert bureau.stored(anew.draft_id).draft.get("bill_number") == "TEST-OTHER"


def test_a_rejected_declaration_gets_a_new_version_linked_to_the_old_one(bureau: Bureau, life: DeskLifecycle) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "E", Status.REJECTED)
    assert bureau.ask(life.next_step, draft_id).step is NextStep.RETRY
    assert [one.wants for one in bureau.ask(life.needs)] == [NeedKind.REJECTED]
    made = bureau.ask(life.start, draft_id, Kind.RETRY)
    copy = bureau.stored(made)
    assert copy.row.status is Status.DRAFT
    assert copy.draft.get("sign.client_seq_no") not in ("", NUMBER)
    with pytest.raises(Refused):
        bureau.ask(life.start, made, Kind.RETRY)


def test_goods_that_may_leave_are_stored_and_not_sold(bureau: Bureau, life: DeskLifecycle) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "L J K", Status.CONDITIONAL)
    with pytest.raises(Refused, match="R144"):
        bureau.ask(life.sell, draft_id)
    day = NOW.date() + timedelta(days=2)
    bureau.ask(life.store_goods, draft_id, Storage("测试冷库", arrived_at=NOW), [Expiry("应出结果", day)])
    shown = bureau.ask(life.two_lane, draft_id)
    assert (shown.storage.place, shown.expiries) == ("测试冷库", (Expiry("应出结果", day),))
    assert NeedKind.STORAGE in {one.wants for one in bureau.ask(life.needs)}
    told(bureau, draft_id, "P", Status.RELEASED)
    bureau.ask(life.sell, draft_id)
    assert bureau.ask(life.two_lane, draft_id).storage.place == "测试冷库"
    assert NeedKind.STORAGE not in {one.wants for one in bureau.ask(life.needs)}


def test_a_planned_arrival_that_has_passed_is_asked_about(bureau: Bureau, life: DeskLifecycle) -> None:
    draft = coal()
    draft.facts["planned_arrival"] = NOW.date().isoformat()
    draft_id = bureau.keep(draft, NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "L", Status.ACCEPTED)
    assert [one.wants for one in bureau.ask(life.needs)] == [NeedKind.ARRIVAL]
    assert bureau.ask(life.next_step, draft_id).step is NextStep.ARRIVE
    with pytest.raises(Refused, match="不能晚于今天"):
        bureau.ask(life.arrived, draft_id, NOW.date() + timedelta(days=1))
    assert "重算" not in bureau.ask(life.arrived, draft_id, NOW.date()).words
    assert bureau.ask(life.needs) == []
    assert bureau.stored(draft_id).draft.facts["entry_day"] == NOW.date().isoformat()


def test_another_month_than_planned_is_another_rate(bureau: Bureau, life: DeskLifecycle) -> None:
    draft = coal()
    draft.facts["planned_arrival"] = NOW.date().isoformat()
    draft_id = bureau.keep(draft, NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "L", Status.ACCEPTED)
    effect = bureau.ask(life.arrived, draft_id, NOW.date() - timedelta(days=4))
    assert "跨月" in effect.words
    assert effect.tax.rows or effect.tax.note.startswith("未估算")


def test_a_summary_becomes_complete_in_the_same_record(bureau: Bureau, life: DeskLifecycle) -> None:
    draft = s02b()
    draft.facts["entry_day"] = (NOW.date() - timedelta(days=3)).isoformat()
    draft_id = bureau.keep(draft, NUMBER)
    bureau.file(draft_id)
    bureau.until_status(draft_id, Status.SENT)
    told(bureau, draft_id, "SpL SpJ SpK", Status.CONDITIONAL)
    step = bureau.ask(life.next_step, draft_id)
    assert (step.step, step.words) == (NextStep.COMPLETE, "完整申报 剩 11 天")
    need = next(one for one in bureau.ask(life.needs) if one.wants is NeedKind.COMPLETE)
    assert need.left == 11
    assert need.lacking
    assert bureau.ask(life.complete, draft_id) == draft_id
    opened = bureau.ask(bureau.drafts.load, draft_id)
    assert (opened.draft.mode, opened.draft.purpose, opened.editable) == (Mode.COMPLETE, Purpose.COMPLETE, True)
    assert bureau.ask(life.next_step, draft_id).step is NextStep.COMPLETE
