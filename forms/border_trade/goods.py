"""Rules R150, R151 and R156: which goods come in by 互市, free of duty or not, how much, and with which papers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.core.problem import Severity
from app.core.rules import LACKING, Fired, rule
from app.core.tables import CodeTables
from forms.facts import number
from forms.rules.law import BORDER_TRADE, BORDER_TRADE_TAXED, QUARANTINE, UNVERIFIED
from forms.rules.tariff import control_marks, import_inspection, named, tariff

Texts = Sequence[str | None]
_QUARANTINED = frozenset("PR")
_ENDANGERED = frozenset("EF")
_PREFIXES = (10, 8, 6, 4, 2)


@rule(
    "R150",
    at="goods[].code",
    needs="goods[].code ?day tables today",
    message="{name}列入不予免税清单，应照章征税",
    english="The goods are on the list of those not exempt",
    source=BORDER_TRADE_TAXED,
    severity=Severity.WARNING,
)
def goods_are_exempt(code: str, day: date | None, tables: CodeTables, today: date) -> Fired:
    rows = (tables.row("border_trade_taxed", code[:length], day or today) for length in _PREFIXES)
    row = next((row for row in rows if row is not None), None)
    if row is None:
        return None if tables.complete("border_trade_taxed") else LACKING
    return {"name": row.name}


@rule(
    "R150",
    at="residents[].quantity",
    needs="residents[].quantity goods[].code goods[].unit ?day tables today",
    message="{name}是限量商品，每人每日限 {limit} {unit}，分得 {quantity}，超出的应照章征税",
    english="{name} is limited to {limit} a person and day; the share is {quantity}",
    source=f"{BORDER_TRADE_TAXED}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
)
def share_is_within_the_limit_of_its_goods(
    quantity: Decimal, codes: Texts, units: Texts, day: date | None, tables: CodeTables, today: date
) -> Fired:
    for code, unit in zip(codes, units, strict=True):
        prefixes = (code[:length] for length in _PREFIXES) if code else ()
        found = (tables.row("border_trade_limited", prefix, day or today) for prefix in prefixes)
        row = next((row for row in found if row is not None), None)
        limit = None if row is None or row.values.get("unit") != unit else number(row.values.get("limit"))
        if row is not None and limit is not None and quantity > limit:
            return {"name": row.name, "limit": limit, "unit": named(tables, "units", unit or ""), "quantity": quantity}
    return None if tables.complete("border_trade_limited") else LACKING


@rule(
    "R151",
    at="goods[].origin",
    needs="goods[].origin ?zone ?day tables today",
    message="产地{origin}不在互市准入国家(地区)之内，请核对产地",
    english="Goods of {origin} may not come in by border trade of residents here",
    source=f"{BORDER_TRADE}{UNVERIFIED}",
    confidence="F",
)
def origin_is_eligible(origin: str, zone: str | None, day: date | None, tables: CodeTables, today: date) -> Fired:
    if not tables.exists("border_trade_origins"):
        return LACKING
    row = tables.row("border_trade_origins", origin, day or today)
    zones = [one for one in (row.values.get("zones", "") if row else "").split(";") if one]
    if row is not None and (not zones or zone in zones):
        return None
    return {"origin": named(tables, "countries", origin)}


@rule(
    "R156",
    at="goods[].permit",
    needs="goods[].code ?goods[].permit ?goods[].licence tables today",
    message="互市商品仍须{need}，编号未填",
    english="Goods of border trade still need their permit or certificate",
    source=f"{QUARANTINE}；{BORDER_TRADE}",
)
def goods_have_their_papers(
    code: str, permit: str | None, licence: str | None, tables: CodeTables, today: date
) -> Fired:
    row = tariff(tables, code, today)
    if row is None:
        return LACKING
    if _ENDANGERED.intersection(control_marks(row)) and licence is None:
        return {"need": "濒危物种进出口证明"}
    return bool(_QUARANTINED & import_inspection(row)) and permit is None and {"need": "检疫许可或检验检疫证书"}
