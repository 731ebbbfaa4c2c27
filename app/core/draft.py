"""A declaration as typed: raw text by path, always savable, never trusted; it knows no rule and no file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from app.core.acknowledged import Acknowledged, read_acknowledged
from app.core.note import Note, read_notes
from app.core.path import section_of

_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 20
MOST_ROWS = 9_999  # far above every legal limit; keeps a hostile path from claiming memory


class Mode(StrEnum):
    """How the declaration is filed; kept by the client because no message element says it."""

    ONCE = "once"
    ADVANCE = "advance"
    SUMMARY = "summary"
    COMPLETE = "complete"


class Purpose(StrEnum):
    """What the message is for: a first filing, its second step, or a change of what the authority already holds."""

    DECLARE = "declare"
    COMPLETE = "complete"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    SUPPLEMENT = "supplement"


class DraftUnreadable(Exception):
    """The text is not a draft; the message is one Chinese sentence for the reader."""

    def __init__(self, sentence: str, english: str) -> None:
        super().__init__(sentence)
        self.english = english


@dataclass(frozen=True, slots=True)
class UnknownElement:
    """An element of a read message that no definition knows: kept verbatim, left out when sent."""

    parent: str  # path prefix of the block it stood in: "" = DecHead, "items[0]", "/" = directly under the root
    name: str
    xml: str


@dataclass
class HeldRow:
    """One row taken out of its section: its texts and the counts of the sections inside it, by relative path."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """Declaration type, form version and ``path → raw text``; incomplete data has this type, never Declaration.

    declared: the text by path of what the authority already holds of this declaration, empty for a first filing.
    acknowledged: the warnings a person set aside, each with a reason.
    brought: by path the source (``manifest``, ``regime``) of a text nobody typed, as long as nobody changes it.
    notes: what was noted on fields, by path; it stays on this side.
    """

    form: str
    version: str
    mode: Mode = Mode.ONCE
    facts: dict[str, Any] = field(default_factory=dict)
    unknown: list[UnknownElement] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)
    purpose: Purpose = Purpose.DECLARE
    declared: dict[str, str] = field(default_factory=dict)
    acknowledged: tuple[Acknowledged, ...] = ()
    brought: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[str, str]:
        """The stored texts by path; change them through put() and the row operations only."""
        return self._texts

    def get(self, path: str) -> str:
        """Return the raw text at ``path``, empty if nothing was typed."""
        return self._texts.get(path, "")

    def put(self, path: str, raw: str) -> None:
        """Store raw text; an empty text is forgotten, but the rows it lies in have come into being."""
        section = section_of(path)
        rows = {}
        while section:
            number = int(path[len(section) + 1 : path.index("]", len(section))])
            if not 0 <= number <= MOST_ROWS:
                raise ValueError(f"row {number} of {section} is beyond any declaration")
            rows[section] = max(self._rows.get(section, 0), number + 1)
            section = section_of(section)
        self._rows.update(rows)
        if raw:
            self._texts[path] = raw
        else:
            self._texts.pop(path, None)

    def update(self, texts: Mapping[str, str]) -> None:
        """Store several texts at once."""
        for path, raw in texts.items():
            self.put(path, raw)

    def rows(self, section: str) -> int:
        """Return the number of rows of a repeated section (``items`` or ``items[0].limits``)."""
        return self._rows.get(section, 0)

    def all_rows(self) -> Mapping[str, int]:
        """Return the number of rows of every repeated section that has any."""
        return {section: count for section, count in self._rows.items() if count}

    def row_texts(self, section: str, number: int) -> dict[str, str]:
        """Return the texts of one row by the path relative to it."""
        prefix = f"{section}[{number}]."
        return {path[len(prefix) :]: raw for path, raw in self._texts.items() if path.startswith(prefix)}

    def insert_row(self, section: str, number: int, texts: Mapping[str, str]) -> None:
        """Put a new row before ``number`` (or at the end) with the given relative texts."""
        if number < self.rows(section):
            rows = self._take_rows(section)
            rows.insert(number, HeldRow())
            self._put_rows(section, rows)
        else:
            number = self.rows(section)
            self._rows[section] = number + 1
        for relative, raw in texts.items():
            self.put(f"{section}[{number}].{relative}", raw)

    def remove_row(self, section: str, number: int) -> None:
        """Take one row away; the rows after it move up."""
        rows = self._take_rows(section)
        del rows[number]
        self._put_rows(section, rows)

    def move_row(self, section: str, number: int, to: int) -> None:
        """Move one row to another place."""
        rows = self._take_rows(section)
        rows.insert(to, rows.pop(number))
        self._put_rows(section, rows)

    def held_rows(self, section: str) -> list[HeldRow]:
        """Return all rows of a section as they stand, to be put back by set_rows()."""
        rows = self._take_rows(section)
        self._put_rows(section, rows)
        return rows

    def set_rows(self, section: str, rows: Sequence[HeldRow]) -> None:
        """Let a section consist of these rows and no others."""
        self._take_rows(section)
        self._put_rows(section, rows)

    def _take_rows(self, section: str) -> list[HeldRow]:
        """Take all rows of a section out, with the counts of the sections inside them."""
        rows = [HeldRow() for _ in range(self._rows.pop(section, 0))]
        for path in [path for path in self._texts if path.startswith(f"{section}[")]:
            number, relative = _inside(section, path)
            rows[number].texts[relative] = self._texts.pop(path)
        for inner in [name for name in self._rows if name.startswith(f"{section}[")]:
            number, relative = _inside(section, inner)
            rows[number].rows[relative] = self._rows.pop(inner)
        return rows

    def _put_rows(self, section: str, rows: Sequence[HeldRow]) -> None:
        for number, row in enumerate(rows):
            for relative, raw in row.texts.items():
                self.put(f"{section}[{number}].{relative}", raw)
            for relative, count in row.rows.items():
                self._rows[f"{section}[{number}].{relative}"] = count
        if rows:
            self._rows[section] = len(rows)  # a blank row has no text to count it by

    def copy(self) -> Self:
        """Return an independent copy."""
        return type(self)(
            self.form,
            self.version,
            self.mode,
            dict(self.facts),
            list(self.unknown),
            dict(self._texts),
            dict(self._rows),
            self.purpose,
            dict(self.declared),
            self.acknowledged,
            dict(self.brought),
            dict(self.notes),
        )

    def filled(self) -> Iterator[tuple[str, str]]:
        """Yield the paths that hold any text at all."""
        return ((path, raw) for path, raw in self._texts.items() if raw)

    def to_json(self, with_notes: bool = True) -> str:
        """Return the draft as a JSON document that from_json() reads back without loss; the same draft, the same text.

        ``with_notes``: whether what people noted goes along; in what leaves the house it does only when asked for.
        """
        document = {
            "portdesk": "draft",
            "form": self.form,
            "form_version": self.version,
            "mode": self.mode.value,
            **self._standing(with_notes),
            "fields": dict(sorted(self._texts.items())),
            "rows": {name: n for name, n in sorted(self._rows.items()) if n and not self._has_text(name, n)},
            "facts": dict(sorted(self.facts.items())),
            "unknown": [{"parent": u.parent, "name": u.name, "xml": u.xml} for u in self.unknown],
        }
        text = json.dumps(document, ensure_ascii=False, indent=1)
        # A half character (a broken clipboard brings one) can be stored nowhere but behind an escape.
        return json.dumps(document, indent=1) if has_half(text) else text

    def _standing(self, with_notes: bool) -> dict[str, object]:
        """Return what a draft has beyond a new one: its purpose, what was declared, set aside, brought in, noted."""
        purpose = {} if self.purpose is Purpose.DECLARE else {"purpose": self.purpose.value}
        more = {
            "declared": self.declared,
            "acknowledged": [one.as_json() for one in sorted(self.acknowledged, key=lambda one: (one.path, one.rule))],
            "brought": dict(sorted(self.brought.items())),
            "notes": {path: note.as_json() for path, note in sorted(self.notes.items())} if with_notes else {},
        }
        return {**purpose, **{name: held for name, held in more.items() if held}}

    def _keep_rows(self, section: str, count: int) -> None:
        if not 0 <= count <= MOST_ROWS + 1:
            raise ValueError(f"{count} rows of {section} are beyond any declaration")
        self._rows[section] = max(self.rows(section), count)

    def _has_text(self, section: str, count: int) -> bool:
        prefix = f"{section}[{count - 1}]."
        return any(path.startswith(prefix) for path in self._texts)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what to_json() wrote; raises DraftUnreadable with a sentence that names the fault."""
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise DraftUnreadable(
                f"不是有效的 JSON 草稿（{_json_place(error)}），请重新导出", "not a JSON draft"
            ) from error
        if not isinstance(document, dict) or document.get("portdesk") != "draft":
            english = "not a draft of this program (no portdesk mark)"
            raise DraftUnreadable("不是口岸申报台的草稿文件（缺少 portdesk 标记），请选择由本程序导出的 .json", english)
        fields = _texts_in(document, "fields")
        try:
            draft = cls(
                str(document.get("form", "")),
                str(document.get("form_version", "")),
                Mode(document.get("mode", Mode.ONCE.value)),
                dict(document.get("facts", {})),
                [_unknown(one) for one in document.get("unknown", [])],
                purpose=Purpose(document.get("purpose", Purpose.DECLARE.value)),
                declared=_texts_in(document, "declared"),
                acknowledged=read_acknowledged(document.get("acknowledged", [])),
                brought=_texts_in(document, "brought"),
                notes=read_notes(document.get("notes", {})),
            )
            for path, raw in fields.items():
                draft.put(path, raw)
            for section, count in dict(document.get("rows", {})).items():
                draft._keep_rows(section, int(count))
            _refuse_deep(draft.facts)
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            raise DraftUnreadable(
                "草稿文件的内容不完整或被改动，请重新导出", "the draft is incomplete or was altered"
            ) from error
        return draft


