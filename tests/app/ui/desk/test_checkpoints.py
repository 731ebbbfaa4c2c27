"""Checkpoints over a real store, and what a run leaves that was never ended."""

from app.ui.desk.checkpoints import DeskCheckpoints
from tests.helpers.bureau import Bureau, coal

NUMBER = "PD0000000000000001"


def change(bureau: Bureau, draft_id: str, text: str) -> None:
    draft = bureau.stored(draft_id).draft
    draft.put("remark", text)
    bureau.ask(bureau.drafts.save, draft_id, draft, 0)


def test_a_run_that_was_never_ended_is_told_to_the_next(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    first, second = DeskCheckpoints(bureau.office), DeskCheckpoints(bureau.office)
    assert bureau.ask(first.opened, draft_id) is None
    change(bureau, draft_id, "停电之前")
    assert bureau.ask(first.opened, draft_id) is None, "the same run may open it again"
    left = bureau.ask(second.opened, draft_id)
    assert left.draft.get("remark") == coal().get("remark")
    assert bureau.stored(draft_id).draft.get("remark") == "停电之前", "what was stored is never touched"


def test_a_run_that_ended_as_it_should_leaves_nothing(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    first, second = DeskCheckpoints(bureau.office), DeskCheckpoints(bureau.office)
    bureau.ask(first.opened, draft_id)
    change(bureau, draft_id, "改过")
    first.closed(draft_id)
    assert bureau.ask(second.opened, draft_id) is None


def test_checkpoints_are_kept_in_order_with_their_names(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    kept = DeskCheckpoints(bureau.office)
    bureau.ask(kept.opened, draft_id)
    changed = coal()
    changed.put("remark", "核对过磅单")
    bureau.ask(kept.keep, draft_id, "核对后", changed)
    bureau.ask(kept.keep, draft_id, "", coal())
    found = bureau.ask(kept.versions, draft_id)
    assert [one.words for one in found] == ["恢复之前", "检查点 核对后", "打开时"]
    assert found[1].draft.get("remark") == "核对过磅单"


def test_what_the_program_keeps_for_itself_does_not_grow_for_ever(bureau: Bureau) -> None:
    draft_id = bureau.keep(coal(), NUMBER)
    kept = DeskCheckpoints(bureau.office)
    bureau.ask(kept.keep, draft_id, "留着", coal())
    for _ in range(60):
        bureau.ask(kept.keep, draft_id, "", coal())
    found = bureau.ask(kept.versions, draft_id)
    assert len(found) == 51
    assert found[-1].words == "检查点 留着", "what a person named stays"


def test_a_line_is_filled_from_earlier_lines_of_its_article_its_own_client_first(bureau: Bureau) -> None:
    other, same = coal(), coal()
    other.put("trade_name", "另一家公司")
    other.put("items[0].price", "77")
    same.put("items[0].price", "88")
    bureau.keep(same, "PD0000000000000002")
    bureau.keep(other, "PD0000000000000003")
    mine = coal()
    for name in ("name", "price", "origin_country"):
        mine.put(f"items[0].{name}", "")
    draft_id = bureau.keep(mine, NUMBER)
    found = bureau.ask(DeskCheckpoints(bureau.office).earlier, draft_id, mine, 0)
    assert [one.draft.get("items[0].price") for one in found] == ["88", "77"]
    assert found[0].draft.get("items[0].origin_country") == coal().get("items[0].origin_country")
    assert found[0].draft.get("items[0].quantity") == mine.get("items[0].quantity"), "how much there was is not taken"
    mine.put("items[0].hs_code", "")
    assert bureau.ask(DeskCheckpoints(bureau.office).earlier, draft_id, mine, 0) == []
