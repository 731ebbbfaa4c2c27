"""记为默认: what a section of the page starts with in new declarations; it stores nothing."""

from collections.abc import Iterable, Mapping

from app.core.draft import Draft
from app.core.form import Form

SOURCE = "default"
"""The source of a text that came from a remembered section (Draft.brought)."""


def texts_of_section(form: Form, draft: Draft, section: str) -> dict[str, str]:
    """Return what may be remembered of a section of the page: its head fields, without given numbers."""
    fields = (one for one in form.page(section) if "[]" not in one.path and not one.box.read_only)
    return {one.path: draft.get(one.path) for one in fields if draft.get(one.path).strip()}


def begin_with(form: Form, draft: Draft, remembered: Iterable[Mapping[str, str]]) -> None:
    """Put remembered texts into the empty fields of a new draft; the first that knows a field has it."""
    for texts in remembered:
        for path, text in texts.items():
            if path in form.fields and not draft.get(path) and not form.fields[path].box.read_only:
                draft.put(path, text)
                draft.brought[path] = SOURCE
