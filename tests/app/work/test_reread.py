"""What is signed is what was checked: bytes are read back and compared, shown, and refused when a field has changed."""

from dataclasses import replace

import pytest

import forms
from app.declarations.message import XmlMessage
from app.declarations.outbox import State
from app.store import outbox
from app.store.drafts import create_draft
from app.store.engine import Database
from app.wire.render import canonical, ready
from app.wire.shown import differing, digest, shown
from app.work.reread import NotWhatWasChecked
from app.work.signed_contents import signed_contents
from app.work.submit import NotSigned, submit
from tests.helpers.bureau import coal
from tests.helpers.delivery import Desk
from tests.helpers.filings import NOW, filing
from tests.helpers.signing import signer

FORM = forms.load("import")
NUMBER = "PD0000000000000007"


def declaration() -> bytes:
    draft = coal()
    draft.put(FORM.identity, NUMBER)
    return canonical(FORM, draft)


def test_every_field_reads_back_as_it_was_meant() -> None:
    draft = coal()
    draft.put(FORM.identity, NUMBER)
    content = declaration()
    assert differing(FORM, content, ready(FORM, draft)) == ()
    heavier = content.replace(b"<GrossWet>1980500</GrossWet>", b"<GrossWet>1980501</GrossWet>")
    assert heavier != content
    assert differing(FORM, heavier, ready(FORM, draft)) == ("gross_weight",)
    more = content.replace(b"<NoteS/>", "<NoteS>多出来的</NoteS>".encode())
    assert differing(FORM, more, ready(FORM, draft)) == ("remark",)
    less = content.replace(b"<BillNo>GQMD20260310001</BillNo>", b"<BillNo/>")
    assert differing(FORM, less, ready(FORM, draft)) == ("bill_number",)


def test_what_is_signed_can_be_seen_as_the_bytes_say_it() -> None:
    fields = shown(declaration())
    assert ("gross_weight", "毛重", "1980500", None) in [(one.path, one.label, one.text, one.item) for one in fields]
    assert {one.item for one in fields} == {None, 1}
    assert len(digest(declaration()).split()) == 8


def test_bytes_that_changed_since_they_were_checked_are_not_signed(database: Database) -> None:
    desk, draft = Desk(database), coal()
    draft.put(FORM.identity, NUMBER)
    with database.writing() as connection:
        draft_id = create_draft(connection, draft, NOW).id
    other = declaration().replace(b"<GrossWet>1980500</GrossWet>", b"<GrossWet>1980501</GrossWet>")
    wanted = replace(filing(NUMBER, draft_id=draft_id), message=XmlMessage(other, NUMBER))
    with pytest.raises(NotSigned, match="毛重") as refused:
        submit(database, signer(), wanted, desk.clock)
    assert refused.value.rule == "R162" and isinstance(refused.value.__cause__, NotWhatWasChecked)
    assert "1980501" not in str(refused.value)
    with database.reading() as connection:
        assert len(outbox.in_state(connection, State.FROZEN)) == 1
        contents = signed_contents(connection, draft_id)
    assert contents is not None and "等待签名" in contents.sentence and "毛重：1980501" in contents.text
