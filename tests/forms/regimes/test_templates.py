"""A template fills what is blank, never what was typed, names only what exists, and its regime passes its own rules."""

from datetime import date
from functools import cache

import pytest

import forms
from app import reference
from app.core.check import check
from app.core.draft import Mode
from app.core.tables import CodeTables
from forms.facts import FACTS
from forms.regimes import TEMPLATES, Kind, Template, apply, lacking, offered, phrases, template_of
from tests.helpers.scenarios import SCENARIOS

DAY = date(2026, 6, 8)
FORMS = {"I": "import", "E": "export"}
BY_FORM = [
    pytest.param(template, FORMS[direction], id=f"{template.id}-{direction}")
    for template in TEMPLATES
    for direction in template.directions
]
REGIME_RULES = {"R112", "R113", "R114", "R117", "R118", "R119", "R120", "R121", "R123", "R171", "R177"}


@cache
def tables() -> CodeTables:
    """Return the starter tables the program ships."""
    return reference.load()


def test_every_regime_of_the_issue_has_its_template() -> None:
    codes = {template.code for template in TEMPLATES}
    assert codes >= {"0110", "4019", "1039", "9710", "9810", "0214", "0615", "2600", "1300", "3010", "4561"}
    assert codes >= {"1233", "5015", "5033", "6033"}
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES)


@pytest.mark.parametrize(("template", "form_id"), BY_FORM)
def test_a_template_names_only_what_exists(template: Template, form_id: str) -> None:
    form = forms.load(form_id)
    for pattern, text in template.puts.items():
        table = form.fields[pattern].box.table
        assert not table or tables().row(table, text) is not None
    assert not template.code or tables().row("trade_modes", template.code) is not None
    assert set(template.asks) <= set(form.fields)
    assert set(template.facts) <= set(FACTS)
    assert template.source and template.note
    assert ("待核" in template.source) == (template.confidence == "F")


@pytest.mark.parametrize(("template", "form_id"), BY_FORM)
def test_it_never_writes_over_what_was_typed(template: Template, form_id: str) -> None:
    form = forms.load(form_id)
    draft = SCENARIOS["S03" if form_id == "import" else "S07"].build()
    draft.put("remark", "自己写的备注")
    texts = apply(form, draft, template, DAY)
    for path in texts:
        assert draft.get(path).strip() in ("", form.field(path).box.default.strip()), path
    assert "trade_mode" not in texts
    assert "remark" not in texts


@pytest.mark.parametrize(("template", "form_id"), BY_FORM)
def test_a_fresh_draft_made_from_it_breaks_no_rule_of_regimes(template: Template, form_id: str) -> None:
    form = forms.load(form_id)
    draft = form.new(Mode.ONCE)
    draft.insert_row("items", 0, form.new_row("items"))
    draft.update({"entry_customs": "0708", "traffic_mode": "4", "trade_country": "MNG"})
    if template.kind is Kind.TRANSPORT:
        draft.put("traffic_mode", "")
    draft.update(apply(form, draft, template, DAY))
    if "manual_number" in template.asks:
        letter = "B" if template.code == "0214" else "C" if template.code == "0615" else "H"
        draft.put("manual_number", f"{letter}07086000001")
    found = check(form, {}, tables(), draft, DAY).problems
    assert [f"{one.rule} {one.message}" for one in found if one.rule in REGIME_RULES] == []
    assert apply(form, draft, template, DAY) == {}


def test_the_day_of_return_is_six_months_after_entry() -> None:
    form = forms.load("import")
    draft = form.new()
    temporary = template_of("2600")
    draft.put("ie_date", "20260831")
    assert apply(form, draft, temporary, DAY)["remark"] == "复运出境期限20270228"
    draft.put("remark", "6个月内复运出境")
    assert phrases(form, draft, temporary, DAY) == ()
    draft.put("remark", "设备")
    draft.put("ie_date", "不知道")
    assert phrases(form, draft, temporary, DAY) == ("复运出境期限20261208",)


def test_what_it_asks_for_is_told_until_it_is_there() -> None:
    form = forms.load("export")
    draft = form.new()
    b2b, processing = template_of("9710"), template_of("0214")
    assert lacking(form, draft, b2b) == ("fact:order_reference",)
    draft.facts["order_reference"] = "ORDER-1"
    assert lacking(form, draft, b2b) == ()
    draft.insert_row("items", 0, {})
    assert lacking(form, draft, processing) == ("manual_number", "items[0].manual_item")


def test_only_what_fits_direction_and_day_is_offered() -> None:
    assert "1039" not in {one.id for one in offered("I", DAY)}
    assert "1039" in {one.id for one in offered("E", DAY)}
    assert "9710" not in {one.id for one in offered("E", date(2020, 6, 30))}


def test_what_a_typed_code_brings_is_blank_before() -> None:
    form = forms.load("import")
    draft = form.new()
    draft.put("transit.kind", "1E")
    assert form.brings(form, draft, "transit.kind", tables(), DAY) == {"traffic_mode": "3"}
    draft.put("trade_mode", "1039")
    assert form.brings(form, draft, "trade_mode", tables(), DAY) == {}  # exports only
    draft.put("trade_mode", "0214")
    assert form.brings(form, draft, "trade_mode", tables(), DAY) == {"levy_nature": "502"}
    assert form.brings(form, draft, "levy_nature", tables(), DAY) == {}
