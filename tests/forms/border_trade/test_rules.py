"""Every rule of the 互市 lot speaks and is silent; S09 with its negatives; absent lists prove nothing."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from app import reference
from app.core.check import Checker, check
from app.core.rules import Fired, Rule, findings_of
from app.core.tables import CodeTables
from forms.border_trade import FORM
from forms.settings import GROUP_LARGEST
from tests.forms.border_trade.examples import EXAMPLES, TODAY, LotExample
from tests.forms.border_trade.lots import pine_nuts


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_change_makes_the_rule_speak(example: LotExample) -> None:
    found = [one for one in example.problems(example.fires, tables()) if one.path == example.at]
    assert found
    assert example.says in found[0].message
    assert found[0].source


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_nearby_change_keeps_it_silent(example: LotExample) -> None:
    assert [one.message for one in example.problems(example.silent, tables()) if one.path == example.at] == []


def test_every_sentence_is_spoken_in_some_example() -> None:
    spoken: set[Rule] = set()

    def heard(rule: Rule) -> Rule:
        def test(*given: object) -> Fired:
            answer = rule.test(*given)
            if findings_of(answer):
                spoken.add(rule)
            return answer

        return replace(rule, test=test)

    listening = replace(FORM, rules=tuple(heard(rule) for rule in FORM.rules))
    for example in EXAMPLES:
        example.problems(example.fires, tables(), listening)
    silent = {rule.name for rule in set(FORM.rules) - spoken}
    assert silent == {"group_has_its_size"}  # its numbers are settings: see below


def test_a_group_of_one_too_many() -> None:
    most = int(GROUP_LARGEST.on(TODAY))
    draft = pine_nuts(members=most + 1, share="100")
    found = [one for one in check(FORM, {}, tables(), draft, TODAY).problems if one.rule == "R152"]
    assert [one.message for one in found] == [f"互助组现有 {most + 1} 人，应为 1–{most} 人"]
    assert not [one for one in check(FORM, {}, tables(), pine_nuts(), TODAY).problems if one.rule == "R152"]


def test_s09_is_clean() -> None:
    checked = check(FORM, {}, tables(), pine_nuts(), TODAY)
    assert [one.message for one in checked.problems] == []
    assert checked.declaration is not None


def test_s09a_fifteen_members_exceed_the_quota() -> None:
    found = check(FORM, {}, tables(), pine_nuts(15, "10000.00"), TODAY).problems
    assert [one.rule for one in found] == ["R148"] * 15
    assert {one.values["excess"] for one in found} == {Decimal("2000.00")}


def test_a_list_that_is_not_there_is_said_not_to_be_checked() -> None:
    draft = pine_nuts()
    draft.update({"use": "3", "zone": "0705", "buyer_scc": "91152501MA0TE5T24Q", "residents[0].registered": ""})
    checker = Checker(FORM, draft, tables(), TODAY)
    assert {"R145", "R150", "R155"} <= set(checker.not_checked())
    assert not [one for one in checker.problems() if one.rule in ("R145", "R150", "R155")]
    checker.put("use", "1")
    checker.put("residents[0].registered", "1")
    assert not {"R145", "R155"} & set(checker.not_checked())
