"""Rules R125, R131 and R142, and R016 for the list of 货物属性: quarantine, wood, two-stage access."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.facts import held
from forms.rules.goods_classes import PERMITTED, classes_of
from forms.rules.law import QUARANTINE, STAGED_ACCESS, box
from forms.rules.route_words import NO_ENTRY_MODES
from forms.rules.tariff import import_inspection, tariff

_QUARANTINED = "P"
_PERMITS = frozenset({"325", "203", "331", "332"})  # 产品资质 given before the goods leave
_CERTIFICATES = frozenset({"106", "107"})  # 产品资质 given by the country of origin
_SCANS = frozenset({"20000012", "20000013"})  # 随附单据: animal and plant quarantine certificates
_WOOD = ("4401", "4402", "4403", "4404", "4405", "4406", "4407")
_BARK = frozenset({"23", "24"})
_SEPARATORS = re.compile(r"[\s,，、;；|]+")
_YES = "1"


@lru_cache(maxsize=1024)
def attribute_codes(attributes: str | None) -> tuple[str, ...]:
    """Return the two-digit codes of a 货物属性 text, however they are separated."""
    return tuple(code for code in _SEPARATORS.split(attributes or "") if code)


@rule(
    "R125",
    at="items[].hs_code",
    needs="items[].hs_code items[].limits[].licence_type items[].limits[].licence_number edocs[].kind ?traffic_mode"
    " ?fact:phytosanitary_certificate ?fact:quarantine_permit tables today",
    message="动植物检疫商品缺少{lacking}，应填入产品资质",
    english="Goods under animal or plant quarantine lack a permit or certificate",
    source=f"{QUARANTINE}第十条至第十二条",
    directions="I",
)
def quarantine_goods_have_papers(
    code: str,
    kinds: Sequence[str | None],
    numbers: Sequence[str | None],
    scans: Sequence[str | None],
    traffic_mode: str | None,
    *given: object,
) -> Fired:
    certificate, permit, tables, today = given
    assert isinstance(today, date)
    known = cast("CodeTables", tables)
    row = tariff(known, code, today)
    if row is None or _QUARANTINED not in import_inspection(row) or traffic_mode in NO_ENTRY_MODES:
        return None
    papers = {kind for kind, number in zip(kinds, numbers, strict=True) if number}
    if held(permit) or _PERMITS & papers:
        return None
    if PERMITTED in classes_of(known, code, today):
        return {"lacking": "进境动植物检疫许可证（325）"}
    proved = held(certificate) or _CERTIFICATES & papers or _SCANS.intersection(scans)
    return not proved and {"lacking": "检疫许可证或检疫证书"}


@rule(
    "R016",
    at="items[].attributes",
    needs="items[].attributes tables",
    message="货物属性“{found}”{fault}，应为 2 位代码加半角逗号，如 15,19",
    english="The goods attributes {found} are not known codes of two digits, joined by commas",
    source=f"{box(34)}（货物属性）",
    severity=Severity.WARNING,
    cures=True,
)
def attributes_are_known(attributes: str, tables: CodeTables) -> Fired:
    codes = attribute_codes(attributes)
    unknown = [code for code in codes if tables.row("goods_attributes", code) is None]
    if unknown:
        return {"found": attributes, "fault": f"中 {unknown[0]} 不在代码表中"}
    plain = ",".join(codes)
    return plain != attributes and Finding({"found": attributes, "fault": "的分隔有误"}, fix=plain)


@rule(
    "R131",
    at="items[].attributes",
    needs="items[].hs_code ?items[].attributes",
    message="木材的货物属性应注明 23 带皮或 24 不带皮",
    english="Wood states whether it has bark (23) or none (24)",
    source=f"{QUARANTINE}；{box(34)}（货物属性）",
    modes=FULL_MODES,
)
def wood_states_its_bark(code: str, attributes: str | None) -> Fired:
    return code.startswith(_WOOD) and not _BARK.intersection(attribute_codes(attributes))


@rule(
    "R142",
    at="access.transfer_site",
    needs="access.transfer ?access.transfer_site",
    message="已申请转场检查，转入场所代码未填，请填监管场所代码",
    english="A transfer for inspection names the site",
    source=STAGED_ACCESS,
)
def transfer_names_its_site(transfer: str, site: str | None) -> Fired:
    return transfer == _YES and site is None
