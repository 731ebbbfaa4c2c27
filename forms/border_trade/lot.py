"""One lot of 边民互市: the 互市区, the goods of one transport and the residents who share it, one line per field.

Sources: 内蒙古互市申报单与备案的公开字段 (rules in words: 财关税〔2008〕90号, 自治区互市贸易区管理办法); element names are
those of the public 核注 interface where it has them. No message is written from this class yet.
"""

from typing import Annotated as A

from app.core.field import Block, Box, Day, Digits, Max, Number, Section, Text

ITSELF, ENTRUSTED, PROCESSED = "1", "2", "3"
"""What the goods are for: 自用, 委托交易, 落地加工 (table border_trade_uses)."""


class LotHead(Section):
    """互市批次."""

    form_number: A[Text, Max(32), Box("form_id", "申报单号", "lot.1", read_only=True)] = None
    ie_flag: A[Text, Max(1), Box("i_e_flag", "进出口标志", "lot.2", "RR", default="I")] = None
    zone: A[Text, Max(4), Box("customs_code", "互市区", "lot.3", "RR", "border_trade_zones", note="互市贸易区的 4 位关区代码")] = None
    day: A[Day, Box("d_date", "申报日期", "lot.4", "RR", note="额度按日计算")] = None
    batch_number: A[Text, Max(13), Box("manifest_id", "货物运输批次号", "lot.5", "OO", note="13 位数字")] = None
    bill_number: A[Text, Max(32), Box("bill_no", "总运单号", "lot.6")] = None
    traffic_mode: A[Text, Max(1), Box("traf_mode", "运输方式", "lot.7", "OO", "transport_modes", default="4")] = None
    use: A[Text, Max(1), Box("use", "用途", "lot.8", "RR", "border_trade_uses", default="1", note="1 自用、2 委托交易、3 落地加工")] = None
    buyer_scc: A[Text, Max(18), Box("buyer", "落地加工企业信用代码", "lot.9", note="落地加工时填买方企业")] = None
    group_number: A[Text, Max(32), Box("group", "互助组编号", "lot.10", note="由互助组代为申报时填")] = None
    value: A[Number, Digits(19, 2), Box("total", "批次总额", "lot.11", "RR", unit="元")] = None


class LotGoods(Section):
    """互市商品."""

    code: A[Text, Max(10), Box("code_ts", "商品编号", "goods.1", "RR", "hs_codes", rule="R098", shape="[0-9]{10}")] = None
    name: A[Text, Max(255), Box("g_name", "商品名称", "goods.2", "RR")] = None
    origin: A[Text, Max(3), Box("origin", "产地国(地区)", "goods.3", "RR", "countries")] = None
    quantity: A[Number, Digits(19, 5), Box("qty", "数量", "goods.4", "RR")] = None
    unit: A[Text, Max(3), Box("unit", "计量单位", "goods.5", "RR", "units")] = None
    price: A[Number, Digits(19, 4), Box("price", "单价", "goods.6", "RR", unit="元")] = None
    net_weight: A[Number, Digits(19, 5), Box("weight", "净重", "goods.7", unit="千克")] = None
    permit: A[Text, Max(40), Box("permit", "检疫许可或检验检疫证书编号", "goods.8", short="检疫证件号")] = None
    licence: A[Text, Max(40), Box("licence", "监管证件编号", "goods.9")] = None


class Share(Section):
    """边民及其份额."""

    id_number: A[Text, Max(18), Box("id_no", "身份证号", "residents.1", "RR")] = None
    name: A[Text, Max(50), Box("person", "姓名", "residents.2", "RR")] = None
    registered: A[Text, Max(1), Box("registered", "已备案", "residents.3", "OO", "yes_no")] = None
    record_until: A[Day, Box("valid_to", "备案有效日期", "residents.4")] = None
    authorized: A[Text, Max(1), Box("authorized", "已授权", "residents.5", "OO", "yes_no")] = None
    quantity: A[Number, Digits(19, 5), Box("share_qty", "分得数量", "residents.6")] = None
    value: A[Number, Digits(19, 2), Box("share", "分配额", "residents.7", "RR", unit="元")] = None
    used_today: A[Number, Digits(19, 2), Box("used", "当日已用额度", "residents.8", unit="元", note="本地已知，以海关系统为准")] = None
    used_elsewhere: A[Text, Max(50), Box("other_zone", "当日另一互市区", "residents.9", note="当日已在其他互市区申报时填其名称")] = None
    county: A[Text, Max(6), Box("county", "户籍旗县", "residents.11", note="6 位行政区划代码")] = None
    exempt: A[Number, Digits(19, 2), Box("exempt", "申请免税额", "residents.10", unit="元", note="留空即按剩余额度免税")] = None


class Lot(Section):
    """边民互市申报单."""

    head: A[LotHead, Block("lot", inline=True, always=True)]
    goods: A[tuple[LotGoods, ...], Block("goods_list/goods", "商品", always=True, at="goods")]
    residents: A[tuple[Share, ...], Block("residents/resident", "边民", always=True, at="residents")]
