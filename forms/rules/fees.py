"""Rules R070–R084: which of freight, insurance and other charges a 成交方式 asks for or forbids."""

from datetime import date
from decimal import Decimal
from enum import Enum

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from forms.rules.law import FILLING_GUIDE, UNVERIFIED, VALUATION, box
from forms.settings import INSURANCE_RATE_MOST

Amount = Decimal | None
_FREIGHT, _INSURANCE, _OTHER = "fee_rate", "insurance_rate", "other_rate"
_RATE, _UNIT_PRICE, _TOTAL = "1", "2", "3"
_FEES = f"{FILLING_GUIDE}第 27、28、29 栏"


class Demand(Enum):
    """What a 成交方式 says of one charge."""

    MUST = "未填"
    NEVER = "应留空"


_MUST, _NEVER = Demand.MUST, Demand.NEVER
_DEMANDS = {  # direction and 成交方式: freight, insurance; the pairs not named here demand nothing
    ("I", "1"): (_NEVER, _NEVER),
    ("I", "2"): (_NEVER, _MUST),
    ("I", "3"): (_MUST, _MUST),
    ("I", "4"): (_MUST, _NEVER),
    ("I", "7"): (_MUST, _MUST),
    ("E", "1"): (_MUST, _MUST),
    ("E", "2"): (_MUST, _NEVER),
    ("E", "4"): (_NEVER, _MUST),
}


def demands_freight(direction: str, terms: str) -> bool:
    """Tell whether a declaration on these terms must state the freight."""
    return _DEMANDS.get((direction, terms), (None, None))[0] is _MUST


def demands_insurance(direction: str, terms: str) -> bool:
    """Tell whether a declaration on these terms must state the insurance."""
    return _DEMANDS.get((direction, terms), (None, None))[1] is _MUST


def _freight(direction: str, terms: str, amount: Amount) -> list[Finding]:
    return _against(_DEMANDS[direction, terms][0], _FREIGHT, amount)


def _insurance(direction: str, terms: str, amount: Amount) -> list[Finding]:
    return _against(_DEMANDS[direction, terms][1], _INSURANCE, amount)


def _against(demand: Demand, at: str, amount: Amount) -> list[Finding]:
    """Say that a charge is missing or too many; a zero states nothing."""
    if demand is _MUST and not amount:
        return [Finding({"fault": demand.value}, at)]
    if demand is _NEVER and amount:
        return [Finding({"fault": demand.value}, at, fix="")]
    return []


def _filled(*charges: tuple[str, Amount]) -> list[Finding]:
    return [Finding(at=at, fix="") for at, amount in charges if amount]


