"""Make typed text and names comparable, letter for letter; it never changes the number of letters."""

_HALF_WIDTH = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_TABLE = str.maketrans(_HALF_WIDTH | _LOWER | {0x3000: " ", ord("ü"): "v", ord("Ü"): "v"})


def fold(text: str) -> str:
    """Return ``text`` in half width and lower case, ü as v; letter n of the result stands for letter n of ``text``."""
    return text.translate(_TABLE)
