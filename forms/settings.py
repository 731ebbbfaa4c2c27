"""Thresholds the law or practice may change, each with its days, source and confidence; rules read them by the day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and the first day it holds."""

    value: Decimal
    since: date


@dataclass(frozen=True, slots=True)
class Setting:
    """One threshold: what it means, which rules read it, its values in the order of their days."""

    id: str
    title: str
    rules: tuple[str, ...]
    unit: str
    values: tuple[Dated, ...]
    source: str
    confidence: str

    def on(self, day: date) -> Decimal:
        """Return the value that holds on ``day``; before the first known day, the first value."""
        held = [one.value for one in self.values if one.since <= day]
        return held[-1] if held else self.values[0].value


PRICE_BAND = Setting(
    "price_band",
    "价格偏离参考价的提示幅度",
    ("R095",),
    "倍",
    (Dated(Decimal("0.30"), date(2026, 1, 1)),),
    "本机设定，海关价格资料幅度不公开（待核）",
    "U",
)
MARKET_PURCHASE_LIMIT = Setting(
    "market_purchase_limit",
    "市场采购每票报关单的商品总值上限",
    ("R120",),
    "美元",
    (Dated(Decimal(150_000), date(2020, 1, 1)),),
    "海关总署公告2019年第221号（市场采购贸易）（待核）",
    "F",
)
DUTY_EXEMPT = Setting(
    "duty_exempt",
    "一票货物关税免征额",
    ("R179",),
    "元",
    (Dated(Decimal(50), date(2017, 6, 1)),),
    "《中华人民共和国关税法》及国务院规定（待核）",
    "F",
)
TEMPORARY_MONTHS = Setting(
    "temporary_months",
    "暂时进出境货物复运的期限",
    ("R123",),
    "个月",
    (Dated(Decimal(6), date(2018, 2, 1)),),
    "海关总署令第233号（待核）",
    "F",
)
RESIDENT_QUOTA = Setting(
    "resident_quota",
    "边民每人每日互市进口免税额度",
    ("R147", "R148"),
    "元",
    (Dated(Decimal(8000), date(2008, 11, 1)),),
    "财关税〔2008〕90号",
    "S",
)
GROUP_SMALLEST = Setting(
    "group_smallest",
    "边民互助组最少人数",
    ("R152",),
    "人",
    (Dated(Decimal(1), date(2026, 1, 1)),),
    "本机设定，内蒙古未见公开规定（待核）",
    "U",
)
GROUP_LARGEST = Setting(
    "group_largest",
    "边民互助组最多人数",
    ("R152",),
    "人",
    (Dated(Decimal(500), date(2026, 1, 1)),),
    "本机设定，内蒙古未见公开规定（待核）",
    "U",
)
NET_TOLERANCE = Setting(
    "net_tolerance",
    "净重与表体千克数合计的容许差",
    ("R057",),
    "倍",
    (Dated(Decimal("0.01"), date(2026, 1, 1)),),
    "本机设定（待核）",
    "F",
)
TOTAL_SHARE = Setting(
    "total_share",
    "总价与单价乘数量的容许差",
    ("R091",),
    "倍",
    (Dated(Decimal("0.01"), date(2026, 1, 1)),),
    "本机设定（待核）",
    "F",
)
INSURANCE_RATE_MOST = Setting(
    "insurance_rate_most",
    "保费率的提示上限",
    ("R083",),
    "%",
    (Dated(Decimal(10), date(2026, 1, 1)),),
    "本机设定（待核）",
    "F",
)
CONTAINER_EXCESS = Setting(
    "container_excess",
    "箱货重量合计可超过毛重的幅度",
    ("R066",),
    "倍",
    (Dated(Decimal("0.02"), date(2026, 1, 1)),),
    "本机设定（待核）",
    "F",
)
DRAFT_AGE = Setting(
    "draft_age",
    "录入后须重新核对税率汇率的天数",
    ("R163",),
    "天",
    (Dated(Decimal(30), date(2026, 1, 1)),),
    "本机设定：汇率按月调整",
    "F",
)

SETTINGS: tuple[Setting, ...] = (
    NET_TOLERANCE,
    CONTAINER_EXCESS,
    INSURANCE_RATE_MOST,
    TOTAL_SHARE,
    PRICE_BAND,
    MARKET_PURCHASE_LIMIT,
    TEMPORARY_MONTHS,
    RESIDENT_QUOTA,
    GROUP_SMALLEST,
    GROUP_LARGEST,
    DRAFT_AGE,
    DUTY_EXEMPT,
)


def settings_of(rule_id: str) -> tuple[Setting, ...]:
    """Return the thresholds a rule reads."""
    return tuple(one for one in SETTINGS if rule_id in one.rules)
