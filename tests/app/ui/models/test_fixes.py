"""Every cure the rules offer: its button says the result, it cures, and one undo gives the former bytes back."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

import forms
from app.core.path import pattern_of
from app.core.problem import Problem
from app.core.tables import CodeTables
from app.reference import load
from app.ui.models.document import DraftDocument
from app.ui.models.problem_words import fix_words
from tests.forms.rules.example import Example, apply
from tests.forms.rules.test_coverage import all_examples
from tests.helpers.code_tables import WithRows
from tests.helpers.scenarios import SCENARIOS

READ = "R098"  # speaks of a code that had its time, from no rule's function
LOCKED = "LOCKED"
CURING = sorted({rule.id for form_id in forms.REGISTRY for rule in forms.load(form_id).rules if rule.cures})
RESULT = re.compile("改为 ?[^ ]|删去[^ ]|补上 [^ ]|恢复为 [^ ]|留空$")
LONGEST = 40


@cache
def tables() -> CodeTables:
    return load()


@cache
def examples() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for example in all_examples():
        found.setdefault(example.rule, []).append(example)
    return found


def opened(example: Example) -> DraftDocument:
    """Open the scenario in which the rule speaks."""
    scenario = SCENARIOS[example.base]
    draft, today = scenario.build(), scenario.today
    for change in (example.always, example.fires):
        today = apply(draft, change, today)
    return DraftDocument(example.form, draft, WithRows(tables(), example.rows), today)


def broken_lock() -> DraftDocument:
    """Open a declaration whose first step declared another number of the bill."""
    scenario = SCENARIOS["S02-complete"]
    draft = scenario.build()
    draft.put("bill_number", "EL2026031299")
    return DraftDocument(forms.load(scenario.form), draft, tables(), scenario.today)


def offered(rule: str) -> Iterator[tuple[DraftDocument, Problem]]:
    """Give every cure a rule offers, in a draft open for it."""
    documents = map(opened, examples()[rule]) if rule != LOCKED else iter([broken_lock()])
    for document in documents:
        for problem in document.problems():
            if problem.rule == rule and problem.fix is not None:
                yield document, problem


@pytest.mark.parametrize("rule", [*CURING, READ, LOCKED])
def test_a_cure_says_its_result_cures_and_is_undone_to_the_byte(qapp: object, rule: str) -> None:
    cures = list(offered(rule))
    assert cures, f"{rule} offers no cure in any example"
    for document, problem in cures:
        fix = problem.fix
        assert fix is not None
        said = fix_words(document.form, fix, document.tables, problem.path)
        assert RESULT.search(said), said
        assert len(said) <= LONGEST, said
        table = document.form.field(pattern_of(fix.path)).box.table
        row = document.tables.row(table, fix.text) if table and fix.text else None
        assert row is None or row.name in said
        before = document.draft.to_json()
        document.cure(fix)
        document.settle()
        assert document.get(fix.path) == fix.text
        assert (rule, problem.path, problem.message) not in {(p.rule, p.path, p.message) for p in document.problems()}
        document.undo()
        assert document.draft.to_json() == before
        assert problem in document.problems()
