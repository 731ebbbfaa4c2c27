"""The mistakes the scenarios S01, S03, S07 and S10 are told with: each brings exactly its own rule."""

from collections.abc import Mapping
from functools import cache

import pytest

from app import reference
from app.core.check import check
from app.core.tables import CodeTables
from forms import load
from tests.forms.rules.example import Change, apply
from tests.helpers.scenarios import SCENARIOS

_DIGGER = "4|3|110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式"
_UNSWAPPED = {"items[0].origin_country": "MNG", "items[0].destination_country": "CHN"}
_OLD_PROOF = {"kind": "Y", "number": "<22>C26000123456"}

NEGATIVES: tuple[tuple[str, str, Change], ...] = (
    ("S01", "R037", {"voyage_number": "400000000561"}),
    ("S01", "R036", {"traffic_name": "蒙A1234"}),
    ("S01", "R091", {"items[0].total": "190000"}),
    ("S01", "R026", {"fact:vehicle_departed": False}),
    ("S01", "R025", {"fact:manifest_reference": False}),
    ("S01", "R108", {"items[0].first_quantity": "1980.5"}),
    ("S01", "R133", {"drop:licences": 0}),
    ("S01", "R070", {"fee_rate": "5"}),
    ("S03", "R125", {"drop:items[0].limits": 0}),
    ("S03", "R131", {"items[0].attributes": "19"}),
    ("S03", "R055", {"net_weight": "39000"}),
    ("S03", "R104", {"items[0].first_unit": "033"}),
    ("S03", "R133", {"items[0].hs_code": "4407111091"}),
    ("S07", "R028", {"fact:planned_arrival": "2026-05-11"}),
    ("S07", "R160", _UNSWAPPED),
    ("S07", "R086", {"price_statements": "10000"}),
    ("S07", "R100", {"items[0].model": _DIGGER}),
    ("S10", "R137", {"preferences[0].certificate_item": ""}),
    ("S10", "R138", {"items[0].origin_country": "USA"}),
    ("S10", "R136", {"add:licences": _OLD_PROOF}),
    ("S10", "R139", {"trade_country": "KOR"}),
)


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def _spoken(scenario_id: str, change: Change) -> Mapping[tuple[str, str], str]:
    """Return the sentence of each problem by rule and place."""
    scenario = SCENARIOS[scenario_id]
    draft = scenario.build()
    today = apply(draft, change, scenario.today)
    found = check(load(scenario.form), {}, tables(), draft, today).problems
    return {(problem.rule, problem.path): problem.message for problem in found}


@pytest.mark.parametrize(("scenario", "rule", "change"), NEGATIVES)
def test_a_mistake_brings_exactly_its_rule(scenario: str, rule: str, change: Change) -> None:
    before, after = _spoken(scenario, {}), _spoken(scenario, change)
    assert [spoken for spoken, _ in after.keys() - before.keys()] == [rule]
    assert before.keys() <= after.keys()
