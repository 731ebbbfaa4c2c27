"""Invented identity numbers with valid check digits (GB 11643)."""

from forms.rules.digits import is_citizen

_DIGITS = "0123456789X"


def citizens(count: int) -> list[str]:
    """Return that many different numbers, always the same ones: born in 满洲里 in the 1880s, so nobody's."""
    found = []
    for serial in range(count):
        day, number = divmod(serial, 900)
        stem = f"150781188{day % 10}0101{number + 100}"
        found.append(next(stem + digit for digit in _DIGITS if is_citizen(stem + digit)))
    return found
