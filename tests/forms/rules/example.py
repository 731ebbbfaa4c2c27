"""An example of a rule: a clean scenario, a change that makes the rule speak, a near-by one that does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import forms
from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.form import Form, places
from app.core.problem import Problem
from app.core.tables import CodeRow, CodeTables
from tests.helpers.code_tables import WithRows
from tests.helpers.scenarios import SCENARIOS

Change = Mapping[str, object]
"""What to change: ``path`` → text, ``fact:name`` → value (None forgets it), ``mode`` → Mode, ``today`` → date,
``add:section`` → relative texts of a new last row, ``drop:section`` → number of the row to take away."""


@dataclass(frozen=True, slots=True)
class Example:
    """One rule proved both ways; ``at`` and ``fix``, where given, are what the problem must say."""

    rule: str
    base: str
    fires: Change
    silent: Change
    at: str = ""
    fix: str | None = None
    says: str = ""  # a part of the sentence, where the numbers in it matter
    always: Change = field(default_factory=dict)  # made in both cases, before the others
    rows: tuple[CodeRow, ...] = ()  # laid over the starter tables

    @property
    def name(self) -> str:
        """Name the example for the test report."""
        return f"{self.rule}-{self.base}-{self.at or next(iter(self.fires), 'as it is')}"

    @property
    def form(self) -> Form:
        """The form of the scenario."""
        return forms.load(SCENARIOS[self.base].form)

    def problems(self, change: Change, tables: CodeTables, form: Form | None = None) -> tuple[Problem, ...]:
        """Return what the check of the changed scenario says under this rule's id."""
        problems = self._checker(change, tables, form or self.form).problems()
        return tuple(problem for problem in problems if problem.rule == self.rule)

    def ask_all(self, tables: CodeTables, form: Form) -> None:
        """Check the scenario in which the rule speaks, and ask of every field whether it is required."""
        checker = self._checker(self.fires, tables, form)
        for pattern in form.fields:
            for path in places(pattern, checker.draft):
                checker.required(path)

    def _checker(self, change: Change, tables: CodeTables, form: Form) -> Checker:
        scenario = SCENARIOS[self.base]
        draft, today = scenario.build(), scenario.today
        for one in (self.always, change):
            today = apply(draft, one, today)
        return Checker(form, draft, WithRows(tables, self.rows), today)


def apply(draft: Draft, change: Change, today: date) -> date:
    """Make the changes in the draft and return the day of checking."""
    for key, value in change.items():
        kind, _, name = key.rpartition(":")
        if kind == "fact":
            draft.facts[name] = value
            if value is None:
                del draft.facts[name]
        elif kind == "add":
            assert isinstance(value, Mapping)
            draft.insert_row(name, draft.rows(name), {**forms.load(draft.form).new_row(name), **value})
            forms.load(draft.form).renumber(draft)
        elif kind == "drop":
            assert isinstance(value, int)
            draft.remove_row(name, value)
            forms.load(draft.form).renumber(draft)
        elif isinstance(value, Mode):
            draft.mode = value
        elif isinstance(value, date):
            today = value
        else:
            assert isinstance(value, str)
            draft.put(key, value)
    return today
