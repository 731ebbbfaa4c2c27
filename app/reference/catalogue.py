"""Which tables can be imported: title, what identifies a row, shape of the codes, how long one stays fresh; no rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_SAME: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class KnownTable:
    """One importable table. ``key`` names what tells two rows apart beside their first day of validity."""

    table: str
    title: str
    key: tuple[str, ...] = ("code",)
    width: int = 0  # digits of a code that has always the same number of them; a lost leading nought is put back
    months: int = 12  # older than this is old, as is what is older than 1 January
    renames: Mapping[str, str] = field(default_factory=dict)  # column of the file → column of ours
    other_names: tuple[str, ...] = ()  # further titles a file or sheet of this table is known by
    coded_by_name: bool = False  # where a code is not public, the name stands for it
    blank_codes: bool = False  # a code may be nothing but spaces

    def is_old(self, as_of: date, today: date) -> bool:
        """Tell whether a table of ``as_of`` should be renewed: from before this year, or older than its limit."""
        return as_of < date(today.year, 1, 1) or (today - as_of).days > self.months * 30.5


_OLD = {"old_code": "old"}
_DIVISION = {"parent_name": "parent"}

_KNOWN = (
    KnownTable("ciq_organizations", "检验检疫机关", other_names=("检验检疫机构",)),
    KnownTable("container_specs", "集装箱规格", renames=_OLD),
    KnownTable("countries", "国别(地区)", renames=_OLD, other_names=("国别", "国家地区")),
    KnownTable("currencies", "币制", renames=_OLD, other_names=("货币",)),
    KnownTable("customs_offices", "关区", width=4, other_names=("关区代码", "海关关区")),
    KnownTable("districts5", "境内目的地、货源地", width=5, other_names=("国内地区",)),
    KnownTable("divisions6", "目的地、产地（行政区划）", width=6, renames=_DIVISION, other_names=("行政区划",)),
    KnownTable("domestic_ports", "国内口岸（入境、离境口岸）", width=6, other_names=("国内口岸编码",)),
    KnownTable("domestic_special_zones", "境内特殊区域", width=6),
    KnownTable("duty_modes", "征免方式", other_names=("征减免税方式",)),
    KnownTable("edoc_types", "电子随附单据类别", width=8, other_names=("随附单据类别",)),
    KnownTable("enterprise_qualifications", "企业资质类别"),
    KnownTable("goods_attributes", "货物属性"),
    KnownTable("hs_ciq_codes", "检验检疫名称", width=13, renames={"ciq3": "ciq"}),
    KnownTable("hs_codes", "商品编码", other_names=("商品编号", "税则", "进出口税则")),
    KnownTable(
        "hs_curated",
        "边境常用商品",
        width=10,
        renames={
            "unit1_code": "unit1",
            "unit1": "unit1_name",
            "unit2_code": "unit2",
            "unit2": "unit2_name",
            "control_marks": "marks",
            "ciq_categories": "inspection",
        },
    ),
    KnownTable("hs_elements", "申报要素", key=("code", "name"), other_names=("规范申报目录",)),
    KnownTable("hs_headings", "商品编码章与品目"),
    KnownTable(
        "inner_mongolia_border_ports",
        "内蒙古口岸",
        key=("code", "kind"),
        coded_by_name=True,
        renames={"counterpart_port": "counterpart", "customs_office_code": "office"},
    ),
    KnownTable("border_ports", "内蒙古边境口岸"),
    KnownTable("inspection_categories", "检验检疫类别"),
    KnownTable("license_documents", "随附单证（监管证件）", other_names=("监管证件",)),
    KnownTable("message_enums", "报文字段取值", key=("field", "code"), blank_codes=True),
    KnownTable("origin_regions", "原产地区", renames={"country_code": "country"}),
    KnownTable("packaging_types", "包装种类", width=2, renames=_OLD),
    KnownTable(
        "ports",
        "港口（经停、启运、指运）",
        renames=_OLD | {"country_code": "country", "country": "country_name"},
        other_names=("港口",),
    ),
    KnownTable("product_qualifications", "产品资质（许可证类别）", key=("code", "name"), width=3),
    KnownTable("receipt_status", "回执状态"),
    KnownTable("tax_exemption_natures", "征免性质", width=3),
    KnownTable("trade_agreements", "优惠贸易协定", width=2, renames={"members": "member_names"}),
    KnownTable("trade_modes", "监管方式", width=4),
    KnownTable("transaction_modes", "成交方式"),
    KnownTable("transport_modes", "运输方式"),
    KnownTable("units", "计量单位", width=3),
    KnownTable("usages", "用途", key=("kind", "code"), width=2),
    KnownTable(
        "port_fees", "口岸收费目录清单", key=("port", "code", "unit"), coded_by_name=True, other_names=("口岸收费",)
    ),
    KnownTable("aeo_countries", "AEO 互认国家(地区)", other_names=("AEO",)),
    KnownTable("exclusions", "加征关税商品排除清单", key=("code", "number"), other_names=("排除清单",)),
    KnownTable("border_trade_limited", "边民互市限量商品", other_names=("限量商品",)),
    KnownTable("border_counties", "边民旗县", width=6, other_names=("边境旗市",)),
    KnownTable("border_trade_taxed", "边民互市不予免税清单", other_names=("不予免税",)),
    KnownTable("exchange_rates", "海关计征汇率", key=("code",), months=1),
    KnownTable("tariff_rates", "税率", key=("code",)),
    KnownTable("agreement_rates", "协定税率", key=("code", "agreement")),
)

KNOWN: Mapping[str, KnownTable] = {one.table: one for one in _KNOWN}


def known(table: str, title: str = "") -> KnownTable:
    """Return what is known of a table; any other one is keyed by its code and stays fresh for a year."""
    return KNOWN.get(table) or KnownTable(table, title or table)
