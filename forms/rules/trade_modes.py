"""Rules R119–R123, R140, R157 and R171: what the special 监管方式 are for, and what they ask."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.core.problem import Severity
from app.core.rules import FULL_MODES, LACKING, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import flag, held, number
from forms.rules.law import BORDER_TRADE, FILLING_GUIDE, UNVERIFIED, box
from forms.rules.route_words import NO_ENTRY_MODES
from forms.rules.tariff import OUT_OF, control_marks, export_inspection, named, tariff
from forms.settings import MARKET_PURCHASE_LIMIT, TEMPORARY_MONTHS

Texts = Sequence[str | None]
MARKET_PURCHASE, BORDER_SMALL, DIRECT_B2B, OVERSEAS_STORE = "1039", "4019", "9710", "9810"
EXHIBITS_OR_TEMPORARY = frozenset({"2600", "2700"})
_B2B = frozenset({DIRECT_B2B, OVERSEAS_STORE})
_B2B_LAW = "海关总署公告2020年第75号、2021年第47号（跨境电商B2B出口）"
_MARKET_LAW = "海关总署公告2019年第221号（市场采购贸易）"
_BORDER_LAW = "财关税〔2008〕90号；《边境小额贸易和边境地区对外经济技术合作管理办法》"
_TEMPORARY_LAW = "《中华人民共和国海关暂时进出境货物管理办法》（海关总署令第233号）"
_LAND = frozenset({"3", "4"})
_DOLLAR = "USD"
_COMMON_PAPERS = frozenset({"00000001", "00000002", "00000003", "00000004", "00000008", "10000001"})
_RETURN = re.compile(r"复运[^；。]*[0-9一二三四五六]|[0-9一二三四五六]+个?(月|天)[^；。]*复运")  # with a day or a term
_LONGEST_REMARK = 255


@rule(
    "R119",
    at="trade_mode",
    needs="trade_mode tables",
    message="监管方式{mode}仅用于出口，进口请改用其他监管方式",
    english="The mode of trade {mode} is for exports only",
    source=_B2B_LAW,
    directions="I",
)
def b2b_is_for_exports(mode: str, tables: CodeTables) -> Fired:
    return mode in _B2B and {"mode": named(tables, "trade_modes", mode)}


@rule(
    "R120",
    at="trade_mode",
    needs="trade_mode",
    message="市场采购（1039）仅限出口，进口请改用其他监管方式",
    english="Market purchase (1039) is for exports only",
    source=_MARKET_LAW,
    directions="I",
)
def market_purchase_is_for_exports(mode: str) -> Fired:
    return mode == MARKET_PURCHASE


@rule(
    "R120",
    at="trade_mode",
    needs="trade_mode items[].total items[].currency ?fact:total_in_usd today",
    message="市场采购每票不得超过 {limit} 美元，本票合计 {total} 美元，请分票申报",
    english="A market purchase is worth at most {limit} USD, this one {total}",
    source=_MARKET_LAW,
    directions="E",
)
def market_purchase_is_small(
    mode: str, totals: Sequence[Decimal | None], currencies: Texts, fact: object, today: date
) -> Fired:
    if mode != MARKET_PURCHASE:
        return None
    known = [total for total in totals if total is not None]
    total = sum(known, Decimal(0)) if set(currencies) <= {_DOLLAR, None} else number(fact)
    if total is None:
        return LACKING
    limit = MARKET_PURCHASE_LIMIT.on(today)
    return total > limit and {"limit": limit, "total": total}


@rule(
    "R121",
    at="trade_mode",
    needs="trade_mode entry_customs ?traffic_mode ?trade_country tables",
    message="边境小额{fault}，应经陆地边境口岸与毗邻国家交易",
    english="Border small trade goes over a land port with a neighbouring country",
    source=_BORDER_LAW,
)
def border_trade_crosses_the_land_border(
    mode: str, office: str, traffic: str | None, country: str | None, tables: CodeTables
) -> Fired:
    if mode != BORDER_SMALL:
        return None
    if country is not None and tables.row("land_neighbours", country) is None:
        return {"fault": f"的对方国家{named(tables, 'countries', country)}不是陆地邻国"}
    row = tables.row("customs_offices", office)
    handled = [one for one in (row.values.get("traffic", "") if row else "").split(";") if one]
    if traffic is not None and traffic not in _LAND | NO_ENTRY_MODES and not (traffic == "2" and "4" in handled):
        return {"fault": f"的运输方式为{named(tables, 'transport_modes', traffic)}"}
    if row is None or not handled:
        return LACKING
    return not _LAND.intersection(handled) and {"fault": f"的口岸{row.name}不是陆地口岸"}


@rule(
    "R122",
    at="trade_mode",
    needs="trade_mode edocs[].kind ?contract_number ?fact:order_reference",
    message="跨境电商B2B直接出口须传输订单，请附电商平台订单或在合同协议号填订单号",
    english="A direct B2B export (9710) transmits its order and platform",
    source=f"{_B2B_LAW}{UNVERIFIED}",
    confidence="F",
    directions="E",
    modes=FULL_MODES,
)
def b2b_export_has_its_order(mode: str, papers: Texts, contract: str | None, order: object) -> Fired:
    if mode != DIRECT_B2B or held(order):
        return None
    attached = any(kind is not None and kind not in _COMMON_PAPERS for kind in papers)  # no code is set for orders
    return order is not None or not (attached or contract)


@rule(
    "R123",
    at="remark",
    needs="trade_mode ?remark ?ie_date ie_flag today",
    message="暂时进出、展览品应备注复运期限，如“{phrase}”",
    english="Temporary goods and exhibits note the day by which they go back",
    source=f"{box(32)}；{_TEMPORARY_LAW}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
    cures=True,
)
def return_is_noted(mode: str, remark: str | None, entered: date | None, direction: str, today: date) -> Fired:
    if mode not in EXHIBITS_OR_TEMPORARY or _RETURN.search(remark or ""):
        return None
    phrase = return_phrase(direction, entered or today)
    whole = f"{remark}；{phrase}" if remark else phrase
    fits = len(whole.encode("gbk", errors="replace")) <= _LONGEST_REMARK
    return Finding({"phrase": phrase}, fix=whole if fits else None, said=f"补上 {phrase}")


def return_phrase(direction: str, since: date) -> str:
    """Write the remark of temporary goods: the day six months (令233号) after ``since`` by which they go back."""
    months = since.month - 1 + int(TEMPORARY_MONTHS.on(since))
    first = date(since.year + months // 12, months % 12 + 1, 1)
    last = next(day for day in range(since.day, 0, -1) if _exists(first.year, first.month, day))
    way = "复运进境" if direction == "E" else "复运出境"
    return f"{way}期限{first.replace(day=last):%Y%m%d}"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


@rule(
    "R140",
    at="items[].hs_code",
    needs="items[].hs_code trade_mode tables today",
    message="{mode}的便利不适用，该商品{reason}，请核对监管方式",
    english="The eased regime {mode} is not for goods that are inspected or licensed",
    source=f"{_MARKET_LAW}；{_B2B_LAW}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="E",
    modes=FULL_MODES,
)
def eased_goods_are_free_of_controls(code: str, mode: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, code, today)
    if row is None or mode not in (MARKET_PURCHASE, DIRECT_B2B):
        return None
    marks = [mark for mark in control_marks(row) if _counts_for_exports(tables, mark)]
    if export_inspection(row) or "B" in marks:
        reason = "涉检"
    elif marks:
        reason = f"涉证（代码 {'、'.join(marks)}）"
    else:
        return None
    return {"mode": named(tables, "trade_modes", mode), "reason": reason}


def _counts_for_exports(tables: CodeTables, mark: str) -> bool:
    row = tables.row("license_documents", mark)
    return row is not None and OUT_OF in row.values.get("direction", "") and mark not in "xy"


@rule(
    "R157",
    at="trade_mode",
    needs="fact:border_trade_goods",
    message="互市商品不用报关单，应改用边民互市申报单",
    english="Goods of residents' border trade use their own form, not a declaration",
    source=BORDER_TRADE,
)
def residents_use_their_own_form(fact: object) -> Fired:
    return flag(fact) is True


@rule(
    "R171",
    at="traffic_mode",
    needs="traffic_mode trade_mode tables today",
    message="运输方式{traffic}与监管方式{mode}不匹配，{wanted}",
    english="The mode of transport {traffic} does not go with the mode of trade {mode}",
    source=f"{FILLING_GUIDE}第 9、14 栏{UNVERIFIED}",
    confidence="F",
)
def transport_fits_trade_mode(traffic: str, mode: str, tables: CodeTables, today: date) -> Fired:
    row = tables.row("trade_mode_transport", mode, today)
    inner = row.values.get("transport") == "inner" if row else None
    if inner is None or inner == (traffic in NO_ENTRY_MODES):
        return None
    return {
        "traffic": named(tables, "transport_modes", traffic),
        "mode": named(tables, "trade_modes", mode),
        "wanted": "该方式没有实际进出境" if inner else "该方式应实际进出境",
    }
