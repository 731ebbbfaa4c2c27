"""The gateway's own dozen checks of a declaration, written from the rules sheet; what follows from them is life.py's.

Rule ids and sentences are those of the rules sheet (§2A). Where the sheet leaves room, a check here is the more lenient
reading, because a gateway must not refuse what the published rule does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from app.gateway.declared import Declared, Row, to_number
from app.gateway.finding import Finding
from app.gateway.identifiers import is_container_number, is_credit_code, is_resident_id
from app.gateway.units import KILOGRAM, STATUTORY_UNITS, TONNE

Check = Callable[[Declared], Iterator[Finding]]

# R091 is a warning at max(1 %, 0.05); only a total this many times further off is taken for a slip of the pen.
_TOTAL_TOLERANCE_FACTOR = 10


def owner_code(declared: Declared) -> Iterator[Finding]:
    """R005: 消费使用/生产销售单位代码 is a credit code, a natural person's ID or NO; empty is not its business."""
    code = declared.head("OwnerCodeScc")
    if code and code != "NO" and not is_credit_code(code) and not is_resident_id(code):
        yield Finding("R005", "DecHead/OwnerCodeScc", None, "消费使用/生产销售单位代码有误，无代码填NO")


def road_batch_number(declared: Declared) -> Iterator[Finding]:
    """R037: by road and not 转关, VoyNo is the 13-digit 货物运输批次号."""
    direct = declared.head("DeclTrnRel") != "1"
    if declared.head("TrafMode") == "4" and direct:
        number = declared.text("DecFreeTxt", "VoyNo")
        if not re.fullmatch(r"[0-9]{13}", number):
            yield Finding("R037", "DecFreeTxt/VoyNo", None, "公路运输航次号应填13位货物运输批次号")


def weights(declared: Declared) -> Iterator[Finding]:
    """R055: the net weight does not exceed the gross weight."""
    gross, net = to_number(declared.head("GrossWet")), to_number(declared.head("NetWt"))
    if gross is not None and net is not None and net > gross:
        yield Finding("R055", "DecHead/NetWt", None, f"净重不得大于毛重（净重{net:f}，毛重{gross:f}）")


def container_numbers(declared: Declared) -> Iterator[Finding]:
    """R063: container numbers carry the right check digit; ContainerMd N (非集装箱) is no container."""
    for row in declared.rows("DecContainers", "Container"):
        number = row.text("ContainerId")
        if number and row.text("ContainerMd") != "N" and not is_container_number(number):
            yield Finding("R063", "Container/ContainerId", row.number, f"集装箱号校验位错误（{number}）")


# Import terms: TransMode → rule, and whether a cost is in the price already (must stay empty) or must be told.
# C&F has two rules of its own, one for each cost.
_FORBIDDEN, _REQUIRED = "forbidden", "required"
_TERMS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "1": (
        ("R070", "FeeRate", _FORBIDDEN, "进口CIF不得填运费、保费"),
        ("R070", "InsurRate", _FORBIDDEN, "进口CIF不得填运费、保费"),
    ),
    "2": (
        ("R071", "FeeRate", _FORBIDDEN, "进口C&F不得填运费"),
        ("R072", "InsurRate", _REQUIRED, "进口C&F应填保费"),
    ),
    "3": (
        ("R073", "FeeRate", _REQUIRED, "进口FOB应填运费和保费"),
        ("R073", "InsurRate", _REQUIRED, "进口FOB应填运费和保费"),
    ),
    "4": (
        ("R074", "FeeRate", _REQUIRED, "进口C&I应填运费、不填保费"),
        ("R074", "InsurRate", _FORBIDDEN, "进口C&I应填运费、不填保费"),
    ),
}


def import_terms(declared: Declared) -> Iterator[Finding]:
    """R070–R074: freight and insurance fit the import terms. A written 0 counts as not filled, and as told."""
    if not declared.is_import:
        return
    for rule, name, demand, message in _TERMS.get(declared.head("TransMode"), ()):
        text = declared.head(name)
        wrong = bool(to_number(text)) if demand == _FORBIDDEN else not text and not declared.is_summary
        if wrong:
            yield Finding(rule, f"DecHead/{name}", None, message)


def line_totals(declared: Declared) -> Iterator[Finding]:
    """R091, refused only when the total is more than ten times the stated tolerance, max(1 %, 0.05), away."""
    for row in declared.goods():
        price, quantity, total = (row.number_of(name) for name in ("DeclPrice", "GQty", "DeclTotal"))
        if price is None or quantity is None or total is None:
            continue
        expected = (price * quantity).quantize(Decimal("0.01"), ROUND_HALF_UP)
        tolerance = max(abs(expected) / 100, Decimal("0.05")) * _TOTAL_TOLERANCE_FACTOR
        if abs(total - expected) > tolerance:
            reason = f"单价×数量与总价不符（应约为{expected:f}，相差超过允许误差的{_TOTAL_TOLERANCE_FACTOR}倍）"
            yield Finding("R091", "DecList/DeclTotal", row.number, reason)


def statutory_units(declared: Declared) -> Iterator[Finding]:
    """R104: the units are the statutory ones, for the codes of units.py; an empty second unit is not its business."""
    for row in declared.goods():
        units = STATUTORY_UNITS.get(row.text("CodeTS"))
        if units is None:
            continue
        first, second = row.text("FirstUnit"), row.text("SecondUnit")
        if first and first != units.first:
            yield Finding("R104", "DecList/FirstUnit", row.number, f"法定第一计量单位不符（应为{units.first}）")
        if second and second != units.second:
            expected = f"应为{units.second}" if units.second else "该商品无法定第二计量单位"
            yield Finding("R104", "DecList/SecondUnit", row.number, f"法定第二计量单位不符（{expected}）")


def tonnes_to_kilograms(declared: Declared) -> Iterator[Finding]:
    """R108: a quantity in 吨 with 千克 as statutory unit is a thousand times as many."""
    for row in declared.goods():
        if row.text("GUnit") == TONNE and row.text("FirstUnit") == KILOGRAM:
            yield from _converted(row)


def _converted(row: Row) -> Iterator[Finding]:
    quantity, first = row.number_of("GQty"), row.number_of("FirstQty")
    if quantity is not None and first is not None and first != quantity * 1000:
        reason = f"吨换千克数量不符（应为{(quantity * 1000).normalize():f}）"
        yield Finding("R108", "DecList/FirstQty", row.number, reason)


def import_destination(declared: Declared) -> Iterator[Finding]:
    """R111: what is imported is bound for China."""
    if declared.is_import:
        for row in declared.goods():
            if row.text("DestinationCountry") != "CHN":
                yield Finding("R111", "DecList/DestinationCountry", row.number, "进口最终目的国应为中国(CHN)")


CHECKS: tuple[Check, ...] = (
    owner_code,
    road_batch_number,
    weights,
    container_numbers,
    import_terms,
    line_totals,
    statutory_units,
    tonnes_to_kilograms,
    import_destination,
)


def check(declared: Declared) -> list[Finding]:
    """What the gateway's own rules have against a declaration, in the order of the rule ids."""
    return [finding for rule in CHECKS for finding in rule(declared)]
