"""DecList, the 49 goods-line elements in message order (message.md §1.5) with their child blocks; import wording.

Sources as in forms/head.py; DecGoodsLimits stands after CiqName, DecControlModel last (message.md §0.5, §1.5).
"""

from typing import Annotated as A

from app.core.field import Block, Box, Day, Digits, Max, Number, Section, Text, Whole


class VehicleRow(Section):
    """许可证 VIN 信息."""

    licence_number: A[Text, Max(40), Box("LicenceNo", "许可证编号", "vins.1", "RR")] = None
    licence_type: A[Text, Max(5), Box("LicTypeCode", "许可证类别代码", "vins.2", "RR", short="许可证类别")] = None
    vin_number: A[Text, Max(100), Box("VinNo", "VIN序号", "vins.3")] = None
    bill_date: A[Day, Box("BillLadDate", "提运单日期", "vins.4")] = None
    warranty: A[Text, Max(100), Box("QualityQgp", "质量保质期", "vins.5")] = None
    motor_number: A[Text, Max(100), Box("MotorNo", "发动机号或电机号", "vins.6", short="发动机号")] = None
    vin_code: A[Text, Max(20), Box("VinCode", "车辆识别代码(VIN)", "vins.7", short="VIN")] = None
    chassis_number: A[Text, Max(10), Box("ChassisNo", "底盘(车架)号", "vins.8", short="底盘号")] = None
    invoice_quantity: A[Number, Digits(19, 5), Box("InvoiceNum", "发票所列数量", "vins.9")] = None
    chinese_name: A[Text, Max(500), Box("ProdCnnm", "品名(中文)", "vins.10")] = None
    english_name: A[Text, Max(500), Box("ProdEnnm", "品名(英文)", "vins.11")] = None
    english_model: A[Text, Max(500), Box("ModelEn", "型号(英文)", "vins.12")] = None
    unit_price: A[Text, Max(20), Box("PricePerUnit", "单价", "vins.13")] = None
    invoice_number: A[Text, Max(30), Box("InvoiceNo", "发票号", "vins.14")] = None


class GoodsLimit(Section):
    """产品资质（许可证/审批/备案）."""

    goods_number: A[Whole, Digits(9), Box("GoodsNo", "商品序号", "limits.1", note="所属商品的项号，留空时申报前自动填入")] = None
    licence_type: A[Text, Max(5), Box("LicTypeCode", "许可证类别", "limits.2", "RRL", "product_qualifications", note="如 325 进境动植物检疫许可证")] = None
    licence_number: A[Text, Max(40), Box("LicenceNo", "许可证编号", "limits.3", "RRL")] = None
    detail_number: A[Text, Max(4), Box("LicWrtofDetailNo", "核销明细序号", "limits.4")] = None
    quantity: A[Text, Max(20), Box("LicWrtofQty", "核销数量", "limits.5")] = None
    vins: A[tuple[VehicleRow, ...], Block("DecGoodsLimitVin", "VIN 信息")] = ()
    quantity_unit: A[Text, Max(3), Box("LicWrtofQtyUnit", "核销数量单位", "limits.6", "OO", "units", note="填了核销数量时必填", joins="quantity")] = None


class ControlElement(Section):
    """禁限管制申报要素."""

    element_number: A[Text, Max(19), Box("ElementNo", "要素序号", "control.1", "RR")] = None
    element_value: A[Text, Max(512), Box("ElementValue", "要素值", "control.2")] = None
    category: A[Text, Max(4), Box("DeclarationCategoryCode", "规范申报类别", "control.3", "RR")] = None


