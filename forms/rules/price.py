"""Rules R085–R094: price statements, unit price, total and currency; no exchange rate is used here."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from forms.rules.law import PRICE_CONFIRMATION, UNVERIFIED, VALUATION, box
from forms.settings import TOTAL_SHARE

_CURRENCY = re.compile(r"[A-Z]{3}")
_STATEMENTS = re.compile(r"[019]{5}")
_YES, _NO, _BLANK = "1", "0", "9"
_EXEMPT = "99999"  # what an export states: nothing
_LEAST = Decimal("0.05")
_CENT = Decimal("0.01")
_WIDE = Context(prec=60)  # a price and a quantity at their limits have 38 digits together
_LIMIT = Decimal(10) ** 15  # above it no total fits its field


@rule(
    "R085",
    at="price_statements",
    needs="?price_statements ?ie_flag",
    message="价格说明应为 5 位，每位 1 是、0 否、9 空",
    english="The price statements are five digits: 1 yes, 0 no, 9 blank",
    source=f"{box(44)}；{PRICE_CONFIRMATION}",
    modes=FULL_MODES,  # 概要 does not ask for it; its message carries five blanks
    cures=True,
)
def statements_are_five_digits(statements: str | None, direction: str | None) -> Fired:
    wrong = not _STATEMENTS.fullmatch(statements or "")
    return wrong and Finding(fix=_EXEMPT if direction == "E" else None)


@rule(
    "R086",
    at="price_statements",
    needs="price_statements",
    message="出口免填价格说明，现为 {statements}，应为 99999",
    english="An export makes no price statements: 99999, not {statements}",
    source=box(44),
    severity=Severity.WARNING,
    directions="E",
    cures=True,
)
def export_states_nothing(statements: str) -> Fired:
    return bool(_STATEMENTS.fullmatch(statements)) and _YES in statements and Finding(_said(statements), fix=_EXEMPT)


@rule(
    "R087",
    at="price_statements",
    needs="price_statements fact:related_parties",
    message="买卖双方存在关联关系，特殊关系确认却为否，请核对",
    english="The parties are related, yet the special relationship is denied",
    source=f"{box(44)}；{VALUATION}第十六条{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def related_parties_say_so(statements: str, related: object) -> Fired:
    return related is True and statements.startswith(_NO)


@rule(
    "R088",
    at="price_statements",
    needs="price_statements",
    message="已确认存在特殊关系，价格影响确认不得为空，应填 1 或 0",
    english="A confirmed special relationship needs the price-influence statement",
    source=box(45),
    directions="I",
    modes=FULL_MODES,
)
def relation_states_its_influence(statements: str) -> Fired:
    return statements[:2] == _YES + _BLANK


@rule(
    "R089",
    at="price_statements",
    needs="price_statements ?royalty.contract ?royalty.grantor ?royalty.grantee ?royalty.amount ?royalty.statement",
    message="已确认支付特许权使用费，特许权使用费申报表未填，请补填",
    english="A confirmed royalty needs the royalty form",
    source=f"{box(46)}；海关总署公告2019年第58号",
    directions="I",
    modes=FULL_MODES,
)
def royalty_has_its_form(statements: str, *form: object) -> Fired:
    return statements[2:3] == _YES and not any(form)


@rule(
    "R090",
    at="remark",
    needs="price_statements ?remark",
    message="已确认公式定价，备注应填“公式定价”和备案号",
    english="Formula pricing is noted in the remarks with its record number",
    source=f"{PRICE_CONFIRMATION}；{box(32)}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def formula_price_has_its_record(statements: str, remark: str | None) -> Fired:
    return statements[3:4] == _YES and "公式定价" not in (remark or "")


@rule(
    "R091",
    at="items[].total",
    needs="items[].price items[].quantity items[].total today",
    message="总价 {total} 与单价乘数量 {computed} 不符，请核对",
    english="The total {total} is not unit price times quantity, {computed}",
    source=f"{box(37)}、第 38 栏",
    severity=Severity.WARNING,
    modes=FULL_MODES,
    cures=True,
)
def total_is_price_times_quantity(price: Decimal, quantity: Decimal, total: Decimal, today: date) -> Fired:
    computed = _WIDE.multiply(price, quantity).quantize(_CENT, ROUND_HALF_UP, _WIDE)
    if total <= 0 or abs(total - computed) <= max(abs(computed) * TOTAL_SHARE.on(today), _LEAST):
        return None
    return Finding({"total": total, "computed": computed}, fix=f"{computed:f}" if 0 < computed < _LIMIT else None)


@rule(
    "R092",
    at="items[].total",
    needs="items[].total",
    message="总价 {total} 应大于 0，免费货物填货值",
    english="The total {total} must be above zero; goods free of charge state their value",
    source=box(38),
)
def total_is_positive(total: Decimal) -> Fired:
    return total <= 0 and {"total": total}


@rule(
    "R094",
    at="items[].currency",
    needs="items[].currency",
    message="币制 {currency} 有误，应为 3 位大写字母代码，如 USD、CNY、RUB",
    english="The currency {currency} is not a code of three capital letters",
    source=box(39),
    cures=True,
)
def currency_is_three_letters(currency: str) -> Fired:
    if _CURRENCY.fullmatch(currency):
        return None
    upper = currency.upper()
    return Finding({"currency": currency}, fix=upper if _CURRENCY.fullmatch(upper) else None)


@rule(
    "R093",
    at="items[].currency",
    needs="items[].currency items[*].currency row",
    message="币制 {currency} 与第 1 项的 {first} 不同，同一报关单宜用同一币制",
    english="The currency {currency} differs from the first line's {first}",
    source=box(39),
    severity=Severity.WARNING,
)
def one_currency(currency: str, every: Sequence[str | None], row: tuple[int, ...]) -> Fired:
    first = every[0]
    return row[0] > 0 and first is not None and currency != first and {"currency": currency, "first": first}


def _said(statements: str) -> dict[str, object]:
    return {"statements": statements}
