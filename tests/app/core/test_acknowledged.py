"""A warning set aside stays so for this value and this sentence only, and travels with the draft."""

import pytest

from app.core.acknowledged import Acknowledged, reason_for, renamed
from app.core.draft import Draft, DraftUnreadable
from app.core.problem import Problem, Severity

NOTE = Problem("R079", Severity.WARNING, "fee_rate", "运费低于近期水平")
TOLD = Acknowledged("R079", "fee_rate", "1.20", "运费低于近期水平", "回程空车")


def test_it_covers_the_same_finding_about_the_same_value() -> None:
    assert reason_for([TOLD], NOTE, "1.20") == "回程空车"


@pytest.mark.parametrize(
    ("problem", "value"),
    [
        (NOTE, "1.30"),
        (Problem("R079", Severity.WARNING, "fee_rate", "运费高于近期水平"), "1.20"),
        (Problem("R080", Severity.WARNING, "fee_rate", "运费低于近期水平"), "1.20"),
        (Problem("R079", Severity.WARNING, "insurance_rate", "运费低于近期水平"), "1.20"),
        (Problem("R079", Severity.ERROR, "fee_rate", "运费低于近期水平"), "1.20"),
    ],
)
def test_another_value_sentence_rule_place_or_an_error_is_another_finding(problem: Problem, value: str) -> None:
    assert reason_for([TOLD], problem, value) == ""


def test_it_travels_with_the_draft_and_is_left_out_when_there_is_none() -> None:
    draft = Draft("import", "2026.1")
    assert "acknowledged" not in draft.to_json()
    draft.acknowledged = (TOLD,)
    draft.brought["gross_weight"] = "manifest"
    again = Draft.from_json(draft.to_json())
    assert again.acknowledged == (TOLD,)
    assert again.brought == {"gross_weight": "manifest"}
    assert again.copy() == again


@pytest.mark.parametrize("broken", ['{"rule": "R079"}', '[{"rule": "R079"}]', '["R079"]', '[{"rule": 1}]'])
def test_a_broken_list_is_no_draft(broken: str) -> None:
    text = f'{{"portdesk": "draft", "form": "import", "form_version": "2026.1", "acknowledged": {broken}}}'
    with pytest.raises(DraftUnreadable):
        Draft.from_json(text)


def test_it_follows_its_row_and_goes_with_it() -> None:
    told = [Acknowledged("R1", f"items[{number}].price", "1", "x", "y") for number in range(2)]
    new = {"items[0].price": None, "items[1].price": "items[0].price"}
    assert [one.path for one in renamed(told, new.__getitem__)] == ["items[0].price"]
