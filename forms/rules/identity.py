"""Rules about the parties: codes, check digits, names and the agent's mandate (R001–R012)."""

import re

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import FULL_MODES, Fired, rule
from forms.rules import digits
from forms.rules.law import box
from forms.rules.wording import present

MANDATE = "10000001"  # 代理报关委托协议（电子）
NO_CODE = "NO"
_CUSTOMS_CODE = re.compile(r"[0-9A-Za-z]{10}")
_PERSONAL = re.compile(r"[1-9][0-9]{5}(19|20)[0-9]{9}[0-9X]")  # looks like a person's number, right or wrong
_AEO_CODE = re.compile(r"[A-Z]{2}[A-Za-z0-9]{6,}")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def _credit_fault(code: str) -> dict[str, object] | None:
    """Say what is wrong with a 统一社会信用代码, and in which part a single slip must lie; None if it is right."""
    if digits.is_social_credit(code):
        return None
    if len(code) != 18:
        return {"fault": f"应为 18 位，现为 {len(code)} 位"}
    if strange := digits.foreign_sign(code):
        return {"fault": f"含“{strange}”，只用数字和大写字母（不用 I、O、S、V、Z）"}
    if digits.is_organisation(code[8:17]):
        return {"fault": "校验位不符，差错在第 1–8 位或末位"}
    return {"fault": "校验位不符，差错多在第 9–17 位"}


@rule(
    "R001",
    at="trade_scc",
    needs="?trade_scc",
    message="{label}{fault}，请对照营业执照改正",
    english="{label}: the unified social credit code is missing or its check digit is wrong",
    source=f"{box(3)}；GB 32100-2015",
)
def trader_credit_code(code: str | None) -> Fired:
    return _credit_fault(code) if code else {"fault": "未填"}


@rule(
    "R002",
    at="trade_code",
    needs="?trade_code",
    message="{label}应为 10 位字母或数字，{now}，请改正",
    english="{label}: a customs registration code has 10 letters or digits",
    source=box(3),
)
def trader_customs_code(code: str | None) -> Fired:
    return None if code and _CUSTOMS_CODE.fullmatch(code) else {"now": present(code, "字母和数字")}


@rule(
    "R002",
    at="agent_code",
    needs="agent_code",
    message="{label}应为 10 位字母或数字，{now}，请改正",
    english="{label}: a customs registration code has 10 letters or digits",
    source=box(48),
)
def agent_customs_code(code: str) -> Fired:
    return None if _CUSTOMS_CODE.fullmatch(code) else {"now": present(code, "字母和数字")}


@rule(
    "R003",
    at="trade_name",
    needs="?trade_name",
    message="{label}名称未填，请按海关备案名称填写",
    english="{label}: the name of the domestic party is missing",
    source=box(3),
)
def trader_name(name: str | None) -> Fired:
    return not name


@rule(
    "R005",
    at="owner_scc",
    needs="?owner_scc mode",
    message="{label}{fault}，无代码填 NO",
    english="{label}: neither a valid social credit code nor a personal ID number nor NO",
    source=f"{box(13)}；GB 32100-2015、GB 11643-1999",
)
def owner_credit_code(code: str | None, mode: Mode) -> Fired:
    if not code:
        return {"fault": "未填"} if mode in FULL_MODES else None
    if code == NO_CODE or digits.is_citizen(code):
        return None
    return {"fault": "所填身份证号校验位不符"} if _PERSONAL.fullmatch(code) else _credit_fault(code)


@rule(
    "R006",
    at="agent_scc",
    needs="?agent_scc",
    message="{label}{fault}，请对照营业执照改正",
    english="{label}: the agent's social credit code is missing or its check digit is wrong",
    source=f"{box(48)}；GB 32100-2015",
)
def agent_credit_code(code: str | None) -> Fired:
    return _credit_fault(code) if code else {"fault": "未填"}


@rule(
    "R007",
    at="agent_scc",
    needs="agent_scc trade_scc edocs[].kind",
    message="代理报关未附委托协议，请加随附单据 10000001",
    english="An agent files for another party without the mandate (attachment 10000001)",
    source=f"《中华人民共和国海关法》第十条；{box(48)}",
    modes=FULL_MODES,
)
def agent_without_mandate(agent: str, trader: str, attached: tuple[str | None, ...]) -> Fired:
    known = digits.is_social_credit(agent) and digits.is_social_credit(trader)  # else R001 or R006 speaks
    return known and agent != trader and MANDATE not in attached


@rule(
    "R009",
    at="overseas_consignor_name",
    needs="?overseas_consignor_name",
    message="{label}名称未填，请填英文名称，没有则填 NO",
    english="{label}: the overseas consignor's name is missing (NO if there is none)",
    source=box(8),
    directions="I",
    modes=FULL_MODES,
)
def consignor_name(name: str | None) -> Fired:
    return not name


@rule(
    "R009",
    at="overseas_consignee_name",
    needs="?overseas_consignee_name",
    message="{label}名称未填，请填英文名称，没有则填 NO",
    english="{label}: the overseas consignee's name is missing (NO if there is none)",
    source=box(8),
    directions="E",
    modes=FULL_MODES,
)
def consignee_name(name: str | None) -> Fired:
    return not name


def _aeo_format(code: str) -> bool:
    return code != NO_CODE and not _AEO_CODE.fullmatch(code)


AEO_MESSAGE = "{label}应为国别 2 位字母加企业编码，如 KR1234567，没有 AEO 编码的留空"
AEO_ENGLISH = "{label}: an AEO code is two letters of the country followed by the company's code"
AEO_SOURCE = f"{box(8)}（待核）"


@rule(
    "R010",
    at="overseas_consignor_code",
    needs="overseas_consignor_code",
    message=AEO_MESSAGE,
    english=AEO_ENGLISH,
    source=AEO_SOURCE,
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
)
def consignor_aeo_code(code: str) -> Fired:
    return _aeo_format(code)


@rule(
    "R010",
    at="overseas_consignee_code",
    needs="overseas_consignee_code",
    message=AEO_MESSAGE,
    english=AEO_ENGLISH,
    source=AEO_SOURCE,
    severity=Severity.WARNING,
    confidence="F",
    directions="E",
)
def consignee_aeo_code(code: str) -> Fired:
    return _aeo_format(code)


def _chinese_outside_brackets(name: str) -> Fired:
    found = _CHINESE.search(_BRACKETED.sub("", name))
    return {"found": found.group()[:10]} if found else None


NAME_MESSAGE = "{label}含中文“{found}”，一般填英文名称，其他外文名称写在半角括号内"
NAME_ENGLISH = "{label}: the overseas party's name is normally in English, other languages in brackets"


@rule(
    "R012",
    at="overseas_consignor_name",
    needs="overseas_consignor_name",
    message=NAME_MESSAGE,
    english=NAME_ENGLISH,
    source=box(8),
    severity=Severity.WARNING,
    directions="I",
)
def consignor_name_in_chinese(name: str) -> Fired:
    return _chinese_outside_brackets(name)


@rule(
    "R012",
    at="overseas_consignee_name",
    needs="overseas_consignee_name",
    message=NAME_MESSAGE,
    english=NAME_ENGLISH,
    source=box(8),
    severity=Severity.WARNING,
    directions="E",
)
def consignee_name_in_chinese(name: str) -> Fired:
    return _chinese_outside_brackets(name)
