"""快填: Enter stops at what changes per shipment alone; marks, strip and list agree; the manifest fills blanks."""

import pytest
from PySide6.QtCore import QObject

import forms
from app.core.draft import Draft, Mode
from app.declarations.template import as_template, from_template, proposed_stops
from app.ui.editors.look import Marks
from app.ui.pages.form.mode_services import ManifestAnswer
from app.ui.pages.services import Started
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios

FORM = forms.load("import")
STOPS = proposed_stops(FORM, scenarios.s01())
TEMPLATE = as_template(FORM, scenarios.s01(), STOPS)
FOUND = ManifestAnswer(True, "舱单已核对", {"gross_weight": "1980500", "pack_count": "7"}, {"manifest_found": True})
TEXTS = {
    "contract_number": "GQ-TT2026-11",
    "voyage_number": "0708260506001",
    "bill_number": "0708260506001*01",
    "pack_count": "1",
    "gross_weight": "1980500",
    "net_weight": "1980500",
    "items[0].quantity": "1980.5",
    "items[0].total": "194089",
}


def draft() -> Draft:
    return from_template(FORM, TEMPLATE, Mode.ADVANCE)


def opened(open_page: Open, manifest: ManifestAnswer | None = None) -> Stage:
    return open_page(draft(), started=Started("t", "宏远焦煤", STOPS, True), manifest=manifest)


def fill(stage: Stage) -> None:
    stage.keys.type(TEXTS[stage.at])
    stage.keys.accept()


def marks(stage: Stage, path: str) -> Marks:
    editor = stage.page.binder.widget_at(path)
    assert isinstance(editor, QObject)
    found: Marks = getattr(editor, "look").marks  # noqa: B009 - every editor has a look
    return found


def test_enter_goes_from_stop_to_stop_and_then_to_the_check(open_page: Open) -> None:
    stage = opened(open_page)
    seen = []
    for _ in STOPS:
        seen.append(stage.at)
        fill(stage)
    assert seen == list(TEXTS)
    assert stage.keys.focused() is stage.page.head.check
    assert stage.page.document.get("items[0].price") == "98.0000"
    assert stage.page.document.get("items[0].first_quantity") == "1980500", "tonnes are thousand kilograms"


def test_the_counter_the_bars_and_the_list_agree(open_page: Open) -> None:
    stage = opened(open_page)
    quick = stage.page.drafting.quick
    for left in range(len(TEXTS), 0, -1):
        stage.settle()
        assert len(quick.waiting()) == left
        waiting = quick.waiting()
        assert f"待填 {len(waiting)}" in stage.page.drafting.parts.strip.words()
        assert len(stage.page.drafting.parts.list.words()) == len(waiting)
        barred = [path for path in TEXTS if marks(stage, path).stop]
        assert set(barred) == set(waiting)
        assert marks(stage, waiting[0]).stop == f"待填，第 1 个，共 {len(waiting)} 个"
        fill(stage)
    assert not [path for path in TEXTS if marks(stage, path).stop]


def test_a_template_s_values_carry_a_dot_until_they_are_changed(open_page: Open) -> None:
    stage = opened(open_page)
    assert marks(stage, "trade_mode").dot
    stage.page.document.put("trade_mode", "0214")
    assert not marks(stage, "trade_mode").dot
    stage.page.document.undo()
    assert marks(stage, "trade_mode").dot
    assert not marks(stage, "contract_number").dot


def test_the_manifest_fills_empty_fields_alone_and_can_be_undone(open_page: Open) -> None:
    stage = opened(open_page, FOUND)
    stage.page.document.put("gross_weight", "5")
    fill(stage)
    fill(stage)
    fill(stage)
    assert stage.page.document.get("pack_count") == "7"
    assert stage.page.document.get("gross_weight") == "5", "what somebody typed is never changed"
    assert "pack_count" not in stage.page.drafting.quick.waiting() or stage.at == "pack_count"
    assert stage.page.head.manifest.words() == "舱单一致"
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("pack_count") == ""


@pytest.mark.parametrize("found", [None, False])
def test_a_manifest_that_is_not_verified_never_blocks(open_page: Open, found: bool | None) -> None:
    stage = opened(open_page, ManifestAnswer(found, "舱单未核对"))
    for _ in STOPS:
        fill(stage)
    assert stage.page.head.manifest.words() == {None: "舱单未核对", False: "无舱单"}[found]
    stage.page.document.show_all()
    assert not [one for one in stage.page.document.problems() if one.blocks]


def test_nothing_is_red_before_the_check_is_asked_for(open_page: Open) -> None:
    stage = opened(open_page)
    for _ in range(4):
        fill(stage)
    stage.settle()
    assert not [one for one in stage.page.document.shown_problems() if one.blocks]
    stage.keys.press("F9")
    assert [one for one in stage.page.document.shown_problems() if one.blocks], "校验 tells what is still empty"


def test_a_stop_passed_over_is_come_back_to(open_page: Open) -> None:
    stage = opened(open_page)
    stage.keys.accept()  # the first one is left empty
    for _ in range(len(STOPS) - 1):
        fill(stage)
    assert stage.at == "contract_number"
    stage.keys.press("Shift+Return")
    assert stage.at == "contract_number", "nothing is before the first"


def test_esc_leaves_and_ctrl_j_takes_it_up_again(open_page: Open) -> None:
    stage = opened(open_page)
    stage.keys.press("Escape")
    assert not stage.page.drafting.parts.strip.isVisible()
    before = stage.at
    stage.keys.press("Return")
    assert stage.at == stage.after(before)
    stage.keys.press("Ctrl+J")
    assert stage.page.drafting.parts.strip.isVisible()


def test_what_a_rule_asks_beyond_the_template_is_stopped_at_too(open_page: Open) -> None:
    made = draft()
    made.put("traffic_mode", "")
    stage = open_page(made, started=Started("t", "宏远焦煤", STOPS, True))
    assert "traffic_mode" in stage.page.drafting.quick.waiting()


def test_a_draft_without_a_template_has_no_quick_fill(open_page: Open) -> None:
    stage = open_page()
    stage.keys.press("Ctrl+J")
    assert not stage.page.drafting.parts.strip.isVisible()
