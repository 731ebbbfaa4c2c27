"""What the page marks as required follows the rules as the draft is typed, and an empty one is said once."""

from functools import cache

from app import reference
from app.core.check import Checker
from app.core.tables import CodeTables
from forms import load
from tests.helpers.scenarios import SCENARIOS


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def test_the_page_marks_what_the_rules_ask_for() -> None:
    scenario = SCENARIOS["S03"]
    checker = Checker(load(scenario.form), scenario.build(), tables(), scenario.today)
    assert checker.required("insurance_rate")
    assert not checker.required("fee_rate")
    assert checker.required("items[0].second_unit")
    assert checker.required("items[0].destination_code")
    assert not checker.required("items[0].manual_item")
    checker.put("terms", "3")
    checker.put("trade_mode", "0615")
    checker.put("manual_number", "C06096000001")
    checker.put("items[0].hs_code", "2701121000")
    assert checker.required("fee_rate")
    assert checker.required("manual_number")
    assert checker.required("items[0].manual_item")
    assert not checker.required("items[0].second_quantity")


def test_a_required_blank_is_said_once() -> None:
    scenario = SCENARIOS["S03"]
    draft = scenario.build()
    for path in ("insurance_rate", "items[0].second_quantity", "items[0].destination_code"):
        draft.put(path, "")
    checker = Checker(load(scenario.form), draft, tables(), scenario.today)
    said = [(problem.path, problem.rule) for problem in checker.problems() if problem.blocks]
    assert sorted(said) == [
        ("insurance_rate", "R072"),
        ("items[0].destination_code", "R170"),
        ("items[0].second_quantity", "R106"),
    ]
