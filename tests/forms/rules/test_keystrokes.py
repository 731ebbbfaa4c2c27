"""Typing anything anywhere into a real draft is answered, and ends where a fresh check would."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from app import reference
from app.core.check import Checker
from app.core.draft import Mode
from app.core.path import bind
from app.core.tables import CodeTables
from forms.facts import FACTS
from tests.helpers.scenarios import SCENARIOS

WORDS = """
0 1 1.5 -1 00 01 2 3 4 5 7 9 Y 10 23 035 070 0110 4019 101 0200 0708 0609 07A8 20260305 20260230 MNG CHN USD NO
26-XX-000001 A,B @ @4000000005612 4000000005612 MSCU6398705 MSCU6398706 99999 10000 1,2 2701121000 0|3|甲 木
91150100MA0TE5T40J 91150100MA0TE5T40X 152501198501010018 C50001234567 Y22
"""
SPEAKING = sorted(
    {
        need.name
        for form_id in forms.REGISTRY
        for rule in forms.load(form_id).rules
        for need in rule.needs
        if need.kind == "field"
    }
)
PATHS = st.builds(lambda pattern, row: bind(pattern, (row, 0, 0)), st.sampled_from(SPEAKING), st.integers(0, 2))
TEXTS = st.one_of(
    st.sampled_from(WORDS.split()),
    st.sampled_from(["", " ", "\x00", "\ud800", "{label}", "{0}", "%s", "٣", "９", "x" * 300, "中" * 300]),
    st.text(max_size=20),
)
FACT_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates().map(str),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=1),
    st.dictionaries(st.text(max_size=2), st.none(), max_size=1),
)


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


@pytest.mark.parametrize("scenario_id", sorted(SCENARIOS))
@settings(max_examples=50)
@given(
    keys=st.lists(st.tuples(PATHS, TEXTS), max_size=8),
    facts=st.dictionaries(st.sampled_from(sorted(FACTS)), FACT_VALUES, max_size=3),
    mode=st.sampled_from(Mode),
)
def test_any_text_is_answered(
    scenario_id: str, keys: list[tuple[str, str]], facts: dict[str, object], mode: Mode
) -> None:
    scenario = SCENARIOS[scenario_id]
    form = forms.load(scenario.form)
    draft = scenario.build()
    draft.mode = mode
    one = Checker(form, draft, tables(), scenario.today)
    one.facts(**facts)
    for path, raw in keys:
        one.put(path, raw)
    fresh = Checker(form, one.draft.copy(), tables(), scenario.today)
    assert one.problems() == fresh.problems()
    assert one.not_checked() == fresh.not_checked()
    assert all(problem.message and problem.source for problem in one.problems())
    one.result()
