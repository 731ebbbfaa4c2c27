"""The other blocks of DecMessage (message.md §1.6–1.8), one line per field, in message order."""

from typing import Annotated as A

from app.core.field import Box, Day, Digits, Max, Number, Section, Text, Whole


class Container(Section):
    """集装箱."""

    container_id: A[Text, Max(32), Box("ContainerId", "集装箱号", "containers.1", "RR", rule="R063", note="4 位字母加 7 位数字，末位为校验位")] = None
    container_type: A[Text, Max(32), Box("ContainerMd", "集装箱规格", "containers.2", "RR", "container_specs", rule="R065", note="11 普通 2 个标准箱、21 普通标准箱、12 和 22 为冷藏箱")] = None
    goods_numbers: A[Text, Max(255), Box("GoodsNo", "商品项号关系", "containers.3", "RC", rule="R067", note="箱内商品的项号，如 1,3")] = None
    shared: A[Text, Max(1), Box("LclFlag", "拼箱标识", "containers.4", "OO", "yes_no", default="0", note="1 拼箱、0 否")] = None
    goods_weight: A[Number, Digits(19, 5), Box("GoodsContaWt", "箱货重量", "containers.5", unit="千克")] = None
    own_weight: A[Number, Digits(18, 5), Box("ContainerWt", "自重", "containers.6", unit="千克")] = None


class LicenceDocument(Section):
    """随附单证（监管证件）."""

    kind: A[Text, Max(1), Box("DocuCode", "单证代码", "licences.1", "RRL", "license_documents", box=31, note="许可证号栏以外的监管证件，如 7 自动进口许可证")] = None
    number: A[Text, Max(32), Box("CertCode", "单证编号", "licences.2", "RRL", box=31, note="监管证件的编号")] = None


class RequestedCertificate(Section):
    """申请单证."""

    kind: A[Text, Max(50), Box("AppCertCode", "申请单证代码", "certificates.1", "RR", "request_certificates")] = None
    originals: A[Text, Max(50), Box("ApplOri", "正本数", "certificates.2")] = None
    copies: A[Text, Max(50), Box("ApplCopyQuan", "副本数", "certificates.3")] = None


class OtherPack(Section):
    """其他包装."""

    count: A[Number, Digits(19, 5), Box("PackQty", "包装件数", "packs.1", "O-")] = None
    kind: A[Text, Max(2), Box("PackType", "包装材料种类", "packs.2", "R-", "packaging_types", box=23)] = None


class Qualification(Section):
    """企业资质."""

    number: A[Text, Max(40), Box("EntQualifNo", "企业资质编号", "qualifications.1", short="资质编号")] = None
    kind: A[Text, Max(5), Box("EntQualifTypeCode", "企业资质类别代码", "qualifications.2", "RR", "enterprise_qualifications", short="资质类别")] = None


class EndUser(Section):
    """使用人."""

    person: A[Text, Max(20), Box("UseOrgPersonCode", "使用单位联系人", "users.1", short="联系人")] = None
    telephone: A[Text, Max(20), Box("UseOrgPersonTel", "使用单位联系电话", "users.2", short="联系电话")] = None


class MarkAttachment(Section):
    """标记号码附件."""

    name: A[Text, Max(80), Box("AttachName", "附件名称", "marks.1", "RR")] = None
    kind: A[Text, Max(20), Box("AttachType", "附件类型", "marks.2")] = None
    content: A[Text, Box("Attachment", "附件内容", "marks.3", "RR", shape="[A-Za-z0-9+/= \\t\\r\\n]+", note="base64，不超过 1 MB")] = None


