"""Decide how well one row of a code table answers a search text, and which letters show it; it sorts nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.core.tables import CodeRow
from app.reference.fold import fold

NAME_COLUMNS = ("short_name", "alias", "full_name", "abbr")
CODE_COLUMNS = ("old", "iso2")
SEPARATOR = ";"
INSIDE = 2  # letters a search text needs before it may match in the middle of initials or pinyin


class Why(IntEnum):
    """The reason a row answers, best first."""

    EXACT = 0
    PREFIX = 1
    RECENT = 2
    INITIALS = 3
    PINYIN = 4
    NAME = 5
    OTHER_CODE = 6
    ENGLISH = 7
    HEAD = 8  # nothing was typed: the head of the table


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that answers a search text: why, and the letters ``span`` of ``column`` to mark."""

    row: CodeRow
    why: Why
    column: str = ""
    span: tuple[int, int] = (0, 0)
    quality: int = 0  # 0 the whole text, 2 its beginning, 4 inside; 1 more for another name of the row

    @property
    def rank(self) -> tuple[int, int, int]:
        """Return what hits are ordered by; equal ones stay in the order of the table, which is that of the codes."""
        by_code = self.why in (Why.EXACT, Why.PREFIX, Why.HEAD)
        return self.why, self.quality, 0 if by_code else len(self.row.name)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a row, folded, and its syllables; ``letters[n]`` is the letter of the name that syllable n spells."""

    column: str
    text: str
    offset: int
    initials: str = ""
    spelled: str = ""
    starts: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()

    @property
    def handicap(self) -> int:
        """Return what is added to the quality of a match because this is not the official name."""
        return 0 if self.column == "name" else 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A row prepared for searching."""

    row: CodeRow
    code: str
    names: tuple[Name, ...]
    other_codes: tuple[tuple[str, str], ...]
    english: str


def prepare(row: CodeRow, pinyin: Mapping[str, str]) -> Entry:
    """Return the row with everything folded; ``pinyin`` gives the syllables of a name, one per letter."""
    names = [_name("name", row.name, 0, pinyin)]
    for column in NAME_COLUMNS:
        offset = 0
        for part in row.values.get(column, "").split(SEPARATOR):
            if part and part != row.name:
                names.append(_name(column, part, offset, pinyin))
            offset += len(part) + 1
    others = tuple((column, fold(row.values[column])) for column in CODE_COLUMNS if row.values.get(column))
    return Entry(row, fold(row.code), tuple(names), others, fold(row.values.get("name_en", "")))


def _name(column: str, text: str, offset: int, pinyin: Mapping[str, str]) -> Name:
    syllables = pinyin.get(text, "").split()
    spoken = [(at, one) for at, one in enumerate(syllables) if one.isalnum()]
    starts, length = [], 0
    for _, syllable in spoken:
        starts.append(length)
        length += len(syllable)
    return Name(
        column,
        fold(text),
        offset,
        "".join(syllable[0] for _, syllable in spoken),
        "".join(syllable for _, syllable in spoken),
        tuple(starts),
        tuple(at for at, _ in spoken) if len(syllables) == len(text) else (),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search text in the forms it is compared in."""

    typed: str
    text: str
    joined: str
    code: str

    @classmethod
    def of(cls, text: str) -> "Wanted":
        """Fold a search text; spaces between syllables and the dots of a tariff number do not count."""
        folded = " ".join(fold(text).split())
        joined = folded.replace(" ", "")
        return cls(text.strip(), folded, joined, joined.replace(".", ""))


def answer(entry: Entry, wanted: Wanted) -> Hit | None:
    """Return the best reason why the row answers a text that is not empty, or None."""
    if wanted.code and entry.code.startswith(wanted.code):
        why = Why.EXACT if len(entry.code) == len(wanted.code) else Why.PREFIX
        other_case = int(why is Why.EXACT and entry.row.code != wanted.typed)  # documents a and A are two
        return Hit(entry.row, why, "code", (0, len(wanted.code)), other_case)
    if wanted.joined.isascii():
        return _by_initials(entry, wanted.joined) or _by_pinyin(entry, wanted.joined) or _by_words(entry, wanted)
    return _by_name(entry, wanted)


def _by_words(entry: Entry, wanted: Wanted) -> Hit | None:
    return _by_name(entry, wanted) or _by_other_code(entry, wanted.code) or _by_english(entry, wanted.text)


def _quality(at: int, length: int, whole: int) -> int:
    if at:
        return 4
    return 0 if length == whole else 2


def _better(best: Hit | None, hit: Hit) -> Hit:
    return hit if best is None or hit.quality < best.quality else best


def _by_initials(entry: Entry, letters: str) -> Hit | None:
    best: Hit | None = None
    for name in entry.names:
        at = name.initials.find(letters)
        if at > 0 and len(letters) < INSIDE:
            continue
        if at >= 0:
            quality = _quality(at, len(letters), len(name.initials)) + name.handicap
            best = _better(best, Hit(entry.row, Why.INITIALS, name.column, _letters(name, at, len(letters)), quality))
    return best


def _by_pinyin(entry: Entry, letters: str) -> Hit | None:
    best: Hit | None = None
    for name in entry.names:
        for number, start in enumerate(name.starts):
            if name.spelled.startswith(letters, start) and (not number or len(letters) >= INSIDE):
                end = start + len(letters)
                count = sum(1 for one in name.starts[number:] if one < end)
                quality = _quality(start, len(letters), len(name.spelled)) + name.handicap
                best = _better(best, Hit(entry.row, Why.PINYIN, name.column, _letters(name, number, count), quality))
                break
    return best


def _letters(name: Name, first: int, count: int) -> tuple[int, int]:
    """Return the letters that ``count`` syllables from ``first`` spell; nothing where the count does not come out."""
    if not name.letters:
        return 0, 0
    return name.offset + name.letters[first], name.offset + name.letters[first + count - 1] + 1


def _by_name(entry: Entry, wanted: Wanted) -> Hit | None:
    best: Hit | None = None
    terms = wanted.text.split()
    for name in entry.names:
        at = name.text.find(wanted.text)
        found = len(wanted.text)
        if at < 0 and len(terms) > 1 and all(term in name.text for term in terms):
            at, found = name.text.find(terms[0]), len(terms[0])
        if at >= 0:
            quality = _quality(at, found, len(name.text)) + name.handicap
            span = (name.offset + at, name.offset + at + found)
            best = _better(best, Hit(entry.row, Why.NAME, name.column, span, quality))
    return best


def _by_other_code(entry: Entry, code: str) -> Hit | None:
    for column, value in entry.other_codes:
        if value == code:
            return Hit(entry.row, Why.OTHER_CODE, column, (0, len(code)))
    return None


def _by_english(entry: Entry, text: str) -> Hit | None:
    at = entry.english.find(text)
    if at < 0 or (at > 0 and len(text) < INSIDE + 1):
        return None
    starts_word = at == 0 or not entry.english[at - 1].isalnum()
    quality = _quality(at, len(text), len(entry.english)) + (0 if starts_word else 1)
    return Hit(entry.row, Why.ENGLISH, "name_en", (at, at + len(text)), quality)
