"""Find the rows of a table that answer a text, best first, without looking at each: it ranks as app.reference.match.

All names of a table stand in one long text, shortest first, so that finding a word in them is one pass at the speed of
``str.find`` and the pass may stop as soon as enough rows are found.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from app.core.tables import CodeRow
from app.reference.fold import fold
from app.reference.match import CODE_COLUMNS, INSIDE, NAME_COLUMNS, SEPARATOR, Entry, Hit, Wanted, Why, answer, prepare

_END = "\n"
_LAST = "\U0010ffff"
_VOWELS = frozenset("aeiouv")
_DOUBLE = ("zh", "ch", "sh")  # beginnings of a syllable
_LONGEST_LIST = 5000  # words all over the table: after so many rows the shortest names are surely among them


class _Texts:
    """One text per row, joined, the best rows first; places in it lead back to the row."""

    def __init__(self, texts: Sequence[tuple[int, str]], marks: Sequence[Sequence[int]] | None = None) -> None:
        self._joined = _END + _END.join(text for _, text in texts) + _END
        self._orders = array("l", (order for order, _ in texts))
        starts = array("l")
        at = 1
        for _, text in texts:
            starts.append(at)
            at += len(text) + 1
        self._starts = starts
        self._alphabetic = array("l", sorted(range(len(texts)), key=lambda place: texts[place][1]))
        self._first_letters = self._marked(marks) if marks is not None else None

    def _marked(self, marks: Sequence[Sequence[int]]) -> bytearray:
        found = bytearray(len(self._joined))
        for start, letters in zip(self._starts, marks, strict=True):
            for letter in letters:
                found[start + letter] = 1
        return found

    def beginning(self, text: str) -> tuple[list[int], list[int]]:
        """Return the rows whose text is ``text``, and those whose text begins with it, each the best first."""
        joined, starts, length = self._joined, self._starts, len(text)

        def head(place: int) -> str:
            return joined[starts[place] : min(starts[place] + length, joined.index(_END, starts[place]))]

        places = self._alphabetic
        first = bisect_left(places, text, key=head)
        last = bisect_right(places, text, lo=first, key=head)
        whole: list[int] = []
        begins: list[int] = []
        for place in sorted(places[first:last]):
            (whole if joined[starts[place] + length] == _END else begins).append(self._orders[place])
        return whole, begins

    def inside(self, text: str) -> Iterator[int]:
        """Yield the rows with ``text`` anywhere, at the beginning of a syllable where syllables are known."""
        joined, marks = self._joined, self._first_letters
        at = joined.find(text)
        while at >= 0:
            if marks is None or marks[at]:
                row = bisect_right(self._starts, at) - 1
                yield self._orders[row]
                at = joined.find(text, joined.find(_END, at))
            else:
                at = joined.find(text, at + 1)


class SearchIndex:
    """The rows of one table prepared for searching; built once, some 10 µs a row."""

    def __init__(self, rows: Sequence[CodeRow], pinyin: Mapping[str, str]) -> None:
        self._rows = rows
        self._pinyin = pinyin
        self._entries: dict[int, Entry] = {}
        self._codes = sorted((fold(row.code), order) for order, row in enumerate(rows))

    def prepare(self) -> None:
        """Make all the texts now instead of at the first search that needs them."""
        _ = self._names, self._latin, self._initials, self._pinyins, self._english, self._other_codes

    def hits(self, text: str, limit: int, used: Sequence[str], allowed: Callable[[CodeRow], bool]) -> list[Hit]:
        """Return at most ``limit`` hits, best first; ``used`` codes (most wanted first) come early."""
        wanted = Wanted.of(text)
        found: dict[int, Hit] = {}
        for order in self._candidates(wanted, used):
            if order not in found and allowed(self._rows[order]):
                hit = answer(self._entry(order), wanted) if wanted.text else Hit(self._rows[order], Why.HEAD)
                if hit is not None:
                    found[order] = hit
                    if len(found) >= limit:
                        break
        return list(found.values())

    def _entry(self, order: int) -> Entry:
        entry = self._entries.get(order)
        if entry is None:
            entry = self._entries[order] = prepare(self._rows[order], self._pinyin)
        return entry

    def _candidates(self, wanted: Wanted, used: Sequence[str]) -> Iterator[int]:
        """Yield rows in the order of their rank; some twice, and some that turn out not to answer."""
        if not wanted.text:
            yield from self._used(used, wanted)
            yield from range(len(self._rows))
            return
        if wanted.code:
            yield from self._coded(wanted, used)
        yield from self._used(used, wanted)
        if not wanted.joined.isascii():
            yield from self._named(wanted)
            return
        yield from self._spelled(wanted.joined)
        yield from self._named(wanted)
        yield from self._other_codes.get(wanted.code, ())
        yield from self._in_english(wanted.text)

    def _coded(self, wanted: Wanted, used: Sequence[str]) -> Iterator[int]:
        code = wanted.code
        between = self._codes[bisect_left(self._codes, (code, -1)) : bisect_right(self._codes, (code + _LAST, 0))]
        exact = [order for folded, order in between if folded == code]
        yield from sorted(exact, key=lambda order: self._rows[order].code != wanted.typed)
        ages = {one: age for age, one in enumerate(used)}
        often = [order for _, order in between if self._rows[order].code in ages]
        yield from sorted(often, key=lambda order: ages[self._rows[order].code])
        yield from sorted(order for _, order in between)

    def _used(self, used: Sequence[str], wanted: Wanted) -> Iterator[int]:
        for code in used:
            folded = fold(code)
            at = bisect_left(self._codes, (folded, -1))
            while at < len(self._codes) and self._codes[at][0] == folded:
                order = self._codes[at][1]
                if self._rows[order].code == code and (not wanted.text or answer(self._entry(order), wanted)):
                    yield order
                at += 1

    def _spelled(self, letters: str) -> Iterator[int]:
        yield from _ranked(*self._initials, letters, len(letters) >= INSIDE)
        # Figures and letters spell themselves, so that their initials have been looked through; a syllable has a vowel.
        if not _VOWELS.isdisjoint(letters) or letters in _DOUBLE:
            yield from _ranked(*self._pinyins, letters, len(letters) >= INSIDE)

    def _named(self, wanted: Wanted) -> Iterator[int]:
        yield from _ranked(*(self._latin if wanted.joined.isascii() else self._names), wanted.text, True)
        terms = wanted.text.split()
        if len(terms) > 1:
            found = []
            for texts in self._names:
                for order in texts.inside(max(terms, key=len)):
                    hit = answer(self._entry(order), wanted)
                    if hit is not None:
                        found.append((hit.rank, order))
                    if len(found) > _LONGEST_LIST:
                        break
            yield from (order for _, order in sorted(found))

    def _in_english(self, text: str) -> Iterator[int]:
        for rows in self._english.beginning(text):
            yield from rows
        if len(text) > INSIDE:
            later = []
            for order in self._english.inside(text):
                hit = answer(self._entry(order), Wanted.of(text))
                if hit is not None and hit.quality == 4:  # at the beginning of a word
                    yield order
                later.append(order)
                if len(later) > _LONGEST_LIST:
                    break
            yield from later

    # -- the long texts, each made when first needed ---------------------------------------------------------------

    @cached_property
    def _by_length(self) -> list[int]:
        return sorted(range(len(self._rows)), key=lambda order: len(self._rows[order].name))

    def _other_names(self, row: CodeRow) -> Iterator[str]:
        for column in NAME_COLUMNS:
            for part in row.values.get(column, "").split(SEPARATOR):
                if part and part != row.name:
                    yield part

    def _both(self, made: Callable[[str], str]) -> tuple[_Texts, _Texts]:
        official = [(order, made(self._rows[order].name)) for order in self._by_length]
        other = [(order, made(name)) for order in self._by_length for name in self._other_names(self._rows[order])]
        return _Texts(_filled(official)), _Texts(_filled(other))

    @cached_property
    def _names(self) -> tuple[_Texts, _Texts]:
        return self._both(fold)

    @cached_property
    def _latin(self) -> tuple[_Texts, _Texts]:
        """The names with Latin letters or figures in them: a text of such can stand in no other."""
        return self._both(lambda name: fold(name) if any(sign.isascii() and sign.isalnum() for sign in name) else "")

    @cached_property
    def _initials(self) -> tuple[_Texts, _Texts]:
        return self._both(lambda name: "".join(one[0] for one in _spoken(self._pinyin.get(name, ""))))

    @cached_property
    def _pinyins(self) -> tuple[_Texts, _Texts]:
        found = []
        for official in (True, False):
            texts, marks = [], []
            for order in self._by_length:
                row = self._rows[order]
                for name in (row.name,) if official else self._other_names(row):
                    spoken = _spoken(self._pinyin.get(name, ""))
                    if spoken:
                        texts.append((order, "".join(spoken)))
                        marks.append(_starts(spoken))
            found.append(_Texts(texts, marks))
        return found[0], found[1]

    @cached_property
    def _english(self) -> _Texts:
        texts = ((order, fold(self._rows[order].values.get("name_en", ""))) for order in self._by_length)
        return _Texts(_filled(texts))

    @cached_property
    def _other_codes(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for column in CODE_COLUMNS:
            for order in self._by_length:
                value = self._rows[order].values.get(column)
                if value:
                    found.setdefault(fold(value), []).append(order)
        return found


def _ranked(official: _Texts, other: _Texts, text: str, inside: bool) -> Iterator[int]:
    (whole, begins), (other_whole, other_begins) = official.beginning(text), other.beginning(text)
    yield from whole
    yield from other_whole
    yield from begins
    yield from other_begins
    if inside:
        yield from official.inside(text)
        yield from other.inside(text)


def _filled(texts: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(order, text) for order, text in texts if text]


def _spoken(syllables: str) -> list[str]:
    return [one for one in syllables.split() if one.isalnum()]


def _starts(spoken: Sequence[str]) -> list[int]:
    found, at = [], 0
    for one in spoken:
        found.append(at)
        at += len(one)
    return found
