"""The known packs of 两步申报, each with its source and how sure it is; a new announcement is a new pack here."""

from datetime import date
from types import MappingProxyType

from app.core.draft import Mode
from forms.packs.two_step import Confirmation, TwoStepPack

CONTAINER_GOODS = "containers[].goods_numbers"

LICENSED = Confirmation(
    "涉证",
    "是否属于禁止、限制管制",
    "licence_confirmed",
    adds=("licence_number", "licences[].kind", "licences[].number", CONTAINER_GOODS),
)
INSPECTED = Confirmation(
    "涉检",
    "是否依法检验检疫",
    "inspection_confirmed",
    adds=(
        "items[].limits[].licence_type",
        "items[].limits[].licence_number",
        "items[].inspection_name",
        "items[].inspection_code",
        "items[].attributes",
        "items[].purpose",
        CONTAINER_GOODS,
    ),
)
TAXED = Confirmation("涉税", "是否需要缴纳税款", "tax_confirmed", asks=("guarantee_number",))
GROUPS = (LICENSED, INSPECTED, TAXED)

LEGACY = TwoStepPack(
    id="two_step.legacy.2020",
    profile="legacy",
    title="两步申报规则（含三项确认）",
    version="2020-01",
    since=date(2020, 1, 1),
    until=None,
    updated=date(2026, 11, 21),
    source="海关总署公告2019年第127号、第216号；三项确认随单据类型第 3 至 6 位，取自旧接口的实现（待核）",
    confidence="F",
    groups=GROUPS,
    confirmed=True,
    steps=MappingProxyType({Mode.SUMMARY: "3", Mode.COMPLETE: "3"}),
)
NEW = TwoStepPack(
    id="two_step.new.2026",
    profile="new",
    title="两步申报规则（新模式，不含三项确认）",
    version="2026-10",
    since=date(2026, 1, 1),
    until=None,
    updated=date(2026, 11, 21),
    source="单一窗口报关单导入接口数据字典（Type 第 3 位 5 新模式概要申报、6 新模式完整申报）；公告原文未见（待核）",
    confidence="U",
    groups=GROUPS,
    confirmed=False,
    steps=MappingProxyType({Mode.SUMMARY: "5", Mode.COMPLETE: "6"}),
)
