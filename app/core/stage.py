"""What a filing stage makes of a field by its letters (rules.md §1.3): there, required, fixed; no rule runs here."""

from app.core.draft import Draft, Mode, Purpose
from app.core.field import BoundField, FieldError
from app.core.form import Form
from app.core.path import pattern_of

ABSENT, REQUIRED, FIXED, GROWS = "-", "R", "L", "G"
"""Letters of Box.need with a meaning of their own; every other letter leaves a field to the rules."""


def is_absent(bound: BoundField, mode: Mode) -> bool:
    """Tell whether a stage's message lacks the field: its text is kept, not sent and not checked."""
    return _letter(bound, mode) == ABSENT


def is_required(bound: BoundField, mode: Mode) -> bool:
    """Tell whether the stage alone requires the field."""
    letter = _letter(bound, mode)
    return (bound.box.need[0] if letter in (FIXED, GROWS) else letter) == REQUIRED


def absent_fields(form: Form, mode: Mode) -> frozenset[str]:
    """Return the patterns of the fields a stage's message lacks, and of the sections it lacks whole."""
    fields = {pattern for pattern, bound in form.fields.items() if is_absent(bound, mode)}
    sections = {name for name, block in form.blocks.items() if all(one.path in fields for one in block.walk())}
    return frozenset(fields | sections)


def for_stage(form: Form, draft: Draft) -> Draft:
    """Return a copy of a draft with only the texts and rows its stage's message has."""
    copy = draft.copy()
    absent = absent_fields(form, draft.mode)
    for section in [name for name in draft.all_rows() if pattern_of(name) in absent]:
        for number in reversed(range(copy.rows(section))):
            copy.remove_row(section, number)
    for path in [path for path, _ in copy.filled() if pattern_of(path) in absent]:
        copy.put(path, "")
    return copy


def is_locked(bound: BoundField, draft: Draft, path: str) -> bool:
    """Tell whether an earlier step fixed the field, so that nothing may be typed: only a request for 修改 opens it."""
    match draft.purpose:
        case Purpose.WITHDRAW:
            return True
        case Purpose.AMEND:
            return False
        case Purpose.SUPPLEMENT:
            return bool(draft.declared.get(path, "").strip())
        case _:
            held = draft.declared.get(path, "").strip()
            letter = _letter(bound, draft.mode)
            return bool(held) and (letter == FIXED or (letter == GROWS and len(held) == bound.max_length))


def broken_lock(bound: BoundField, draft: Draft, path: str) -> bool:
    """Tell whether a draft says otherwise than was declared where the stage has fixed it."""
    held = draft.declared.get(path, "")
    if draft.purpose is Purpose.AMEND or not held.strip():
        return False
    if is_locked(bound, draft, path):
        return not _same(bound, draft.get(path), held)
    return _letter(bound, draft.mode) == GROWS and not draft.get(path).strip().startswith(held.strip())


def _letter(bound: BoundField, mode: Mode) -> str:
    letters = bound.box.need
    match mode:
        case Mode.SUMMARY:
            return letters[1]
        case Mode.COMPLETE:
            return letters[2] if len(letters) > 2 else letters[0]
        case _:
            return letters[0]


def _same(bound: BoundField, now: str, held: str) -> bool:
    """Compare as values: 3450.2 is 3450.20000."""
    try:
        return bound.parse(now) == bound.parse(held)
    except FieldError:
        return now == held
