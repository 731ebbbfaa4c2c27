"""The catalogue names every rule of the book, says what people need to know of it, and RULES.md is what it says now."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import forms
from app.declarations.catalogue import CatalogueRow, catalogue
from forms.border_trade import FORM as BORDER_TRADE
from forms.rules.elsewhere import ELSEWHERE
from forms.settings import SETTINGS, settings_of
from tests.forms.border_trade.examples import EXAMPLES as LOT_EXAMPLES
from tests.forms.rules.test_coverage import EXAMPLES, RULE_IDS

ROOT = Path(__file__).resolve().parents[3]
BOOK = {f"R{number:03d}" for number in range(181)} | {"LOCKED"}  # the stage matrix's own: what 概要 declared stands
PROVED_ELSEWHERE = {
    "R000": "tests/app/core/test_check.py",
    "LOCKED": "tests/forms/test_stages.py",
    "R159": "tests/app/store/test_submissions.py",
    "R162": "tests/app/work/test_submit.py",
}
ROWS = catalogue()


def test_every_rule_of_the_book_is_there() -> None:
    assert {row.id for row in ROWS} == BOOK


def test_every_rule_of_the_book_is_proved_firing_and_silent() -> None:
    """Each example makes its rule speak and keeps it silent; the rest is proved where it is spoken."""
    proved = {example.rule for example in EXAMPLES} | {example.rule for example in LOT_EXAMPLES} | set(PROVED_ELSEWHERE)
    assert proved >= BOOK
    for rule, path in PROVED_ELSEWHERE.items():
        assert rule in (ROOT / path).read_text(encoding="utf-8")


def test_no_rule_runs_that_the_catalogue_does_not_name() -> None:
    running = set(RULE_IDS) | {rule.id for rule in BORDER_TRADE.rules} | {one.id for one in ELSEWHERE}
    assert running == {row.id for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id}-{row.field}-{row.decided_by}")
def test_a_row_says_everything(row: CatalogueRow) -> None:
    assert row.field and row.fields[0] == row.field
    assert row.sentence and "{" not in row.sentence
    assert row.english
    assert row.source
    assert row.directions in ("进口", "出口", "进出口")
    assert row.phase
    assert row.confidence in "SFU"
    assert row.settings == settings_of(row.id)


def test_a_sentence_stands_once() -> None:
    keys = [(row.id, row.field, row.sentence) for row in ROWS]
    assert len(set(keys)) == len(keys)


def test_a_rule_offers_a_cure_exactly_where_it_says_so() -> None:
    """What an example saw cured must be told in the catalogue, and what is told must be seen."""
    cured = {example.rule for example in EXAMPLES if example.fix is not None}
    told = {row.id for row in ROWS if row.fix}
    assert cured == told


def test_every_threshold_belongs_to_a_rule_and_has_its_source() -> None:
    for one in SETTINGS:
        assert set(one.rules) <= BOOK
        assert one.source and one.title and one.unit
        assert [dated.since for dated in one.values] == sorted(dated.since for dated in one.values)


def test_every_form_of_the_registry_is_told() -> None:
    assert {row.document for row in ROWS} == {"报关单", "互市申报单"}
    assert all(forms.load(form_id).rules for form_id in forms.REGISTRY)


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_rules", ROOT / "packaging" / "make_rules.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_command_writes() -> None:
    """After a change of a rule run ``python packaging/make_rules.py``."""
    assert (ROOT / "RULES.md").read_text(encoding="utf-8") == _maker().page()
