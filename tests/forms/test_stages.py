"""What a stage shows, asks and fixes, against the matrix of rules.md §1.3; going to and fro loses nothing."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from app import reference
from app.core.check import Checker, Declaration
from app.core.draft import Draft, Mode, Purpose
from app.core.stage import absent_fields
from app.core.tables import CodeTables
from app.wire.read import read_message
from app.wire.render import canonical
from tests.helpers.scenarios import SCENARIOS, Scenario

IMPORT = forms.load("import")
STEPS = (Mode.SUMMARY, Mode.COMPLETE)

# element: 概要 without any ground, 完整, 一次 – as in the matrix; + = fixed at 完整 once declared.
MATRIX = {
    "DecHead/CustomMaster": "R R+ R",
    "DecHead/IEPort": "R R+ R",
    "DecHead/IEFlag": "R R R",
    "DecHead/Type": "R R R",
    "DecHead/TradeCoScc": "R R+ R",
    "DecHead/TradeCode": "R R+ R",
    "DecHead/TradeName": "R R+ R",
    "DecHead/OwnerName": "- R R",
    "DecHead/AgentName": "R R+ R",
    "DecHead/TrafMode": "R R+ R",
    "DecHead/TrafName": "C C+ C",
    "DecFreeTxt/VoyNo": "C C+ C",
    "DecHead/BillNo": "R C+ C",
    "DecHead/TradeMode": "R R+ R",
    "DecHead/GrossWet": "R R R",
    "DecHead/LicenseNo": "C C+ C",
    "DecList/CodeTS": "R R R",
    "DecList/GName": "R R+ R",
    "DecList/GModel": "- R R",
    "DecList/GQty": "R R+ R",
    "DecList/GUnit": "R R+ R",
    "DecList/FirstQty": "- R R",
    "DecList/DeclPrice": "- R R",
    "DecList/DeclTotal": "R R+ R",
    "DecList/TradeCurr": "R R+ R",
    "DecList/OriginCountry": "R R+ R",
    "DecList/GoodsAttr": "C C+ C",
    "DecList/Purpose": "C C+ C",
    "DecHead/ManualNo": "C C+ C",
    "DecHead/ContrNo": "- O O",
    "DecHead/IEDate": "- O O",
    "DecHead/OverseasConsignorEname": "- R R",
    "DecHead/TradeCountry": "- R R",
    "DecHead/DespPortCode": "- R R",
    "DecHead/DistinatePort": "- R R",
    "DecHead/EntyPortCode": "- R R",
    "DecHead/GoodsPlace": "- R R",
    "DecHead/CutMode": "- C C",
    "DecList/DutyMode": "- R R",
    "DecHead/TransMode": "- R R",
    "DecHead/FeeRate": "- C C",
    "DecHead/InsurRate": "- C C",
    "DecHead/PackNo": "- R R",
    "DecHead/WrapType": "- R R",
    "DecOtherPack/PackType": "- R R",
    "DecHead/NetWt": "- R R",
    "DecList/DistrictCode": "- R R",
    "DecList/DestCode": "- C C",
    "DecHead/MarkNo": "- O O",
    "DecHead/NoteS": "- O O",
    "DecTpAccess/TransitionApply": "O - O",
    "EcoRelation/EcoCertNo": "- R R",
    "EdocRealation/EdocID": "R R R",
}
# The message wants these filled at every stage (申报必填), so 概要 carries them though the matrix does not ask.
CARRIED = ("DecHead/PromiseItmes", "DecHead/TradeAreaCode", "DecList/DestinationCountry")


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def _checker(scenario: Scenario, draft: Draft | None = None) -> Checker:
    return Checker(IMPORT, draft or scenario.build(), tables(), scenario.today)


@pytest.mark.parametrize(("element", "cells"), MATRIX.items())
def test_the_letters_are_those_of_the_matrix(element: str, cells: str) -> None:
    summary, complete, once = cells.split()
    need = IMPORT.by_element[element].box.need
    assert (need[1], need[0]) == (summary, once)
    third = need[2] if len(need) > 2 else need[0]
    if complete.endswith("+"):
        assert third == "L"
    else:
        assert third in (complete, "G")


@pytest.mark.parametrize("element", CARRIED)
def test_what_the_message_wants_filled_is_carried_but_not_asked(element: str) -> None:
    assert IMPORT.by_element[element].box.need == "RO"


@pytest.mark.parametrize("mode", [Mode.ONCE, Mode.ADVANCE])
def test_an_ordinary_filing_lacks_nothing(mode: Mode) -> None:
    assert absent_fields(IMPORT, mode) == frozenset()


def test_what_a_stage_has_no_place_for_is_kept_quiet_and_unsent() -> None:
    scenario = SCENARIOS["S02-complete"]
    one = _checker(scenario)
    one.mode(Mode.SUMMARY)
    for path, wrong in {"net_weight": "很重", "terms": "X", "ie_date": "不知道", "items[0].price": "-"}.items():
        one.put(path, wrong)
        assert not one.present(path)
        assert not one.required(path)
        assert one.reading(path) is None
    assert [problem.message for problem in one.problems() if problem.blocks] == []
    result = one.result()
    assert isinstance(result, Declaration)
    assert "net_weight" not in result.texts()
    sent = read_message(canonical(IMPORT, one.draft)).draft
    assert sent.get("net_weight") == sent.get("items[0].price") == ""
    assert sent.get("gross_weight") == "3450200"
    assert one.draft.get("net_weight") == "很重"
    one.mode(Mode.COMPLETE)
    assert {"net_weight", "terms", "ie_date", "items[0].price"} <= {problem.path for problem in one.problems()}


def test_rows_a_stage_has_no_place_for_are_not_sent() -> None:
    draft = SCENARIOS["S02"].build()
    draft.insert_row("packs", 0, {"kind": "93", "count": "1"})
    draft.insert_row("preferences", 0, {"certificate_kind": "??"})
    one = _checker(SCENARIOS["S02"], draft)
    assert one.problems() == ()
    assert b"DecOtherPack>" not in canonical(IMPORT, draft)
    assert b"EcoRelation" not in canonical(IMPORT, draft)


def test_a_complete_message_carries_no_application_for_two_stage_access() -> None:
    draft = SCENARIOS["S02-complete"].build()
    draft.put("access.conditional", "1")
    assert b"DecTpAccess" not in canonical(IMPORT, draft)
    draft.mode = Mode.SUMMARY
    assert b"DecTpAccess" in canonical(IMPORT, draft)


@pytest.mark.parametrize("path", ["bill_number", "trade_scc", "items[0].name", "items[0].total", "licences[0].number"])
def test_what_was_declared_is_locked_at_the_second_step_alone(path: str) -> None:
    one = _checker(SCENARIOS["S02-complete"])
    assert one.locked(path)
    one.draft.purpose = Purpose.AMEND
    assert not one.locked(path)
    assert not _checker(SCENARIOS["S02"]).locked(path)


@pytest.mark.parametrize("path", ["gross_weight", "net_weight", "type", "items[0].hs_code", "items[0].price"])
def test_what_was_only_confirmed_or_not_said_stays_open(path: str) -> None:
    assert not _checker(SCENARIOS["S02b-complete"]).locked(path)


def test_a_code_of_ten_digits_is_locked_and_one_of_six_may_only_grow() -> None:
    assert _checker(SCENARIOS["S02-complete"]).locked("items[0].hs_code")
    one = _checker(SCENARIOS["S02b-complete"])
    assert [problem for problem in one.problems() if problem.rule == "LOCKED"] == []
    one.put("items[0].hs_code", "8414809090")
    found = [problem for problem in one.problems() if problem.rule == "LOCKED"]
    assert [problem.path for problem in found] == ["items[0].hs_code"]
    assert "841370" in found[0].message
    assert "修改申请" in found[0].message


def test_a_changed_locked_field_is_an_error_that_offers_what_was_declared() -> None:
    one = _checker(SCENARIOS["S02-complete"])
    one.put("bill_number", "EL2026031299")
    problem = next(problem for problem in one.problems() if problem.path == "bill_number")
    assert (problem.rule, problem.blocks) == ("LOCKED", True)
    assert problem.fix is not None
    one.put(problem.fix.path, problem.fix.text)
    assert not [problem for problem in one.problems() if problem.blocks]


def test_the_same_value_written_otherwise_breaks_no_lock() -> None:
    one = _checker(SCENARIOS["S02-complete"])
    one.put("items[0].quantity", "3,450.20000")
    assert [problem for problem in one.problems() if problem.rule == "LOCKED"] == []


def test_a_goods_line_taken_away_after_the_first_step_is_told() -> None:
    draft = SCENARIOS["S02-complete"].build()
    draft.declared |= {"items[1].name": "赤铁矿"}
    assert any(problem.path == "items[1].name" for problem in _checker(SCENARIOS["S02-complete"], draft).problems())


@pytest.mark.parametrize("purpose", [Purpose.WITHDRAW, Purpose.SUPPLEMENT])
def test_a_withdrawal_opens_nothing_and_a_supplement_only_what_was_blank(purpose: Purpose) -> None:
    draft = SCENARIOS["S02-complete"].build()
    draft.purpose = purpose
    one = _checker(SCENARIOS["S02-complete"], draft)
    assert one.locked("gross_weight")
    assert one.locked("net_weight") is (purpose is Purpose.WITHDRAW)


def test_a_copy_is_a_new_declaration_at_its_first_step() -> None:
    copy = IMPORT.copy_of(SCENARIOS["S02-complete"].build())
    assert (copy.purpose, copy.declared, copy.mode) == (Purpose.DECLARE, {}, Mode.SUMMARY)
    assert copy.get("type") == "  5"


def test_purpose_and_declared_survive_the_file_and_are_left_out_where_they_say_nothing() -> None:
    draft = SCENARIOS["S02-complete"].build()
    again = Draft.from_json(draft.to_json())
    assert (again.purpose, again.declared) == (Purpose.COMPLETE, draft.declared)
    plain = SCENARIOS["S03"].build().to_json()
    assert '"purpose":' not in plain
    assert '"declared":' not in plain
    assert Draft.from_json(plain).purpose is Purpose.DECLARE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(Mode), min_size=1, max_size=6), st.sampled_from(["S01", "S02", "S02b-complete", "S03"]))
def test_going_to_and_fro_between_stages_loses_no_text(modes: list[Mode], scenario_id: str) -> None:
    scenario = SCENARIOS[scenario_id]
    one = _checker(scenario)
    before, mode = dict(one.draft.texts), one.draft.mode
    for step in modes:
        one.mode(step)
        kept = {path: text for path, text in one.draft.texts.items() if path != "type"}
        assert kept == {path: text for path, text in before.items() if path != "type"}
        fresh = _checker(scenario, one.draft.copy())
        assert one.problems() == fresh.problems()
    one.mode(mode)
    assert dict(one.draft.texts) == before
