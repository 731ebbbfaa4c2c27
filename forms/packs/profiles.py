"""The known packs of 两步申报, each with its source and how sure it is; a new announcement is a new pack here."""

from datetime import date
from types import MappingProxyType

from app.core.draft import Mode
from forms.packs.two_step import AskedItem, Confirmation, TwoStepPack

CONTAINER_GOODS = "containers[].goods_numbers"

BASIC = (
    AskedItem("境内收货人", ("trade_scc", "trade_code", "trade_name")),
    AskedItem("运输方式、运输工具名称及航次号", ("traffic_mode", "traffic_name", "voyage_number")),
    AskedItem("提运单号", ("bill_number",)),
    AskedItem("监管方式", ("trade_mode",)),
    AskedItem("商品编号（6 位）", ("items[].hs_code",)),
    AskedItem("商品名称", ("items[].name",)),
    AskedItem("数量及单位", ("items[].quantity", "items[].unit")),
    AskedItem("总价", ("items[].total",)),
    AskedItem("原产国（地区）", ("items[].origin_country",)),
)
LOGISTICS = (
    AskedItem("毛重", ("gross_weight",)),
    AskedItem("集装箱号", ("containers[].container_id", "containers[].container_type")),
)
CARRIED = (
    AskedItem("申报地海关", ("declaration_customs",)),
    AskedItem("进境关别", ("entry_customs",)),
    AskedItem("申报单位", ("agent_scc", "agent_code", "agent_name")),
    AskedItem("币制", ("items[].currency",)),
)
_CONTAINER_ITEM = AskedItem("集装箱商品项号关系", (CONTAINER_GOODS,))

LICENSED = Confirmation(
    "涉证",
    "是否属于禁止、限制管制",
    "licence_confirmed",
    (AskedItem("许可证号、随附证件号", ("licence_number", "licences[].kind", "licences[].number")), _CONTAINER_ITEM),
)
INSPECTED = Confirmation(
    "涉检",
    "是否依法检验检疫",
    "inspection_confirmed",
    (
        AskedItem("产品资质", ("items[].limits[].licence_type", "items[].limits[].licence_number")),
        AskedItem("商品编号（10 位）和检验检疫名称", ("items[].inspection_name", "items[].inspection_code")),
        AskedItem("货物属性", ("items[].attributes",)),
        AskedItem("用途", ("items[].purpose",)),
        _CONTAINER_ITEM,
    ),
)
TAXED = Confirmation(
    "涉税", "是否需要缴纳税款", "tax_confirmed", (AskedItem("担保备案编号", facts=("guarantee_number",)),)
)
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
    basic=BASIC,
    logistics=LOGISTICS,
    carried=CARRIED,
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
    basic=BASIC,
    logistics=LOGISTICS,
    carried=CARRIED,
    groups=GROUPS,
    confirmed=False,
    steps=MappingProxyType({Mode.SUMMARY: "5", Mode.COMPLETE: "6"}),
)
