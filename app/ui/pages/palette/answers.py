"""What the palette answers with, and whom it asks; nothing is searched here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.ui.theme import Icon, Token


class Kind(StrEnum):
    """The groups of answers, in their fixed order."""

    FIELD = "字段"
    ACTION = "动作"
    DRAFT = "单证"
    CODE = "代码"


@dataclass(frozen=True, slots=True)
class Edit:
    """A field that can be changed without going there: its words, its text, and what stores another text."""

    words: str
    text: str
    put: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``spans`` of the words are marked; ``note`` stands beside them, ``state`` at the right end.

    lead: stands before the words without being looked for (the number of a code); keys: what the key cap shows.
    """

    kind: Kind
    words: str
    go: Callable[[], object]
    spans: tuple[tuple[int, int], ...] = ()
    lead: str = ""
    note: str = ""
    state: str = ""
    tone: Token = Token.T3
    keys: str = ""
    icon: Icon = Icon.FILE_TEXT
    edit: Edit | None = None

    def spoken(self) -> str:
        """Return the answer as a screen reader says it."""
        return "，".join(part for part in (self.lead, self.words, self.note, self.state) if part)


Found = Mapping[Kind, Sequence[Answer]]


class Sources(Protocol):
    """Whom the palette asks. ``came_from`` names what has the keyboard, to go back to."""

    def came_from(self) -> str:
        """Return the name of the field the keyboard is in, or of the page."""
        ...

    def at_once(self, text: str, kinds: frozenset[Kind]) -> Found:
        """Return what is found in memory: fields and actions."""
        ...

    def later(self, text: str, kinds: frozenset[Kind], done: Callable[[Found], None]) -> None:
        """Bring what needs longer: declarations and codes; an answer that came too late is not wanted."""
        ...


ONLY = {">": frozenset({Kind.ACTION}), "#": frozenset({Kind.CODE})}
EVERYTHING = frozenset(Kind)


def wanted(line: str) -> tuple[str, frozenset[Kind]]:
    """Return what is looked for and in which groups: ``>`` asks for actions only, ``#`` for codes only."""
    first = line[:1].replace("＞", ">").replace("＃", "#")
    if first in ONLY:
        return line[1:].strip(), ONLY[first]
    return line.strip(), EVERYTHING
