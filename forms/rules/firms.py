"""Rules R004, R008 and R011: the parties held against what the office and customs list of them."""

from collections.abc import Callable
from datetime import date

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import LACKING, Finding, Fired, Rule, rule
from app.core.tables import CodeTables
from forms.rules.law import TWO_STEP, UNVERIFIED, box

_TWO_STEP = frozenset({Mode.SUMMARY, Mode.COMPLETE})
_NO_CODE = "NO"
_LETTERS = 2


@rule(
    "R004",
    at="trade_code",
    needs="trade_scc trade_code tables today",
    message="海关编码 {code} 不属于{name}，本机资料中其海关编码为 {wanted}，请核对",
    english="The customs code {code} belongs to another firm; that of the credit code is {wanted}",
    source=f"{box(3)}；本机企业资料{UNVERIFIED}",
    confidence="F",
    cures=True,
)
def codes_belong_to_one_firm(scc: str, code: str, tables: CodeTables, today: date) -> Fired:
    row = tables.row("firms", scc, today)
    wanted = row.values.get("customs_code", "") if row else ""
    if row is None or not wanted:
        return LACKING
    return code != wanted and Finding({"code": code, "name": row.name, "wanted": wanted}, fix=wanted)


@rule(
    "R008",
    at="trade_scc",
    needs="trade_scc tables today",
    message="{name}在失信企业名单上，不得使用两步申报，请改用一次申报",
    english="{name} is on the list of dishonest firms and may not file in two steps",
    source=f"{TWO_STEP}；海关注册登记和备案企业信用管理办法（海关总署令第251号）{UNVERIFIED}",
    confidence="F",
    directions="I",
    modes=_TWO_STEP,
)
def firm_may_file_in_two_steps(scc: str, tables: CodeTables, today: date) -> Fired:
    row = tables.row("dishonest_firms", scc, today)
    if row is None:
        return None if tables.complete("dishonest_firms") else LACKING
    return {"name": row.name}


def _recognised(at: str, directions: str) -> Callable[[Callable[..., Fired]], Rule]:
    return rule(
        "R011",
        at=at,
        needs=f"{at} tables today",
        message="{country} 不在 AEO 互认国家（地区）之列，编码可免填，请核对",
        english="{country} has no mutual recognition of AEOs; the code may stay blank",
        source=f"{box(8)}；海关总署各 AEO 互认公告{UNVERIFIED}",
        severity=Severity.WARNING,
        confidence="F",
        directions=directions,
        cures=True,
    )


@_recognised("overseas_consignor_code", "I")
def consignor_country_is_recognised(code: str, tables: CodeTables, today: date) -> Fired:
    return _unrecognised(code, tables, today)


@_recognised("overseas_consignee_code", "E")
def consignee_country_is_recognised(code: str, tables: CodeTables, today: date) -> Fired:
    return _unrecognised(code, tables, today)


def _unrecognised(code: str, tables: CodeTables, today: date) -> Fired:
    country = code[:_LETTERS]
    if code == _NO_CODE or not (country.isascii() and country.isalpha() and country.isupper()):
        return None  # R010 speaks of the form
    if tables.row("aeo_countries", country, today) is not None:
        return None
    return Finding({"country": country}, fix="") if tables.exists("aeo_countries") else LACKING