class Goods(Section):
    """表体，商品项."""

    class_mark: A[Text, Max(1), Box("ClassMark", "归类标志", "items.70", note="留空")] = None
    hs_code: A[Text, Max(10), Box("CodeTS", "商品编号", "items.2", "RRG", "hs_codes", box=34, rule="R098", shape="[0-9]{10}", note="10 位：8 位税则号列加 2 位附加编号", column=118, fills=(("first_unit", "unit1"), ("second_unit", "unit2")), refile="监管证件与税率随之改变")] = None
    manual_item: A[Whole, Digits(19), Box("ContrItem", "备案序号", "items.77", "CCL", box=33, rule="R115", empty_rule="R115", note="备案号下的项号，有备案号时必填")] = None
    price: A[Number, Digits(19, 4), Box("DeclPrice", "单价", "items.9", "R-", box=37, note="实际成交的单位价格，无实际成交价填货值", column=84)] = None
    duty_mode: A[Text, Max(1), Box("DutyMode", "征免方式", "items.20", "R-", "duty_modes", box=43, default="1", note="1 照章征税", short="征免", column=116)] = None
    factor: A[Number, Digits(11, 3), Box("Factor", "比例因子", "items.71", note="申报与法定计量单位的比例因子")] = None
    model: A[Text, Max(255), Box("GModel", "规格型号", "items.5", "R-", box=35, rule="R102", note="申报要素以 | 分隔，前两位是品牌类型和出口享惠情况", column=70, elements="hs_code")] = None
    name: A[Text, Max(255), Box("GName", "商品名称", "items.4", "RRL", box=35, rule="R102", note="规范的中文商品名称", column=130)] = None
    number: A[Whole, Digits(19), Box("GNo", "项号", "items.1", "RR", box=33, row_number=True, read_only=True, note="自动编号")] = None
    origin_country: A[Text, Max(3), Box("OriginCountry", "原产国(地区)", "items.16", "RRL", "countries", box=40, rule="R109", empty_rule="R109", note="按原产地规则确定，不详填国别不详", short="原产国", column=106)] = None
    currency: A[Text, Max(3), Box("TradeCurr", "币制", "items.11", "RRL", "currencies", box=39, rule="R094", shape="[A-Z]{3}", note="3 位字母代码，如 USD、CNY、RUB", column=44, joins="total", refile="完税价格重新核定")] = None
    total: A[Number, Digits(19, 4), Box("DeclTotal", "总价", "items.10", "RRL", box=38, rule="R092", note="单价乘成交数量", column=96, total="总价", product=("quantity", "price"))] = None
    quantity: A[Number, Digits(19, 5), Box("GQty", "成交数量", "items.6", "RRL", box=36, note="实际成交的数量，按成交计量单位填", column=78, total="合计")] = None
    first_quantity: A[Number, Digits(19, 5), Box("FirstQty", "法定第一数量", "items.12", "R-", box=36, rule="R105", note="按税则规定的法定第一计量单位", column=84, short="法定数量", total="法定数量", follows=("quantity",))] = None
    second_quantity: A[Number, Digits(19, 5), Box("SecondQty", "法定第二数量", "items.14", "C-", box=36, rule="R106", empty_rule="R106", note="税则有第二计量单位时必填", short="第二数量", total="第二数量", follows=("quantity",))] = None
    unit: A[Text, Max(3), Box("GUnit", "成交单位", "items.7", "RRL", "units", box=36, column=34, joins="quantity")] = None
    first_unit: A[Text, Max(3), Box("FirstUnit", "法定第一单位", "items.13", "R-", "units", box=36, rule="R104", column=34, joins="first_quantity", short="法定单位")] = None
    second_unit: A[Text, Max(3), Box("SecondUnit", "法定第二单位", "items.15", "C-", "units", box=36, rule="R106", empty_rule="R106", joins="second_quantity")] = None
    old_purpose: A[Text, Max(2), Box("UseTo", "旧用途", "items.72", note="已停用，留空")] = None
    work_fee: A[Number, Digits(19, 4), Box("WorkUsd", "工缴费", "items.73", note="加工贸易用")] = None
    product_number: A[Text, Max(30), Box("ExgNo", "货号", "items.74", note="加工贸易用")] = None
    product_version: A[Whole, Digits(8), Box("ExgVersion", "版本号", "items.75", note="加工贸易单耗版本")] = None
    destination_country: A[Text, Max(3), Box("DestinationCountry", "最终目的国(地区)", "items.17", "RO", "countries", box=41, rule="R111", default="CHN", note="进口填 CHN 中国", short="最终目的国")] = None
    inspection_code: A[Text, Max(20), Box("CiqCode", "监管类别", "items.30", "CCL", note="检验检疫编码后 3 位")] = None
    english_name: A[Text, Max(100), Box("DeclGoodsEname", "商品英文名称", "items.50")] = None
    origin_region: A[Text, Max(50), Box("OrigPlaceCode", "原产地区", "items.51", note="涉检货物的州、省等")] = None
    purpose: A[Text, Max(4), Box("Purpose", "用途", "items.33", "CCL", "usages", empty_rule="R124", note="法检货物必填，如 26 仅工业用途")] = None
    valid_until: A[Text, Max(20), Box("ProdValidDt", "产品有效期", "items.52", note="yyyyMMdd")] = None
    shelf_life: A[Text, Max(20), Box("ProdQgp", "产品保质期", "items.53", note="如 12个月")] = None
    attributes: A[Text, Max(20), Box("GoodsAttr", "货物属性", "items.32", "CCL", empty_rule="R124", lists="goods_attributes", note="2 位代码，多个以逗号分隔，如 19 正常、24 不带皮木材")] = None
    ingredients: A[Text, Max(400), Box("Stuff", "成份/原料", "items.54")] = None
    un_number: A[Text, Max(20), Box("Uncode", "UN编码", "items.63", note="危险货物联合国编号 4 位")] = None
    danger_name: A[Text, Max(80), Box("DangName", "危险货物名称", "items.64")] = None
    danger_package: A[Text, Max(4), Box("DangPackType", "危包类别", "items.65", "OO", "dangerous_package_classes")] = None
    danger_package_spec: A[Text, Max(24), Box("DangPackSpec", "危包规格", "items.66", note="包装 UN 标记")] = None
    overseas_maker: A[Text, Max(100), Box("EngManEntCnm", "境外生产企业名称", "items.68", note="进口食品等必填", short="境外生产企业")] = None
    not_dangerous: A[Text, Max(1), Box("NoDangFlag", "非危险化学品", "items.67", "OO", "yes_no", note="1 是、0 否")] = None
    destination_code: A[Text, Max(8), Box("DestCode", "目的地代码", "items.19", "C-", "divisions6", box=42, rule="R170", empty_rule="R170", note="6 位行政区划代码，涉检进口货物必填")] = None
    inspection_spec: A[Text, Max(2000), Box("GoodsSpec", "检验检疫货物规格", "items.55", short="检疫货物规格")] = None
    goods_model: A[Text, Max(2000), Box("GoodsModel", "货物型号", "items.56")] = None
    goods_brand: A[Text, Max(2000), Box("GoodsBrand", "货物品牌", "items.57")] = None
    made_on: A[Text, Max(2000), Box("ProduceDate", "生产日期", "items.58", note="yyyyMMdd，多个以分号分隔")] = None
    batch_number: A[Text, Max(2000), Box("ProdBatchNo", "生产批号", "items.59")] = None
    district: A[Text, Max(5), Box("DistrictCode", "境内目的地", "items.18", "R-", "districts5", box=42, rule="R170", empty_rule="R170", shape="[0-9A-Z]{5}", note="已知的境内消费、使用地或最终运抵地，填 5 位国内地区代码")] = None
    inspection_name: A[Text, Max(50), Box("CiqName", "检验检疫名称", "items.31", "CCL", empty_rule="R124", note="法检货物必填", short="检疫名称")] = None
    limits: A[tuple[GoodsLimit, ...], Block("DecGoodsLimits/DecGoodsLimit", "产品资质", at="limits")] = ()
    maker_number: A[Text, Max(20), Box("MnufctrRegNo", "生产单位注册号", "items.60", note="出口涉检货物", short="生产注册号")] = None
    maker_name: A[Text, Max(150), Box("MnufctrRegName", "生产单位名称", "items.61", note="出口涉检货物", short="生产单位")] = None
    preference_origin: A[Text, Max(3), Box("RcepOrigPlaceCode", "优惠贸易协定项下原产地", "items.69", "C-", "countries", rule="R137", note="享惠时填", short="协定原产地")] = None
    control_code: A[Text, Max(4), Box("ControlExplainCode", "禁限管制识别码", "items.62", short="管制识别码")] = None
    control: A[tuple[ControlElement, ...], Block("DecControlModel", "禁限管制申报要素")] = ()
