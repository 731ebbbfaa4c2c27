"""A declaration's life in words, and the printed page that carries what the authority gave."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

import forms
from app.declarations.finding import Finding
from app.declarations.rejection import path_of
from app.declarations.status import Status
from app.ui.desk.printing import DeskPrinting
from app.ui.pages.services import Event
from tests.helpers.bureau import Bureau, coal

ONE = "PD0000000000000001"


def test_the_queue_tells_what_waits_and_then_forgets_it(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    assert bureau.ask(bureau.submissions.queue) == []
    bureau.file(draft)
    bureau.until_status(draft, Status.SENT)
    assert bureau.ask(bureau.submissions.queue) == []


def test_the_life_is_told_newest_first_and_every_step_in_chinese(bureau: Bureau) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.file(draft)
    bureau.until_status(draft, Status.SENT)
    events: list[Event] = bureau.ask(bureau.submissions.events, draft)
    assert events[-1].title == "建立草稿"
    assert [one.at.replace(microsecond=0) for one in events] == sorted(
        (one.at.replace(microsecond=0) for one in events), reverse=True
    )
    told = [one.title for one in reversed(events)]
    assert told.index("内容定稿") < told.index("签名") < told.index("加入待发送") < told.index("开始发送")
    assert all("\u4e00" <= title[0] <= "\u9fff" for title in told)


@pytest.mark.parametrize(
    ("element", "item", "path"),
    [
        ("DecHead/NetWt", None, "net_weight"),
        ("DecList/CodeTS", 3, "items[2].hs_code"),
        ("Container/ContainerId", 2, "containers[1].container_id"),
        ("DecFreeTxt/VoyNo", None, "voyage_number"),
        ("DecHead/NoSuch", None, ""),
    ],
)
def test_the_authority_s_pointer_leads_to_our_field(element: str, item: int | None, path: str) -> None:
    assert path_of(forms.load("import"), Finding("R055", element, item, "")) == path


def test_for_an_export_the_pointer_follows_the_swapped_countries() -> None:
    export = forms.load("export")
    assert path_of(export, Finding("", "DecList/OriginCountry", 1, "")) == "items[0].destination_country"


def test_the_page_carries_the_number_it_was_given_and_a_watermark_until_released(
    bureau: Bureau, tmp_path: Path
) -> None:
    draft = bureau.keep(coal(), ONE)
    bureau.file(draft)
    bureau.until_status(draft, Status.SENT)
    row = bureau.stored(draft).row
    prints = DeskPrinting(bureau.office, tmp_path / "prints")
    path: Path = bureau.ask(prints.preview, draft, coal())
    text = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
    assert row.seq_no
    assert row.seq_no in text
    assert "仅供核对用" in text
    kept = bureau.ask(prints.save, path, tmp_path / "a.pdf")
    assert kept.read_bytes() == path.read_bytes()
