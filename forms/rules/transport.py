"""Rules about vehicle, voyage and bill by mode of transport, and their agreement with the manifest (R036–R053)."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import FULL_MODES, ONE_STEP, Finding, Fired, rule
from forms.facts import flag, held, number
from forms.rules import digits
from forms.rules.law import MANIFEST, TRANSIT, box
from forms.rules.route_words import AIR, NO_ENTRY_MODES, RAIL, ROAD, ROUTE, WATER, is_direct, is_transit
from forms.rules.wording import present

_BATCH = re.compile(r"[0-9]{13}")
_VESSEL = re.compile(r"[ -~]+")
_SEA_BILL = re.compile(r"[0-9A-Za-z_]+(\*[0-9A-Za-z_]+)?")
_AIR_BILL = re.compile(r"[0-9]{11}(_[0-9A-Za-z_]+)?")
_BILL_SIGNS = re.compile(r"[0-9A-Za-z_*]")
_SEVERAL_BILLS = re.compile(r"[,，、/;；]")
_TRANSIT_SIGN = ("@",)
_SOUTHERN = ("@", "◎")  # 南方 H2000 直转 (EdiId 6) writes the vehicle behind a ring: message.md, interface dictionary
_TRANSIT_TOOL = re.compile(r"@([0-9]{13}|[0-9]{16})?")  # "@" alone: one transit form for several declarations

Route = str | None


def _legal(bill: str | None) -> bool:
    """Tell whether no other rule already speaks about the signs of a bill number."""
    return bill is None or all(_BILL_SIGNS.match(sign) for sign in bill)


@rule(
    "R036",
    at="traffic_name",
    needs=f"traffic_mode traffic_name {ROUTE}",
    message="公路直通货物运输工具名称免填，请删去“{name}”",
    english="Road, direct: the means of transport is left blank since road manifests are in use",
    source=box(10),
    severity=Severity.WARNING,
    cures=True,
)
def road_vehicle_named(mode: str, name: str, *route: Route) -> Fired:
    return Finding({"name": name}, fix="") if mode == ROAD and is_direct(*route) else None


@rule(
    "R037",
    at="voyage_number",
    needs=f"traffic_mode ?voyage_number {ROUTE}",
    message="公路运输航次号应填 13 位货物运输批次号，{now}",
    english="Road, direct: the voyage number is the 13-digit transport batch number",
    source=box(10),
)
def road_batch_number(mode: str, voyage: str | None, *route: Route) -> Fired:
    if mode != ROAD or not is_direct(*route) or _BATCH.fullmatch(voyage or ""):
        return None
    return {"now": present(voyage)}


@rule(
    "R038",
    at="bill_number",
    needs=f"traffic_mode ?bill_number {ROUTE}",
    message="公路运输提运单号未填，请填进出口总运单号",
    english="Road, direct: the master waybill number is missing",
    source=box(11),
    modes=FULL_MODES,
)
def road_bill(mode: str, bill: str | None, *route: Route) -> Fired:
    return mode == ROAD and is_direct(*route) and not bill


@rule(
    "R039",
    at="traffic_name",
    needs=f"traffic_mode {ROUTE}",
    message="铁路运输工具名称未填，请填车厢编号或交接单号",
    english="Rail: the wagon number or hand-over list number is missing",
    source=box(10),
)
def rail_wagon(mode: str, *route: Route) -> Fired:
    return mode == RAIL and is_direct(*route) and not route[0]


@rule(
    "R040",
    at="voyage_number",
    needs=f"traffic_mode ?voyage_number {ROUTE}",
    message="铁路运输航次号应填 8 位进出境日期，如 20260305",
    english="Rail, direct: the voyage number is the 8-digit day of entry or exit",
    source=box(10),
)
def rail_day(mode: str, voyage: str | None, *route: Route) -> Fired:
    return mode == RAIL and is_direct(*route) and not _is_day(voyage or "")


@rule(
    "R041",
    at="bill_number",
    needs=f"traffic_mode ?bill_number {ROUTE}",
    message="铁路运输提运单号未填，请填运单号",
    english="Rail: the consignment note number is missing",
    source=box(11),
    modes=FULL_MODES,
)
def rail_bill(mode: str, bill: str | None, *route: Route) -> Fired:
    return mode == RAIL and is_direct(*route) and not bill


@rule(
    "R042",
    at="traffic_name",
    needs=f"traffic_mode {ROUTE}",
    message="水路运输工具名称{fault}，请填船舶英文名称或编号",
    english="Water: the vessel's English name or number is missing or not in Latin letters",
    source=box(10),
)
def vessel_name(mode: str, *route: Route) -> Fired:
    name = route[0]
    if mode != WATER or not is_direct(*route) or _VESSEL.fullmatch(name or ""):
        return None
    return {"fault": "含非英文字符" if name else "未填"}


@rule(
    "R043",
    at="bill_number",
    needs=f"traffic_mode ?bill_number {ROUTE}",
    message="水路提运单号格式有误，请填“提单号”或“提单号*分提单号”",
    english="Water: the bill number is the bill of lading, or bill*house bill",
    source=box(11),
    modes=FULL_MODES,
)
def sea_bill(mode: str, bill: str | None, *route: Route) -> Fired:
    return mode == WATER and is_direct(*route) and _legal(bill) and not _SEA_BILL.fullmatch(bill or "")


@rule(
    "R044",
    at="bill_number",
    needs=f"traffic_mode ?bill_number {ROUTE}",
    message="航空总运单号{fault}，请填“11 位总运单号_分运单号”",
    english="Air: the master waybill has 11 digits, the last being digits 4–10 modulo 7",
    source=f"{box(11)}；IATA 运单号校验规则",
    modes=FULL_MODES,
)
def air_bill(mode: str, bill: str | None, *route: Route) -> Fired:
    if mode != AIR or not is_direct(*route) or not _legal(bill):
        return None
    if not _AIR_BILL.fullmatch(bill or ""):
        return {"fault": "格式有误" if bill else "未填"}
    return None if digits.is_waybill((bill or "")[:11]) else {"fault": "校验位不符"}


@rule(
    "R045",
    at="voyage_number",
    needs="traffic_mode voyage_number",
    message="航空运输航次号免填，请删去 {voyage}",
    english="Air: the voyage number is left blank",
    source=box(10),
    severity=Severity.WARNING,
    cures=True,
)
def air_voyage(mode: str, voyage: str) -> Fired:
    return Finding({"voyage": voyage}, fix="") if mode == AIR else None


@rule(
    "R046",
    at="bill_number",
    needs="bill_number",
    message="提运单号含“{sign}”，只能用字母、数字、下划线和星号，请改正",
    english="A bill number has only letters, digits, underscore and asterisk",
    source=box(11),
    cures=True,
)
def bill_signs(bill: str) -> Fired:
    strange = [sign for sign in bill if not _BILL_SIGNS.match(sign) and not _SEVERAL_BILLS.match(sign)]
    if not strange:
        return None
    cure = "".join(bill.split()) if not "".join(strange).strip() else None  # only blanks are too many
    return Finding({"sign": strange[0]}, fix=cure)


@rule(
    "R047",
    at="bill_number",
    needs="bill_number",
    message="一份报关单只填一个提运单号，现以“{sign}”分隔了几个，请分单申报",
    english="One declaration carries one bill number; several were given",
    source=box(11),
)
def several_bills(bill: str) -> Fired:
    found = _SEVERAL_BILLS.search(bill)
    return {"sign": found.group()} if found else None


@rule(
    "R048",
    at="traffic_mode",
    needs="traffic_mode ?traffic_name ?voyage_number ?bill_number",
    message="无实际进出境货物的{label}免填，请删去 {found}",
    english="Goods that do not enter or leave: vehicle, voyage and bill are left blank",
    source=f"{box(10)}、第 11 栏",
    severity=Severity.WARNING,
    cures=True,
)
def no_entry(mode: str, name: str | None, voyage: str | None, bill: str | None) -> Iterable[Finding] | None:
    if mode not in NO_ENTRY_MODES:
        return None
    filled = {"traffic_name": name, "voyage_number": voyage, "bill_number": bill}
    return [Finding({"found": text}, at=path, fix="") for path, text in filled.items() if text]


@rule(
    "R049",
    at="traffic_name",
    needs="traffic_mode ?traffic_name transit_relation edi_mark",
    message="转关运输工具名称应以 @ 开头，后接 16 位转关单预录入号或 13 位载货清单号",
    english="Transit: the means of transport begins with @",
    source=f"{box(10)}；{TRANSIT}",
    modes=ONE_STEP,
)
def transit_tool(mode: str, name: str | None, relation: str, mark: str) -> Fired:
    early_or_direct = relation in {"1", "3"} or mark in {"3", "5", "6"}
    if not early_or_direct or mode in NO_ENTRY_MODES:
        return None
    return not (name or "").startswith(_SOUTHERN if mark == "6" else _TRANSIT_SIGN)


@rule(
    "R050",
    at="traffic_name",
    needs="traffic_name ?transit_relation ?edi_mark ?transit.kind",
    message="{label} @ 后应为 16 位转关单预录入号或 13 位载货清单号，{now}",
    english="Transit: after @ come the 16 digits of the transit form or the 13 of the cargo list",
    source=f"{box(10)}；{TRANSIT}",
    modes=ONE_STEP,
)
def transit_tool_number(name: str, *marks: Route) -> Fired:
    if not is_transit(*marks) or not name.startswith("@") or _TRANSIT_TOOL.fullmatch(name):
        return None
    return {"now": present(name[1:])}


@rule(
    "R050",
    at="transit.declaration_number",
    needs="transit.declaration_number",
    message="{label}应为 16 位数字，{now}",
    english="The transit form's number has 16 digits",
    source=TRANSIT,
)
def transit_form_number(found: str) -> Fired:
    return None if re.fullmatch(r"[0-9]{16}", found) else {"now": present(found)}


@rule(
    "R050",
    at="transit.manifest_number",
    needs="transit.manifest_number",
    message="{label}应为 13 位数字，{now}",
    english="The cargo list's number has 13 digits",
    source=TRANSIT,
)
def transit_list_number(found: str) -> Fired:
    return None if _BATCH.fullmatch(found) else {"now": present(found)}


@rule(
    "R051",
    at="gross_weight",
    needs="gross_weight fact:manifest_weight",
    message="毛重 {declared} 千克与舱单 {manifest} 千克不一致，可能退单或查验，请核对",
    english="The gross weight {declared} kg differs from the manifest's {manifest} kg",
    source=MANIFEST,
    severity=Severity.WARNING,
)
def weight_off_the_manifest(declared: Decimal, fact: object) -> Fired:
    manifest = number(fact)
    return None if manifest is None or manifest == declared else {"declared": declared, "manifest": manifest}


@rule(
    "R051",
    at="pack_count",
    needs="pack_count fact:manifest_packs",
    message="件数 {declared} 与舱单 {manifest} 不一致，可能退单或查验，请核对",
    english="The number of packages {declared} differs from the manifest's {manifest}",
    source=MANIFEST,
    severity=Severity.WARNING,
)
def packs_off_the_manifest(declared: int, fact: object) -> Fired:
    manifest = number(fact)
    return None if manifest is None or manifest == declared else {"declared": declared, "manifest": manifest}


@rule(
    "R052",
    at="bill_number",
    needs="fact:manifest_found ?fact:manifest_reference",
    message="尚未取得原始舱单数据，申报后可能退单，请待舱单入库",
    english="Advance filing: customs does not have the original manifest yet",
    source=MANIFEST,
    severity=Severity.WARNING,
    directions="I",
    modes=frozenset({Mode.ADVANCE}),
)
def manifest_not_found(fact: object, reference: object) -> Fired:
    return flag(fact) is False and held(reference)  # without any document R025 speaks


@rule(
    "R053",
    at="voyage_number",
    needs="traffic_mode fact:road_manifest_sent",
    message="公路出口预配舱单未传输，请先传输舱单",
    english="Road export: the pre-loading manifest was not transmitted",
    source=MANIFEST,
    severity=Severity.WARNING,
    directions="E",
)
def road_manifest_not_sent(mode: str, fact: object) -> Fired:
    return mode == ROAD and flag(fact) is False


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{8}", text):
        return False
    try:
        datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        return False
    return True
