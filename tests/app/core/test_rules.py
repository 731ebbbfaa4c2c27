"""Rules: how a need is written, what a rule receives, and how its answers become problems."""

import types
from collections.abc import Callable
from typing import Any

import pytest

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import Finding, Fired, Need, Rule, findings_of, parse_need, rule, rules_in
from tests.app.core.small import TABLES, TODAY, checker


@pytest.mark.parametrize(
    ("text", "at", "need"),
    [
        ("name", "name", Need("field", "name")),
        ("?name", "name", Need("field", "name", True)),
        ("fact:entry_day", "name", Need("fact", "entry_day")),
        ("?fact:entry_day", "name", Need("fact", "entry_day", True)),
        ("rows:items", "name", Need("rows", "items", True)),
        ("tables", "name", Need("tables", "tables", True)),
        ("row", "items[].weight", Need("row", "row", True)),
        ("items[].weight", "items[].unit", Need("field", "items[].weight", False, 1)),
        ("items[].weight", "name", Need("field", "items[].weight", True, 0)),
        ("items[*].weight", "items[].unit", Need("field", "items[].weight", True, 0)),
        ("items[].marks[].text", "items[].unit", Need("field", "items[].marks[].text", True, 1)),
        ("items[].marks[].text", "items[].marks[].text", Need("field", "items[].marks[].text", False, 2)),
        ("packs[].kind", "items[].unit", Need("field", "packs[].kind", True, 0)),
    ],
)
def test_needs(text: str, at: str, need: Need) -> None:
    assert parse_need(text, at) == need


def receives(at: str, needs: str) -> list[tuple[object, ...]]:
    """Return what a rule with these needs is handed, once for each of its places."""
    handed: list[tuple[object, ...]] = []

    @rule("X01", at=at, needs=needs, message="", source="")
    def note(*given: object) -> Fired:
        handed.append(given)
        return None

    one = checker(note, changes={"items[1].marks[0].text": "A", "items[1].marks[1].text": ""})
    one.draft.facts["entry_day"] = "2026-03-02"
    one.recheck()
    return handed[len(handed) // 2 :]


def test_a_rule_receives_what_it_needs() -> None:
    assert receives("name", "name weight ?count") == [("煤", 30, None)]
    assert receives("name", "mode today rows:items row") == [(Mode.ONCE, TODAY, 2, ())]
    tables: Any = receives("name", "tables")[0][0]
    assert tables.row("countries", "MNG") is TABLES.row("countries", "MNG")
    assert receives("name", "?fact:entry_day ?fact:other") == [("2026-03-02", None)]
    assert receives("name", "items[].weight items[].marks[].text") == [((10, 20), ("A", None))]
    assert sorted(receives("items[].weight", "items[].weight items[*].weight row")) == [
        (10, (10, 20), (0,)),
        (20, (10, 20), (1,)),
    ]
    assert sorted(receives("items[].weight", "items[].weight items[].marks[].text rows:items[].marks")) == [
        (10, (), 0),
        (20, ("A", None), 1),  # a row nobody typed in is not counted
    ]


def test_a_rule_is_silent_while_a_need_is_missing() -> None:
    assert receives("name", "count") == []
    assert receives("name", "fact:other") == []
    assert receives("items[].marks[].text", "items[].marks[].text") == [("A",)]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (None, ()),
        (False, ()),
        ([], ()),
        ({}, ()),
        (True, (Finding(),)),
        ({"n": 1}, (Finding({"n": 1}),)),
        (Finding(fix=""), (Finding(fix=""),)),
        ([Finding(at="name"), Finding(at="weight")], (Finding(at="name"), Finding(at="weight"))),
    ],
)
def test_the_ways_to_answer(answer: Fired, found: tuple[Finding, ...]) -> None:
    assert findings_of(answer) == found


def always(answer: Callable[[], Fired], **more: object) -> Rule:
    """Return a rule about the weight that always gives the answer."""
    made: Rule = rule("X02", needs="weight", source="法", **{"at": "weight", "message": "{label}为 {n}", **more})(  # type: ignore[arg-type]
        lambda weight: answer()
    )
    return made


def test_the_sentence_is_filled_in() -> None:
    (problem,) = checker(always(lambda: {"n": 3}, severity=Severity.WARNING)).problems()
    assert (problem.rule, problem.path, problem.source) == ("X02", "weight", "法")
    assert problem.message == "重量为 3"
    assert problem.values == {"n": 3}
    assert not problem.blocks


def test_a_finding_may_stand_elsewhere_with_a_cure() -> None:
    one = checker(
        always(lambda: [Finding({"n": 1}, at="name", fix="焦煤"), Finding({"n": 2}, fix="1", fix_at="count")])
    )
    first, second = sorted(one.problems(), key=lambda problem: problem.path)
    assert (first.path, first.message) == ("name", "名称为 1")
    assert first.fix is not None
    assert (first.fix.path, first.fix.text) == ("name", "焦煤")
    assert second.fix is not None
    assert (second.fix.path, second.fix.text) == ("count", "1")


def test_the_sentence_of_a_row_names_the_row() -> None:
    @rule("X03", at="items[].weight", needs="items[].weight", message="重量 {n} 有误", source="法")
    def heavy(weight: int) -> Fired:
        return {"n": weight} if weight > 10 else None

    (problem,) = checker(heavy).problems()
    assert problem.path == "items[1].weight"
    assert problem.item == 2
    assert problem.message == "商品第 2 项：重量 20 有误"


def test_rules_hold_for_their_modes_and_directions() -> None:
    advance = always(lambda: {"n": 1}, modes=frozenset({Mode.ADVANCE}))
    one = checker(advance)
    assert one.problems() == ()
    one.mode(Mode.ADVANCE)
    assert len(one.problems()) == 1
    exports = always(lambda: {"n": 1}, directions="E")
    assert checker(exports).problems() == ()
    assert len(checker(exports, direction="E").problems()) == 1


def test_rules_are_gathered_from_modules_in_order() -> None:
    first, second = types.ModuleType("first"), types.ModuleType("second")
    late = rule("R020", at="name", needs="name", message="", source="")(lambda name: None)
    early = rule("R003", at="name", needs="name", message="", source="")(lambda name: None)
    first.__dict__.update(late=late, other=3)
    second.__dict__.update(early=early, again=late)
    assert rules_in(first, second) == (early, late)
