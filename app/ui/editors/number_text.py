"""How numbers are read from typing and pasting, and how they are shown; text in, text out, no widget."""

import re
import unicodedata

_NUMBER_THEN_UNIT = re.compile(r"\s*([+-]?[\d,]*\.?\d*)\s*[^\d.+-]*")
_NOT_NUMERIC = re.compile(r"[^\d.+-]")
_PLAIN = re.compile(r"([+-]?)([0-9]{1,40})(\.[0-9]*)?")  # thousands of digits are no number anybody groups


def cleaned(text: str) -> str:
    """Return typed or pasted text without separators, unit and letters: ``1,286.4 吨`` → ``1286.4``."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    found = _NUMBER_THEN_UNIT.fullmatch(plain)
    return _NOT_NUMERIC.sub("", found[1] if found else plain)


def spellings(raw: str) -> tuple[str, ...]:
    """Return a number as it may be written, the longest first: with separators, without, without its last noughts."""
    plain = raw.strip()
    return grouped(raw), plain, plain.rstrip("0").rstrip(".") if "." in plain else plain


def grouped(raw: str) -> str:
    """Return a number with thousands separators, decimals as typed; anything else unchanged."""
    found = _PLAIN.fullmatch(raw.strip())
    if not found:
        return raw
    sign, whole, rest = found.groups()
    return f"{sign}{int(whole):,}{rest or ''}"
