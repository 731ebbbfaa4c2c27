"""分摊: a whole shared out over lines by one of their columns, to the last decimal; it stores nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from app.core.formula import NoFormula
from app.taxes.share import share
from app.ui.models.typed_number import typed_number

_WORDS = re.compile(r"分摊\s*(?P<whole>\S+?)(?:\s*按\s*(?P<by>\S+))?\s*")
PLACES = 2  # decimals of a share, where neither the whole has more nor the field takes fewer
Column = Callable[[str], Sequence[Decimal | None] | None]


def is_apportionment(text: str) -> bool:
    """Tell whether a typed text asks for shares: 分摊 净重 按 成交数量."""
    return text.strip().startswith("分摊")


def apportioned(text: str, wholes: Mapping[str, Decimal], column: Column, usual: str, places: int) -> list[Decimal]:
    """Return the share of each line; they sum to the whole exactly. Raises NoFormula.

    wholes: what a word for the whole stands for, beside a number.  column: the numbers of the lines in a column of that
    name, None where there is none.  usual: the column where none is named.  places: decimals the field takes.
    """
    found = _WORDS.fullmatch(text.strip())
    if found is None:
        raise NoFormula("分摊写成：分摊 净重 按 成交数量")
    whole = wholes.get(found["whole"], typed_number(found["whole"]))
    if whole is None:
        known = "、".join(wholes) or "还没有填"
        raise NoFormula(f"不认识“{found['whole']}”，可写一个数，或表头已填的{known}")
    by = found["by"] or usual
    weights = column(by)
    if weights is None:
        raise NoFormula(f"没有“{by}”这一列数字可按")
    missing = next((line for line, weight in enumerate(weights, start=1) if weight is None), 0)
    if missing:
        raise NoFormula(f"其中第 {missing} 行没有{by}，无从分摊")
    exponent = whole.as_tuple().exponent
    finer = min(max(PLACES, -exponent if isinstance(exponent, int) else PLACES), places)
    try:
        shares = share(whole, [weight or Decimal() for weight in weights], Decimal(1).scaleb(-finer))
    except ValueError:
        raise NoFormula(f"{by}全是零，无从分摊") from None
    return list(shares)
