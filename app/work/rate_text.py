"""Read a rate as tariffs write it: 3%, 0.03, 0元/千克, 20%+1元/千克(0.912元/升); anything else is no rate."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from app.taxes.rates import Provenance, Rate

_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)\s*%")
_PLAIN = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,9})?")
_SPECIFIC = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*元\s*/\s*([^\s()（）+＋]+)")
_FREE = frozenset({"免", "免税", "零", "无"})
UnitCode = Callable[[str], str | None]


def read_rate(text: str, read: Provenance, unit_code: UnitCode, preferred: str = "") -> Rate | None:
    """Return the rate a text means; None where it cannot be read for sure.

    A bare number below one is a fraction, from one on a percentage. Of a specific rate given in several units the one
    in ``preferred`` is taken, else the first whose unit is known.
    """
    words = text.strip().replace("％", "%").replace("＋", "+")
    if words in _FREE:
        return Rate(Decimal(0), read)
    if _PLAIN.fullmatch(words):
        number = Decimal(words)
        return Rate(number if number < 1 else number / 100, read)
    share, rest = _share_of(words)
    if not rest:
        return None if share is None else Rate(share, read)
    amounts = _amounts_of(rest, unit_code)
    if not amounts:
        return None
    unit = preferred if preferred in amounts else next(iter(amounts))
    return Rate(share, read, amounts[unit], unit)


def _share_of(words: str) -> tuple[Decimal | None, str]:
    found = _PERCENT.match(words)
    if found is None:
        return None, words
    return Decimal(found[1]) / 100, words[found.end() :].strip().removeprefix("+").strip()


def _amounts_of(words: str, unit_code: UnitCode) -> dict[str, Decimal]:
    """Return the amounts by unit code: ``1元/千克(0.912元/升)``; nothing where a part is left over or unknown."""
    inner = re.fullmatch(r"([^()（）]+?)\s*(?:[(（]([^()（）]+)[)）])?", words)
    if inner is None:
        return {}
    amounts: dict[str, Decimal] = {}
    for part in filter(None, inner.groups()):
        found = _SPECIFIC.fullmatch(part.strip())
        code = unit_code(found[2]) if found else None
        if found is None or code is None:
            return {}
        amounts[code] = Decimal(found[1])
    return amounts


def read_decimal(value: object) -> Decimal | None:
    """Return a number not below nought and of a sane size; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number < Decimal("1E12"):
        return None
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent > -20 else None


def units_by_name(rows: Mapping[str, str]) -> UnitCode:
    """Return a look-up of unit codes by code or name."""
    by_name = {name: code for code, name in rows.items()}

    def find(unit: str) -> str | None:
        return unit if unit in rows else by_name.get(unit)

    return find
