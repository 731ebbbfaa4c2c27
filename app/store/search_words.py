"""The words a declaration is found by: Chinese from every letter on, its pinyin and initials, numbers from any digit.

Nothing here may be a person's number: what looks like one is left out before anything is made of a text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from app.reference.spelling import syllables

LONGEST_WORD = 8  # letters of a Chinese word that are told apart; a longer one is asked for in pieces
MOST_WORDS = 6_000
_CHINESE = "一-鿿"
_PIECES = re.compile(f"[{_CHINESE}]+|[0-9a-z]+")
_PERSON = re.compile(r"(?<![0-9a-z])\d{17}[\dx](?![0-9a-z])")
_TAILS_FROM = 5  # letters from which a number is found by its end too
_AMOUNT = re.compile(r"\d+\.\d+")


def plain(text: str) -> str:
    """Return a text as it is compared: half width, small letters, nobody's number in it."""
    small = unicodedata.normalize("NFKC", text).lower()
    return _PERSON.sub(lambda found: " " if _is_person(found[0]) else found[0], small)


def words_of(texts: Iterable[str], spelled: Iterable[str] = ()) -> str:
    """Return the words of some texts for the index; ``spelled`` are names that are found by pinyin too."""
    words: dict[str, None] = {}
    for text in texts:
        if not _AMOUNT.fullmatch(text):
            words.update(dict.fromkeys(_words(plain(text))))
    for name in spelled:
        words.update(dict.fromkeys(_sounds(plain(name))))
        if len(words) > MOST_WORDS:
            break
    return " ".join(list(words)[:MOST_WORDS])


def asked(text: str) -> str:
    """Return what an index is asked for a text, every piece of it to be found; "" if there is nothing to look for."""
    pieces: list[str] = []
    for piece in _PIECES.findall(plain(text)):
        if "0" <= piece[0] <= "z":
            pieces.append(piece)
        else:
            pieces += [piece[at : at + LONGEST_WORD] for at in range(0, len(piece), LONGEST_WORD)]
    return " AND ".join(f'"{piece}"*' for piece in pieces)


def _words(text: str) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if "0" <= piece[0] <= "z":
            if len(piece) > 1:
                yield piece
            if len(piece) >= _TAILS_FROM and any(one.isdigit() for one in piece):
                yield from (piece[at:] for at in range(1, min(len(piece) - 2, 24)))
        else:
            yield from (piece[at : at + LONGEST_WORD] for at in range(len(piece)))


@lru_cache(maxsize=20_000)
def _sounds(name: str) -> tuple[str, ...]:
    """Return pinyin and initials of a name from every letter on."""
    found: list[str] = []
    for run in re.findall(f"[{_CHINESE}]+", name):
        spelled = syllables(run).split()
        initials = "".join(one[0] for one in spelled)
        for at in range(len(spelled)):
            found.append("".join(spelled[at : at + 4]))
            found.append(initials[at : at + LONGEST_WORD])
    return tuple(found)


def _is_person(number: str) -> bool:
    """Tell whether eighteen digits hold a day of birth where an identity number has it."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100
