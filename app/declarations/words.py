"""Words of strangers as people may see them: of bearable length, without marks that only deceive; it judges nothing."""

import re

LONGEST = 1000
NUMBER = 64
# Terminal commands, halves of characters, and marks that turn the direction of writing; line ends are harmless.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


def harmless(text: str, longest: int = LONGEST) -> str:
    """Return a text that may be shown; a longer one ends in an ellipsis (what came is kept elsewhere, byte by byte)."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return _UNSEEN.sub(" ", cut)
