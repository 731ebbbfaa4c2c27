"""Rules about containers: numbers, weights, goods relation, agreement with the manifest (R063–R069)."""

import re
from datetime import date
from decimal import Decimal

from app.core.problem import Severity
from app.core.rules import Finding, Fired, rule
from forms.facts import number
from forms.rules import digits
from forms.rules.law import FILLING_GUIDE, MANIFEST
from forms.rules.route_words import ROAD
from forms.settings import CONTAINER_EXCESS

NOT_A_CONTAINER = "N"
BULK = "00"
CONTAINER_BOX = f"{FILLING_GUIDE}集装箱"
_FORM = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_RELATION = re.compile(r"[0-9]+(,[0-9]+)*")
_SEPARATORS = re.compile(r"[\s,，、;；]+")


@rule(
    "R063",
    at="containers[].container_id",
    needs="containers[].container_id ?containers[].container_type",
    message="集装箱号 {found} {fault}，请对照箱体核对",
    english="The container number {found} is not valid under ISO 6346",
    source=f"{CONTAINER_BOX}；GB/T 1836（ISO 6346）",
)
def container_number(found: str, kind: str | None) -> Fired:
    if kind == NOT_A_CONTAINER or digits.is_container(found):
        return None
    if not _FORM.fullmatch(found):
        return {"found": found, "fault": "应为 4 位大写字母（末位 U、J 或 Z）加 7 位数字"}
    return {"found": found, "fault": f"校验位不符，前 10 位无误时末位应为 {digits.container_check(found[:10])}"}


@rule(
    "R064",
    at="containers[].container_id",
    needs="containers[].container_id containers[*].container_id row",
    message="集装箱号 {found} 与第 {first} 项重复，请改正或删去一项",
    english="The container number {found} repeats row {first}",
    source=CONTAINER_BOX,
)
def container_twice(found: str, every: tuple[str | None, ...], row: tuple[int, ...]) -> Fired:
    first = every.index(found)
    return {"found": found, "first": first + 1} if first < row[0] else None


@rule(
    "R066",
    at="gross_weight",
    needs="gross_weight containers[].goods_weight today",
    message="箱货重量合计 {total} 千克超过毛重 {gross} 千克，请核对",
    english="The goods in the containers weigh {total} kg, more than the gross weight {gross} kg",
    source=f"{CONTAINER_BOX}（待核）",
    severity=Severity.WARNING,
    confidence="F",
)
def containers_too_heavy(gross: Decimal, weights: tuple[Decimal | None, ...], today: date) -> Fired:
    total = sum((weight for weight in weights if weight is not None), Decimal(0))
    return {"total": total, "gross": gross} if total > gross * (1 + CONTAINER_EXCESS.on(today)) else None


@rule(
    "R067",
    at="containers[].goods_numbers",
    needs="containers[].goods_numbers rows:items",
    message="商品项号关系“{found}”{fault}，应为项号加半角逗号，如 1,3",
    english="The goods relation {found} is not a list of line numbers of this declaration",
    source=CONTAINER_BOX,
    cures=True,
)
def goods_in_container(found: str, lines: int) -> Fired:
    if not _RELATION.fullmatch(found):
        plain = _SEPARATORS.sub(",", found).strip(",")
        cure = plain if _RELATION.fullmatch(plain) and not _beyond(plain, lines) else None
        return Finding({"found": found, "fault": "格式有误"}, fix=cure)
    beyond = _beyond(found, lines)
    return {"found": found, "fault": f"没有第 {beyond[0]} 项商品"} if beyond else None


def _beyond(relation: str, lines: int) -> list[int]:
    return [number for number in map(int, relation.split(",")) if not 1 <= number <= lines]


@rule(
    "R068",
    at="containers",
    needs="rows:containers fact:manifest_containers",
    message="集装箱 {declared} 个与舱单 {manifest} 个不一致，请核对",
    english="{declared} containers are declared, the manifest has {manifest}",
    source=MANIFEST,
    severity=Severity.WARNING,
)
def containers_off_the_manifest(declared: int, fact: object) -> Fired:
    manifest = number(fact)
    return None if manifest is None or manifest == declared else {"declared": declared, "manifest": manifest}


@rule(
    "R069",
    at="containers",
    needs="traffic_mode pack_type rows:containers",
    message="公路散装货物通常没有集装箱，现填了 {rows} 个，请核对",
    english="Bulk goods by road normally have no container, here {rows}",
    source=f"{CONTAINER_BOX}（待核）",
    severity=Severity.WARNING,
    confidence="F",
)
def containers_of_bulk(mode: str, pack_type: str, rows: int) -> Fired:
    return {"rows": rows} if mode == ROAD and pack_type == BULK and rows else None
