"""Rules about gross and net weight, packages and packing (R054–R062)."""

from datetime import date
from decimal import Decimal

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from forms.rules.law import box
from forms.settings import NET_TOLERANCE

KILOGRAM = "035"
ONE_PIECE = frozenset({"00", "01"})  # 散装、裸装
WOODEN = frozenset({"23", "33", "92", "93", "98"})  # 木制或竹藤等、再生木托、天然木托、植物性铺垫材料
_LIMIT = Decimal(10) ** 14  # above it no weight fits its field
_LONGEST_REMARK = 255
_WOOD_NOTE = "含木质包装"
_KILOGRAMS_IN = {KILOGRAM: 1, "070": 1000}
Quantities = tuple[Decimal | None, ...]
Units = tuple[str | None, ...]


@rule(
    "R054",
    at="gross_weight",
    needs="?gross_weight",
    message="毛重{fault}，应大于 0（整数不超过 14 位，小数不超过 5 位）",
    english="The gross weight is missing or not above 0",
    source=box(25),
)
def gross_weight(gross: Decimal | None) -> Fired:
    if gross is None:
        return {"fault": "未填"}
    return {"fault": f"为 {gross:f}"} if gross <= 0 else None


@rule(
    "R055",
    at="net_weight",
    needs="gross_weight net_weight ?pack_type",
    message="净重 {net} 千克大于毛重 {gross} 千克，净重不得大于毛重",
    english="The net weight {net} kg exceeds the gross weight {gross} kg",
    source=f"{box(25)}、第 26 栏",
    cures=True,
)
def net_above_gross(gross: Decimal, net: Decimal, pack_type: str | None) -> Fired:
    cure = f"{gross:f}" if pack_type in ONE_PIECE else None  # packed goods weigh less than their gross weight
    return Finding({"net": net, "gross": gross}, fix=cure) if net > gross > 0 else None


@rule(
    "R056",
    at="gross_weight",
    needs="gross_weight",
    message="毛重 {found} 不足 1 千克，应填 1",
    english="A gross weight below 1 kg is declared as 1",
    source=box(25),
    severity=Severity.WARNING,
    cures=True,
)
def gross_below_one(gross: Decimal) -> Fired:
    return Finding({"found": gross}, fix="1") if 0 < gross < 1 else None


@rule(
    "R056",
    at="net_weight",
    needs="net_weight",
    message="净重 {found} 不足 1 千克，应填 1",
    english="A net weight below 1 kg is declared as 1",
    source=box(26),
    severity=Severity.WARNING,
    cures=True,
)
def net_below_one(net: Decimal) -> Fired:
    return Finding({"found": net}, fix="1") if net < 1 else None


@rule(
    "R057",
    at="net_weight",
    needs="net_weight ?gross_weight items[].first_quantity items[].first_unit "
    "items[].second_quantity items[].second_unit items[].quantity items[].unit today",
    message="净重 {net} 与表体法定数量合计 {total} 千克不符，相差 {percent}%，请核对",
    english="The net weight {net} kg differs from the lines' {total} kg by {percent}%",
    source=f"{box(26)}、第 36 栏",
    severity=Severity.WARNING,
    cures=True,
)
def net_off_the_lines(
    net: Decimal,
    gross: Decimal | None,
    first: Quantities,
    units: Units,
    second: Quantities,
    second_units: Units,
    dealt: Quantities,
    dealt_units: Units,
    today: date,
) -> Fired:
    lines = zip(first, units, second, second_units, dealt, dealt_units, strict=True)
    weights = [_kilograms(*line) for line in lines]
    total = sum((weight for weight in weights if weight is not None), Decimal(0))
    if net < 1 or not weights or (gross is not None and net > gross):
        return None  # R055 and R056 speak
    whole, tolerated = None not in weights, NET_TOLERANCE.on(today)  # a line without weight may make up for a gap
    if not (whole and total < net * (1 - tolerated)) and total <= net * (1 + tolerated):
        return None
    said = {"net": net, "total": total, "percent": f"{abs(total - net) / net * 100:.1f}"}
    sound = whole and 1 <= total < _LIMIT and (gross is None or total <= gross)
    return Finding(said, fix=_plain(total) if sound else None)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _kilograms(
    first: Decimal | None,
    unit: str | None,
    second: Decimal | None,
    second_unit: str | None,
    dealt: Decimal | None,
    dealt_unit: str | None,
) -> Decimal | None:
    """Return the net weight of a line, None where it has none or R107 or R108 doubts it."""
    if unit == KILOGRAM:
        factor = _KILOGRAMS_IN.get(dealt_unit or "")
        doubtful = factor is not None and dealt is not None and dealt * factor != first
        return None if doubtful else first
    return second if second_unit == KILOGRAM else None


@rule(
    "R058",
    at="pack_count",
    needs="?pack_count ?pack_type mode",
    message="件数{fault}，应大于 0，散装、裸装填 1",
    english="The number of packages is missing or not above 0; bulk and unpacked goods count 1",
    source=box(24),
    cures=True,
)
def pack_count(count: int | None, pack_type: str | None, mode: Mode) -> Fired:
    if (count is None and mode not in FULL_MODES) or (count is not None and count > 0):
        return None
    fault = "未填" if count is None else f"为 {count}"
    return Finding({"fault": fault}, fix="1" if pack_type in ONE_PIECE else None)


@rule(
    "R059",
    at="pack_count",
    needs="pack_count pack_type",
    message="散装或裸装件数一般填 1，现为 {count}，请核对",
    english="Bulk or unpacked goods normally count 1 package, here {count}",
    source=box(24),
    severity=Severity.WARNING,
    cures=True,
)
def one_piece(count: int, pack_type: str) -> Fired:
    return Finding({"count": count}, fix="1") if pack_type in ONE_PIECE and count > 1 else None


@rule(
    "R060",
    at="pack_type",
    needs="?pack_type mode",
    message="包装种类{fault}，请按 F2 查 2 位代码",
    english="The kind of packing is missing or not a two-digit code",
    source=box(23),
)
def pack_type(kind: str | None, mode: Mode) -> Fired:
    if kind is None:
        return {"fault": "未填"} if mode in FULL_MODES else None
    return None if len(kind) == 2 and kind.isascii() and kind.isdecimal() else {"fault": f"“{kind}”有误"}


@rule(
    "R061",
    at="pack_type",
    needs="pack_type ?remark packs[].kind",
    message="包装种类 {kind} 为木质或植物性材料，请填其他包装或备注，并接受检疫",
    english="Wooden or plant packing is to be listed under other packing or noted, and is inspected",
    source=f"{box(23)}；《中华人民共和国进出境动植物检疫法》",
    severity=Severity.WARNING,
    cures=True,
)
def wooden_packing(kind: str, remark: str | None, packs: Units) -> Fired:
    if kind not in WOODEN or any(packs) or "木" in (remark or ""):
        return None
    noted = f"{remark}；{_WOOD_NOTE}" if remark else _WOOD_NOTE
    fits = len(noted.encode("gbk", errors="replace")) <= _LONGEST_REMARK
    return Finding({"kind": kind}, fix=noted if fits else None, fix_at="remark", said=f"补上 {_WOOD_NOTE}")


@rule(
    "R062",
    at="no_other_pack",
    needs="no_other_pack rows:packs",
    message="已选无其他包装，但填了 {rows} 项其他包装，请改为 0 或删去",
    english="No other packing was ticked, but {rows} rows of other packing are filled in",
    source=box(23),
    cures=True,
)
def other_packs_denied(denied: str, rows: int) -> Fired:
    return Finding({"rows": rows}, fix="0") if denied == "1" and rows else None
