"""What the modes of transport are called in rules: which involve no border crossing, and when a transit is filed."""

NO_ENTRY_MODES = frozenset("0178HPSTWXYZ")
"""运输方式 of goods that do not really enter or leave (填制规范第 9 栏，无实际进出境)."""

WATER, RAIL, ROAD, AIR = "2", "3", "4", "5"

COLLECTIVE = "集中申报"
"""运输工具名称 of a periodic declaration; its bill number is the period."""

ROUTE = "?traffic_name ?transit_relation ?edi_mark ?transit.kind"
"""Needs by which a rule learns whether the declaration is direct; handed to ``is_direct``."""


def is_transit(relation: str | None, mark: str | None, kind: str | None) -> bool:
    """Tell whether the goods move on under 转关, whose transport fields have formats of their own."""
    return relation in {"1", "3", "4"} or mark in {"3", "5", "6"} or bool(kind)


def is_direct(name: str | None, relation: str | None, mark: str | None, kind: str | None) -> bool:
    """Tell whether the transport fields follow the formats of a direct, single declaration."""
    return name != COLLECTIVE and not is_transit(relation, mark, kind)