def _inside(section: str, path: str) -> tuple[int, str]:
    """Split ``items[2].limits[0].x`` seen from ``items`` into ``2`` and ``limits[0].x``."""
    number, _, relative = path[len(section) + 1 :].partition("].")
    return int(number), relative


def _texts_in(document: Mapping[str, Any], name: str) -> dict[str, str]:
    texts = document.get(name, {})
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        sentence = f"草稿的 {name} 一节应为“字段路径 → 文本”，请核对文件内容"
        raise DraftUnreadable(sentence, f"{name} should be path: text")
    return dict(texts)


def _unknown(one: Mapping[str, object]) -> UnknownElement:
    parts = [one["parent"], one["name"], one["xml"]]
    if not all(isinstance(part, str) for part in parts):
        raise TypeError("an unknown element is three texts")
    return UnknownElement(*map(str, parts))


def has_half(text: str) -> bool:
    """Tell whether a text holds half a character, which no encoding can write."""
    return _HALF.search(text) is not None


def _refuse_deep(facts: object) -> None:
    """Raise ValueError for facts nested so deep that another caller could not read or write them any more."""
    level = [facts]
    for _ in range(_DEEPEST):
        held = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [inner for one in held for inner in one]
    if level:
        raise ValueError("nested too deep")


def _json_place(error: Exception) -> str:
    return f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "内容有误"
