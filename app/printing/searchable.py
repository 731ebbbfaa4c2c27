"""Make the text of a QPdfWriter file say what was printed: Qt names shared glyphs by the first sign that has them.

Qt writes, for the glyph of 人, the radical ⼈ (U+2F08), and for a space a tab: copied or searched, the page would say
something else. The table it writes is plain text with four hexadecimal digits a sign, so each is put right in place.
"""

import re
from collections.abc import Iterable, Mapping

_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_RANGE = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_ARRAY = re.compile(rb"\[[^\]]*\]")


def put_right(pdf: bytes, meant: Mapping[str, str]) -> bytes:
    """Return the PDF with every sign of its text tables replaced by the one that was meant; its length stays."""
    codes = {_code(written): _code(sign) for written, sign in meant.items()}

    def sign(found: re.Match[bytes]) -> bytes:
        return codes.get(found[0], found[0])

    def array(found: re.Match[bytes]) -> bytes:
        return re.sub(rb"<[0-9A-F]{4}>", sign, found[0])

    def table(found: re.Match[bytes]) -> bytes:
        return _RANGE.sub(lambda ranges: _ARRAY.sub(array, ranges[0]), found[0])

    return _TABLE.sub(table, pdf)


def meant(signs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return, from pairs (printed, first sign of the same glyph), which written sign stands for which printed one.

    Of several printed signs with one glyph the ordinary one wins: a letter over a radical or compatibility form.
    """
    found: dict[str, str] = {}
    for printed, first in sorted(signs, key=lambda pair: (_is_radical(pair[0]), pair[0])):
        found.setdefault(first, printed)
    return {first: printed for first, printed in found.items() if first != printed}


def _is_radical(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u2fdf"


def _code(sign: str) -> bytes:
    return b"<%04X>" % ord(sign)
