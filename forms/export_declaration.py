"""出口货物报关单: the import declaration with the lines that read or travel differently for exports.

In the message OriginCountry carries the 最终目的国 and DestinationCountry the 原产国 (message.md §1.3, interface
dictionary); the screen keeps the plain meanings, so only the element names change places here.
"""

from typing import Annotated as A

from app.core.field import Block, Box, Day, Digits, Max, Number, Text
from app.core.form import Form
from forms.declaration import MOST_GOODS, SECTIONS, VERSION, Declaration
from forms.facts import FACTS
from forms.goods import Goods
from forms.head import Head
from forms.regimes.bring import brought
from forms.rules import RULES
from forms.sending import prepare, staged


class ExportHead(Head):
    """出口表头."""

    ie_flag: A[Text, Max(1), Box("IEFlag", "进出口标志", "basic.60", "RR", rule="R177", read_only=True, default="E", note="出口为 E")] = None
    stop_port: A[Text, Max(6), Box("DistinatePort", "指运港", "transport.7", "R-", "ports", box=21, note="货物运往境外的最终目的港，不可预知时填尽可能预知的港")] = None
    ie_date: A[Day, Box("IEDate", "出口日期", "basic.6", box=5, rule="R030", note="申报时免填")] = None
    fee_rate: A[Number, Digits(19, 5), Box("FeeRate", "运费", "fee.3", "C-", box=28, rule="R081", empty_rule="R073", note="货物运至境内输出地点装载后的运输费用", joins="fee_mark")] = None
    entry_customs: A[Text, Max(4), Box("IEPort", "出境关别", "basic.5", "RRL", "customs_offices", box=4, rule="R013", note="货物实际出境口岸的 4 位关区代码")] = None
    owner_code: A[Text, Max(18), Box("OwnerCode", "生产销售单位海关编码", "party.11", "O-", box=13, note="10 位海关编码，无代码填 NO", short="海关编码")] = None
    owner_name: A[Text, Max(100), Box("OwnerName", "生产销售单位", "party.12", "R-", box=13, span=2, note="出口货物在境内的生产或销售单位", short="企业名称")] = None
    owner_scc: A[Text, Max(18), Box("OwnerCodeScc", "生产销售单位信用代码", "party.10", "R-", box=13, rule="R005", empty_rule="R005", note="18 位统一社会信用代码，无代码填 NO，自然人填身份证号", short="生产销售单位")] = None
    trade_code: A[Text, Max(18), Box("TradeCode", "境内发货人海关编码", "party.2", "RRL", box=3, rule="R002", empty_rule="R002", note="10 位海关注册编码", short="海关编码", refile="申报主体变更")] = None
    trade_name: A[Text, Max(100), Box("TradeName", "境内发货人", "party.3", "RRL", box=3, rule="R003", empty_rule="R003", span=2, note="在海关备案、对外签订并执行合同的境内单位", short="企业名称", refile="申报主体变更")] = None
    trade_scc: A[Text, Max(18), Box("TradeCoScc", "境内发货人信用代码", "party.1", "RRL", box=3, rule="R001", empty_rule="R001", note="18 位统一社会信用代码", short="境内发货人", refile="申报主体变更")] = None
    trade_country: A[Text, Max(3), Box("TradeCountry", "运抵国(地区)", "trade.5", "R-", "countries", box=20, short="运抵国", note="出口货物直接运抵的国家（地区）")] = None
    trade_area: A[Text, Max(3), Box("TradeAreaCode", "贸易国(地区)", "trade.4", "RO", "countries", box=19, note="出口填售予国，无商业交易填货物所有权拥有者所属国")] = None
    price_statements: A[Text, Max(32), Box("PromiseItmes", "价格说明", "trade.6", "RO", box=44, rule="R085", empty_rule="R085", default="99999", note="出口免填，五位均为 9 空", span=2, parts=("特殊关系", "价格影响", "特许权费", "公式定价", "暂定价格"))] = None
    departure_port: A[Text, Max(8), Box("DespPortCode", "启运港", "transport.50", "OO", "ports", box=17, note="出口免填")] = None
    entry_port: A[Text, Max(8), Box("EntyPortCode", "离境口岸", "transport.8", "R-", "domestic_ports", box=22, note="装运货物的跨境运输工具离境的第一个境内口岸，填国内口岸编码")] = None
    goods_place: A[Text, Max(100), Box("GoodsPlace", "货物存放地点", "transport.51", "OO", box=12, note="出口免填")] = None
    overseas_consignor_code: A[Text, Max(50), Box("OverseasConsignorCode", "境外发货人代码", "party.54", note="进口填，出口免填", short="发货人编码")] = None
    overseas_consignor_name: A[Text, Max(100), Box("OverseasConsignorEname", "境外发货人", "party.55", note="进口填，出口免填")] = None
    overseas_consignee_code: A[Text, Max(50), Box("OverseasConsigneeCode", "境外收货人代码", "party.5", "O-", box=8, note="AEO 互认国家（地区）的企业填 AEO 编码，其他企业免填；没有境外收货人的填 NO", short="境外收货人")] = None
    overseas_consignee_name: A[Text, Max(400), Box("OverseasConsigneeEname", "境外收货人", "party.6", "R-", box=8, empty_rule="R009", span=3, note="一般填英文名称，其他外文写在半角括号内；没有境外收货人的填 NO", short="企业名称")] = None


class ExportGoods(Goods):
    """出口商品项."""

    origin_country: A[Text, Max(3), Box("DestinationCountry", "原产国(地区)", "items.16", "RRL", "countries", box=40, rule="R109", empty_rule="R109", default="CHN", note="国产货物填 CHN；报文中由 DestinationCountry 承载", short="原产国", column=106)] = None
    destination_country: A[Text, Max(3), Box("OriginCountry", "最终目的国(地区)", "items.17", "RO", "countries", box=41, note="已知的最终实际消费、使用或进一步加工制造国；报文中由 OriginCountry 承载", short="最终目的国")] = None
    destination_code: A[Text, Max(8), Box("DestCode", "产地代码", "items.19", "C-", "divisions6", box=42, rule="R170", note="6 位行政区划代码，涉检时填")] = None
    district: A[Text, Max(5), Box("DistrictCode", "境内货源地", "items.18", "R-", "districts5", box=42, rule="R170", empty_rule="R170", shape="[0-9A-Z]{5}", note="境内产地或原始发货地，填 5 位国内地区代码")] = None


class ExportDeclaration(Declaration):
    """出口货物报关单."""

    head: A[ExportHead, Block("DecHead", inline=True, always=True)]
    items: A[tuple[ExportGoods, ...], Block("DecLists/DecList", "商品", always=True, at="items", most=MOST_GOODS)]


FORM = Form("export", VERSION, "出口货物报关单", "E", ExportDeclaration, SECTIONS, RULES, prepare, staged, brought, facts=FACTS)