class FreeText(Section):
    """自由文本."""

    related_entry: A[Text, Max(18), Box("RelId", "关联报关单号", "note.3", short="关联报关单", note="与本票有直接关联且须填报的报关单的 18 位海关编号")] = None
    related_manual: A[Text, Max(12), Box("RelManNo", "关联备案号", "note.4", note="与本票有直接关联且须填报的备案号")] = None
    bonded_place: A[Text, Max(32), Box("BonNo", "保税监管场所", "note.5", note="保税间流转货物填本场所的代码")] = None
    voyage_number: A[Text, Max(32), Box("VoyNo", "航次号", "transport.3", "CCL", box=10, note="公路填 13 位货物运输批次号，铁路填 8 位进出境日期，水路填航次号，航空免填")] = None
    declarant_phone: A[Text, Max(32), Box("DecBpNo", "报关员联系方式", "basic.53", box=48, short="联系方式", profile=True)] = None
    yard_code: A[Text, Max(8), Box("CusFie", "货场代码", "note.6", note="货物所在货场的代码，未启用的免填")] = None
    declarant_number: A[Text, Max(13), Box("DecNo", "报关人员证号", "basic.52", box=48, profile=True)] = None


class Sign(Section):
    """操作与签名：由程序在申报时填写."""

    oper_type: A[Text, Max(1), Box("OperType", "操作类型", "", "OO", "oper_types", note="C 报关单申报")] = None
    card_number: A[Text, Max(13), Box("ICCode", "操作员卡号")] = None
    company_code: A[Text, Max(18), Box("CopCode", "操作企业代码")] = None
    operator_name: A[Text, Max(30), Box("OperName", "操作员姓名")] = None
    client_seq_no: A[Text, Max(21), Box("ClientSeqNo", "客户端报关单编号", "basic.59", read_only=True, note="本机编号，每票唯一，用于对应回执", short="本机编号")] = None
    sign: A[Text, Max(200), Box("Sign", "数字签名")] = None
    sign_date: A[Text, Max(16), Box("SignDate", "签名日期")] = None
    certificate: A[Text, Max(20), Box("Certificate", "证书号")] = None
    host_id: A[Text, Max(10), Box("HostId", "邮箱标识")] = None
    bill_seq_no: A[Text, Max(18), Box("BillSeqNo", "对应清单统一编号")] = None
    domain: A[Text, Max(1), Box("DomainId", "签名人分类")] = None
    note: A[Text, Max(100), Box("Note", "备注")] = None


class TransitHead(Section):
    """转关单表头."""

    pre_number: A[Text, Max(18), Box("TrnPreId", "转关单统一编号", "transit.1", read_only=True, short="转关编号")] = None
    manifest_number: A[Text, Max(16), Box("TransNo", "载货清单号", "transit.2")] = None
    declaration_number: A[Text, Max(16), Box("TurnNo", "转关申报单号", "transit.3")] = None
    native_mode: A[Text, Max(1), Box("NativeTrafMode", "境内运输方式", "transit.4", "OO", "transport_modes")] = None
    native_vehicle: A[Text, Max(13), Box("TrafCustomsNo", "境内运输工具编号", "transit.5", short="境内工具编号")] = None
    native_name: A[Text, Max(30), Box("NativeShipName", "境内运输工具名称", "transit.6", short="境内工具名称")] = None
    native_voyage: A[Text, Max(32), Box("NativeVoyageNo", "境内运输工具航次", "transit.7", short="境内航次")] = None
    carrier_name: A[Text, Max(70), Box("ContractorName", "承运单位名称", "transit.8")] = None
    carrier_code: A[Text, Max(10), Box("ContractorCode", "承运单位代码", "transit.9")] = None
    kind: A[Text, Max(2), Box("TransFlag", "转关类型", "transit.10", "OO", "transfer_types")] = None
    due_date: A[Day, Box("ValidTime", "预计运抵指运地时间", "transit.11", short="预计运抵")] = None
    seal_flag: A[Text, Max(1), Box("ESealFlag", "启用电子关锁", "transit.12", note="Y 是、N 否")] = None
    remark: A[Text, Max(200), Box("Notes", "备注", "transit.13")] = None
    paper: A[Text, Max(1), Box("TrnType", "转关单类型", "transit.14", note="1 无纸")] = None
    applicant_scc: A[Text, Max(18), Box("ApplCodeScc", "转关申报单位统一代码", "transit.15", short="申报信用代码")] = None


