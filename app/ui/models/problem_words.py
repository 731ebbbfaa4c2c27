"""The words of a problem on its card: title, rest and place; the same sentence as in the field, only cut in two."""

from app.core.field import BoundField, Kind
from app.core.form import Form
from app.core.path import pattern_of, rows_of
from app.core.problem import Fix, Problem
from app.core.tables import CodeTables
from app.ui.editors.number_text import grouped
from app.ui.editors.switches_editor import WORDS as ANSWERS

LONGEST_TITLE = 40


def title_and_body(problem: Problem) -> tuple[str, str]:
    """Cut a problem's sentence at its first comma: what is wrong, then the numbers and what to do."""
    sentence = problem.message.removeprefix(_row_words(problem.message))
    head, comma, rest = sentence.partition("，")
    if not comma or len(head) > LONGEST_TITLE:
        return sentence, ""
    return head, rest


def place_of(form: Form, problem: Problem) -> str:
    """Return where a problem stands: ``包装 · 净重``, ``商品 2 · 法定数量``."""
    bound = form.fields.get(pattern_of(problem.path))
    sections = {section.id: section.title for section in form.sections}
    if bound is None:
        owner = pattern_of(problem.path).partition("[")[0]
        return next((section.title for section in form.sections if section.rows == owner), "")
    rows = rows_of(problem.path)
    title = sections.get(bound.box.section, "")
    if rows:
        title = f"{title} {'-'.join(str(row + 1) for row in rows)}"
    return f"{title} · {bound.box.words}" if title else bound.box.words


def fix_words(form: Form, fix: Fix, tables: CodeTables, at: str = "") -> str:
    """Return the words of a fix button: its result as it will stand in the field, a code with its name.

    Where the fix goes into another field than the problem ``at`` which it cures, that field is named.
    """
    bound = form.fields.get(pattern_of(fix.path))
    if bound is None or not fix.text:
        return fix.label
    words = fix.label
    if words.endswith(fix.text):  # else the rule says what its cure does
        words = f"{words.removesuffix(fix.text)}{_shown(bound, fix.text, tables)}"
    return f"{bound.label}{words}" if at and pattern_of(at) != pattern_of(fix.path) else words


def _shown(bound: BoundField, text: str, tables: CodeTables) -> str:
    """Return a text as its field will show it: digits in groups, codes with their names, answers in words."""
    if bound.kind in (Kind.DECIMAL, Kind.INTEGER):
        return grouped(text)
    if bound.box.parts:
        answers = [ANSWERS.get(answer, answer) for answer in text]
        if len(set(answers)) == 1:
            return f"全部{answers[0]}"
        return "、".join(f"{name}{answer}" for name, answer in zip(bound.box.parts, answers, strict=False))
    if bound.box.lists:
        return "、".join(_named(tables, bound.box.lists, code) for code in text.split(","))
    return _named(tables, bound.box.table, text) if bound.box.table else text


def _named(tables: CodeTables, table: str, code: str) -> str:
    row = tables.row(table, code)
    return code if row is None else f"{code} {row.name}"


def _row_words(sentence: str) -> str:
    """Return the opening ``商品第 2 项：`` of a sentence, which the place says already."""
    head, colon, _ = sentence.partition("：")
    return f"{head}{colon}" if colon and head.endswith("项") and "第 " in head else ""
