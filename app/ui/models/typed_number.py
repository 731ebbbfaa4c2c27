"""A number as it stands in a field, for sums and products shown beside it; what is too odd to be one is none."""

import re
from decimal import Decimal

# 1e999999 is a number for the machine too, but its sum is a text as long as a book.
_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")


def typed_number(text: str) -> Decimal | None:
    """Return the number typed, separators allowed; None if it is none any field could hold."""
    plain = text.strip().replace(",", "")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None
