"""The dated packs of 两步申报, and the 单据类型 they put together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import forms
from app import reference
from app.core.check import Checker
from app.core.draft import Mode
from forms.facts import FACTS
from forms.packs import PACKS, PROFILE_FACT, PROFILES, pack_for, pack_of
from forms.packs.document_type import type_for
from tests.helpers.scenarios import SCENARIOS

DAY = date(2026, 11, 23)
ANSWERS = {"licence_confirmed": False, "inspection_confirmed": True, "tax_confirmed": True}
LEGACY = {PROFILE_FACT: "legacy", **ANSWERS}


def test_the_default_profile_has_no_questions_and_the_legacy_one_three() -> None:
    assert PROFILES == ("new", "legacy")
    assert pack_for(DAY).profile == pack_for(DAY, "?").profile == pack_of({}, DAY).profile == "new"
    assert pack_for(DAY, "new").confirmations == ()
    assert [one.id for one in pack_for(DAY, "legacy").confirmations] == ["涉证", "涉检", "涉税"]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_each_pack_says_where_it_comes_from_and_names_what_exists(pack: object) -> None:
    assert pack in PACKS
    for one in PACKS:
        assert one.title
        assert one.version
        assert one.source
        assert one.confidence in "SFU"
        for group in one.groups:
            assert group.fact in FACTS
        for item in (*one.basic, *one.logistics, *one.carried, *(item for group in one.groups for item in group.items)):
            assert item.fields or item.facts
            assert set(item.facts) <= set(FACTS)
            assert set(item.fields) <= set(forms.load("import").fields)


def test_the_day_chooses_among_the_packs_of_a_profile() -> None:
    assert pack_for(date(2019, 1, 1), "legacy").profile == "legacy"
    assert not pack_for(DAY, "new").holds_on(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("typed", "mode", "regime", "facts", "made"),
    [
        ("  ", Mode.SUMMARY, "0110", {}, "  5"),
        ("  5", Mode.COMPLETE, "0110", {}, "  6"),
        ("  6", Mode.ONCE, "0110", {}, "  "),
        ("  0", Mode.ADVANCE, "0110", {}, "  0"),
        ("", Mode.SUMMARY, "0110", {}, "  5"),
        ("  0   Z", Mode.SUMMARY, "0110", {}, "  5   Z"),
        ("  ", Mode.ONCE, "5015", {}, "ML"),
        ("  ", Mode.SUMMARY, "1233", {}, "ML5"),
        ("CL", Mode.ONCE, "1233", {}, "CL"),
        ("  ", Mode.SUMMARY, "0110", LEGACY, "  3011"),
        ("  ", Mode.SUMMARY, "0110", {PROFILE_FACT: "legacy"}, "  "),
        ("  3111", Mode.ONCE, "0110", {}, "  "),
    ],
)
def test_the_type_is_put_together(typed: str, mode: Mode, regime: str, facts: dict[str, object], made: str) -> None:
    assert type_for(typed, mode, regime, facts, DAY) == made


@given(
    st.text("  0356MLZ1", max_size=7),
    st.sampled_from(Mode),
    st.sampled_from(["0110", "5015"]),
    st.sampled_from([{}, LEGACY]),
)
def test_putting_it_together_again_changes_nothing(
    typed: str, mode: Mode, regime: str, facts: dict[str, object]
) -> None:
    made = type_for(typed, mode, regime, facts, DAY)
    assert type_for(made, mode, regime, facts, DAY) == made
    assert len(made) <= 7


def test_under_the_legacy_pack_a_no_hides_its_fields_and_keeps_their_texts() -> None:
    scenario = SCENARIOS["S02"]
    one = Checker(forms.load("import"), scenario.build(), reference.load(), scenario.today)
    assert one.present("items[0].purpose")
    one.facts(two_step_profile="legacy")
    assert one.draft.get("type") == "  3111"
    one.facts(inspection_confirmed=False)
    assert one.draft.get("type") == "  3101"
    for path in ("items[0].purpose", "items[0].attributes", "items[0].inspection_name"):
        assert not one.present(path)
        assert one.reading(path) is None
        assert one.draft.get(path)
    one.put("items[0].purpose", "没有这个代码")
    assert not [problem for problem in one.problems() if problem.path == "items[0].purpose"]
    one.mode(Mode.COMPLETE)
    assert one.present("items[0].purpose")
    one.mode(Mode.SUMMARY)
    one.facts(inspection_confirmed=True)
    assert [problem for problem in one.problems() if problem.path == "items[0].purpose"]


def test_a_row_nobody_has_typed_in_is_shown() -> None:
    draft = SCENARIOS["S03"].build()
    draft.insert_row("licences", 0, {})
    one = Checker(forms.load("import"), draft, reference.load(), DAY)
    assert one.visible("licences[0].kind")
    assert one.present("licences[0].number")


def test_a_new_draft_of_a_step_has_its_type() -> None:
    assert forms.load("import").new(Mode.SUMMARY).get("type") == "  5"
    assert forms.load("import").new(Mode.ADVANCE).get("type") == "  "