@rule(
    "R070",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="进口成交方式 CIF 已含运保费，{label}{fault}",
    english="Import on CIF terms: {label} must be blank",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def nothing_added_to_import_cif(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "1" and _freight("I", terms, freight) + _insurance("I", terms, insurance)


@rule(
    "R071",
    at=_FREIGHT,
    needs="terms fee_rate",
    message="进口成交方式 C&F 已含运费，{label}{fault}",
    english="Import on C&F terms: {label} must be blank",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def no_freight_on_import_c_and_f(terms: str, freight: Amount) -> Fired:
    return terms == "2" and _freight("I", terms, freight)


@rule(
    "R072",
    at=_INSURANCE,
    needs="terms ?insurance_rate",
    message="进口成交方式 C&F 不含保费，{label}{fault}，保费不明的标记填 1、保费填 0.3",
    english="Import on C&F terms: {label} is missing",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
)
def insurance_on_import_c_and_f(terms: str, insurance: Amount) -> Fired:
    return terms == "2" and _insurance("I", terms, insurance)


@rule(
    "R073",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="进口成交方式 FOB 不含运保费，{label}{fault}，请填运抵境内输入地点起卸前的{label}",
    english="Import on FOB terms: {label} is missing",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
)
def charges_on_import_fob(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "3" and _freight("I", terms, freight) + _insurance("I", terms, insurance)


@rule(
    "R074",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="进口成交方式 C&I 应填运费、不填保费，{label}{fault}",
    english="Import on C&I terms states the freight and no insurance: {label}",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
    cures=True,
)
def freight_on_import_c_and_i(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "4" and _freight("I", terms, freight) + _insurance("I", terms, insurance)


@rule(
    "R075",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="进口成交方式 EXW 应填运费和保费，{label}{fault}，境外内陆运杂费填入杂费",
    english="Import on EXW terms: {label} is missing (inland charges abroad go to OtherRate)",
    source=_FEES,
    directions="I",
    modes=FULL_MODES,
)
def charges_on_import_exw(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "7" and _freight("I", terms, freight) + _insurance("I", terms, insurance)


@rule(
    "R076",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="出口成交方式 FOB 一般不填{label}，请核对",
    english="Export on FOB terms: {label} is usually blank",
    source=_FEES,
    severity=Severity.WARNING,
    directions="E",
    modes=FULL_MODES,
    cures=True,
)
def charges_on_export_fob(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "3" and _filled((_FREIGHT, freight), (_INSURANCE, insurance))


@rule(
    "R077",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="出口成交方式 CIF 应填运费和保费，{label}{fault}",
    english="Export on CIF terms: {label} is missing",
    source=_FEES,
    directions="E",
    modes=FULL_MODES,
)
def charges_on_export_cif(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "1" and _freight("E", terms, freight) + _insurance("E", terms, insurance)


@rule(
    "R078",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate",
    message="出口成交方式 C&F 应填运费、不填保费，{label}{fault}",
    english="Export on C&F terms states the freight and no insurance: {label}",
    source=_FEES,
    directions="E",
    modes=FULL_MODES,
    cures=True,
)
def freight_on_export_c_and_f(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "2" and _freight("E", terms, freight) + _insurance("E", terms, insurance)


@rule(
    "R079",
    at=_INSURANCE,
    needs="terms ?fee_rate ?insurance_rate",
    message="出口成交方式 C&I 应填保费、不填运费，{label}{fault}",
    english="Export on C&I terms states the insurance and no freight: {label}",
    source=_FEES,
    directions="E",
    modes=FULL_MODES,
    cures=True,
)
def insurance_on_export_c_and_i(terms: str, freight: Amount, insurance: Amount) -> Fired:
    return terms == "4" and _freight("E", terms, freight) + _insurance("E", terms, insurance)


@rule(
    "R080",
    at=_FREIGHT,
    needs="terms ?fee_rate ?insurance_rate ?other_rate",
    message="出口成交方式 EXW 一般不填{label}，请核对",
    english="Export on EXW terms: {label} is usually blank",
    source=f"{_FEES}、第 30 栏",
    severity=Severity.WARNING,
    directions="E",
    modes=FULL_MODES,
    cures=True,
)
def charges_on_export_exw(terms: str, freight: Amount, insurance: Amount, other: Amount) -> Fired:
    return terms == "7" and _filled((_FREIGHT, freight), (_INSURANCE, insurance), (_OTHER, other))


def _unmatched(stem: str, mark: str | None, amount: Amount, currency: str | None, demand: Demand | None) -> Fired:
    """Say which of mark, amount and currency is missing; silent where another rule speaks.

    A mark with a nought, or a currency by itself, states no charge: programs write both beside empty fields.
    """
    if not amount:
        return amount is None and mark is not None and demand is not _MUST and Finding(at=f"{stem}_rate")
    if demand is _NEVER:
        return None
    if not mark:
        return Finding(at=f"{stem}_mark")
    return mark in (_UNIT_PRICE, _TOTAL) and not currency and Finding(at=f"{stem}_currency")


@rule(
    "R081",
    at="fee_mark",
    needs="?fee_mark ?fee_rate ?fee_currency ?terms ?ie_flag",
    message="运费的标记、金额和币制须配套，{label}未填",
    english="Mark, amount and currency of the freight go together: {label} is missing",
    source=box(28),
    modes=FULL_MODES,
)
def freight_is_complete(
    mark: str | None, amount: Amount, currency: str | None, terms: str | None, direction: str | None
) -> Fired:
    demand = _DEMANDS.get((direction or "", terms or ""), (None, None))[0]
    return _unmatched("fee", mark, amount, currency, demand)


@rule(
    "R081",
    at="insurance_mark",
    needs="?insurance_mark ?insurance_rate ?insurance_currency ?terms ?ie_flag",
    message="保费的标记、金额和币制须配套，{label}未填",
    english="Mark, amount and currency of the insurance go together: {label} is missing",
    source=box(29),
    modes=FULL_MODES,
)
def insurance_is_complete(
    mark: str | None, amount: Amount, currency: str | None, terms: str | None, direction: str | None
) -> Fired:
    demand = _DEMANDS.get((direction or "", terms or ""), (None, None))[1]
    return mark != _UNIT_PRICE and _unmatched("insurance", mark, amount, currency, demand)  # mark 2 is R082


@rule(
    "R081",
    at="other_mark",
    needs="?other_mark ?other_rate ?other_currency",
    message="杂费的标记、金额和币制须配套，{label}未填",
    english="Mark, amount and currency of the other charges go together: {label} is missing",
    source=box(30),
    modes=FULL_MODES,
)
def other_charges_are_complete(mark: str | None, amount: Amount, currency: str | None) -> Fired:
    return _unmatched("other", mark, amount, currency, None)


@rule(
    "R081",
    at="other_mark",
    needs="other_mark",
    message="杂费标记为 2 单价，杂费只有 1 率和 3 总价，请改正",
    english="Other charges have no unit price: the mark is 1 (rate) or 3 (total)",
    source=box(30),
    modes=FULL_MODES,
)
def other_charges_have_no_unit_price(mark: str) -> Fired:
    return mark == _UNIT_PRICE


@rule(
    "R082",
    at="insurance_mark",
    needs="insurance_mark",
    message="保费标记为 2 单价，保费只有 1 率和 3 总价，请改正",
    english="The insurance mark is 1 (rate) or 3 (total), never 2",
    source=box(29),
)
def insurance_has_no_unit_price(mark: str) -> Fired:
    return mark == _UNIT_PRICE


@rule(
    "R083",
    at=_INSURANCE,
    needs="insurance_mark insurance_rate today",
    message="保费率 {rate} 异常，率按百分数填，0.3 即千分之三，请核对",
    english="An insurance rate of {rate} % is unusual",
    source=f"{box(29)}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
)
def insurance_rate_is_usual(mark: str, rate: Decimal, today: date) -> Fired:
    return mark == _RATE and not 0 <= rate <= INSURANCE_RATE_MOST.on(today) and {"rate": rate}


@rule(
    "R084",
    at=_OTHER,
    needs="other_rate fact:other_deducted",
    message="应扣减的杂费填了正数 {amount}，扣减应填负值",
    english="Deducted charges carry a minus sign, {amount} does not",
    source=f"{box(30)}；{VALUATION}",
    severity=Severity.WARNING,
    modes=FULL_MODES,
    cures=True,
)
def deduction_is_negative(amount: Decimal, deducted: object) -> Fired:
    return deducted is True and amount > 0 and Finding({"amount": amount}, fix=f"-{amount:f}")
