"""Which problems may be shown yet: an untouched field is left in peace until it, its section or its row was left."""

import re
from collections.abc import Callable

from app.core.form import Form
from app.core.path import pattern_of

_ROW_END = re.compile(r"\]")
Renumbered = Callable[[int], int | None]


class Reveal:
    """Remembers touched fields, left sections and rows; it follows rows that are inserted, removed and moved."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._paths: set[str] = set()
        self._sections: set[str] = set()
        self._rows: set[str] = set()
        self._all = False

    def touch(self, path: str) -> bool:
        """Note that a field was typed in or left; tells whether that is news."""
        known = path in self._paths
        self._paths.add(path)
        return not known

    def leave_section(self, section: str) -> bool:
        """Note that the keyboard left a section of the page; tells whether that is news."""
        known = section in self._sections
        self._sections.add(section)
        return not known

    def leave_row(self, row: str) -> bool:
        """Note that the keyboard left a row such as ``items[2]``; tells whether that is news."""
        known = row in self._rows
        self._rows.add(row)
        return not known

    def show_all(self) -> bool:
        """Hold nothing back any more: 校验 or 申报 was asked for; tells whether that is news."""
        known = self._all
        self._all = True
        return not known

    def has_left(self, section: str) -> bool:
        """Tell whether a section of the page was left."""
        return self._all or section in self._sections

    def shows(self, path: str) -> bool:
        """Tell whether problems at a path may be shown."""
        if self._all or path in self._paths:
            return True
        bound = self._form.fields.get(pattern_of(path))
        if bound is not None and bound.box.section in self._sections:
            return True
        return any(path[: end.end()] in self._rows for end in _ROW_END.finditer(path))

    def renumber(self, section: str, new: Renumbered) -> None:
        """Follow rows of a section to their new numbers; None for a row that is gone."""
        self._paths = _follow(self._paths, section, new)
        self._rows = _follow(self._rows, section, new)


def inserted(at: int) -> Renumbered:
    """Return the renumbering of an insertion before row ``at``."""
    return lambda row: row + 1 if row >= at else row


def removed(at: int) -> Renumbered:
    """Return the renumbering of a removal."""
    return lambda row: None if row == at else (row - 1 if row > at else row)


def moved(start: int, to: int) -> Renumbered:
    """Return the renumbering of a move."""

    def new(row: int) -> int:
        if row == start:
            return to
        if start < row <= to:
            return row - 1
        return row + 1 if to <= row < start else row

    return new


def follow(path: str, section: str, new: Renumbered) -> str | None:
    """Return where a path went when the rows of a section were renumbered; None if its row is gone."""
    opening = f"{section}["
    if not path.startswith(opening):
        return path
    number, _, rest = path[len(opening) :].partition("]")
    row = new(int(number))
    return None if row is None else f"{section}[{row}]{rest}"


def _follow(paths: set[str], section: str, new: Renumbered) -> set[str]:
    moved = (follow(path, section, new) for path in paths)
    return {path for path in moved if path is not None}
