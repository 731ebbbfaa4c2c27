"""The few words and sums by which a list shows a draft; it reads raw text and never fails on any."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.core.draft import Draft


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
        client_seq_no=draft.get("sign.client_seq_no").strip(),
        contract_number=draft.get("contract_number").strip(),
        bill_number=draft.get("bill_number").strip(),
        trade_name=draft.get("trade_name").strip(),
        port=(draft.get("entry_customs") or draft.get("declaration_customs")).strip(),
        traffic_mode=draft.get("traffic_mode").strip(),
        goods=draft.get("items[0].name").strip(),
        goods_count=count,
        total=total,
        currency=currency,
    )


def _total(draft: Draft, count: int) -> tuple[str, str]:
    currencies = {draft.get(f"items[{n}].currency").strip() for n in range(count)}
    if len(currencies) != 1 or "" in currencies:
        return "", ""
    try:
        amounts = [Decimal(draft.get(f"items[{n}].total").strip()) for n in range(count)]
    except InvalidOperation:
        return "", ""
    if not all(amount.is_finite() for amount in amounts):
        return "", ""
    return f"{sum(amounts):f}", currencies.pop()
