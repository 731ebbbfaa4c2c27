"""Filing through the desk's services: what is shown is what was sent, and a refusal costs no later edit."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.declarations.status import Status
from app.store import drafts
from app.store.engine import sqlite_driver
from app.store.standing import submission_of
from tests.helpers.bureau import Bureau, Refused, at_work, coal
from tests.helpers.databases import UnsureDatabase
from tests.helpers.fake_gateway import Fault

ONE, TWO = "PD0000000000000001", "PD0000000000000002"


def test_what_is_filed_is_sent(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    assert bureau.file(draft).status is Status.QUEUED
    bureau.until_status(draft, Status.SENT)
    assert [one.client_seq_no for one in bureau.gateway.declarations] == [ONE]


def test_edits_after_a_refused_filing_are_saved(bureau: Bureau) -> None:
    bureau.file(bureau.keep(coal(), ONE))
    twin = bureau.keep(coal(), ONE)
    with pytest.raises(Refused, match="另一份内容"):
        bureau.file(twin, remark="别的内容")
    edited = bureau.stored(twin).draft
    edited.put("remark", "之后的编辑")
    bureau.ask(bureau.drafts.save, twin, edited, 0)
    edited.put("remark", "再后的编辑")
    bureau.ask(bureau.drafts.save, twin, edited, 0)
    assert bureau.stored(twin).draft.get("remark") == "再后的编辑"


@pytest.mark.parametrize("way", ["unsure_in", "full_in"])
@pytest.mark.parametrize("bad", [1, 2])
def test_edits_after_a_commit_that_failed_or_may_have_are_saved(
    qapp: QApplication, path: Path, bad: int, way: str
) -> None:
    with UnsureDatabase(sqlite_driver(path)) as database, at_work(database) as bureau:
        database.only_in = "portdesk-store"
        draft = bureau.keep(coal(), ONE)
        edited = bureau.ask(bureau.drafts.load, draft).draft
        for number in range(1, 4):
            edited.put("remark", f"第 {number} 次")
            if number == bad:
                setattr(database, way, 1)
                with pytest.raises(Refused, match=r"未知|已满"):
                    bureau.ask(bureau.drafts.save, draft, edited, 0)
            else:
                bureau.ask(bureau.drafts.save, draft, edited, 0)
        assert bureau.stored(draft).draft.get("remark") == "第 3 次"


def test_somebody_elses_edit_is_never_overwritten(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    mine = bureau.ask(bureau.drafts.load, draft).draft
    mine.put("remark", "我的")
    bureau.ask(bureau.drafts.save, draft, mine, 0)
    with bureau.database.writing() as connection:
        theirs = drafts.load_draft(connection, draft)
        theirs.draft.put("remark", "别人的")
        drafts.save_draft(connection, draft, theirs.draft, theirs.row.rev, bureau.clock.now())
    with pytest.raises(Refused, match="两边都已保存"):
        bureau.ask(bureau.drafts.save, draft, mine, 0)
    assert bureau.stored(draft).draft.get("remark") == "别人的"


def test_the_same_content_in_another_draft_does_not_seem_to_be_filed(bureau: Bureau) -> None:
    bureau.file(bureau.keep(coal(), ONE))
    with pytest.raises(Refused, match="同样内容"):
        bureau.file(bureau.keep(coal(), ONE))


def test_a_correction_from_another_draft_is_shown_where_its_figures_are(bureau: Bureau) -> None:
    bureau.gateway.faults.append(Fault.REFUSED)
    first, again = bureau.keep(coal(), ONE), bureau.keep(coal(), ONE)
    bureau.file(first)
    bureau.until_status(first, Status.REJECTED)
    bureau.file(again, remark="更正")
    bureau.until_status(again, Status.SENT)
    assert bureau.stored(first).row.status is Status.REJECTED
    with bureau.database.reading() as connection:
        assert submission_of(connection, first) is None


def test_what_was_sent_back_can_be_sent_again_unchanged(bureau: Bureau) -> None:
    bureau.gateway.faults.append(Fault.REFUSED)
    draft = bureau.keep(coal(), ONE)
    bureau.file(draft)
    bureau.until_status(draft, Status.REJECTED)
    assert bureau.file(draft).status is Status.QUEUED
    bureau.until_status(draft, Status.SENT)


def test_what_is_filed_leaves_the_bin(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.ask(bureau.drafts.delete, draft, True)
    bureau.file(draft)
    assert not bureau.stored(draft).row.deleted


def test_a_filed_draft_takes_no_edit_and_no_bin(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.file(draft)
    with pytest.raises(Refused, match="不能再改"):
        bureau.ask(bureau.drafts.save, draft, coal(), 0)
    with pytest.raises(Refused, match="不能再改"):
        bureau.ask(bureau.drafts.delete, draft, True)


def test_a_copy_is_a_declaration_of_its_own(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.file(draft)
    copy = bureau.ask(bureau.drafts.copy, draft)
    found = bureau.stored(copy)
    assert found.row.status is Status.DRAFT
    assert found.draft.get("sign.client_seq_no") not in ("", ONE)
    assert found.row.seq_no == ""
    bureau.file(copy, **{"items[0].quantity": found.draft.get("items[0].quantity")})
    bureau.until_status(copy, Status.SENT)
    assert len({one.client_seq_no for one in bureau.gateway.declarations}) == 2