class TransitList(Section):
    """转关运输."""

    traffic_mode: A[Text, Max(1), Box("TrafMode", "进出境运输方式", "transit.20", "OO", "transport_modes", short="进出境方式")] = None
    vehicle_number: A[Text, Max(32), Box("ShipId", "进出境运输工具编号", "transit.21", short="进出境编号")] = None
    vehicle_name: A[Text, Max(255), Box("ShipNameEn", "进出境运输工具名称", "transit.22", short="进出境名称")] = None
    voyage: A[Text, Max(32), Box("VoyageNo", "进出境运输工具航次", "transit.23", short="进出境航次")] = None
    bill_number: A[Text, Max(32), Box("BillNo", "提单号", "transit.24")] = None
    ie_date: A[Day, Box("IEDate", "实际进出境日期", "transit.25", short="进出境日期")] = None


class TransitContainer(Section):
    """转关集装箱."""

    container_id: A[Text, Max(11), Box("ContaNo", "集装箱号", "transit_containers.1", "RR")] = None
    sequence: A[Whole, Digits(3), Box("ContaSn", "集装箱序号", "transit_containers.2")] = None
    model: A[Text, Max(4), Box("ContaModel", "集装箱规格", "transit_containers.3")] = None
    seal_number: A[Text, Max(128), Box("SealNo", "电子关锁号", "transit_containers.4")] = None
    vehicle_name: A[Text, Max(32), Box("TransName", "境内运输工具名称", "transit_containers.5", short="境内工具名称")] = None
    weight: A[Number, Digits(19, 5), Box("TransWeight", "工具实际重量", "transit_containers.6", unit="千克")] = None
    seal_count: A[Text, Max(4), Box("SealQty", "关锁个数", "transit_containers.7")] = None


class TransitGoods(Section):
    """转关集装箱商品."""

    goods_number: A[Whole, Digits(9), Box("GNo", "商品序号", "transit_goods.1", "RR")] = None
    container_id: A[Text, Max(11), Box("ContaNo", "集装箱号", "transit_goods.2", "RR")] = None
    count: A[Whole, Digits(9), Box("ContaGoodsCount", "商品件数", "transit_goods.3", "RR")] = None
    weight: A[Number, Digits(19, 5), Box("ContaGoodsWeight", "商品重量", "transit_goods.4", "RR", unit="千克")] = None


class Attachment(Section):
    """电子随附单据."""

    document_id: A[Text, Max(64), Box("EdocID", "单据编号/文件名", "edocs.2", "RR", note="关区 4 位 + 单据类别 8 位 + IM + 18 位流水号 + .pdf", short="单据编号")] = None
    kind: A[Text, Max(8), Box("EdocCode", "单据类别", "edocs.1", "RR", "edoc_types")] = None
    format: A[Text, Max(2), Box("EdocFomatType", "格式", "edocs.3", "OO", "edoc_formats", default="US", note="PDF 等非结构化文件为 US，留空时申报前自动填入")] = None
    note: A[Text, Max(255), Box("OpNote", "重传原因", "edocs.50")] = None
    file_name: A[Text, Max(64), Box("EdocCopId", "文件企业名", "edocs.4")] = None
    owner_code: A[Text, Max(10), Box("EdocOwnerCode", "所属单位海关编号", "edocs.51", short="所属单位编号")] = None
    signer: A[Text, Max(10), Box("SignUnit", "签名单位代码", "edocs.52")] = None
    signed_at: A[Text, Max(17), Box("SignTime", "签名时间", "edocs.53")] = None
    owner_name: A[Text, Max(100), Box("EdocOwnerName", "所属单位名称", "edocs.54")] = None
    size: A[Text, Max(12), Box("EdocSize", "文件大小", "edocs.5")] = None
    goods_numbers: A[Text, Max(150), Box("GNoStr", "商品项号关系", "edocs.6", note="如 1,3")] = None


