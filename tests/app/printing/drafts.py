"""Drafts to print: the scenarios with more goods lines, longer texts and numbers of a later life."""

from functools import cache

import app.reference
import forms
from app.core.draft import Draft
from app.printing import official_pdf
from app.reference import Reference
from tests.helpers.scenarios import SCENARIOS


@cache
def tables() -> Reference:
    """Return the code tables that come with the program."""
    return app.reference.load()


def scenario(name: str) -> Draft:
    """Return the draft of a scenario."""
    return SCENARIOS[name].build()


def with_lines(count: int) -> Draft:
    """Return S01 with so many goods lines, each with a name and a price of its own."""
    draft = scenario("S01")
    first = draft.row_texts("items", 0)
    draft.remove_row("items", 0)
    for number in range(count):
        draft.insert_row("items", number, first)
        draft.put(f"items[{number}].name", f"货品{number + 1:03d}号")
        draft.put(f"items[{number}].price", f"{7000 + number}.0000")
    forms.load(draft.form).renumber(draft)
    return draft


def printed(draft: Draft, *, released: bool = False, status_words: str = "") -> bytes:
    """Return the official page of a draft."""
    return official_pdf(forms.load(draft.form), draft, tables(), released=released, status_words=status_words)
