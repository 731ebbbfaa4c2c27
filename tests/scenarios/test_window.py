"""Every golden scenario through the window's own document: typed field by field it says what ``check`` says."""

from functools import cache
from typing import Any

import pytest

import forms
from app import reference
from app.core.check import check
from app.core.draft import Draft, Mode
from app.core.tables import CodeTables
from app.ui.models.document import DraftDocument
from app.ui.models.typed_last import COMPUTED
from tests.helpers.scenarios import SCENARIOS
from tests.scenarios.golden import IDS, told

NEGATIVES = [
    pytest.param(scenario, negative, id=f"{scenario}-{negative['rule']}-{negative['name']}")
    for scenario in IDS
    for negative in told(scenario)["negatives"]
    if not {"day", "mode"} & set(negative) and "ie_flag" not in negative["put"]  # a window is of one day and one form
]

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def _typed(scenario_id: str) -> tuple[DraftDocument, Draft]:
    """Return the document into which somebody typed a scenario, and the scenario's own draft."""
    scenario = SCENARIOS[scenario_id]
    wanted = scenario.build()
    form = forms.load(scenario.form)
    draft = form.new(wanted.mode)
    draft.purpose, draft.declared = wanted.purpose, dict(wanted.declared)
    draft.update({path: text for path, text in wanted.declared.items() if path != "type"})  # inherited
    document = DraftDocument(form, draft, tables(), scenario.today)
    for section, count in wanted.all_rows().items():
        while document.rows(section) < count:
            document.insert_row(section, document.rows(section))
    for name, value in wanted.facts.items():
        document.set_fact(name, value)
    for _ in range(2):  # what one field brings along is put right by typing the other over it
        for path in form_order(wanted):
            document.put(path, wanted.get(path))
    document.settle()
    return document, wanted


def form_order(draft: Draft) -> list[str]:
    """Return the filled paths of a draft in the order of its message."""
    order = {pattern: number for number, pattern in enumerate(forms.load(draft.form).fields)}
    return sorted(draft.texts, key=lambda path: order[forms.load(draft.form).field(path).path])


@pytest.mark.parametrize("scenario_id", IDS)
def test_typed_into_the_window_a_scenario_is_what_check_says(scenario_id: str) -> None:
    document, wanted = _typed(scenario_id)
    scenario = SCENARIOS[scenario_id]
    assert {path: document.get(path) for path in wanted.texts} == dict(wanted.texts)
    checked = check(document.form, {}, tables(), wanted, scenario.today)
    assert {(one.rule, one.path) for one in document.problems()} == {(one.rule, one.path) for one in checked.problems}
    assert not any(problem.blocks for problem in document.problems())


@pytest.mark.parametrize(("scenario_id", "negative"), NEGATIVES)
def test_each_stated_change_shows_its_rule_in_the_window(scenario_id: str, negative: dict[str, Any]) -> None:
    document, wanted = _typed(scenario_id)
    for path, text in negative["put"].items():
        if text is None:
            section, _, number = path.removesuffix("]").rpartition("[")
            document.remove_row(section, int(number))
        else:
            document.put(path, text)
    for name, value in negative["facts"].items():
        document.set_fact(name, value)
    document.settle()
    document.show_all()
    if negative["rule"] == "LOCKED" and any(document.locked_at(path) for path in negative["put"]):
        assert [path for path in negative["put"] if document.get(path) == wanted.declared.get(path)]  # not taken at all
        return
    shown = {problem.rule for problem in document.shown_problems()}
    if negative["rule"] == "R091":  # cannot be typed: of quantity, price and total the two typed last give the third
        assert COMPUTED in document.draft.brought.values() and "R091" not in shown
        return
    assert negative["rule"] in shown


def test_the_same_record_goes_from_the_first_step_to_the_second_and_back() -> None:
    document, wanted = _typed("S02")
    document.set_mode(Mode.COMPLETE)
    document.settle()
    assert document.get("type") == "  6"
    lacking = {problem.path for problem in document.problems() if problem.blocks}
    assert {"net_weight", "terms", "items[0].model", "items[0].first_quantity"} <= lacking
    document.undo()
    document.settle()
    assert document.get("type") == "  5"
    assert not any(problem.blocks for problem in document.problems())
    assert {path: document.get(path) for path in wanted.texts} == dict(wanted.texts)
