"""Every rule of every form has an example that makes it speak and a near-by one that keeps it silent."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache

import pytest

import forms
from app import reference
from app.core.check import check
from app.core.rules import Fired, Rule, findings_of
from app.core.tables import CodeTables
from tests.forms.rules import examples
from tests.forms.rules.example import Example
from tests.helpers.scenarios import SCENARIOS, Scenario


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def all_examples() -> list[Example]:
    """Gather EXAMPLES of every module in examples/."""
    found: list[Example] = []
    for module in pkgutil.iter_modules(examples.__path__):
        found += importlib.import_module(f"{examples.__name__}.{module.name}").EXAMPLES
    return found


EXAMPLES = all_examples()
RULE_IDS = sorted({rule.id for form_id in forms.REGISTRY for rule in forms.load(form_id).rules})
# Ids the engine itself gives, to what cannot be read and to codes that are none.
READING_IDS = ["R016", "R065", "R098", "R102", "R158"]


@pytest.mark.parametrize("rule_id", [*RULE_IDS, *READING_IDS])
def test_every_rule_has_an_example(rule_id: str) -> None:
    assert [example for example in EXAMPLES if example.rule == rule_id]


def test_every_sentence_is_spoken_in_some_example() -> None:
    """Several rules may share an id for different places; each of them must be made to speak."""
    spoken: set[Rule] = set()

    def heard(rule: Rule) -> Rule:
        def test(*given: object) -> Fired:
            answer = rule.test(*given)
            found = findings_of(answer) if rule.effect == "problem" else bool(answer)
            if found:
                spoken.add(rule)
            return found

        return replace(rule, test=test)

    loaded = [forms.load(form_id) for form_id in forms.REGISTRY]
    listening = {form.id: replace(form, rules=tuple(heard(rule) for rule in form.rules)) for form in loaded}
    for example in EXAMPLES:
        example.ask_all(tables(), listening[example.form.id])
    every = {rule for form in loaded for rule in form.rules}
    assert [(rule.id, rule.at, rule.name) for rule in every - spoken] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_change_makes_the_rule_speak(example: Example) -> None:
    found = example.problems(example.fires, tables())
    assert found, f"{example.rule} was silent"
    if example.at:
        assert example.at in [problem.path for problem in found]
    problem = next(one for one in found if not example.at or one.path == example.at)
    assert problem.source
    assert "{" not in problem.message
    assert example.says in problem.message
    if example.fix is not None:
        assert problem.fix is not None
        assert problem.fix.text == example.fix


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_nearby_change_keeps_it_silent(example: Example) -> None:
    found = example.problems(example.silent, tables())
    at_place = [problem for problem in found if not example.at or problem.path == example.at]
    assert not at_place, at_place[0].message


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.fix is not None], ids=lambda example: example.name)
def test_the_offered_cure_cures(example: Example) -> None:
    problem = next(one for one in example.problems(example.fires, tables()) if not example.at or one.path == example.at)
    assert problem.fix is not None
    cured = example.problems({**example.fires, problem.fix.path: problem.fix.text}, tables())
    assert not [one for one in cured if one.path == problem.path]


@pytest.mark.parametrize("form_id", forms.REGISTRY)
def test_the_sentences_of_the_rules_are_short_and_cited(form_id: str) -> None:
    """The problems panel shows the sentence up to its first comma as a title of at most 40 signs."""
    for rule in forms.load(form_id).rules:
        assert rule.source, rule.id
        if rule.effect == "problem":
            assert len(rule.message.partition("，")[0]) <= 40, rule.id
            assert rule.english, rule.id
            assert ("待核" in rule.source) == (rule.confidence == "F") or rule.confidence == "S", rule.id


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.id)
def test_the_scenarios_are_clean(scenario: Scenario) -> None:
    checked = check(forms.load(scenario.form), {}, tables(), scenario.build(), scenario.today)
    assert [problem.message for problem in checked.problems if problem.blocks] == []
    assert checked.declaration is not None
