"""Rules R163–R175: route, place, and the remaining fields of the head; the manifest is asked elsewhere."""

import re
from collections.abc import Sequence
from datetime import date

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import day, held
from forms.rules.law import FILLING_GUIDE, MESSAGE_FORMAT, UNVERIFIED, VALUATION, box
from forms.rules.preference import claims, indirect
from forms.rules.route_words import NO_ENTRY_MODES
from forms.rules.tariff import inspected_on_import, named, tariff
from forms.rules.wording import present
from forms.settings import DRAFT_AGE

Texts = Sequence[str | None]
_CHINA = "CHN"
_LAND = frozenset({"3", "4"})
_NORTHERN_OFFICES = ("06", "07")  # 满洲里, 呼和浩特
_NEIGHBOURS = frozenset({"RUS", "MNG"})
_TRANSIT_WORDS = ("中转", "转口", "转运")
_WITH_CONTRACT = frozenset({"0110", "4019"})
_DISTRICT = re.compile(r"[0-9A-Z]{5}")


@rule(
    "R163",
    at="tax_mark",
    needs="fact:drafted_on today",
    message="本票录入已 {days} 天，汇率或税率可能已更新，请重新核对",
    english="The draft is {days} days old; rates may have changed",
    source=f"{VALUATION}；《中华人民共和国关税法》",
    severity=Severity.WARNING,
)
def draft_is_fresh(drafted: object, today: date) -> Fired:
    start = day(drafted)
    return start is not None and (today - start).days > DRAFT_AGE.on(today) and {"days": (today - start).days}


@rule(
    "R164",
    at="departure_port",
    needs="departure_port trade_country ?remark ?fact:transit_proof items[].origin_country"
    " preferences[].certificate_kind preferences[].goods_number tables",
    message="启运港{port}不在启运国{country}，请核对，确有中转的在备注注明",
    english="The port of departure {port} does not lie in {country}",
    source=f"{FILLING_GUIDE}第 17、20 栏",
    severity=Severity.WARNING,
    directions="I",
    modes=FULL_MODES,
)
def port_lies_in_departure_country(
    port: str,
    country: str,
    remark: str | None,
    proof: object,
    origins: Texts,
    kinds: Texts,
    numbers: Texts,
    tables: CodeTables,
) -> Fired:
    if port.startswith(country) or not port[:3].isalpha():  # a special zone has no country in its code
        return None
    if held(proof) or any(word in (remark or "") for word in _TRANSIT_WORDS):
        return None
    claimed = claims(kinds, numbers, len(origins)).items()
    if any(indirect(country, origins[line], agreement, tables) for line, agreement in claimed):
        return None  # R139 asks for the proof of transit already
    return {"port": named(tables, "ports", port), "country": named(tables, "countries", country)}


@rule(
    "R165",
    at="stop_port",
    needs="stop_port traffic_mode entry_customs tables",
    message="经停港{port}不在毗邻国家，陆路进境的经停港应在俄罗斯或蒙古",
    english="The last port before a northern land border lies in Russia or Mongolia, {port} does not",
    source=f"{box(21)}{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    directions="I",
    modes=FULL_MODES,
)
def stop_port_is_next_door(port: str, traffic: str, office: str, tables: CodeTables) -> Fired:
    if traffic not in _LAND or not office.startswith(_NORTHERN_OFFICES) or port[:3] in _NEIGHBOURS:
        return None
    return {"port": named(tables, "ports", port)}


@rule(
    "R166",
    at="trade_area",
    needs="trade_area ?traffic_mode",
    message="进口贸易国为中国，应填交易对方所在国，请核对",
    english="The trading country of an import is the seller's, not CHN",
    source=box(19),
    severity=Severity.WARNING,
    directions="I",
)
def seller_is_abroad(country: str, traffic: str | None) -> Fired:
    return country == _CHINA and traffic not in NO_ENTRY_MODES  # goods out of a zone are bought in the country


@rule(
    "R167",
    at="entry_port",
    needs="entry_port entry_customs tables",
    message="{label}{port}属关区 {wanted}，与进出境关别 {office} 不一致，请核对",
    english="The port {port} belongs to office {wanted}, not {office}",
    source=f"{FILLING_GUIDE}第 4、22 栏",
    severity=Severity.WARNING,
    modes=FULL_MODES,
)
def port_belongs_to_office(port: str, office: str, tables: CodeTables) -> Fired:
    row = tables.row("domestic_ports", port)
    offices = [one for one in (row.values.get("office", "") if row else "").split(";") if one]
    if not offices or office in offices:
        return None
    return {"port": named(tables, "domestic_ports", port), "wanted": "、".join(offices), "office": office}


@rule(
    "R169",
    at="goods_place",
    needs="?goods_place",
    message="货物存放地点未填，进口应填进境后的存放场所",
    english="The place where the goods are kept is missing",
    source=box(12),
    directions="I",
    modes=FULL_MODES,
)
def goods_place_is_filled(place: str | None) -> Fired:
    return place is None


@rule(
    "R170",
    at="items[].district",
    needs="?items[].district",
    message="{label}{fault}，应填 5 位国内地区代码",
    english="{label} is missing or not of five places",
    source=box(42),
    modes=FULL_MODES,
)
def district_has_five_places(district: str | None) -> Fired:
    if district is None:
        return {"fault": "未填"}
    return not _DISTRICT.fullmatch(district) and {"fault": f" {district} 有误"}


@rule(
    "R170",
    at="items[].destination_code",
    needs="?items[].destination_code items[].hs_code tables today",
    message="该商品涉检，目的地代码应为 6 位行政区划代码，{now}",
    english="Inspected goods name a six-digit division of destination",
    source=box(42),
    directions="I",
    modes=FULL_MODES,
)
def inspected_goods_have_a_destination(code: str | None, hs_code: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, hs_code, today)
    if row is None or not inspected_on_import(row) or (code is not None and len(code) == 6):
        return None
    return {"now": present(code)}


@rule(
    "R173",
    at="contract_number",
    needs="?contract_number trade_mode tables",
    message="合同协议号未填，{mode}应填合同的完整编号",
    english="The contract number is missing",
    source=box(18),
    severity=Severity.WARNING,
    modes=FULL_MODES,
)
def contract_is_named(contract: str | None, mode: str, tables: CodeTables) -> Fired:
    return contract is None and mode in _WITH_CONTRACT and {"mode": named(tables, "trade_modes", mode)}


@rule(
    "R174",
    at="mark_number",
    needs="?mark_number",
    message="标记唛码未填，无标记唛码应填 N/M",
    english="The marks are missing; goods without marks state N/M",
    source=box(32),
    severity=Severity.WARNING,
    modes=FULL_MODES,
    cures=True,
)
def marks_are_stated(marks: str | None) -> Fired:
    return marks is None and Finding(fix="N/M")


@rule(
    "R175",
    at="port_inspection",
    needs="?port_inspection ?inspection_office ?certificate_office",
    message="{label}已停用，应留空，涉检货物填目的地海关",
    english="{label} is no longer used and stays blank",
    source=MESSAGE_FORMAT,
    severity=Severity.WARNING,
    cures=True,
)
def abandoned_offices_are_blank(port: str | None, office: str | None, certificates: str | None) -> Fired:
    given = (("port_inspection", port), ("inspection_office", office), ("certificate_office", certificates))
    return [Finding(at=name, fix="") for name, code in given if code is not None]
