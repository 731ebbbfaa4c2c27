"""The order in which the page shows fields: sections as the form lists them, the goods last; it places nothing."""

from collections.abc import Mapping

from app.core.form import Form, PageSection
from app.core.path import pattern_of, rows_of
from app.core.problem import Problem


def goods_section(form: Form) -> PageSection:
    """Return the section whose rows are the goods: the one with columns on its field lines."""
    return next(one for one in form.sections if one.rows and any(field.box.column for field in form.page(one.id)))


def head_sections(form: Form) -> list[PageSection]:
    """Return the sections above the goods, in page order."""
    goods = goods_section(form)
    return [one for one in form.sections if one is not goods and not one.rows.startswith(f"{goods.rows}[]")]


class PageOrder:
    """Ranks problems in reading order: what must be changed first, then section, row and field."""

    def __init__(self, form: Form) -> None:
        heads = head_sections(form)
        self._form = form
        self._ranks: Mapping[str, int] = {
            section.id: number
            for number, section in enumerate([*heads, *(one for one in form.sections if one not in heads)])
        }

    def key(self, problem: Problem) -> tuple[bool, int, tuple[int, ...], int, str]:
        """Return the sort key of a problem."""
        pattern = pattern_of(problem.path)
        bound = self._form.fields.get(pattern)
        if bound is None:
            owner = pattern.partition("[")[0]
            section = next((one.id for one in self._form.sections if one.rows == owner), "")
            rank = self._ranks.get(section, len(self._ranks))
            return not problem.blocks, rank, rows_of(problem.path), 0, problem.rule
        rank = self._ranks.get(bound.box.section, len(self._ranks))
        return not problem.blocks, rank, rows_of(problem.path), bound.box.order, problem.rule
