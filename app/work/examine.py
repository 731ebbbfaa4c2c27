"""Examine a draft as the sender would: rules, unknown elements and the schema's verdict on the message to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.core.check import check
from app.core.draft import Draft, Mode
from app.core.form import Form, blank_rows
from app.core.path import row_of
from app.core.problem import Problem, Severity
from app.core.tables import CodeTables
from app.declarations.message import XmlMessage
from app.wire import render, schema
from app.wire.xml import NotWritable


@dataclass(frozen=True, slots=True)
class Examined:
    """What stands against sending a draft; ``message`` exists exactly when nothing does."""

    form: Form
    mode: Mode
    problems: tuple[Problem, ...]
    not_checked: tuple[str, ...]
    message: XmlMessage | None

    @property
    def ok(self) -> bool:
        """Tell whether no error was found (warnings do not count)."""
        return not any(problem.blocks for problem in self.problems)


def examine(
    form: Form,
    draft: Draft,
    tables: CodeTables,
    today: date,
    facts: Mapping[str, object] | None = None,
    mode: Mode | None = None,
) -> Examined:
    """Return all findings on a draft (left untouched); ``today`` is the day of filing in Asia/Shanghai."""
    draft = draft.copy()  # as it would be sent: in this mode, with these facts
    draft.mode = mode or draft.mode
    draft.facts.update(facts or {})
    checked = check(form, {}, tables, draft, today)
    found = [*checked.problems, *_unknown(draft)]
    message = None
    if checked.declaration is not None:
        try:
            message = render.render(checked.declaration)
        except render.NotRenderable as refused:
            found += refused.problems
        except NotWritable as refused:
            found.append(_unwritable(refused))
    else:
        found += _schema_findings(form, draft, found)
    return Examined(form, draft.mode, tuple(found), checked.not_checked, message)


def _schema_findings(form: Form, draft: Draft, found: list[Problem]) -> list[Problem]:
    """Return what the schema alone refuses: a place that already has its error needs no second one."""
    spoken = {problem.path for problem in found if problem.blocks}
    try:
        content = render.canonical(form, draft)
    except NotWritable as refused:
        return [] if refused.path in spoken else [_unwritable(refused)]
    blank = blank_rows(form, draft)  # what is not sent cannot be refused
    refused_too = schema.problems(form, content)
    return [problem for problem in refused_too if problem.path not in spoken and row_of(problem.path) not in blank]


def _unwritable(refused: NotWritable) -> Problem:
    return Problem("R158", Severity.ERROR, refused.path, str(refused), schema.SOURCE, english=refused.english)


def _unknown(draft: Draft) -> list[Problem]:
    return [
        Problem(
            "XSD",
            Severity.WARNING,
            f"{one.parent}/{one.name}".removeprefix("/"),
            f"报文里的元素 {one.name} 不在格式规范内，已保留，发送时略去",
            schema.SOURCE,
            {"element": one.name},
            english=f"unknown element {one.name}: kept, but left out of the sent message",
        )
        for one in draft.unknown
    ]
