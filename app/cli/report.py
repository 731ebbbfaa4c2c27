"""Findings as a person or a script reads them on the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from app.cli.output import one_line
from app.core.form import Form
from app.core.problem import Problem, Severity
from app.core.sentences import LOCK_RULE
from app.work.examine import Examined

MATRIX_RULE = "R000"
"""What scripts are told of a finding of the stage matrix: cli.md knows ids of the rule book, R000 and XSD alone."""

MODES = {"once": "一次申报", "advance": "提前申报", "summary": "概要申报", "complete": "完整申报"}


class Walked(Protocol):
    """Whatever findings belong to: all that is asked of it is the form its fields are those of."""

    @property
    def form(self) -> Form: ...


def as_json(file: Path | str, examined: Examined, english: bool = False) -> dict[str, Any]:
    """Return one file's report in the shape of ``check --json``."""
    return {
        "file": str(file),
        "ok": examined.ok,
        "mode": examined.mode.value,
        "not_checked": list(examined.not_checked),
        "problems": [problem_json(one, examined, english) for one in examined.problems],
    }


def problem_json(problem: Problem, examined: Walked, english: bool = False) -> dict[str, Any]:
    """Return one problem in the shape of ``check --json``."""
    return {
        "rule": MATRIX_RULE if problem.rule == LOCK_RULE else problem.rule,
        "severity": problem.severity.value,
        "path": problem.path,
        "element": element_of(problem, examined),
        "item": problem.item,
        "message": (problem.english if english else "") or problem.message,
        "source": problem.source,
    }


def element_of(problem: Problem, examined: Walked) -> str:
    """Return block and element of a problem's place; its path where the form has no such field."""
    try:
        return examined.form.field(problem.path).element
    except KeyError:
        return problem.path


def as_text(file: Path | str, examined: Examined, english: bool = False) -> str:
    """Return one file's report for people: a head line, then a line per finding with its source of law."""
    errors = sum(problem.blocks for problem in examined.problems)
    warnings = len(examined.problems) - errors
    if english:
        head = f"{file}  {examined.mode.value}  {errors} error(s), {warnings} warning(s)"
    else:
        head = f"{file}  {examined.form.title}  {MODES[examined.mode.value]}  须改 {errors} 项  留意 {warnings} 项"
    lines = [head, *(problem_line(problem, examined, english) for problem in examined.problems)]
    if examined.not_checked:
        missing = " ".join(examined.not_checked)
        why = "not checked (facts or data missing): " if english else "未核对（缺少事实或数据）："
        lines.append(f"  {why}{missing}")
    return "\n".join(map(one_line, lines))


def problem_line(problem: Problem, examined: Walked, english: bool) -> str:
    """Return one problem for people: its weight, rule, sentence, place and source of law."""
    words = {Severity.ERROR: ("须改", "error"), Severity.WARNING: ("留意", "warning")}[problem.severity]
    message = (problem.english if english else "") or problem.message
    place = element_of(problem, examined)
    if english:
        return f"  {words[1]} {problem.rule} {place}: {message}"
    return f"  {words[0]} {problem.rule} {message}（{place}；{problem.source}）"


def first_error(problems: Sequence[Problem]) -> str:
    """Return the sentence of the first error, for a one-line summary."""
    return next((problem.message for problem in problems if problem.blocks), "")
