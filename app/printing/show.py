"""The small language in which a layout says how fields are shown; it reads values and knows neither place nor font.

``境内收货人（{trade_scc|trade_code}）``: ``{a}`` the value of a field, ``{a|b}`` the first filled one, ``{a+b}`` the
filled ones with a stroke between, ``{a=000}`` with a stand-in, ``{@page}`` a word of the sheet. After a colon:
``name`` the code's name in its table, ``word`` the name or else the code, ``aside`` the name or else the code in
brackets (beside a figure it would read as part of it), ``answer2`` the second of a text's answers (1 是, 0 否).
A part with fields none of which is filled is not shown at all, so that a blank leaves no empty brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.draft import Draft
from app.core.field import FieldError, Kind
from app.core.form import Form
from app.core.path import bind
from app.core.tables import CodeTables
from app.printing.plain import plain

_SLOT = re.compile(r"\{(@?)([^{}:=]+)(?::(\w+))?(?:=([^{}]*))?\}")
_NAMELESS = {"name": "", "word": "{}", "aside": "（{}）"}
_ANSWERS = {"1": "是", "0": "否", "9": ""}


class Source:
    """What the shows of one page read: a draft through its form, the code tables and the words of the sheet."""

    def __init__(self, form: Form, draft: Draft, tables: CodeTables) -> None:
        self._form = form
        self._draft = draft
        self._tables = tables
        self._names: dict[tuple[str, str], str] = {}
        self.words: dict[str, str] = {}

    def rows(self, section: str) -> int:
        """Return the number of rows of a repeated section."""
        return self._draft.rows(section)

    def value(self, pattern: str, rows: tuple[int, ...], how: str) -> str:
        """Return what is printed of a field: as declared, numbers without grouping, or the raw text if unreadable."""
        bound = self._form.fields[pattern]
        raw = self._draft.get(bind(pattern, rows))
        if not raw:
            return ""
        if bound.kind in (Kind.DECIMAL, Kind.INTEGER, Kind.DATE):
            try:
                raw = bound.write(bound.parse(raw))
            except FieldError:
                return plain(raw)
        text = plain(raw)
        if how in _NAMELESS:
            return self._name(bound.box.table, text) or _NAMELESS[how].format(text)
        if how.startswith("answer"):
            answer = text[int(how[6:]) - 1 : int(how[6:])]
            return _ANSWERS.get(answer, answer)
        return text

    def _name(self, table: str, code: str) -> str:
        key = (table, code)
        if key not in self._names:
            row = self._tables.row(table, code)
            self._names[key] = "" if row is None else plain(row.name)
        return self._names[key]


@dataclass(frozen=True, slots=True)
class Slot:
    """One pair of braces."""

    paths: tuple[str, ...]
    join: bool = False
    how: str = ""
    default: str = ""
    word: bool = False

    def text(self, source: Source, rows: tuple[int, ...]) -> str:
        """Return what stands in it, without the stand-in."""
        if self.word:
            return source.words.get(self.paths[0], "")
        found = (source.value(path, rows, self.how) for path in self.paths)
        if self.join:
            return "/".join(text for text in found if text)
        return next((text for text in found if text), "")


@dataclass(frozen=True, slots=True)
class Part:
    """Words with slots between; not shown when it has slots and all of them are empty."""

    pieces: tuple[str | Slot, ...]

    def text(self, source: Source, rows: tuple[int, ...]) -> str:
        """Return the text, or nothing."""
        filled = [piece if isinstance(piece, str) else piece.text(source, rows) for piece in self.pieces]
        slots = [text for piece, text in zip(self.pieces, filled, strict=True) if isinstance(piece, Slot)]
        if slots and not any(slots):
            return ""
        defaults = (piece.default if isinstance(piece, Slot) else "" for piece in self.pieces)
        return "".join(text or default for text, default in zip(filled, defaults, strict=True))

    def paths(self) -> Iterator[str]:
        """Yield the patterns of its fields."""
        for piece in self.pieces:
            if isinstance(piece, Slot) and not piece.word:
                yield from piece.paths


@dataclass(frozen=True, slots=True)
class Each:
    """The rows of a repeated section one after the other; ``{@count}`` in ``before`` is their number."""

    section: str
    show: "Show"
    join: str
    before: str
    distinct: bool

    def text(self, source: Source, rows: tuple[int, ...]) -> str:
        """Return the rows that hold anything."""
        shown = (self.show.text(source, (*rows, number)) for number in range(source.rows(bind(self.section, rows))))
        filled = [text for text in shown if text]
        if self.distinct:
            filled = list(dict.fromkeys(filled))
        return self.before.replace("{@count}", str(len(filled))) + self.join.join(filled) if filled else ""

    def paths(self) -> Iterator[str]:
        """Yield the patterns of its fields."""
        yield from self.show.paths()


@dataclass(frozen=True, slots=True)
class Show:
    """One line of a box."""

    parts: tuple[Part | Each, ...]

    def text(self, source: Source, rows: tuple[int, ...] = ()) -> str:
        """Return what is printed."""
        return "".join(part.text(source, rows) for part in self.parts)

    def paths(self) -> Iterator[str]:
        """Yield the patterns of its fields."""
        for part in self.parts:
            yield from part.paths()


def read_show(found: Any) -> Show:
    """Read a line of a layout: one text, or a list of texts and of objects with ``each``."""
    parts = [found] if isinstance(found, str) else found
    return Show(tuple(_part(one) if isinstance(one, str) else _each(one) for one in parts))


def _part(text: str) -> Part:
    pieces: list[str | Slot] = []
    end = 0
    for found in _SLOT.finditer(text):
        if found.start() > end:
            pieces.append(text[end : found.start()])
        pieces.append(_slot(found[1] == "@", found[2], found[3] or "", found[4] or ""))
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return Part(tuple(pieces))


def _slot(word: bool, names: str, how: str, default: str) -> Slot:
    join = "+" in names
    return Slot(tuple(names.split("+" if join else "|")), join, how, default, word)


def _each(found: dict[str, Any]) -> Each:
    return Each(
        found["each"], read_show(found["show"]), found["join"], found.get("before", ""), found.get("distinct", False)
    )
