"""Rules about offices, ports and header codes (R013–R019, R160, R177); unknown codes are the engine's to report."""

import re
from collections.abc import Callable
from datetime import date

from app.core.problem import Severity
from app.core.rules import ONE_STEP, Finding, Fired, Rule, rule
from app.core.tables import CodeTables
from forms.facts import flag
from forms.rules.law import MESSAGE_FORMAT, box
from forms.rules.route_words import NO_ENTRY_MODES

CHINA = "CHN"
TRANSIT_EDI_MARKS = {"3", "5"}  # 北方转关提前、南方转关提前
TRANSIT_RELATIONS = {"1", "3"}  # 转关提前报关单、转关提前备案清单
ORDINARY_EDI_MARK = "1"
SECOND_TRANSIT = "4"  # 出口二次转关: no public text says which mark it goes with
PORT_KINDS = {"3": "铁路", "4": "公路", "5": "航空"}
_OFFICE = re.compile(r"[0-9]{4}")


def _office(at: str, number: int) -> Callable[[Callable[..., Fired]], Rule]:
    return rule(
        "R013",
        at=at,
        needs=at,
        message="{label}应为 4 位数字的关区代码，请按 F2 查代码后改正",
        english="{label}: a customs office code has four digits",
        source=f"{box(number)}、《关区代码表》",
    )


@rule(
    "R015",
    at="declaration_customs",
    needs="declaration_customs",
    message="{label}应为 4 位数字的关区代码，现为 {code}，请按 F2 查代码后改正",
    english="{label}: the office of declaration has four digits, not {code}",
    source=f"{MESSAGE_FORMAT}；《关区代码表》",
)
def declaration_office(code: str) -> Fired:
    return not _OFFICE.fullmatch(code) and {"code": code}


@_office("entry_customs", 4)
def entry_office(code: str) -> Fired:
    return not _OFFICE.fullmatch(code)


@_office("destination_customs", 4)
def destination_office(code: str) -> Fired:
    return not _OFFICE.fullmatch(code)


@rule(
    "R014",
    at="entry_customs",
    needs="entry_customs tables",
    message="{label} {code} 是直属海关，请填货物实际进出境的口岸关区",
    english="{label}: a directly subordinate customs was given where the port's own office belongs",
    source=box(4),
    severity=Severity.WARNING,
)
def office_of_the_whole_district(code: str, tables: CodeTables) -> Fired:
    return {"code": code} if code.endswith("00") and tables.row("customs_offices", code) else None


@rule(
    "R017",
    at="traffic_mode",
    needs="traffic_mode entry_customs tables",
    message="{office}不是{kind}口岸，请核对运输方式与进出境关别",
    english="The office of entry or exit does not handle this mode of transport",
    source=f"{box(4)}、第 9 栏",
)
def port_of_another_kind(mode: str, office: str, tables: CodeTables) -> Fired:
    row = tables.row("customs_offices", office)
    handled = _listed(row.values.get("traffic", "")) if row else []
    if row is None or mode not in PORT_KINDS or not handled or mode in handled:
        return None
    return {"office": row.name, "kind": PORT_KINDS[mode]}


@rule(
    "R018",
    at="entry_customs",
    needs="entry_customs fact:port_open",
    message="{label} {office} 当日不开放，请核对口岸开放季节与日期",
    english="{label}: the port may be closed on that day",
    source="口岸季节性开放安排（待核）",
    severity=Severity.WARNING,
    confidence="F",
)
def port_closed(office: str, is_open: object) -> Fired:
    return {"office": office} if flag(is_open) is False else None


@rule(
    "R019",
    at="items[].hs_code",
    needs="entry_customs items[].hs_code tables today",
    message="{office}不具备{site}指定监管场地资质，请改由具备资质的口岸进境",
    english="The port of entry has no designated site for this class of goods",
    source="海关总署公告2019年第212号《海关指定监管场地管理规范》（场地资质数据待核）",
    directions="I",
)
def port_without_designated_site(office: str, code: str, tables: CodeTables, today: date) -> Fired:
    goods, port = tables.row("hs_codes", code), tables.row("customs_offices", office)
    wanted = goods.values.get("site", "") if goods else ""
    if port is None or not wanted:
        return None
    dated = tables.row("port_sites", f"{office}:{wanted}")
    if dated is not None:
        return not dated.valid_on(today) and {"office": port.name, "site": wanted}
    offered = _listed(port.values.get("sites", ""))
    return bool(offered) and wanted not in offered and {"office": port.name, "site": wanted}


@rule(
    "R160",
    at="items[].destination_country",
    needs="items[].destination_country items[].origin_country ?traffic_mode ?trade_country",
    message="出口最终目的国 {destination} 与原产国 {origin} 填反，请对调（报文中两国元素须对调）",
    english="Export of goods from {origin} to {destination}: the message has the two country elements not swapped",
    source=MESSAGE_FORMAT,
    directions="E",
)
def export_countries_not_swapped(destination: str, origin: str, mode: str | None, bound_for: str | None) -> Fired:
    if mode in NO_ENTRY_MODES or destination == origin:
        return None  # goods that stay in the country may well be bound for China
    # Goods do not go to the country they come from in order to reach another; returned ones end there.
    turned = destination == CHINA or origin == bound_for
    return turned and {"destination": destination, "origin": origin}


def _flag_of_direction(wanted: str) -> Callable[[Callable[..., Fired]], Rule]:
    return rule(
        "R177",
        at="ie_flag",
        needs="ie_flag",
        message="{label} {found} 与报关单种类不符，应为 {wanted}",
        english="{label}: the flag {found} does not fit this kind of declaration, {wanted} does",
        source=MESSAGE_FORMAT,
        directions=wanted,
        cures=True,
    )


@_flag_of_direction("I")
def import_flag(found: str) -> Fired:
    return Finding({"found": found, "wanted": "I"}, fix="I", said="改为 I 进口") if found != "I" else None


@_flag_of_direction("E")
def export_flag(found: str) -> Fired:
    return Finding({"found": found, "wanted": "E"}, fix="E", said="改为 E 出口") if found != "E" else None


@rule(
    "R177",
    at="edi_mark",
    needs="edi_mark transit_relation",
    message="报关标志 {mark} 与报关转关关系 {relation} 不能同用，请改正，一般报关为 1 与 0",
    english="The EDI mark {mark} and the transit relation {relation} contradict each other",
    source=MESSAGE_FORMAT,
    modes=ONE_STEP,
    cures=True,
)
def transit_marks(mark: str, relation: str) -> Fired:
    if relation == SECOND_TRANSIT or (mark in TRANSIT_EDI_MARKS) == (relation in TRANSIT_RELATIONS):
        return None
    ordinary = relation not in TRANSIT_RELATIONS
    return Finding({"mark": mark, "relation": relation}, fix=ORDINARY_EDI_MARK if ordinary else None)


def _listed(text: str) -> list[str]:
    return [one for one in text.split(";") if one]
