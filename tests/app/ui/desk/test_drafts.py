"""Drafts through the desk's services: new, copied, read in, written out, offered again; on a real store."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import forms
from app.core.draft import Draft, Mode
from app.core.note import Note
from app.declarations.status import Status
from app.store import audit
from app.transport.gateway import Kind
from app.ui.desk.drafts import PROFILE
from app.ui.desk.preferences import DeskSettings, read_preferences
from app.ui.pages.services import ListQuery, Preferences
from app.wire.read import read_message
from app.wire.xml import write
from app.work.gateway_profile import profile_told
from forms.packs import PROFILE_FACT
from tests.helpers.bureau import Bureau, Refused, coal

ONE, TWO = "PD0000000000000001", "PD0000000000000002"
SAMPLES = Path(__file__).resolve().parents[4] / "resources" / "samples"


def test_a_new_draft_has_a_number_of_its_own_and_the_operator_s_defaults(bureau: Bureau) -> None:
    settings = DeskSettings(bureau.office, lambda _connection: ())
    bureau.ask(settings.save, Preferences(theme="dark", profile={"typist_name": "王测试", "agent_code": "1511960001"}))
    ids = [bureau.ask(bureau.drafts.new, kind.id, Mode.ADVANCE) for kind in bureau.drafts.kinds() for _ in "ab"]
    drafts = [bureau.stored(draft_id).draft for draft_id in ids]
    assert len({draft.get("sign.client_seq_no") for draft in drafts}) == len(ids)
    assert {draft.get("typist_name") for draft in drafts} == {"王测试"}
    assert [draft.get("ie_flag") for draft in drafts] == ["I", "I", "E", "E"]
    with bureau.database.reading() as connection:
        assert read_preferences(connection).theme == "dark"


def test_a_new_draft_follows_the_office_s_pack_of_two_step_filing(bureau: Bureau) -> None:
    assert bureau.stored(bureau.ask(bureau.drafts.new, "import", Mode.SUMMARY)).draft.get("type") == "  5"
    settings = DeskSettings(bureau.office, lambda _connection: ())
    bureau.ask(settings.save, Preferences(two_step_profile="legacy"))
    made = bureau.stored(bureau.ask(bureau.drafts.new, "import", Mode.SUMMARY))
    assert made.draft.facts == {PROFILE_FACT: "legacy"}
    assert made.draft.get("type") == "  ", "three questions are open"
    copy = bureau.stored(bureau.ask(bureau.drafts.copy, made.row.id))
    assert copy.draft.facts == {PROFILE_FACT: "legacy"}


def test_a_copy_has_the_contents_and_none_of_the_numbers(bureau: Bureau) -> None:
    first = bureau.keep(coal(), ONE)
    bureau.file(first)
    bureau.until_status(first, Status.SENT)
    copy = bureau.stored(bureau.ask(bureau.drafts.copy, first))
    assert copy.row.status is Status.DRAFT
    assert copy.draft.get("bill_number") == coal().get("bill_number")
    assert copy.draft.get("sign.client_seq_no") not in ("", ONE)
    assert copy.draft.facts == {}


@pytest.mark.parametrize("suffix", [".xml", ".json"])
def test_a_draft_written_out_is_read_in_as_it_was(bureau: Bureau, tmp_path: Path, suffix: str) -> None:
    first = bureau.keep(coal(), ONE)
    path = bureau.ask(bureau.drafts.export_file, first, tmp_path / f"a{suffix}")
    bureau.ask(bureau.drafts.delete, first, True)  # while it is here, what comes in again is held against it
    again = bureau.stored(bureau.ask(bureau.drafts.import_file, path))
    assert dict(again.draft.filled()) == dict(bureau.stored(first).draft.filled())
    assert (again.draft.facts == coal().facts) == (suffix == ".json")


@pytest.mark.parametrize("with_notes", [False, True])
def test_notes_leave_the_house_only_when_asked_for(bureau: Bureau, tmp_path: Path, with_notes: bool) -> None:
    draft = coal()
    draft.notes["net_weight"] = Note("过磅单没到")
    first = bureau.keep(draft, ONE)
    path = tmp_path / "a.json"
    answers: list[Path] = []
    bureau.drafts.export_file(first, path, answers.append, pytest.fail, with_notes)
    bureau.until(lambda: bool(answers))
    assert ("过磅单" in path.read_text("utf-8")) == with_notes
    bureau.ask(bureau.drafts.delete, first, True)
    again = bureau.stored(bureau.ask(bureau.drafts.import_file, path))
    assert (again.draft.notes == draft.notes) == with_notes


def test_an_export_without_a_known_ending_is_refused_and_writes_nothing(bureau: Bureau, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\.xml"):
        bureau.ask(bureau.drafts.export_file, bureau.keep(coal(), ONE), tmp_path / "a.doc")
    assert list(tmp_path.glob("a*")) == []


def test_a_file_that_cannot_be_read_is_named(bureau: Bureau, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xml"
    broken.write_text("<DecMessage", "utf-8")
    with pytest.raises(Refused, match="坏"):
        bureau.ask(bureau.drafts.import_file, broken)


def test_the_last_declaration_is_the_newest_other_one_of_its_kind(bureau: Bureau) -> None:
    first, second = bureau.keep(coal(), ONE), bureau.keep(coal(), TWO)
    bureau.ask(bureau.drafts.import_file, SAMPLES / "S07.json")
    last: Draft = bureau.ask(bureau.drafts.last, second)
    assert last.get("sign.client_seq_no") == ONE
    assert bureau.ask(bureau.drafts.last, first).get("sign.client_seq_no") == TWO


def test_the_bin_takes_and_gives_back(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.ask(bureau.drafts.delete, draft, True)
    assert bureau.ask(bureau.drafts.list, ListQuery()) == []
    bureau.ask(bureau.drafts.delete, draft, False)
    assert [row.id for row in bureau.ask(bureau.drafts.list, ListQuery(text="炼焦煤"))] == [draft]
    assert bureau.ask(bureau.drafts.counts) == {Status.DRAFT: 1}


def test_the_first_filing_tells_who_works_here(bureau: Bureau) -> None:
    bureau.file(bureau.keep(coal(), ONE))
    with bureau.database.reading() as connection:
        profile = read_preferences(connection).profile
    form = forms.load("import")
    assert profile[form.operator] == coal().get(form.operator)
    assert all(form.fields[path].box.profile for path in profile)
    assert PROFILE not in json.dumps(dict(profile), ensure_ascii=False)


def test_the_message_written_out_is_the_draft_s(bureau: Bureau, tmp_path: Path) -> None:
    path = bureau.ask(bureau.drafts.export_file, bureau.keep(coal(), ONE), tmp_path / "a.xml")
    assert read_message(path.read_bytes()).draft.get("voyage_number") == coal().get("voyage_number")


def test_attachments_of_an_imported_zip_are_said_to_be_left_out(bureau: Bureau, tmp_path: Path) -> None:
    said: list[str] = []
    bureau.drafts.left_out.connect(said.append)
    packed = tmp_path / "一票.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一票.xml", write(forms.load("import"), coal()))
    bureau.ask(bureau.drafts.import_file, packed)
    assert said == []
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("发票.pdf", b"%PDF-1.7")
    draft_id = bureau.ask(bureau.drafts.import_file, packed)
    assert said == ["压缩包里的附件没有带入：发票.pdf"]
    assert bureau.stored(draft_id).draft.get("bill_number") == coal().get("bill_number")


def test_what_the_gateway_is_relied_on_for_is_what_the_command_line_sets(bureau: Bureau) -> None:
    settings = DeskSettings(bureau.office, lambda _connection: [])
    plain = bureau.ask(settings.load)
    assert (plain.gateway_kind, plain.gateway_quiet, plain.gateway_keeps) == ("", 600, 14)
    bureau.ask(settings.save, replace(plain, gateway_kind="bare", gateway_quiet=1200.0))
    with bureau.database.reading() as connection:
        told = profile_told(connection)
        seen = [entry.event for entry in audit.entries(connection, "", 10, None)]
    assert (told.kind, told.quiet, told.fixed) == (Kind.BARE, timedelta(minutes=20), True)
    assert bureau.ask(settings.load).gateway_kind == "bare"
    bureau.ask(settings.save, replace(plain, gateway_kind="bare", gateway_quiet=1200.0, percent=110))
    assert seen.count("rely_on_gateway") == 1, "what did not change is not written down again"