class Preference(Section):
    """优惠贸易协定享惠."""

    certificate_kind: A[Text, Max(3), Box("CertType", "单证代码", "preferences.1", "R-", empty_rule="R137", note="Y 加 2 位协定代码，如 Y22")] = None
    certificate_number: A[Text, Max(64), Box("EcoCertNo", "单证编号", "preferences.2", "R-", empty_rule="R137", note="证明类型 C 或 D 加编号")] = None
    goods_number: A[Text, Max(9), Box("DecGNo", "报关单项号", "preferences.3", "R-", empty_rule="R137")] = None
    certificate_item: A[Text, Max(9), Box("EcoGNo", "单证项号", "preferences.4", "R-", empty_rule="R137")] = None
    extension: A[Text, Max(255), Box("ExtendFiled", "扩展字段", "preferences.50", "O-")] = None


class TaxHead(Section):
    """报税单表头：由系统交换，程序原样保留."""

    file_name: A[Text, Max(18), Box("FileName", "文件名称")] = None
    seq_no: A[Text, Max(18), Box("SeqNo", "统一编号")] = None
    ie_flag: A[Text, Max(1), Box("IEFlag", "进出口标志")] = None
    customs: A[Text, Max(4), Box("DeclPort", "申报口岸")] = None
    day: A[Text, Max(10), Box("DDate", "预计申报日期")] = None
    trade_code: A[Text, Max(10), Box("TradeCo", "境内收发货人编号")] = None
    trade_name: A[Text, Max(70), Box("TradeName", "境内收发货人名称")] = None
    domestic_ratio: A[Number, Digits(21, 7), Box("InRatio", "内销比率")] = None
    trade_mode: A[Text, Max(4), Box("TradeMode", "监管方式")] = None
    levy_nature: A[Text, Max(3), Box("CutMode", "征免性质分类")] = None
    terms: A[Text, Max(1), Box("TransMode", "成交方式")] = None
    fee_mark: A[Text, Max(1), Box("FeeMark", "运费标记")] = None
    fee_currency: A[Text, Max(3), Box("FeeCurr", "运费币制")] = None
    fee_rate: A[Number, Digits(21, 7), Box("FeeRate", "运费")] = None
    insurance_mark: A[Text, Max(1), Box("InsurMark", "保费标记")] = None
    insurance_currency: A[Text, Max(1), Box("InsurCurr", "保费币制")] = None
    insurance_rate: A[Number, Digits(21, 7), Box("InsurRate", "保费")] = None
    other_mark: A[Text, Max(1), Box("OtherMark", "杂费标记")] = None
    other_currency: A[Text, Max(3), Box("OtherCurr", "杂费币制")] = None
    other_rate: A[Number, Digits(21, 7), Box("OtherRate", "杂费")] = None
    manual_number: A[Text, Max(12), Box("ManualNo", "备案号")] = None
    trade_scc: A[Text, Max(18), Box("TradeCoScc", "境内收发货人统一代码")] = None
    gross_weight: A[Number, Digits(21, 7), Box("GrossWt", "毛重")] = None
    remark: A[Text, Max(255), Box("NoteS", "备注")] = None
    liability: A[Text, Max(255), Box("LegalLiability", "法律责任")] = None
    sign: A[Text, Max(255), Box("Sign", "数字签名信息")] = None
    message_id: A[Text, Max(20), Box("MessId", "签名消息号")] = None
    certificate: A[Text, Max(64), Box("CertSeqNo", "签名证书号")] = None
    status: A[Text, Max(1), Box("Status", "状态")] = None


class Risk(Section):
    """风险评估结果."""

    risk: A[Text, Max(10), Box("Risk", "风险评估结果")] = None
    sign: A[Text, Max(255), Box("Sign", "数字签名信息")] = None
    sign_date: A[Text, Max(16), Box("SignDate", "处理日期")] = None
    note: A[Text, Max(100), Box("Note", "备注")] = None


class Promise(Section):
    """企业承诺."""

    material: A[Text, Max(10), Box("DeclaratioMaterialCode", "证明/声明材料代码", "promises.1", "RR", note="进口 101040，出口 102053", short="材料代码")] = None


