"""Facts that no message carries and a rule may ask for: their names, kinds and meanings; no rule stands here.

A draft keeps them as JSON values. A rule reads one through ``flag``, ``day`` or ``number``: a malformed value counts
as absent, so that it silences a rule instead of deceiving it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact's value may be; the value is the word for it."""

    FLAG = "是或否（true、false）"
    DAY = "日期（如 2026-11-21）"
    NUMBER = "数字"
    REFERENCE = "编号文字，没有则为 false"
    MONTH = "年月（如 2026-03）"
    WORD = "规定的代号文字"


@dataclass(frozen=True, slots=True)
class Fact:
    """Kind and Chinese meaning of one fact.

    asked: whether the page asks a person for it wherever a rule wants it; the program or a rule pack tells the others.
    """

    kind: FactKind
    meaning: str
    asked: bool = True


FACTS: Mapping[str, Fact] = {
    "vehicle_departed": Fact(FactKind.FLAG, "运输工具已从启运口岸启运"),
    "manifest_found": Fact(FactKind.FLAG, "海关系统中已有原始舱单"),
    "manifest_reference": Fact(FactKind.REFERENCE, "已取得的提（运）单或舱单编号"),
    "manifest_weight": Fact(FactKind.NUMBER, "舱单毛重（千克）"),
    "manifest_packs": Fact(FactKind.NUMBER, "舱单件数"),
    "manifest_containers": Fact(FactKind.NUMBER, "舱单集装箱数"),
    "goods_arrived": Fact(FactKind.FLAG, "货物已运抵海关监管场所"),
    "planned_arrival": Fact(FactKind.DAY, "货物预计运抵海关监管场所的日期"),
    "entry_day": Fact(FactKind.DAY, "运输工具申报进境的日期"),
    "road_manifest_sent": Fact(FactKind.FLAG, "公路出口预配舱单已传输"),
    "port_open": Fact(FactKind.FLAG, "进出境口岸当日开放"),
    "advance_summary": Fact(FactKind.FLAG, "在运输工具进境前作概要申报（提前加两步）"),
    "two_step_profile": Fact(FactKind.WORD, "两步申报规则包（new 新模式，legacy 含三项确认）", asked=False),
    "licence_confirmed": Fact(FactKind.FLAG, "概要申报时确认属于禁止、限制管制", asked=False),
    "tax_confirmed": Fact(FactKind.FLAG, "概要申报时确认需要缴纳税款", asked=False),
    "filed_on": Fact(FactKind.DAY, "向海关申报的日期", asked=False),
    "summary_accepted": Fact(FactKind.DAY, "海关接受概要申报的日期", asked=False),
    "planned_acceptance": Fact(FactKind.DAY, "预计海关接受申报的日期", asked=False),
    "licence_valid_to": Fact(FactKind.DAY, "许可证件的有效期截止日"),
    "rate_month": Fact(FactKind.MONTH, "预计税款所用汇率的月份", asked=False),
    "guarantee_exempt": Fact(FactKind.FLAG, "免于提供担保"),
    "guarantee_number": Fact(FactKind.REFERENCE, "担保备案编号"),
    "guarantee_balance": Fact(FactKind.NUMBER, "担保备案的可用额度（元）"),
    "related_parties": Fact(FactKind.FLAG, "买卖双方存在特殊关系"),
    "other_deducted": Fact(FactKind.FLAG, "杂费是应从价格中扣减的费用"),
    "inspection_confirmed": Fact(FactKind.FLAG, "概要申报时确认依法需检验或检疫"),
    "quarantine_permit": Fact(FactKind.REFERENCE, "进境动植物检疫许可证"),
    "phytosanitary_certificate": Fact(FactKind.REFERENCE, "植物检疫证书或动物检疫证书"),
    "transit_proof": Fact(FactKind.REFERENCE, "直运或中转证明（全程运输单证、未再加工证明）"),
    "origin_proof_valid_to": Fact(FactKind.DAY, "原产地证明的有效期截止日"),
    "estimated_tax": Fact(FactKind.NUMBER, "本票估算的税款合计（元）", asked=False),
    "estimated_duty": Fact(FactKind.NUMBER, "本票估算的关税（元）", asked=False),
    "total_in_usd": Fact(FactKind.NUMBER, "全部商品总价折合美元", asked=False),
    "order_reference": Fact(FactKind.REFERENCE, "跨境电商订单号及平台信息"),
    "export_ledger": Fact(FactKind.REFERENCE, "出口检验检疫电子底账号"),
    "border_trade_goods": Fact(FactKind.FLAG, "本票为边民互市商品"),
    "withdrawn_on": Fact(FactKind.DAY, "原报关单经海关同意撤销的日期", asked=False),
    "sale_recorded": Fact(FactKind.FLAG, "货物已销售或使用"),
    "released": Fact(FactKind.FLAG, "海关已放行（可销售使用）"),
    "drafted_on": Fact(FactKind.DAY, "开始录入本票的日期"),
}


def flag(value: object) -> bool | None:
    """Read a yes-or-no fact; None if it is anything else."""
    return value if isinstance(value, bool) else None


def day(value: object) -> date | None:
    """Read a date given as ISO text; None if it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def month(value: object) -> date | None:
    """Read a month given as ``2026-03`` or as a day of it: its first day; None if it is none."""
    text = f"{value.strip()}-01" if isinstance(value, str) and len(value.strip()) == len("2026-03") else value
    found = day(text)
    return None if found is None else found.replace(day=1)


def number(value: object) -> Decimal | None:
    """Read a number given as number or text; None if it is none or not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        read = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return read if read.is_finite() else None


def held(value: object) -> bool:
    """Tell whether a document is at hand: true, or its number as text."""
    return value is True or (isinstance(value, str) and bool(value.strip()))


def faults(facts: Mapping[str, object]) -> tuple[str, ...]:
    """Return one Chinese sentence for each fact that no rule knows or that cannot be read."""
    found = []
    for name, value in facts.items():
        fact = FACTS.get(name)
        if fact is None:
            found.append(f"没有名为 {name} 的事实，已忽略")
        elif not _readable(fact.kind, value):
            found.append(f"{name}（{fact.meaning}）应为{fact.kind.value}，已忽略")
    return tuple(found)


def _readable(kind: FactKind, value: object) -> bool:
    match kind:
        case FactKind.FLAG:
            return flag(value) is not None
        case FactKind.DAY:
            return day(value) is not None
        case FactKind.NUMBER:
            return number(value) is not None
        case FactKind.MONTH:
            return month(value) is not None
        case FactKind.WORD:
            return isinstance(value, str)
        case FactKind.REFERENCE:
            return isinstance(value, bool | str)
