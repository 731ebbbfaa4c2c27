"""What 概要 asks: 9 + 2 items, more on each ground, counts that follow the answers, and what may be filled in ahead."""

from datetime import date
from functools import cache

import pytest

import forms
from app import reference
from app.core.check import Checker
from app.core.draft import Mode
from app.core.stage import is_absent
from app.core.tables import CodeTables
from app.declarations.two_step_items import Tally, doubtful, item_groups, later_sections, presets, tally
from forms.packs import PACKS, pack_for
from tests.helpers.scenarios import SCENARIOS

DAY = date(2026, 11, 23)
IMPORT = forms.load("import")
NEW, LEGACY = pack_for(DAY, "new"), pack_for(DAY, "legacy")


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def test_the_counts_are_nine_two_two_five_and_one() -> None:
    groups = item_groups(LEGACY, dict.fromkeys(("licence_confirmed", "inspection_confirmed", "tax_confirmed"), True))
    assert [(group.id, group.count) for group in groups[:5]] == [
        ("基本", 9),
        ("物流", 2),
        ("涉证", 2),
        ("涉检", 5),
        ("涉税", 1),
    ]


def test_the_counts_follow_the_answers() -> None:
    facts = {"licence_confirmed": False, "inspection_confirmed": True}
    asked = {group.id: (group.applies, group.count) for group in item_groups(LEGACY, facts)}
    assert asked["涉证"] == (False, 0)
    assert asked["涉检"] == (True, 5)
    assert asked["涉税"] == (None, 1)


def test_a_pack_without_questions_leaves_the_grounds_to_the_goods() -> None:
    facts = {"licence_confirmed": False, "inspection_confirmed": True}
    asked = {group.id: group.applies for group in item_groups(NEW, facts) if group.ground}
    assert asked == {"涉证": None, "涉检": True, "涉税": None}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_field_asked_belongs_to_the_stage(pack: object) -> None:
    assert pack in PACKS
    for group in item_groups(NEW, {}):
        for pattern in group.fields:
            assert not is_absent(IMPORT.fields[pattern], Mode.SUMMARY), pattern


def test_all_that_the_stage_requires_is_asked_or_stands_by_itself() -> None:
    """What 概要 requires is in some group, or is the operator's, the program's or an attachment's."""
    asked = {field for group in item_groups(NEW, {}) for field in group.fields}
    by_itself = {"ie_flag", "type", "edi_mark", "entry_type", "transit_relation", "items[].number"}
    for pattern, bound in IMPORT.fields.items():
        head_or_goods = "[]" not in pattern or (pattern.count("[]") == 1 and pattern.startswith("items[]"))
        if bound.box.need[1] == "R" and head_or_goods and not bound.box.profile:
            assert pattern in asked | by_itself or pattern.startswith("typist_"), pattern


def test_the_tally_counts_required_places_and_what_is_filled() -> None:
    scenario = SCENARIOS["S02"]
    draft = scenario.build()
    checker = Checker(IMPORT, draft, tables(), scenario.today)
    groups = {group.id: group for group in item_groups(LEGACY, draft.facts)}
    assert tally(IMPORT, draft, groups["涉检"].fields, checker.required) == Tally(3, 3)
    checker.put("items[0].purpose", " ")
    assert tally(IMPORT, draft, groups["涉检"].fields, checker.required) == Tally(2, 3)
    assert tally(IMPORT, draft, groups["基本"].fields, checker.required).wanted == 12


def test_what_comes_later_is_what_summary_has_no_place_for() -> None:
    later = {section.id: section for section in later_sections(IMPORT, SCENARIOS["S02"].build())}
    assert "net_weight" in later["pack"].fields
    assert "gross_weight" not in later["pack"].fields
    assert "terms" in later["fee"].fields
    assert later["pack"].tally.filled == 0
    whole = {section.id: section for section in later_sections(IMPORT, SCENARIOS["S02-complete"].build())}
    assert all(one.tally.filled == one.tally.wanted for one in whole.values())
    assert "access" not in later


def test_the_goods_suggest_the_answers() -> None:
    assert presets(SCENARIOS["S02"].build(), tables(), LEGACY, DAY) == {
        "licence_confirmed": True,
        "inspection_confirmed": True,
        "tax_confirmed": True,
    }
    assert presets(SCENARIOS["S02b"].build(), tables(), LEGACY, DAY) == {}
    pump = presets(SCENARIOS["S02b-complete"].build(), tables(), LEGACY, DAY)
    assert (pump["licence_confirmed"], pump["inspection_confirmed"]) == (False, False)


def test_a_denied_ground_the_goods_suggest_is_doubtful() -> None:
    draft = SCENARIOS["S02"].build()
    assert doubtful(draft, tables(), LEGACY, DAY) == ()
    draft.facts["inspection_confirmed"] = False
    assert doubtful(draft, tables(), LEGACY, DAY) == ("涉检",)
    assert doubtful(draft, tables(), NEW, DAY) == ()
