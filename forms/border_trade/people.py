"""Rules R145–R149: who may share a 互市 lot, and how much of the day's quota is left to him."""

from datetime import date
from decimal import Decimal

from app.core.problem import Severity
from app.core.rules import LACKING, Fired, rule
from app.core.tables import CodeTables
from forms.rules import digits
from forms.rules.law import BORDER_TRADE, BORDER_TRADE_QUOTA, UNVERIFIED
from forms.rules.tariff import named
from forms.settings import RESIDENT_QUOTA

Amount = Decimal | None
_NO = "0"


@rule(
    "R145",
    at="residents[].registered",
    needs="?residents[].registered ?residents[].record_until ?day today",
    message="边民{fault}，请先办理边民备案",
    english="The resident is not registered, or his registration has expired",
    source=BORDER_TRADE,
)
def resident_is_registered(registered: str | None, until: date | None, day: date | None, today: date) -> Fired:
    if registered == _NO:
        return {"fault": "未备案"}
    if until is not None and until < (day or today):
        return {"fault": f"备案已于 {until} 过期"}
    return LACKING if registered is None and until is None else None


@rule(
    "R145",
    at="residents[].county",
    needs="residents[].county ?day tables today",
    message="户籍旗县 {county} 不在边民旗县表内（该表部分收录），请核对边民资格",
    english="The county {county} is not on the list of border counties",
    source=f"{BORDER_TRADE}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
)
def county_is_at_the_border(county: str, day: date | None, tables: CodeTables, today: date) -> Fired:
    if not tables.exists("border_counties"):
        return LACKING
    return tables.row("border_counties", county, day or today) is None and {
        "county": named(tables, "divisions6", county)
    }


@rule(
    "R146",
    at="residents[].id_number",
    needs="residents[].id_number",
    message="身份证号{fault}，请对照证件改正",
    english="The identity number is not of 18 places, or its check digit is wrong",
    source="GB 11643-1999；" + BORDER_TRADE,
)
def identity_number_is_right(number: str) -> Fired:
    if digits.is_citizen(number):
        return None
    return {"fault": "校验位不符" if len(number) == 18 else f"应为 18 位，现为 {len(number)} 位"}


def remaining(used: Amount, day: date | None, today: date) -> Decimal:
    """Return what is left of the day's quota of a resident who has used ``used`` (unknown counts as nothing)."""
    return RESIDENT_QUOTA.on(day or today) - (used or Decimal(0))


@rule(
    "R147",
    at="residents[].value",
    needs="residents[].value ?residents[].used_today ?residents[].exempt ?day today",
    message="该边民当日额度已用完，已用 {used} 元，本批 {value} 元不能再申请免税",
    english="The day's quota of the resident is used up ({used}); {value} cannot be claimed as exempt",
    source=BORDER_TRADE_QUOTA,
)
def quota_is_not_used_up(value: Decimal, used: Amount, exempt: Amount, day: date | None, today: date) -> Fired:
    claims = exempt is None or exempt > 0
    return value > 0 and claims and remaining(used, day, today) <= 0 and {"used": used, "value": value}


@rule(
    "R148",
    at="residents[].value",
    needs="residents[].value ?residents[].used_today ?day today",
    message="分配额 {value} 元超过当日剩余额度 {left} 元，超出的 {excess} 元将征税",
    english="The share {value} exceeds what is left of the quota, {left}; {excess} is taxed",
    source=BORDER_TRADE_QUOTA,
    severity=Severity.WARNING,
)
def share_is_within_the_quota(value: Decimal, used: Amount, day: date | None, today: date) -> Fired:
    left = remaining(used, day, today)
    return 0 < left < value and {"value": value, "left": left, "excess": value - left}


@rule(
    "R149",
    at="residents[].used_elsewhere",
    needs="residents[].used_elsewhere",
    message="当日已在{zone}申报，额度合并计算，以海关系统为准",
    english="The resident has filed at {zone} today; the quota is one",
    source=f"{BORDER_TRADE}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
)
def one_zone_a_day(zone: str) -> Fired:
    return {"zone": zone}
