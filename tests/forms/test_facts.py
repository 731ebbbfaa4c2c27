"""Facts: every one a rule asks for is known by name, and a malformed one counts as absent."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import forms
from forms.facts import FACTS, day, faults, flag, number


@pytest.mark.parametrize("form_id", forms.REGISTRY)
def test_every_fact_a_rule_needs_is_listed(form_id: str) -> None:
    asked = {need.name for rule in forms.load(form_id).rules for need in rule.needs if need.kind == "fact"}
    assert asked - FACTS.keys() == set()


def test_flags() -> None:
    assert flag(True) is True
    assert flag(False) is False
    wrong: list[object] = [None, 0, 1, "true", []]
    assert [flag(value) for value in wrong] == [None] * 5


def test_days() -> None:
    assert day("2026-05-08") == date(2026, 5, 8)
    assert day(" 2026-05-08 ") == date(2026, 5, 8)
    assert day(date(2026, 5, 8)) == date(2026, 5, 8)
    assert day(datetime(2026, 5, 8, 12)) == date(2026, 5, 8)  # noqa: DTZ001 - the day is what is read
    assert [day(value) for value in (None, "", "2026-02-30", "昨天", 20260508, True)] == [None] * 6


def test_numbers() -> None:
    assert number(1980500) == 1980500
    assert number("1980500.5") == Decimal("1980500.5")
    assert number(0.1) == Decimal("0.1")
    assert number(Decimal(3)) == 3
    wrong: list[object] = [None, "", "many", "NaN", float("inf"), True, []]
    assert [number(value) for value in wrong] == [None] * 7


def test_faults_are_named_in_chinese() -> None:
    assert faults({"manifest_found": True, "manifest_reference": "GQ1", "planned_arrival": "2026-05-08"}) == ()
    assert faults({"manifest_reference": False, "manifest_weight": 3}) == ()
    assert faults({"vehicle_departd": True}) == ("没有名为 vehicle_departd 的事实，已忽略",)
    (fault,) = faults({"planned_arrival": "五月"})
    assert fault == "planned_arrival（货物预计运抵海关监管场所的日期）应为日期（如 2026-11-21），已忽略"
    assert len(faults({"manifest_found": 1, "manifest_weight": "x", "manifest_reference": 7, "port_open": "no"})) == 4


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.none()), st.dates()))
def test_anything_is_read_or_absent(value: object) -> None:
    assert isinstance(flag(value), bool | None)
    assert isinstance(day(value), date | None)
    assert isinstance(number(value), Decimal | None)
