"""Check digits of the identifiers the gateway verifies; it knows the arithmetic, not who holds a number."""

from __future__ import annotations

import re

_SCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# ISO 6346 counts letters from 10 and leaves out the multiples of 11.
_CONTAINER_VALUES: dict[str, int] = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        [*range(10), *(number for number in range(10, 39) if number % 11)],
        strict=True,
    )
)


def is_credit_code(text: str) -> bool:
    """Whether `text` is a 统一社会信用代码 with a right check digit (GB 32100-2015)."""
    if len(text) != 18 or any(character not in _SCC_ALPHABET for character in text):
        return False
    total = sum(_SCC_ALPHABET.index(character) * weight for character, weight in zip(text, _SCC_WEIGHTS, strict=False))
    return _SCC_ALPHABET[(31 - total % 31) % 31] == text[17]


def is_resident_id(text: str) -> bool:
    """Whether `text` is an 18-digit 居民身份证号 with a right check digit (GB 11643)."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[17]


def is_container_number(text: str) -> bool:
    """Whether `text` is a container number with a right check digit (ISO 6346)."""
    if not re.fullmatch(r"[A-Z]{3}[UJZ][0-9]{7}", text):
        return False
    total = sum(_CONTAINER_VALUES[character] << place for place, character in enumerate(text[:10]))
    return total % 11 % 10 == int(text[10])
