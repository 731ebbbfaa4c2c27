"""The fields of the form in front, as the palette finds them: where they are, what they hold, what is wrong there."""

from collections.abc import Callable
from functools import partial

from app.core.field import Kind
from app.core.path import bind, pattern_of, rows_of
from app.core.problem import Problem, Severity
from app.reference.match import Hit
from app.reference.reference import Reference
from app.ui.editors.number_text import grouped
from app.ui.models.field_search import FieldSearch, field_search
from app.ui.models.problem_words import fix_words, place_of, title_and_body
from app.ui.pages.form.facts_block import TITLE as FACTS_TITLE
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.palette.answers import Answer, Edit
from app.ui.pages.palette.answers import Kind as Group
from app.ui.theme import Icon, Token
from app.ui.windows import MainWindow

EMPTY = "未填"
_TONES = {Severity.ERROR: Token.ERR_TEXT, Severity.WARNING: Token.WARN_TEXT}


class FormFields:
    """Asks the page in front; another page than a form has no fields."""

    def __init__(self, window: MainWindow, tables: Reference) -> None:
        self._window, self._tables = window, tables

    def current_label(self) -> str:
        """Return what the field with the keyboard is called, "" where none has it."""
        page = self._page()
        path = page.binder.current if page is not None else ""
        bound = page.document.form.fields.get(pattern_of(path)) if page is not None and path else None
        return bound.label if bound is not None else ""

    def answers(self, text: str, most: int) -> list[Answer]:
        """Return the fields that answer a text."""
        page = self._page()
        if page is None:
            return []
        search = self._search(page)
        return [self._answer(page, search, hit) for hit in search.hits(text, most)]

    def cures(self, text: str) -> list[Answer]:
        """Return the fixes at hand for the fields that answer a text; each says its result and can be undone."""
        page = self._page()
        if page is None or not text:
            return []
        search = self._search(page)
        fields = {search.target(hit).pattern for hit in search.hits(text)}
        found = [(problem, fix) for problem in page.document.shown_problems() if (fix := problem.fix) is not None]
        answers = []
        for problem, fix in found:
            form, tables = page.document.form, page.document.tables
            words = f"{place_of(form, problem)} {fix_words(form, fix, tables, problem.path)}"
            is_wanted = text in words or pattern_of(problem.path) in fields
            if is_wanted and not page.document.locked_at(fix.path):
                act = partial(_cure, page, problem)
                answers.append(Answer(Group.ACTION, words, act, state="可撤销", icon=Icon.CHECK))
        return answers

    def _search(self, page: FormPage) -> FieldSearch:
        return field_search(page.document.form, self._tables.spelling, FACTS_TITLE)

    def _answer(self, page: FormPage, search: FieldSearch, hit: Hit) -> Answer:
        target = search.target(hit)
        spans = (hit.span,) if hit.column == "name" else ()
        section = hit.row.values["section"]
        if not target.pattern:
            go: Callable[[], object] = partial(page.walk.go_to_fact, target.fact)
            return Answer(Group.FIELD, hit.row.name, go, spans, note=section, icon=Icon.PENCIL)
        path = path_for(target.pattern, page.binder.current)
        value, problem = page.document.get(path), page.document.shown(path)
        state = title_and_body(problem)[0] if problem is not None else ""
        edit = None
        if not page.document.locked_at(path) and not page.document.form.field(target.pattern).box.read_only:
            edit = Edit(hit.row.name, value, partial(_put, page, path))
        return Answer(
            Group.FIELD,
            hit.row.name,
            partial(page.go_to_field, target.pattern),
            spans,
            note=f"{section}　{self._shown(page, path, value) or EMPTY}",
            state=state,
            tone=_TONES.get(problem.severity, Token.T3) if problem is not None else Token.T3,
            icon=Icon.PENCIL,
            edit=edit,
        )

    def _shown(self, page: FormPage, path: str, value: str) -> str:
        bound = page.document.form.field(pattern_of(path))
        row = self._tables.row(bound.box.table, value) if bound.box.table and value else None
        unit = f" {bound.box.unit}" if bound.box.unit and value else ""
        if row is not None:
            return f"{value} {row.name}"
        return f"{grouped(value) if bound.kind in (Kind.DECIMAL, Kind.INTEGER) else value}{unit}"

    def _page(self) -> FormPage | None:
        key = self._window.current()
        page = self._window.page(key) if key else None
        return page if isinstance(page, FormPage) else None


def path_for(pattern: str, current: str) -> str:
    """Return the path a pattern stands for: in the current row of its table, else in the first."""
    rows: tuple[int, ...] = ()
    for at in range(pattern.count("[]")):
        section = bind("[]".join(pattern.split("[]")[: at + 1]), rows)
        rows = (*rows, rows_of(current)[at] if current.startswith(f"{section}[") else 0)
    return bind(pattern, rows)


def _put(page: FormPage, path: str, text: str) -> None:
    page.document.put(path, text.strip())
    page.document.left(path)


def _cure(page: FormPage, problem: Problem) -> None:
    if problem.fix is not None:
        page.document.cure(problem.fix)
        page.reveal(problem.fix.path)
