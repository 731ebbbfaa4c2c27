"""Brings a whole draft back to what it was, as one step that can be undone; locked fields stay as they are."""

from app.core.draft import Draft
from app.ui.models.document import DraftDocument


def restore(document: DraftDocument, version: Draft, at: str) -> None:
    """Let the open draft hold what a version of it held; ``at`` is where the step is known by."""
    draft = document.draft
    sections = [one for one in {**draft.all_rows(), **version.all_rows()} if "[" not in one]
    with document.one_step(at):
        document.set_mode(version.mode)
        for section in sections:
            rows = [dict(row.texts) for row in version.copy().held_rows(section)]
            if rows != [dict(row.texts) for row in draft.copy().held_rows(section)]:
                prefix = f"{section}["
                brought = {path: source for path, source in version.brought.items() if path.startswith(prefix)}
                document.replace_rows(section, rows, at, {}, brought)
        heads = {path for path in (*draft.texts, *version.texts) if "[" not in path}
        document.put_all({path: version.get(path) for path in heads}, at)
        for name in {**draft.facts, **version.facts}:
            document.set_fact(name, version.facts.get(name))
