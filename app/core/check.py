"""Draft to Declaration: the only way a Declaration comes to exist, whole or keystroke by keystroke."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.draft import Draft, Mode
from app.core.field import Section, Value
from app.core.form import Form, blank_rows, blank_rows_after, places, row_tuples, rows_below
from app.core.missing import missing
from app.core.nesting import leaves, nested
from app.core.path import bind, depth_of, pattern_of, row_of, rows_of, section_of
from app.core.problem import Problem, Severity
from app.core.read import UNREADABLE, Reading, read_field
from app.core.remembered import Remembered
from app.core.rule_index import index_of
from app.core.rules import LACKING, Fired, Need, findings_of
from app.core.sentences import locked_problem, rule_problem
from app.core.stage import absent_fields, broken_lock, is_locked, is_required
from app.core.sweep import HEAD, Sheet, sweep
from app.core.tables import CodeTables

Instance = tuple[int, tuple[int, ...]]  # rule number, row numbers


@dataclass(frozen=True, slots=True)
class Declaration:
    """A draft without errors: frozen typed data, ready to be rendered. Made by this module alone."""

    form: Form
    mode: Mode
    body: Section
    facts: Mapping[str, object] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """Return the canonical text of every filled field by path."""
        return {path: bound.write(value) for path, bound, value in leaves(self.form.tree, self.body, ())}


@dataclass(frozen=True, slots=True)
class Checked:
    """Answer of a whole check: the problems, the rules that lacked facts, and the declaration if nothing blocks."""

    problems: tuple[Problem, ...]
    not_checked: tuple[str, ...]
    declaration: Declaration | None


class Checker:
    """The check of one open draft; a keystroke re-runs only the rules that depend on what it changed."""

    def __init__(self, form: Form, draft: Draft, tables: CodeTables, today: date) -> None:
        self._form = form
        self._draft = draft
        self._tables = Remembered(tables)
        self._today = today
        self._index = index_of(form)
        self._rules = self._index.rules
        self._readings: dict[str, Reading] = {}
        self._columns: dict[tuple[str, tuple[int, ...]], object] = {}
        self._answers: dict[Instance, tuple[Problem, ...] | bool] = {}
        self._lacking: set[Instance] = set()
        self._asked = 0
        self._blank: frozenset[str] = frozenset()
        self._absent: frozenset[str] = frozenset()  # patterns of fields and sections the stage's message lacks
        self._sheet = Sheet({})
        self.recheck()

    @property
    def form(self) -> Form:
        """The form the draft is checked by."""
        return self._form

    @property
    def draft(self) -> Draft:
        """The draft being checked; change it through this object so that the answers follow."""
        return self._draft

    def put(self, path: str, raw: str) -> None:
        """Store a text and re-run what depends on it."""
        rows_before = {section: self._draft.rows(section) for section in _sections_above(path)}
        before = self._draft.get(path)
        if before == raw and (path in self._readings or path in self._draft.texts):
            return
        self._draft.put(path, raw)
        if any(self._draft.rows(section) != count for section, count in rows_before.items()):
            self.recheck()  # a row came into being: places and sums move
            return
        if rows_before and blank_rows_after(self._form, self._draft, self._blank, path, before) != self._blank:
            self.recheck()  # a row got its first text, or lost its last one
            return
        self._read(path)
        self._forget_columns(pattern_of(path))
        self._follow(self._touched_by(path))

    def facts(self, **facts: object) -> tuple[str, ...]:
        """Set facts no message carries (None forgets one); return the paths whose text follows from them."""
        for name, value in facts.items():
            if value is None:
                self._draft.facts.pop(name, None)
            else:
                self._draft.facts[name] = value
        wanted = {number for name in facts for number in self._index.by_fact.get(name, ())}
        self._follow(instance for n in wanted for instance in self._instances(n))
        return self._stage()

    def mode(self, mode: Mode) -> tuple[str, ...]:
        """Change the filing mode and check everything anew; return the paths whose text follows from the mode."""
        self._draft.mode = mode
        self.recheck()
        return self._stage()

    def _stage(self) -> tuple[str, ...]:
        texts = self._form.staged(self._draft)
        for path, text in texts.items():
            self.put(path, text)
        return tuple(texts)

    def recheck(self) -> None:
        """Check everything anew: after rows moved, after a load, after the tables changed."""
        for known in (self._readings, self._columns, self._answers, self._lacking):
            known.clear()
        self._tables.forget()
        self._blank = blank_rows(self._form, self._draft)
        self._absent = absent_fields(self._form, self._draft.mode)
        for path, _ in self._draft.filled():
            self._read(path)
        self._show()
        self.ask_all(self.sheet())

    def _show(self) -> None:
        """Run the rules that show or hide fields, and read those fields again."""
        self._run(instance for number in self._index.showing for instance in self._instances(number))
        for number in self._index.showing:
            for path in places(self._rules[number].at, self._draft):
                self._read(path)
        self._columns.clear()

    def reading(self, path: str) -> Value:
        """Return the value read at a path; None if blank or unreadable."""
        found = self._readings.get(path)
        return None if found is None or found.value is UNREADABLE else found.value  # type: ignore[return-value]

    def required(self, path: str) -> bool:
        """Tell whether the field must be filled in the present mode, by the stage matrix or by a rule."""
        bound = self._form.fields.get(pattern_of(path))
        if bound is None or not self.present(path):
            return False
        return is_required(bound, self._draft.mode) or self._effect("required", path, False)

    def visible(self, path: str) -> bool:
        """Tell whether a rule hides the field; fields no rule speaks of are shown."""
        return self._effect("visible", path, True)

    def present(self, path: str) -> bool:
        """Tell whether the field belongs to this stage's message; the text of one that does not is kept, not sent."""
        return pattern_of(path) not in self._absent and self.visible(path)

    def locked(self, path: str) -> bool:
        """Tell whether an earlier step fixed the field: only a request for 修改 opens it."""
        bound = self._form.fields.get(pattern_of(path))
        return bound is not None and is_locked(bound, self._draft, path)

    def problems(self) -> tuple[Problem, ...]:
        """Return all problems, errors first, in the order of the form."""
        ruled = [problem for answer in self._answers.values() if not isinstance(answer, bool) for problem in answer]
        errors = {(problem.path, problem.rule) for problem in ruled if problem.blocks}
        read = (problem for reading in self._readings.values() for problem in reading.problems)
        found = [problem for problem in read if problem.blocks or (problem.path, problem.rule) not in errors]
        found += missing(self._form, self._draft, self._blank, self.required)
        found += self._broken_locks()
        spoken = {(problem.path, problem.rule) for problem in found}
        found += [problem for problem in ruled if (problem.path, problem.rule) not in spoken]
        return tuple(sorted(found, key=self._place_of))

    def not_checked(self) -> tuple[str, ...]:
        """Return the ids of the rules that were silent because a fact or a row of a table is absent."""
        facts, mode = self._draft.facts, self._draft.mode
        absent = {r.id for r in self._rules if mode in r.modes and any(facts.get(f) is None for f in r.facts)}
        return tuple(sorted(absent | {self._rules[number].id for number, _ in self._lacking}))

    @property
    def asked(self) -> int:
        """Number of times a rule was asked about a place since the check began: what a keystroke costs."""
        return self._asked

    def result(self) -> Declaration | tuple[Problem, ...]:
        """Return the declaration, or the problems if any of them is an error."""
        problems = self.problems()
        return problems if any(problem.blocks for problem in problems) else self._declaration()

    def _declaration(self) -> Declaration:
        values = {path: r.value for path, r in self._readings.items() if r.value is not None}
        body = self._form.root.model_validate(nested(self._form.tree, self._draft, values, ()))
        return Declaration(self._form, self._draft.mode, body, dict(self._draft.facts))

    def _read(self, path: str) -> None:
        bound = self._form.fields.get(pattern_of(path))
        if bound is not None:
            if not self.present(path):
                self._readings[path] = Reading(None)
                return
            self._readings[path] = read_field(bound, path, self._draft.get(path), self._tables, self._today)

    def _instances(self, number: int) -> Iterator[Instance]:
        at = self._rules[number].at
        return ((number, rows) for rows in row_tuples(at, self._draft) if not self._in_blank_row(bind(at, rows)))

    def _in_blank_row(self, path: str) -> bool:
        """Tell whether a path lies in a row nobody has typed in: it is not sent, so it lacks nothing."""
        return bool(self._blank) and row_of(path) in self._blank

    def _touched_by(self, path: str) -> Iterator[Instance]:
        rows = rows_of(path)
        for number, need in self._index.by_pattern.get(pattern_of(path), ()):
            for instance in self._instances(number):
                if instance[1][: need.bound] == rows[: need.bound]:
                    yield instance

    def _follow(self, instances: Iterable[Instance]) -> None:
        """Run rules: first those that show or hide fields, then the others and what depends on a field come or gone."""
        asked = set(instances)
        showing = {one for one in asked if self._rules[one[0]].effect == "visible"}
        before = {path: self.visible(path) for path in (bind(self._rules[n].at, rows) for n, rows in showing)}
        self._run(showing)
        for path, shown in before.items():
            if self.visible(path) is not shown:
                self._read(path)
                self._forget_columns(pattern_of(path))
                asked.update(self._touched_by(path))
        self._run(asked - showing)

    def sheet(self) -> Sheet:
        """Return what was read so far, by pattern."""
        told = {"tables": self._tables, "mode": self._draft.mode, "today": self._today}
        counts = self._draft.all_rows()
        sheet = Sheet(counts, self._draft.facts, told)
        sheet.inner = {pattern_of(section) for section in counts if "[" in section}
        for path, reading in self._readings.items():
            if reading.value is not None:
                sheet.put(pattern_of(path), rows_of(path), reading.value)
        return sheet

    def ask_all(self, sheet: Sheet) -> None:
        """Ask every rule that may find a problem, column by column; when a field is required is asked where needed."""
        self._sheet, mode = sheet, self._draft.mode
        self._columns.clear()
        left_out: dict[str, set[int]] = defaultdict(set)
        for row in self._blank:
            left_out[section_of(f"{row}.")].add(rows_of(row)[-1])
        for number, plan in enumerate(self._index.plans):
            one = self._rules[number]
            if one.effect != "problem" or mode not in one.modes or one.at in self._absent:
                continue
            if plan is None:
                self._run(self._instances(number))
                continue
            self._asked += sheet.counts.get(plan.section, 0) if plan.section else 1
            for rows, answer in sweep(plan, sheet, self, left_out[plan.section]):
                self._answers[number, rows] = self._said(number, rows, answer)
        self._sheet = Sheet({})

    def _run(self, instances: Iterable[Instance]) -> None:
        for instance in set(instances):
            self._lacking.discard(instance)
            self._answers[instance] = self._ask(instance)

    def _ask(self, instance: Instance) -> tuple[Problem, ...] | bool:
        number, rows = instance
        one = self._rules[number]
        self._asked += 1
        given: list[object] = []
        for need in one.needs:
            value = self._given(need, rows)
            if value is UNREADABLE or (value is None and not need.optional):
                return ()
            given.append(value)
        if self._draft.mode not in one.modes or one.at in self._absent:
            return ()
        return self._said(number, rows, one.test(*given))

    def _said(self, number: int, rows: tuple[int, ...], answer: Fired) -> tuple[Problem, ...] | bool:
        one = self._rules[number]
        if answer is LACKING:
            self._lacking.add((number, rows))
        if one.effect != "problem":
            return bool(answer)
        found = (rule_problem(one, finding, rows, self._form) for finding in findings_of(answer))
        return tuple(problem for problem in found if self.present(problem.path))

    def whole(self, need: Need) -> object:
        """Return the values of a need over all rows of its section, as read for the sweep that runs."""
        key = need.name, HEAD
        if key not in self._columns:
            column = self._sheet.columns.get(need.name)
            if column is not None:
                self._columns[key] = UNREADABLE if need.name in self._sheet.faults else tuple(column)
            elif depth_of(need.name) > 1:  # rows within rows, which a sheet does not keep
                self._columns[key] = self._column(*key)
            else:
                self._columns[key] = (None,) * self._sheet.counts.get(section_of(need.name), 0)
        return self._columns[key]

    def count(self, need: Need) -> object:
        """Return how many rows of a section somebody has typed in."""
        return self._given(need, HEAD)

    def below(self, need: Need, rows: tuple[int, ...]) -> object:
        """Return the values of a need over the rows below a row."""
        return self._field_value(need, rows)

    def _given(self, need: Need, rows: tuple[int, ...]) -> object:
        match need.kind:
            case "field":
                return self._field_value(need, rows)
            case "fact":
                return self._draft.facts.get(need.name)
            case "rows":
                section = bind(need.name, rows)
                if need.name in self._absent:
                    return 0
                return self._draft.rows(section) - sum(section_of(f"{row}.") == section for row in self._blank)
            case "tables":
                return self._tables
            case "mode":
                return self._draft.mode
            case "today":
                return self._today
            case _:
                return rows

    def _field_value(self, need: Need, rows: tuple[int, ...]) -> object:
        if not need.many:
            return self._value(bind(need.name, rows[: need.bound]))
        key = need.name, rows[: need.bound]
        if key not in self._columns:
            self._columns[key] = self._column(*key)
        return self._columns[key]

    def _column(self, pattern: str, above: tuple[int, ...]) -> object:
        values = []
        for found in rows_below(pattern, self._draft, above):
            value = self._value(bind(pattern, found))
            if value is UNREADABLE:
                return UNREADABLE
            values.append(value)
        return tuple(values)

    def _forget_columns(self, pattern: str) -> None:
        for key in [key for key in self._columns if key[0] == pattern]:
            del self._columns[key]

    def _value(self, path: str) -> object:
        reading = self._readings.get(path)
        return None if reading is None else reading.value

    def _broken_locks(self) -> Iterator[Problem]:
        for path, held in self._draft.declared.items():
            bound = self._form.fields.get(pattern_of(path))
            if bound is not None and self.present(path) and broken_lock(bound, self._draft, path):
                yield locked_problem(bound, path, held)

    def _effect(self, effect: str, path: str, default: bool) -> bool:
        asked = self._index.by_effect.get((effect, pattern_of(path)))
        if not asked:
            return default
        rows = rows_of(path)
        if effect == "required" and not self._in_blank_row(path):
            self._run(instance for n in asked if (instance := (n, rows)) not in self._answers)
        answers = [answer for n in asked if (answer := self._answers.get((n, rows))) is not None]
        return any(answer is True for answer in answers) if answers else default  # none yet, or in a row left blank

    def _place_of(self, problem: Problem) -> tuple[bool, int, tuple[int, ...], str]:
        order = self._index.order.get(pattern_of(problem.path), len(self._index.order))
        return problem.severity is Severity.WARNING, order, rows_of(problem.path), problem.rule


def check(
    form: Form, facts: Mapping[str, object], tables: CodeTables, draft: Draft, today: date, mode: Mode | None = None
) -> Checked:
    """Check a whole draft (left untouched) with facts added to its own; ``today`` is the day of filing."""
    copy = draft.copy()
    copy.facts.update(facts)
    if mode is not None:
        copy.mode = mode
    checker = Checker(form, copy, tables, today)
    problems = checker.problems()
    sound = not any(problem.blocks for problem in problems)
    return Checked(problems, checker.not_checked(), checker._declaration() if sound else None)


def _sections_above(path: str) -> Iterator[str]:
    section = section_of(path)
    while section:
        yield section
        section = section_of(section)
