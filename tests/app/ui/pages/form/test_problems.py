"""Problems on the page: held back at first, the same everywhere, walked and cured from the keyboard."""

import pytest

from app.core.draft import Draft
from app.core.problem import Severity
from app.ui.models.rows_model import STATE
from app.ui.widgets.issue_card import IssueCard
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios


def wrong() -> Draft:
    draft = scenarios.s01()
    draft.put("net_weight", "1980501")
    draft.put("goods_place", "")
    return draft


def cards(stage: Stage) -> list[IssueCard]:
    found = stage.page.panel.problems.findChildren(IssueCard)
    return [card for card in found if not card.isHidden()]


def errors(stage: Stage) -> list[str]:
    return [one.path for one in stage.page.document.shown_problems() if one.severity is Severity.ERROR]


def test_an_empty_page_is_left_in_peace(open_page: Open) -> None:
    stage = open_page()
    assert errors(stage) == []
    assert stage.page.panel.problems.problems() == ()
    editor = stage.page.binder.editor_at("trade_scc")
    assert editor is not None
    assert editor.severity() is None
    assert editor.is_required()


def test_leaving_a_section_shows_what_it_lacks(open_page: Open) -> None:
    stage = open_page()
    stage.keys.press("Ctrl+2", "Ctrl+3")
    stage.settle()
    assert set(errors(stage)) >= {"trade_scc", "trade_name", "owner_name"}
    assert all(stage.page.document.form.field(path).box.section in ("party", "basic") for path in errors(stage))
    assert stage.page.sections.section("party").note().startswith("缺 ")


def test_f9_shows_everything_and_goes_to_the_first(open_page: Open) -> None:
    stage = open_page(wrong())
    stage.keys.press("F9")
    assert errors(stage) == ["goods_place", "net_weight"]
    assert stage.at == "goods_place"
    assert len(cards(stage)) == len(stage.page.document.shown_problems())


def test_field_card_gutter_and_tab_say_the_same(open_page: Open) -> None:
    stage = open_page(wrong())
    stage.keys.press("F9")
    problem = stage.page.document.shown("net_weight")
    editor = stage.page.binder.editor_at("net_weight")
    assert problem is not None
    assert editor is not None
    assert editor.severity() is Severity.ERROR
    widget = stage.page.binder.widget_at("net_weight")
    assert widget is not None
    assert problem.message in widget.accessibleDescription()
    said = [f"{card.accessibleName()}{card.accessibleDescription()}" for card in cards(stage)]
    assert any(problem.message.split("，")[0] in words for words in said)
    assert stage.page.panel.side.tabs.accessibleName() == "问题 2"
    assert stage.page.sections.section("transport").note() == "缺 1 项"


def test_f8_walks_and_wraps(open_page: Open) -> None:
    stage = open_page(wrong())
    stage.page.document.show_all()
    problems = stage.page.document.shown_problems()
    walked = []
    for _ in range(len(problems) + 1):
        stage.keys.press("F8")
        walked.append(stage.page.panel.problems.current())
    assert walked[0] == walked[-1]
    assert [one.path for one in walked if one is not None][:-1] == [
        one.path for one in (*problems[1:], problems[0])
    ] or walked[0] == problems[0]
    stage.keys.press("Shift+F8")
    assert stage.page.panel.problems.current() == walked[-2]


def test_what_is_found_where_the_keyboard_is_becomes_current(open_page: Open) -> None:
    draft = wrong()
    draft.put("net_weight", "1980500")
    stage = open_page(draft)
    stage.keys.press("F9")
    current = stage.page.panel.problems.current()
    assert current is not None and current.path == "goods_place"
    stage.page.reveal("net_weight")
    stage.page.document.put("net_weight", "1980501")
    stage.settle()
    current = stage.page.panel.problems.current()
    assert current is not None and current.path == stage.at == "net_weight"
    stage.keys.press("F8")
    assert stage.at != "net_weight"


def test_alt_enter_cures_moves_on_and_ctrl_z_takes_it_back(open_page: Open) -> None:
    stage = open_page(wrong())
    stage.keys.press("F9")
    while stage.at != "net_weight":
        stage.keys.press("F8")
    stage.keys.press("Alt+Return")
    assert stage.page.document.get("net_weight") == "1980500"
    assert "net_weight" not in errors(stage)
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("net_weight") == "1980501"
    assert stage.at == "net_weight"
    stage.settle()
    assert "net_weight" in errors(stage)


def test_enter_on_a_card_jumps_to_its_field(open_page: Open) -> None:
    stage = open_page(wrong())
    stage.keys.press("F9")
    card = next(card for card in cards(stage) if "毛重" in card.accessibleName())
    card.setFocus()
    stage.keys.press("Return")
    assert stage.at == "net_weight"


def test_a_problem_in_a_folded_section_unfolds_it(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.insert_row("containers", 0, {"container_id": "TBJU1234566", "container_type": "12", "goods_numbers": "1"})
    stage = open_page(draft)
    assert not stage.page.sections.is_open("containers")
    stage.page.document.show_all()
    fold = next(fold for fold in stage.page.sections.folds() if fold.key == "containers")
    assert fold.note.endswith("项须改")
    stage.page.reveal("containers[0].container_id")
    assert stage.at == "containers[0].container_id"
    assert stage.page.sections.is_open("containers")


def test_a_problem_behind_the_rare_fields_brings_them_out(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.put("declarant_name", "")
    stage = open_page(draft)
    stage.keys.press("F9")
    assert stage.at == "declarant_name"
    assert "申报人员" in stage.keys.focused().accessibleName()


def test_the_value_of_the_last_declaration_is_offered_and_f4_takes_it(open_page: Open) -> None:
    stage = open_page(wrong(), last=scenarios.s01())
    stage.keys.press("F9")
    assert stage.at == "goods_place"
    buttons = [button.text() for card in cards(stage) if (button := card.fix_button()) is not None]
    assert "填上一票的值" in buttons
    stage.keys.press("F4")
    assert stage.page.document.get("goods_place") == scenarios.s01().get("goods_place")
    stage.settle()
    assert "goods_place" not in errors(stage)


@pytest.mark.parametrize("lines", [1, 50])
def test_a_goods_line_carries_the_sign_of_its_worst_problem(open_page: Open, lines: int) -> None:
    draft = scenarios.s01()
    first = draft.row_texts("items", 0)
    for number in range(1, lines):
        draft.insert_row("items", number, first)
    draft.put(f"items[{lines - 1}].first_quantity", "")
    stage = open_page(draft)
    stage.keys.press("F9")
    rows = stage.page.goods.table.rows
    assert rows.cell(lines - 1, STATE).severity is Severity.ERROR
    assert errors(stage) == [f"items[{lines - 1}].first_quantity"]
    assert stage.at == f"items[{lines - 1}].first_quantity"


def test_help_names_the_rules_of_a_field_and_leads_to_the_rule_book(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    asked: list[str] = []
    stage.page.rule_asked.connect(asked.append)
    stage.page.reveal("net_weight")
    stage.keys.press("F1")
    links = stage.page.panel.help.rule_links()
    assert "R055" in [link.rule for link in links]
    links[0].button.setFocus()
    stage.keys.press("Return")
    assert asked == [links[0].rule]
    stage.page.reveal("net_weight")
    stage.keys.type("9999999")
    stage.settle()
    stage.keys.press("Shift+F1")
    assert asked[-1] == "R055"
