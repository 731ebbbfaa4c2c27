"""F12 puts versions beside what stands; a crash is told in a bar with three ways on; all of it can be undone."""

from PySide6.QtWidgets import QPushButton, QWidget

from app.core.draft import Draft
from app.ui.pages.checkpoint_service import Version
from app.ui.pages.form.compare_view import CompareView
from app.ui.pages.services import Started
from app.ui.pages.template_service import Template
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.app.ui.pages.form.test_quick_fill import STOPS, TEMPLATE, draft
from tests.helpers import scenarios
from tests.helpers.keys import type_text
from tests.helpers.ui_checkpoints import FakeCheckpoints
from tests.helpers.ui_services import NOW
from tests.helpers.ui_templates import FakeTemplates


def before() -> Version:
    """S01 as it stood before three fields were changed and a line came."""
    old = scenarios.s01()
    old.put("contract_number", "ALT-1")
    old.put("net_weight", "1")
    return Version("上次打开时", NOW, old)


def view(stage: Stage) -> CompareView:
    return next(one for one in stage.window.findChildren(CompareView) if one.isVisible())


def act(owner: QWidget, words: str) -> None:
    button = next(one for one in owner.findChildren(QWidget) if one.accessibleName() == words)
    assert hasattr(button, "click") or isinstance(button, QPushButton)
    getattr(button, "click")()  # noqa: B009 - buttons of the house are no QPushButtons


def test_f12_takes_single_values_back_and_gives_them_up_again(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.page.document.put("contract_number", "NEU-1")
    stage.keys.press("F12")
    assert view(stage).words() == "1 处不同"
    stage.keys.press("Left")
    assert stage.page.document.get("contract_number") == scenarios.s01().get("contract_number")
    stage.keys.press("Right")
    assert stage.page.document.get("contract_number") == "NEU-1"
    stage.keys.press("Left", "Escape")
    assert not stage.window.findChildren(CompareView)
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("contract_number") == "NEU-1"


def test_a_checkpoint_is_kept_and_the_whole_brought_back_as_one_step(open_page: Open) -> None:
    kept = FakeCheckpoints()
    stage = open_page(scenarios.s01(), checkpoints=kept)
    start = stage.page.document.draft.to_json()
    stage.page.document.copy_row("items", 0)
    stage.page.document.put("net_weight", "5")
    changed = stage.page.document.draft.to_json()
    stage.keys.press("F12")
    act(view(stage), "整票恢复成那时")
    assert stage.page.document.draft.to_json() == start
    assert [one.words for one in kept.kept] == ["恢复之前"]
    stage.page.document.undo()
    assert stage.page.document.draft.to_json() == changed


def test_the_present_state_is_named_and_found_again_in_the_comparison(open_page: Open) -> None:
    kept = FakeCheckpoints()
    stage = open_page(scenarios.s01(), checkpoints=kept)
    stage.page.document.put("net_weight", "5")
    named = stage.page.document.draft.to_json()
    stage.keys.press("F12")
    shown = view(stage)
    act(shown, "存检查点")
    assert kept.kept == [] and shown.name.hasFocus(), "a checkpoint has a name"
    shown.name.setText("客户确认前")
    stage.keys.press("Return")
    assert [one.words for one in kept.kept] == ["检查点 客户确认前"]
    assert shown.isVisible() and shown.words() == "已存检查点“客户确认前”，左边可选"
    stage.keys.press("Escape")
    stage.page.document.put("net_weight", "6")
    stage.keys.press("F12")
    again = view(stage)
    again.picker.setFocus()
    type_text(again.picker, "khqr")
    stage.keys.press("Return")
    assert again.picker.words().startswith("检查点 客户确认前")
    assert again.words() == "1 处不同"
    act(again, "整票恢复成那时")
    assert stage.page.document.draft.to_json() == named


def test_a_crash_is_told_with_three_ways_on(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), checkpoints=FakeCheckpoints(before()))
    told = stage.page.troubles.current()
    assert told is not None and "改了 2 处" in told.sentence
    assert [words for words, _ in told.actions] == ["放弃这些改动", "对比", "接着填"]
    told.actions[0][1]()
    assert stage.page.document.get("contract_number") == "ALT-1"
    assert stage.page.troubles.current() is None
    stage.page.document.undo()
    assert stage.page.document.get("contract_number") == scenarios.s01().get("contract_number")


def test_nothing_is_told_where_nothing_was_changed_and_closing_is_noted(open_page: Open) -> None:
    kept = FakeCheckpoints(Version("上次打开时", NOW, scenarios.s01()))
    stage = open_page(scenarios.s01(), checkpoints=kept)
    assert stage.page.troubles.current() is None
    assert stage.page.may_close()
    assert kept.ended == ["draft-1"]


def test_a_template_is_compared_and_fields_of_it_taken(open_page: Open) -> None:
    templates = FakeTemplates(held=Template("t", "宏远焦煤", TEMPLATE, STOPS))
    made: Draft = draft()
    stage = open_page(made, started=Started("t", "宏远焦煤", STOPS, True), templates=templates)
    stage.page.document.put("goods_place", "别处")
    stage.page.document.put("contract_number", "NEU-2")
    act(stage.page.head, "对比模板")
    shown = view(stage)
    assert "1 处不同" in shown.words(), "what changes with every shipment is no difference"
    stage.keys.press("Left", "Escape")
    assert stage.page.document.get("goods_place") == TEMPLATE.get("goods_place")


def test_a_goods_line_takes_values_from_an_earlier_one(open_page: Open) -> None:
    kept = FakeCheckpoints()
    earlier = scenarios.s01()
    earlier.put("items[0].price", "77.0000")
    kept.lines = [Version("测试公司 PD-1", NOW, earlier)]
    stage = open_page(scenarios.s01(), checkpoints=kept)
    stage.page.reveal("items[0].price")
    stage.keys.press("Ctrl+Shift+H", "Left", "Escape")
    assert stage.page.document.get("items[0].price") == "77.0000"
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("items[0].price") == scenarios.s01().get("items[0].price")
