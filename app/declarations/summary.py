"""The few words and sums by which a list shows a draft; it reads raw text and never fails on any."""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.core.draft import Draft
from app.declarations.words import harmless

_LONGEST = 200
_AMOUNT = re.compile(r"[0-9]{1,19}(\.[0-9]{1,8})?")  # 1e999999 is a number too, and as long as a book


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What the list shows of a draft; ``total`` is decimal text, empty unless all lines add up in one currency."""

    client_seq_no: str
    contract_number: str
    bill_number: str
    trade_name: str
    port: str
    traffic_mode: str
    goods: str
    goods_count: int
    total: str
    currency: str


def summarise(draft: Draft) -> DraftSummary:
    """Return the summary of a draft; texts are trimmed, codes stay codes (the list looks their names up)."""
    count = draft.rows("items")
    total, currency = _total(draft, count)
    return DraftSummary(
        client_seq_no=_shown(draft.get("sign.client_seq_no")),
        contract_number=_shown(draft.get("contract_number")),
        bill_number=_shown(draft.get("bill_number")),
        trade_name=_shown(draft.get("trade_name")),
        port=_shown(draft.get("entry_customs") or draft.get("declaration_customs")),
        traffic_mode=_shown(draft.get("traffic_mode")),
        goods=_shown(draft.get("items[0].name")),
        goods_count=count,
        total=total,
        currency=currency,
    )


def client_of(draft: Draft) -> str:
    """Return the name of the firm the draft is filed for, as the list shows it; empty while it is not filled in."""
    return _shown(draft.get("trade_name"))


def _shown(raw: str) -> str:
    return harmless(raw.strip(), _LONGEST)


def _total(draft: Draft, count: int) -> tuple[str, str]:
    currencies = {_shown(draft.get(f"items[{n}].currency")) for n in range(count)}
    amounts = [draft.get(f"items[{n}].total").strip() for n in range(count)]
    if len(currencies) != 1 or "" in currencies or not all(_AMOUNT.fullmatch(amount) for amount in amounts):
        return "", ""
    return f"{sum(map(Decimal, amounts)):f}", currencies.pop()
