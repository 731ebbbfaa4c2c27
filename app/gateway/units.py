"""The statutory units of the few goods codes this gateway knows; about every other code it stays silent.

Source: column 计量单位 of 《中华人民共和国进出口税则》 for the goods of the scenarios S01–S16 (2026-11), unit codes of
the 计量单位代码表. Typed by hand; a code that is missing here is simply not checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Units(NamedTuple):
    """First and second statutory unit; the second is empty where the tariff names one unit only."""

    first: str
    second: str = ""


MACHINE, STRIP, ITEM, PAIR, KILOGRAM, CUBIC_METRE, LITRE, TONNE = "001", "015", "011", "025", "035", "033", "095", "070"

STATUTORY_UNITS: Mapping[str, Units] = {
    "0204430000": Units(KILOGRAM),  # 冻藏的其他去骨绵羊肉, 千克
    "0702000000": Units(KILOGRAM),  # 鲜或冷藏的番茄, 千克
    "0802910090": Units(KILOGRAM),  # 未去壳其他松子, 千克
    "2208600000": Units(LITRE, KILOGRAM),  # 伏特加酒, 升/千克
    "2601112000": Units(KILOGRAM),  # 未烧结铁矿砂, 千克
    "2603000010": Units(KILOGRAM),  # 铜矿砂, 千克
    "2701121000": Units(KILOGRAM),  # 未制成型的炼焦煤, 千克
    "2701129000": Units(KILOGRAM),  # 其他烟煤, 千克
    "3924900000": Units(KILOGRAM),  # 塑料制其他家庭用具, 千克
    "4407111091": Units(KILOGRAM, CUBIC_METRE),  # 红松厚板材, 千克/立方米
    "4407111099": Units(KILOGRAM, CUBIC_METRE),  # 樟子松厚板材, 千克/立方米
    "6109100022": Units(ITEM, KILOGRAM),  # 棉制针织女式T恤衫, 件/千克
    "6204620000": Units(STRIP, KILOGRAM),  # 棉制女裤, 条/千克
    "6402992900": Units(PAIR, KILOGRAM),  # 塑料制鞋面的鞋靴, 双/千克
    "8413709990": Units(MACHINE, KILOGRAM),  # 其他离心泵, 台/千克
    "8429521200": Units(MACHINE, KILOGRAM),  # 履带式挖掘机, 台/千克
}
