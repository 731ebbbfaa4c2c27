"""The rules on a draft that is being typed: same answers as a fresh check, and no text makes a rule fail."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from app import reference
from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.form import Form
from app.core.path import pattern_of
from app.core.tables import CodeTables
from forms import load
from tests.helpers.scenarios import SCENARIOS, Scenario

_TEXTS = (
    *("", " ", "0", "-1", "1", "2", "9", "3", "Y", "Y22", "C", "07", "110", "035", "070", "CHN", "MNG", "4019"),
    *("0615", "0110", "2701121000", "4407111091", "270112", "１２３", "²", "999999999999999.9999", "1e9", "NaN"),
    *(
        "|",
        "||",
        "|3",
        "4|2",
        "0|3|甲|乙",
        "煤",
        "煤" * 400,
        "@",
        "*",
        "_",
        ",",
        "1,2",
        "{label}",
        "%s",
        "{",
        "20261340",
    ),
    *("00000", "11111", "99999", "26-XX-000001", "CSQU3054383", "a" * 18, "\x00", "\U0001f600", "NO", "N/M", "R", "A"),
)


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def _paths(form: Form, draft: Draft) -> list[str]:
    """Return a path for every field, rows that are not there yet among them."""
    patterns = [pattern for pattern, bound in form.fields.items() if not bound.box.verbatim]
    return [pattern.replace("[]", f"[{number}]") for pattern in patterns for number in (0, 1)] + list(draft.texts)


@cache
def _fields(scenario: str) -> tuple[str, ...]:
    draft = SCENARIOS[scenario].build()
    return tuple(dict.fromkeys(_paths(load(draft.form), draft)))


_TYPED = st.sampled_from(sorted(SCENARIOS)).flatmap(
    lambda name: st.tuples(
        st.just(SCENARIOS[name]),
        st.sampled_from(list(Mode)),
        st.lists(st.tuples(st.sampled_from(_fields(name)), st.sampled_from(_TEXTS)), min_size=1, max_size=12),
    )
)


@settings(max_examples=150)
@given(_TYPED)
def test_typing_gives_what_a_fresh_check_gives(typed: tuple[Scenario, Mode, list[tuple[str, str]]]) -> None:
    scenario, mode, texts = typed
    draft = scenario.build()
    draft.mode = mode
    open_draft = Checker(load(scenario.form), draft, tables(), scenario.today)
    for path, text in texts:
        open_draft.put(path, text)
    fresh = Checker(load(scenario.form), draft, tables(), scenario.today)
    assert open_draft.problems() == fresh.problems()
    for problem in fresh.problems():
        place = pattern_of(problem.path)
        assert place in load(scenario.form).fields or place in load(scenario.form).blocks


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
