"""One keystroke in a declaration of fifty lines asks the rules that depend on it, in the rows where they do."""

from dataclasses import replace
from functools import cache

import pytest

import forms
from app import reference
from app.core.check import Checker
from app.core.form import Form, row_tuples
from app.core.path import bind, pattern_of, rows_of
from app.core.rules import Fired, Rule
from app.core.tables import CodeTables
from tests.bench.ratios import fifty_lines
from tests.helpers.scenarios import SCENARIOS

TODAY = SCENARIOS["S01"].today
PLACES = (
    "items[7].price",
    "items[7].hs_code",
    "items[49].name",
    "items[0].origin_country",
    "gross_weight",
    "traffic_mode",
    "remark",
    "licences[0].number",
)


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def listening(form: Form, called: list[str]) -> Form:
    """Return the form with rules that note their names when they are asked."""

    def heard(rule: Rule) -> Rule:
        def test(*given: object) -> Fired:
            called.append(rule.name)
            return rule.test(*given)

        test.__name__ = rule.name
        return replace(rule, test=test)

    return replace(form, rules=tuple(map(heard, form.rules)))


def depending(checker: Checker, path: str) -> set[tuple[str, tuple[int, ...]]]:
    """Return the rules (by name) and rows that read the field at a path."""
    found = set()
    for rule in checker.form.rules:
        needs = [need for need in rule.needs if need.kind == "field" and need.name == pattern_of(path)]
        if needs and checker.form.direction in rule.directions:
            for rows in row_tuples(rule.at, checker.draft):
                if any(rows[: need.bound] == rows_of(path)[: need.bound] for need in needs):
                    found.add((f"{rule.name} {bind(rule.at, rows)}", rows))
    return found


@pytest.mark.parametrize("path", PLACES)
def test_a_keystroke_asks_what_depends_on_it_and_nothing_else(path: str) -> None:
    called: list[str] = []
    checker = Checker(listening(forms.load("import"), called), fifty_lines(1000), tables(), TODAY)
    whole, before = checker.asked, len(called)
    checker.put(path, checker.draft.get(path) + "9")
    expected = depending(checker, path)
    assert checker.asked - whole == len(expected)
    assert set(called[before:]) <= {name.partition(" ")[0] for name, _ in expected}
    assert checker.asked - whole < whole / 5


def test_the_same_text_again_asks_nothing() -> None:
    checker = Checker(forms.load("import"), fifty_lines(1000), tables(), TODAY)
    whole = checker.asked
    checker.put("items[7].price", checker.draft.get("items[7].price"))
    assert checker.asked == whole


def test_a_fact_asks_the_rules_that_know_it() -> None:
    checker = Checker(forms.load("import"), fifty_lines(1000), tables(), TODAY)
    whole = checker.asked
    checker.facts(related_parties=False)
    knowing = [rule for rule in checker.form.rules if any(need.name == "related_parties" for need in rule.needs)]
    assert 0 < checker.asked - whole <= len(knowing)
