"""The check: one problem for one fault, the way to a declaration, and keystrokes that change only what they must."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.check import Checker, Declaration, check
from app.core.draft import Draft, Mode
from app.core.problem import Problem, Severity
from app.core.rules import Finding, Fired, Rule, rule
from tests.app.core.small import TABLES, TODAY, checker, clean, ids, small_form


@rule("S01", at="weight", needs="weight items[].weight", message="合计 {total}", source="法")
def sum_of_lines(weight: Decimal, lines: tuple[Decimal | None, ...]) -> Fired:
    total = sum((line for line in lines if line is not None), Decimal(0))
    return Finding({"total": total}, fix=f"{total:f}") if total != weight else None


@rule("S02", at="items[].weight", needs="items[].weight", message="应大于 0", source="法", severity=Severity.WARNING)
def positive(weight: Decimal) -> Fired:
    return weight <= 0


@rule("S03", at="items[].unit", needs="items[].unit items[*].unit", message="单位不一", source="法")
def one_unit(unit: str, units: tuple[str | None, ...]) -> Fired:
    return any(other not in (None, unit) for other in units)


@rule("S04", at="name", needs="name fact:manifest_found", message="无舱单", source="法")
def manifest(name: str, found: object) -> Fired:
    return found is False


@rule("S05", at="items[].marks[].text", needs="items[].marks[].text items[].weight", message="{label}有误", source="法")
def mark(text: str, weight: Decimal) -> Fired:
    return text == "X" and weight > 5


@rule("S06", at="name", needs="rows:items mode today tables", message="多于 {rows}", source="法")
def few(rows: int, mode: Mode, today: object, tables: object) -> Fired:
    return {"rows": rows} if rows > 2 and mode is Mode.ADVANCE else None


@rule("S07", at="country", needs="?name", message="", source="", effect="required")
def country_required(name: str | None) -> Fired:
    return name == "外"


@rule("S08", at="count", needs="?name", message="", source="", effect="visible")
def count_visible(name: str | None) -> Fired:
    return name != "无"


@rule("S09", at="items[].marks[].text", needs="?items[].unit", message="", source="", effect="required")
def mark_required(unit: str | None) -> Fired:
    return unit == "007"


RULES = (
    sum_of_lines,
    positive,
    one_unit,
    manifest,
    mark,
    few,
    country_required,
    count_visible,
    mark_required,
)


def test_a_clean_draft_becomes_a_declaration() -> None:
    one = checker(*RULES)
    assert one.problems() == ()
    result = one.result()
    assert isinstance(result, Declaration)
    assert result.texts()["items[1].weight"] == "20"
    assert result.texts()["kind"] == "  "


def test_an_error_keeps_it_from_becoming_one_and_a_warning_does_not() -> None:
    wrong = checker(*RULES, changes={"weight": "31"})
    assert [problem.rule for problem in _problems(wrong)] == ["S01"]
    odd = checker(positive, changes={"items[0].weight": "-1"})
    assert ids(odd) == ["S02"]
    assert isinstance(odd.result(), Declaration)


def _problems(one: Checker) -> tuple[Problem, ...]:
    result = one.result()
    assert not isinstance(result, Declaration)
    return result


@pytest.mark.parametrize(
    ("path", "raw", "rule_id"),
    [
        ("weight", "3O", "R158"),
        ("count", "many", "C01"),
        ("name", "煤" * 6, "R158"),
        ("name", "a\x00", "R158"),
        ("country", "XXX", "R016"),
        ("country", "SUN", "R016"),
        ("weight", " ", "R000"),
    ],
)
def test_one_fault_gives_one_problem(path: str, raw: str, rule_id: str) -> None:
    one = checker(*RULES, changes={path: raw})
    assert ids(one) == [rule_id]
    assert one.problems()[0].path == path


def test_an_unknown_code_of_a_partial_table_is_a_warning() -> None:
    one = checker(changes={"office": "0799"})
    assert [(problem.rule, problem.severity) for problem in one.problems()] == [("O01", Severity.WARNING)]


def test_an_error_is_not_hidden_behind_a_warning_of_the_same_id() -> None:
    @rule("O01", at="office", needs="office", message="应为 4 位数字", source="法")
    def four_digits(office: str) -> Fired:
        return not office.isdecimal()

    one = checker(four_digits, changes={"office": "07A8"})
    assert [(problem.rule, problem.severity) for problem in one.problems()] == [("O01", Severity.ERROR)]


def test_an_unreadable_row_silences_the_rule_about_the_sum_alone() -> None:
    one = checker(*RULES, changes={"items[0].weight": "1o"})
    assert ids(one) == ["R158"]
    one.put("items[0].weight", "10")
    assert ids(one) == []


def test_what_is_required_depends_on_the_stage_and_on_rules() -> None:
    one = checker(*RULES, changes={"weight": ""})
    assert ids(one) == ["R000"]
    one.mode(Mode.SUMMARY)
    assert ids(one) == []
    assert not one.required("weight")
    one.put("name", "外")
    assert one.required("country")
    assert [problem.path for problem in one.problems()] == ["country"]
    one.put("items[0].unit", "007")
    one.put("items[0].marks[0].text", "")
    assert one.required("items[0].marks[0].text")
    assert not one.required("nonsense")


def test_visibility_is_a_rule_too() -> None:
    one = checker(*RULES)
    assert one.visible("count")
    one.put("name", "无")
    assert not one.visible("count")
    assert one.visible("weight")


def test_an_optional_block_lacks_nothing_until_somebody_types_in_it() -> None:
    one = checker()
    assert ids(one) == []
    one.put("extra.other", "x")
    assert [(problem.rule, problem.path) for problem in one.problems()] == [("R000", "extra.note")]
    one.put("extra.other", "")
    assert ids(one) == []


def test_a_row_nobody_typed_in_lacks_nothing_and_is_not_sent() -> None:
    one = checker(*RULES)
    one.draft.insert_row("items[0].marks", 0, {})
    one.draft.insert_row("items[0].marks", 1, {"text": "唛"})
    one.recheck()
    assert ids(one) == []
    declaration = one.result()
    assert isinstance(declaration, Declaration)
    assert declaration.texts()["items[0].marks[0].text"] == "唛"
    one.put("items[0].marks[1].text", " ")
    assert ids(one) == []
    one.draft.insert_row("items", 2, {})
    one.recheck()
    assert ids(one) == ["R000", "R000"]  # a goods line is always sent


def test_a_message_without_goods_lacks_them() -> None:
    one = Checker(small_form(), Draft("small", "1"), TABLES, TODAY)
    assert "items[0].number" in [problem.path for problem in one.problems()]


def test_errors_come_first_then_the_order_of_the_form() -> None:
    one = checker(*RULES, changes={"items[1].weight": "-20", "count": "x", "country": "XXX", "weight": "-10"})
    assert [(p.severity.value, p.path) for p in one.problems()] == [
        ("error", "count"),
        ("error", "country"),
        ("warning", "items[1].weight"),
    ]


def test_facts_wake_rules_and_are_forgotten() -> None:
    one = checker(manifest)
    assert one.not_checked() == ("S04",)
    one.facts(manifest_found=False)
    assert ids(one) == ["S04"]
    assert one.not_checked() == ()
    one.facts(manifest_found=None)
    assert ids(one) == []
    assert one.not_checked() == ("S04",)
    one.draft.facts["manifest_found"] = None
    assert one.not_checked() == ("S04",)


def test_checking_a_whole_draft_leaves_it_untouched() -> None:
    draft = clean()
    checked = check(small_form(*RULES), {"manifest_found": False}, TABLES, draft, TODAY, Mode.ADVANCE)
    assert [problem.rule for problem in checked.problems] == ["S04"]
    assert checked.declaration is None
    assert draft == clean()


def test_a_rule_about_a_field_the_form_lacks_is_refused_at_once() -> None:
    stray: Rule = rule("S99", at="name", needs="colour", message="", source="")(lambda colour: None)
    with pytest.raises(LookupError, match="S99 needs colour"):
        checker(stray)


def test_the_offered_cure_cures() -> None:
    one = checker(*RULES, changes={"weight": "31"})
    fix = one.problems()[0].fix
    assert fix is not None
    one.put(fix.path, fix.text)
    assert one.problems() == ()


PATHS = st.one_of(
    st.sampled_from(
        ["kind", "name", "weight", "count", "day", "country", "office", "raw", "extra.note", "extra.other"]
    ),
    st.builds("items[{}].{}".format, st.integers(0, 3), st.sampled_from(["number", "weight", "unit"])),
    st.builds("items[{}].marks[{}].text".format, st.integers(0, 3), st.integers(0, 2)),
)
TEXTS = st.one_of(
    st.sampled_from(["", " ", "1", "10", "20", "30", "-5", "X", "外", "无", "007", "035", "MNG", "SUN", "20260302"]),
    st.text(max_size=12),
)


@given(st.lists(st.tuples(PATHS, TEXTS), max_size=12), st.booleans())
def test_keystrokes_end_where_a_fresh_check_would(keys: list[tuple[str, str]], filled: bool) -> None:
    one = Checker(small_form(*RULES), clean() if filled else Draft("small", "1"), TABLES, TODAY)
    for path, raw in keys:
        one.put(path, raw)
        one.problems()
    fresh = Checker(small_form(*RULES), one.draft.copy(), TABLES, TODAY)
    assert one.problems() == fresh.problems()
    assert one.not_checked() == fresh.not_checked()
    for path in (*one.draft.texts, "country", "count"):
        assert one.required(path) == fresh.required(path)
        assert one.visible(path) == fresh.visible(path)
        assert one.reading(path) == fresh.reading(path)
