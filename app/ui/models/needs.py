"""Which required fields of a draft are still empty, by page section and in all; it shows nothing."""

from collections.abc import Callable, Iterable, Iterator

from app.core.draft import Draft
from app.core.form import Form, places

Asks = Callable[[str], bool]


def is_blank(form: Form, draft: Draft, path: str) -> bool:
    """Tell whether a field holds nothing; blanks count where they mean something."""
    raw = draft.get(path)
    return not (raw if form.field(path).box.keeps_space else raw.strip())


def section_paths(form: Form, draft: Draft, section: str) -> Iterator[str]:
    """Yield the concrete paths of the fields of a page section, head fields and all rows, of whatever stage."""
    for bound in form.page(section):
        yield from places(bound.path, draft)


def page_paths(form: Form, draft: Draft) -> Iterator[str]:
    """Yield every path shown on the page; blocks nobody has typed in are not sent, so they need nothing."""
    alive = {path.partition(".")[0] for path, _ in draft.filled()}
    absent = tuple(f"{name}." for name in form.optional_blocks if name not in alive)
    for bound in form.fields.values():
        if bound.box.at and not bound.path.startswith(absent):
            yield from places(bound.path, draft)


def lacking(form: Form, draft: Draft, paths: Iterable[str], required: Asks) -> Iterator[str]:
    """Yield those of some paths that are required and empty."""
    return (path for path in paths if is_blank(form, draft, path) and required(path))
