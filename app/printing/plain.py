"""Make any text safe to set in type: line breaks unified, signs that steer or cannot be drawn made visible."""

import unicodedata

REPLACEMENT = "\ufffd"
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Signs that turn the direction of what follows: on an official page they would make it read differently than declared.
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")


def plain(text: str) -> str:
    """Return the text trimmed, with ``\\n`` as its only control character."""
    text = text.strip()
    if text.isprintable():
        return text
    return "".join(_sign(sign) for sign in text.replace("\r\n", "\n")).strip()


def _sign(sign: str) -> str:
    if sign.isprintable() or sign in _JOINERS or sign == "\u3000":
        return sign
    if sign in _BREAKS:
        return "\n"
    if sign == "\t" or unicodedata.category(sign) == "Zs":
        return " "
    if unicodedata.category(sign) == "Cf" and sign not in _STEERING:
        return ""  # has no shape and changes none: soft hyphen, zero-width space, byte order mark
    return REPLACEMENT
