"""Which letters of a row answer a search text, so that the look-up can mark them; it does not rank anything."""

from dataclasses import dataclass

from app.core.tables import CodeRow

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """Marked parts of a row, the words beside its name, and why it was found."""

    code: tuple[Span, ...] = ()
    name: tuple[Span, ...] = ()
    beside: str = ""
    beside_spans: tuple[Span, ...] = ()
    reason: str = ""


def match(row: CodeRow, text: str) -> Match:
    """Return what in a row answers the text: code, name, pinyin (``values["pinyin"]``), or another column."""
    wanted = text.strip().lower()
    pinyin = row.values.get("pinyin", "")
    if not wanted:
        return Match(beside=pinyin)
    if row.code.lower().startswith(wanted):
        return Match(code=((0, len(wanted)),), beside=pinyin, reason="代码")
    at = row.name.lower().find(wanted)
    if at >= 0:
        return Match(name=((at, at + len(wanted)),), beside=pinyin, reason="名称")
    return _by_pinyin(row, pinyin, wanted) or _by_column(row, wanted) or Match(beside=pinyin)


def _by_pinyin(row: CodeRow, pinyin: str, wanted: str) -> Match | None:
    """Find the text among the initials, then in the run-together syllables."""
    syllables = pinyin.split()
    if not syllables:
        return None
    initials = "".join(syllable[0] for syllable in syllables)
    starts = [sum(len(one) + 1 for one in syllables[:number]) for number in range(len(syllables))]
    at = initials.find(wanted)
    if at >= 0:
        marked = tuple((start, start + 1) for start in starts[at : at + len(wanted)])
        return Match((), _letters(row, syllables, at, at + len(wanted)), pinyin, marked, "首字母")
    for number in range(len(syllables)):
        if "".join(syllables[number:]).startswith(wanted):
            return _spelled(row, pinyin, syllables, starts, number, len(wanted))
    return None


def _spelled(row: CodeRow, pinyin: str, syllables: list[str], starts: list[int], first: int, length: int) -> Match:
    marked: list[Span] = []
    number, left = first, length
    while left > 0:
        taken = min(left, len(syllables[number]))
        marked.append((starts[number], starts[number] + taken))
        left -= taken
        number += 1
    return Match((), _letters(row, syllables, first, number), pinyin, tuple(marked), "拼音")


def _letters(row: CodeRow, syllables: list[str], first: int, last: int) -> tuple[Span, ...]:
    """Mark the characters spelt by syllables; only where every character has its own syllable."""
    return ((first, last),) if len(syllables) == len(row.name) else ()


def _by_column(row: CodeRow, wanted: str) -> Match | None:
    for name, value in row.values.items():
        at = value.lower().find(wanted)
        if name != "pinyin" and at >= 0:
            return Match(beside=value, beside_spans=((at, at + len(wanted)),), reason="别名")
    return None
