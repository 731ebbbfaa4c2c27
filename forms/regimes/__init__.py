"""Templates of the 监管方式: what each sets, asks and notes; the window offers them, nothing here is ever forced."""

from datetime import date

from forms.regimes.template import Kind, Template, apply, lacking, phrases
from forms.regimes.templates import TEMPLATES


def offered(direction: str, day: date) -> tuple[Template, ...]:
    """Return the templates that may be chosen for a direction (I or E) on ``day``."""
    return tuple(one for one in TEMPLATES if one.offered(direction, day))


def template_of(id: str) -> Template:
    """Return a template by its id; KeyError if there is none."""
    return {one.id: one for one in TEMPLATES}[id]


__all__ = ["TEMPLATES", "Kind", "Template", "apply", "lacking", "offered", "phrases", "template_of"]
