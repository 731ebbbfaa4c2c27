"""What a script makes of a declaration's life: which receipts, in which order, with which pointers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.gateway.finding import Finding
from app.gateway.life import plan
from app.gateway.script import FIRST_LETTERS, Behaviour, Facts, Pointer, Rule, Script, ScriptUnreadable, read_script

FAULT = Finding("R055", "DecHead/NetWt", None, "净重不得大于毛重")


def rule(*behaviours: Behaviour, **values: object) -> Rule:
    return Rule.model_validate({"behaviour": behaviours, **values})


def letters(*behaviours: Behaviour) -> str:
    return "".join(stage.channel for stage in plan(rule(*behaviours), []))


def test_each_behaviour_has_its_life() -> None:
    assert {behaviour: letters(behaviour) for behaviour in Behaviour} == {
        Behaviour.ACCEPT: "7LJPR",
        Behaviour.REJECT: "7E",
        Behaviour.INSPECTION: "7LJCPR",
        Behaviour.TAX: "7LTJPR",
        Behaviour.HOLD: "7LH",
        Behaviour.SILENCE: "",
        Behaviour.RELEASED: "7LJP",
        Behaviour.SUPPLEMENT: "7LJPR",
        Behaviour.DUPLICATE: "7LJPR",
        Behaviour.REORDER: "L7PJR",
        Behaviour.SLOW: "7LJPR",
        Behaviour.UNAVAILABLE: "7LJPR",
        Behaviour.ANSWER_LOST: "7LJPR",
        Behaviour.GARBAGE: "7LJPR",
    }


def test_the_last_receipt_says_so_wherever_it_stands() -> None:
    for behaviour in (Behaviour.ACCEPT, Behaviour.REORDER, Behaviour.HOLD, Behaviour.REJECT):
        assert [stage.last for stage in plan(rule(behaviour), [])][-1]
        assert sum(stage.last for stage in plan(rule(behaviour), [])) == 1
    mixed = plan(rule(Behaviour.INSPECTION), [], random.Random(5))
    assert sorted(stage.channel for stage in mixed) == sorted("7LJCPR")
    assert [stage.channel for stage in mixed] != list("7LJCPR")
    assert max(mixed, key=lambda stage: stage.step).last


def test_the_number_is_known_from_l_on_whatever_the_order() -> None:
    entered = {stage.channel: stage.entered for stage in plan(rule(Behaviour.REORDER), [])}
    assert entered == {"7": False, "L": True, "J": True, "P": True, "R": True}


def test_findings_send_every_life_but_silence_back() -> None:
    for behaviour in Behaviour:
        stages = plan(rule(behaviour), [FAULT])
        if behaviour is Behaviour.SILENCE:
            assert stages == []
        else:
            assert sorted(stage.channel for stage in stages) == ["7", "E"]
            sent_back = next(stage for stage in stages if stage.channel == "E")
            assert sent_back.pointers == (FAULT,)
            assert sent_back.note == "退单：净重不得大于毛重[R055]"


def test_a_scripted_rejection_has_its_own_words_and_pointers() -> None:
    pointer = Pointer(rule="R113", element="DecHead/CutMode", message="监管方式与征免性质不匹配")
    stages = plan(rule(Behaviour.REJECT, pointers=[pointer.model_dump()]), [])
    assert stages[-1].note == "退单：监管方式与征免性质不匹配[R113]"
    assert stages[-1].pointers == (Finding("R113", "DecHead/CutMode", None, "监管方式与征免性质不匹配"),)
    assert plan(rule(Behaviour.REJECT, note="请补充材料"), [])[-1].note == "退单：请补充材料"
    assert plan(rule(Behaviour.REJECT), [])[-1].note == "退单：海关不受理"


def test_slow_and_duplicate_change_the_delivery_only() -> None:
    assert [stage.step for stage in plan(rule(Behaviour.SLOW), [])] == [0.0, 3.0, 6.0, 9.0, 12.0]
    assert all(stage.twice for stage in plan(rule(Behaviour.DUPLICATE, Behaviour.TAX), []))
    assert letters(Behaviour.DUPLICATE, Behaviour.TAX) == "7LTJPR"


def test_the_first_rule_that_matches_decides() -> None:
    script = Script.model_validate(
        {
            "rules": [
                {"contract_no": "TM-*", "bill_no": "GQ*", "behaviour": "tax"},
                {"client_seq_no": "A?1", "behaviour": ["hold", "duplicate"]},
                {"contract_no": "TM-*", "behaviour": "reject"},
            ]
        }
    )
    seen = [
        script.rule_for(Facts(client_seq_no=number, contract_no=contract, bill_no=bill)).behaviour
        for number, contract, bill in (("Z", "TM-1", "GQ9"), ("AB1", "X", ""), ("Z", "TM-1", "EL"), ("Z", "X", "GQ"))
    ]
    assert seen == [{"tax"}, {"hold", "duplicate"}, {"reject"}, {"accept"}]


def test_first_letters_select_only_when_switched_on() -> None:
    facts = [Facts(client_seq_no=f"{letter}26030200000000001") for letter in FIRST_LETTERS]
    assert {next(iter(read_script("first-letter").rule_for(fact).behaviour)) for fact in facts} == set(
        FIRST_LETTERS.values()
    )
    assert {next(iter(Script().rule_for(fact).behaviour)) for fact in facts} == {Behaviour.ACCEPT}


def test_scripts_are_read_from_files_and_faults_told_in_chinese(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"rules": [{"bill_no": "X*", "behaviour": "silence"}]}', encoding="utf-8")
    assert read_script(str(good)).rules[0].behaviour == {Behaviour.SILENCE}
    for text in ('{"rules": [{"behaviour": "explode"}]}', "[]", "{", '{"rules": [{"bill": "1", "behaviour": "tax"}]}'):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(ScriptUnreadable, match="脚本文件"):
            read_script(str(bad))
    with pytest.raises(ScriptUnreadable, match="无法读取"):
        read_script(str(tmp_path / "absent.json"))


def test_words_that_cannot_stand_in_a_receipt_are_refused() -> None:
    with pytest.raises(ValueError, match="note"):
        rule(Behaviour.REJECT, note="响铃\x07")
