"""How a person's number is shown everywhere but in the sealed message: its first six and last four places."""

_HEAD, _TAIL = 6, 4
_WHOLE = 18


def masked(id_number: str) -> str:
    """Return ``150781********0046``; a number that is not of 18 places shows nothing of itself."""
    if len(id_number) != _WHOLE:
        return "*" * len(id_number)
    return f"{id_number[:_HEAD]}{'*' * (_WHOLE - _HEAD - _TAIL)}{id_number[-_TAIL:]}"


def masked_phone(number: str) -> str:
    """Return ``138****2206``; a number that is not of 11 places shows nothing of itself."""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else "*" * len(number)
