"""The plan names samples that exist and fields they have; at another day its days move along."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import forms
from app.core.check import check
from app.core.draft import Draft
from app.reference import load as load_tables
from app.ui.tour.plan import Plan, load


@pytest.fixture
def plan() -> Plan:
    return load()


def test_the_field_looked_up_and_the_one_mistaken_are_typed_by_the_sample(plan: Plan) -> None:
    sample = plan.sample(plan.typed, plan.moment.date())
    form = forms.load(sample.form)
    assert form.field(plan.look_up.path).box.table
    assert sample.get(plan.look_up.path)
    assert sample.get(plan.mistake.path) not in ("", plan.mistake.text)
    assert plan.filed in plan.imported


@pytest.mark.parametrize("days", [0, 1, 400])
def test_what_the_tour_files_has_no_error_on_its_day(plan: Plan, days: int) -> None:
    today = plan.moment.date() + timedelta(days=days)
    for name in (plan.typed, plan.filed):
        sample = plan.sample(name, today)
        found = check(forms.load(sample.form), sample.facts, load_tables(), sample, today)
        assert [problem.rule for problem in found.problems if problem.blocks] == []


def test_the_shipped_file_is_read_on_the_day_of_the_plan(plan: Plan, tmp_path: Path) -> None:
    assert plan.file_of("S10", plan.moment.date(), tmp_path).parent.name == "samples"
    assert list(tmp_path.iterdir()) == []


def test_on_another_day_a_copy_with_moved_days_is_read(plan: Plan, tmp_path: Path) -> None:
    today = plan.moment.date() + timedelta(days=10)
    plain = plan.sample("S10", plan.moment.date())
    moved = Draft.from_json(plan.file_of("S10", today, tmp_path).read_text("utf-8"))
    assert plain.get("ie_date") == "20260616"
    assert moved.get("ie_date") == "20260626"
    assert plan.sample("S07", today).facts["planned_arrival"] == date(2026, 5, 18).isoformat()
    assert {path for path, _ in moved.filled()} == {path for path, _ in plain.filled()}
