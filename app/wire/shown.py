"""What is signed, read back from the very bytes: for people to see, and to compare with what was checked."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import forms
from app.core.draft import Draft
from app.core.field import Kind
from app.core.form import Form, blank_rows
from app.core.path import row_of, rows_of
from app.wire.read import read_message


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a message: its path, official label, text, and the goods line it belongs to (1…n) or None."""

    path: str
    label: str
    text: str
    item: int | None = None


def shown(content: bytes) -> tuple[ShownField, ...]:
    """Return every filled field of a DecMessage in the order of the message; raises Unreadable."""
    draft = read_message(content).draft
    form = forms.load(draft.form)
    fields = (
        ShownField(path, form.field(path).label, text, rows_of(path)[0] + 1 if path.startswith("items[") else None)
        for path, text in draft.filled()
    )
    return tuple(fields)


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes in eight groups, to be compared by eye."""
    text = hashlib.sha256(content).hexdigest()
    return " ".join(text[start : start + 8] for start in range(0, len(text), 8))


def differing(form: Form, content: bytes, meant: Draft) -> tuple[str, ...]:
    """Return the paths at which the bytes say something else than was meant, more or less; empty = all alike.

    ``meant`` is what was checked, prepared for sending (``render.ready``); raises Unreadable.
    """
    told = dict(_comparable(form, read_message(content).draft))
    wanted = dict(_comparable(form, without_blank_rows(form, meant)))
    return tuple(path for path in {**wanted, **told} if told.get(path) != wanted.get(path))


def without_blank_rows(form: Form, draft: Draft) -> Draft:
    """Return a copy of a draft without the rows nobody typed in: they are not sent."""
    blank = blank_rows(form, draft)
    if not blank:
        return draft
    copy = draft.copy()
    for row in sorted(blank, key=rows_of, reverse=True):
        section, _, number = row_of(f"{row}.").rpartition("[")
        copy.remove_row(section, int(number.rstrip("]")))
    return copy


def _comparable(form: Form, draft: Draft) -> Iterator[tuple[str, str]]:
    """Give paths and texts; of a block kept as it came only that it is there, its own schema judges the rest."""
    for path, text in draft.filled():
        yield path, "" if form.field(path).kind is Kind.XML else text
