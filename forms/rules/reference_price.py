"""Rule R095: the CIF unit price held against the office's reference price; it converts no currency."""

from datetime import date
from decimal import Decimal, InvalidOperation

from app.core.problem import Severity
from app.core.rules import FULL_MODES, LACKING, Fired, rule
from app.core.tables import CodeTables
from forms.rules.law import UNVERIFIED, VALUATION
from forms.rules.tariff import named
from forms.settings import PRICE_BAND

_CIF = "1"
_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12


@rule(
    "R095",
    at="items[].price",
    needs="items[].hs_code items[].total items[].currency items[].first_quantity items[].first_unit terms tables today",
    message="每{unit} {price} {currency}，偏离参考价 {reference} 达 {percent}%，可能价格质疑",
    english="The price {price} is {percent}% off the reference price {reference}",
    source=f"{VALUATION}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def price_is_near_its_reference(
    code: str,
    total: Decimal,
    currency: str,
    quantity: Decimal,
    unit: str,
    terms: str,
    tables: CodeTables,
    today: date,
) -> Fired:
    row = tables.row("reference_prices", code, today)
    if row is None or terms != _CIF or (row.values.get("currency"), row.values.get("unit")) != (currency, unit):
        return LACKING
    try:
        reference = Decimal(row.values.get("price", ""))
    except InvalidOperation:
        return LACKING
    if not reference or quantity <= 0 or not 0 < total < _MOST:
        return None
    price = total / quantity
    share = abs(price - reference) / reference
    if share <= PRICE_BAND.on(today):
        return None
    return {
        "unit": named(tables, "units", unit).partition("（")[0],
        "price": price.quantize(_CENT) if price < _MOST else price,
        "currency": currency,
        "reference": reference,
        "percent": f"{min(share, _MOST) * 100:.0f}",
    }