class Royalty(Section):
    """应税特许权使用费申报表."""

    ruling: A[Text, Max(20), Box("PricePreDeterminNo", "价格预裁定编号", "royalty.20", "O-", short="预裁定编号")] = None
    situation: A[Text, Max(1), Box("TaxRoyaltyDeclType", "申报情形", "royalty.1", "O-", note="0 首次、1 延续性")] = None
    contract: A[Text, Max(500), Box("ContractNo", "合同协议号", "royalty.2", "R-")] = None
    grantor: A[Text, Max(500), Box("Authorizer", "授权方", "royalty.3", "R-")] = None
    grantee: A[Text, Max(500), Box("AuthorizedPerson", "被授权方", "royalty.4", "R-")] = None
    pay_kind: A[Text, Max(20), Box("PayType", "支付方式", "royalty.5", "R-", note="0 一次性、1 定期、2 混合")] = None
    pay_time: A[Text, Max(10), Box("PayTime", "支付时间", "royalty.6", "R-", note="yyyy-MM-dd")] = None
    pay_period: A[Whole, Digits(2), Box("PayPeriod", "支付计提周期", "royalty.7", "O-")] = None
    starts: A[Text, Max(10), Box("EffectiveDateTime", "合同起始执行时间", "royalty.8", "R-", note="yyyy-MM-dd", short="合同起始")] = None
    ends: A[Text, Max(10), Box("ExpirationDateTime", "合同终止时间", "royalty.9", "R-", shape="[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", note="yyyy-MM-dd", short="合同终止")] = None
    amount: A[Number, Digits(19, 2), Box("RoyaltyAmount", "特许权使用费金额", "royalty.10", "R-", short="费用金额")] = None
    currency: A[Text, Max(3), Box("Curr", "币制", "royalty.11", "R-", "currencies")] = None
    kind: A[Text, Max(5), Box("RoyaltyFeeType", "特许权使用费类型", "royalty.12", "R-", note="4 位 0/1：专利或专有技术、商标权、著作权、分销或销售权", short="费用类型")] = None
    materials: A[Text, Max(8), Box("EdocType", "随附材料清单", "royalty.13", "R-", note="6 位 0/1：原报关单号、合同、发票、支付凭证、完税凭证、其他")] = None
    statement: A[Text, Max(2500), Box("Statment", "说明", "royalty.14", "R-")] = None
    secret: A[Text, Max(1), Box("IsSecret", "是否保密", "royalty.15", "R-", "yes_no")] = None
    audited: A[Text, Max(1), Box("IsCusAudit", "是否经海关审核认定", "royalty.16", "O-", "yes_no", short="海关审核认定")] = None
    ruled: A[Text, Max(1), Box("IsCusPricePreDetermin", "是否经海关价格预裁定", "royalty.17", "O-", "yes_no", short="价格预裁定")] = None
    signed_on: A[Text, Max(10), Box("IssueDateTime", "合同签约时间", "royalty.18", "R-", note="yyyy-MM-dd", short="合同签约")] = None
    period_start: A[Text, Max(10), Box("PeriodStartDate", "计提周期起始时间", "royalty.21", "O-", note="yyyy-MM-dd", short="计提起始")] = None
    period_end: A[Text, Max(10), Box("PeriodEndDate", "计提周期终止时间", "royalty.22", "O-", note="yyyy-MM-dd", short="计提终止")] = None


class Access(Section):
    """两段准入申请."""

    transfer: A[Text, Max(1), Box("TransitionApply", "转场申请", "access.1", "OO-", "yes_no")] = None
    transfer_site: A[Text, Max(11), Box("TransitionSite", "转入场所场地", "access.2", "OO-", note="转场申请为 1 时填监管场地编码")] = None
    conditional: A[Text, Max(1), Box("ConditionalLiftoffApply", "附条件提离申请", "access.3", "OO-", "yes_no", short="附条件提离")] = None
    merged_check: A[Text, Max(1), Box("PortDestMergeCheckApply", "口岸与目的地合并检查申请", "access.4", "OO-", "yes_no", short="合并检查")] = None
