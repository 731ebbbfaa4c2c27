"""The manifest pre-check: it fills empty fields alone, marks what it filled, and never stands in the way."""

from PySide6.QtWidgets import QApplication

from app.ui.editors import NumberEditor
from app.ui.pages.form.facts_block import FactsBlock
from app.ui.pages.form.manifest_line import ManifestLine
from app.ui.pages.form.mode_services import ManifestAnswer
from app.ui.pages.form.sections_area import FACTS
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios

FOUND = ManifestAnswer(
    True,
    "舱单已核对",
    {"gross_weight": "1980500", "pack_count": "30"},
    {"manifest_found": True, "manifest_weight": "1980500"},
)


def line(stage: Stage) -> ManifestLine:
    """Open the facts and return the line in them, the keyboard on its button."""
    stage.page.sections.open(FACTS)
    QApplication.processEvents()
    found = stage.page.findChild(ManifestLine)
    assert found is not None
    assert isinstance(found.parentWidget(), FactsBlock)
    found.ask.setFocus()
    return found


def test_only_empty_fields_are_filled_and_marked(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.put("gross_weight", "")
    stage = open_page(draft, manifest=FOUND)
    asked = line(stage)
    stage.keys.press("Return")
    assert asked.words() == "已核对 舱单已核对，带入 1 项"
    assert stage.page.document.get("gross_weight") == "1980500"
    assert stage.page.document.get("pack_count") == draft.get("pack_count") == "1"
    editor = stage.page.binder.widget_at("gross_weight")
    assert isinstance(editor, NumberEditor)
    assert editor.look.tag == "舱单"
    assert "舱单带入" in editor.accessibleDescription()
    assert stage.page.document.draft.facts["manifest_found"] is True
    stage.page.reveal("gross_weight")
    stage.keys.type("1980400")
    assert editor.look.tag == ""
    assert stage.page.document.draft.brought == {}


def test_a_fill_is_undone_in_one_step_with_its_mark(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.put("gross_weight", "")
    draft.put("pack_count", "")
    stage = open_page(draft, manifest=FOUND)
    line(stage)
    stage.keys.press("Return")
    assert stage.page.document.draft.brought == {"gross_weight": "manifest", "pack_count": "manifest"}
    stage.keys.press("Ctrl+Z")
    assert (stage.page.document.get("gross_weight"), stage.page.document.get("pack_count")) == ("", "")
    assert stage.page.document.draft.brought == {}


def test_offline_is_said_and_blocks_nothing(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), manifest=ManifestAnswer(None, "舱单未核对：网关没有答复"))
    asked = line(stage)
    before = stage.page.document.problems()
    stage.keys.press("Return")
    assert asked.words() == "未核对 舱单未核对：网关没有答复"
    assert stage.page.document.problems() == before
    assert stage.page.head.file.isEnabled()


def test_what_was_typed_is_stored_before_it_is_asked(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), manifest=FOUND)
    stage.page.document.put("bill_number", "TEST-NEW")
    line(stage)
    stage.keys.press("Return")
    assert stage.drafts.opened["draft-1"].get("bill_number") == "TEST-NEW"
