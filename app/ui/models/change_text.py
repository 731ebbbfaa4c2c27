"""Steps of drafting as JSON text and back, for the store; a text it cannot read ends the stack, it never fails."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.core.acknowledged import Acknowledged, read_acknowledged
from app.core.draft import HeldRow, Mode
from app.core.note import Note, read_notes
from app.ui.models import change as changes
from app.ui.models.change import Change, Marks


def text_of(change: Change) -> str:
    """Return a step as text."""
    return json.dumps(_held(change), ensure_ascii=True, separators=(",", ":"))


def change_in(text: str) -> Change | None:
    """Return the step a text holds, None for one this program does not understand."""
    try:
        return _change(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def readable(texts: Sequence[str]) -> list[Change]:
    """Return the newest steps of some texts, oldest first, down to one that cannot be read."""
    found: list[Change] = []
    for text in reversed(texts):
        step = change_in(text)
        if step is None:
            break
        found.append(step)
    return found[::-1]


def _held(change: Change) -> list[Any]:
    match change:
        case changes.Texts(path, texts, brought, rows):
            return ["texts", path, dict(texts), dict(brought), dict(rows)]
        case changes.RowIn(section, number, texts, inner, marks):
            return ["in", section, number, dict(texts), dict(inner), _held_marks(marks)]
        case changes.RowOut(section, number, texts, inner, marks):
            return ["out", section, number, dict(texts), dict(inner), _held_marks(marks)]
        case changes.RowMoved(section, number, to):
            return ["moved", section, number, to]
        case changes.RowsSet(section, path, before, after, marks):
            sides = [[[row.texts, row.rows] for row in side] for side in (before, after)]
            return ["rows", section, path, *sides, [_held_marks(side) for side in marks]]
        case changes.ModeChanged(before, after):
            return ["mode", before.value, after.value]
        case changes.FactChanged(name, before, after):
            return ["fact", name, before, after]
        case changes.SetAside(path, before, after):
            return ["aside", path, [one.as_json() for one in before], [one.as_json() for one in after]]
        case changes.Noted(path, before, after):
            return ["note", path, *(note.as_json() if note else None for note in (before, after))]
        case changes.Elsewhere(path, drafts, there):
            return ["elsewhere", path, list(drafts), there]
        case changes.Together(path, parts):
            return ["together", path, [_held(part) for part in parts]]


def _held_marks(marks: Marks) -> list[Any]:
    notes = {path: note.as_json() for path, note in marks.notes.items()}
    return [dict(marks.brought), notes, [one.as_json() for one in marks.aside]]


def _change(held: list[Any]) -> Change:
    kind, *parts = held
    return _READ[kind](*parts)


def _texts(path: str, texts: Any, brought: Any, rows: Any) -> Change:
    counts = {str(name): (int(before), int(after)) for name, (before, after) in rows.items()}
    return changes.Texts(str(path), _pairs(texts), _pairs(brought), counts)


def _pairs(found: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {path: (str(before), str(after)) for path, (before, after) in found.items()}


def _row_in(section: str, number: int, texts: Any, inner: Any, marks: Any) -> Change:
    return changes.RowIn(section, int(number), dict(texts), dict(inner), _marks(marks))


def _row_out(section: str, number: int, texts: Any, inner: Any, marks: Any) -> Change:
    return changes.RowOut(section, int(number), dict(texts), dict(inner), _marks(marks))


def _row_moved(section: str, number: int, to: int) -> Change:
    return changes.RowMoved(section, int(number), int(to))


def _rows_set(section: str, path: str, before: Any, after: Any, marks: Any) -> Change:
    first, second = marks
    return changes.RowsSet(section, path, _rows(before), _rows(after), (_marks(first), _marks(second)))


def _rows(found: Any) -> tuple[HeldRow, ...]:
    return tuple(HeldRow(dict(texts), dict(rows)) for texts, rows in found)


def _marks(found: Any) -> Marks:
    brought, notes, aside = found
    return Marks(dict(brought), read_notes(notes), read_acknowledged(aside))


def _mode(before: str, after: str) -> Change:
    return changes.ModeChanged(Mode(before), Mode(after))


def _fact(name: str, before: Any, after: Any) -> Change:
    return changes.FactChanged(name, before, after)


def _aside(path: str, before: Any, after: Any) -> Change:
    sides: tuple[tuple[Acknowledged, ...], ...] = (read_acknowledged(before), read_acknowledged(after))
    return changes.SetAside(path, *sides)


def _noted(path: str, before: Any, after: Any) -> Change:
    def note(found: Any) -> Note | None:
        return read_notes({path: found})[path] if found is not None else None

    return changes.Noted(path, note(before), note(after))


def _elsewhere(path: str, drafts: Any, there: bool) -> Change:
    return changes.Elsewhere(str(path), tuple(str(one) for one in drafts), bool(there))


def _together(path: str, parts: Any) -> Change:
    return changes.Together(path, tuple(_change(part) for part in parts))


_READ: Mapping[str, Callable[..., Change]] = {
    "texts": _texts,
    "in": _row_in,
    "out": _row_out,
    "moved": _row_moved,
    "rows": _rows_set,
    "mode": _mode,
    "fact": _fact,
    "aside": _aside,
    "note": _noted,
    "elsewhere": _elsewhere,
    "together": _together,
}
