"""DecHead, the 91 head elements in message order (message.md §1.4), one line per field; import wording.

Sources: element set, order, lengths and 申报必填 from the interface dictionary (公告2018年第67号 format, V4.8); labels,
box numbers and filling notes from 海关总署公告2019年第18号《报关单填制规范》.
"""

from typing import Annotated as A

from app.core.field import Box, Day, Digits, Max, Number, Section, Text, Whole


class Head(Section):
    """表头."""

    seq_no: A[Text, Max(18), Box("SeqNo", "统一编号", "basic.2", box=1, read_only=True, note="由单一窗口在接收后返回，首次申报留空", assigned="unified")] = None
    ie_flag: A[Text, Max(1), Box("IEFlag", "进出口标志", "basic.60", "RR", rule="R177", read_only=True, default="I", note="进口为 I")] = None
    type: A[Text, Max(7), Box("Type", "单据类型", "basic.61", "RR", keeps_space=True, blanks="一般报关单", default="  ", note="前两位两个空格为一般报关单，不得删去空格")] = None
    agent_code: A[Text, Max(10), Box("AgentCode", "申报单位海关编码", "party.14", "RRL", box=48, rule="R002", note="10 位海关注册编码", short="海关编码", profile=True)] = None
    agent_name: A[Text, Max(100), Box("AgentName", "申报单位", "party.15", "RRL", box=48, span=2, note="自理报关填本企业，代理报关填报关企业", short="企业名称", profile=True)] = None
    approval_number: A[Text, Max(32), Box("ApprNo", "批准文号", "basic.70", note="旧外汇核销单号，现已停用，免填")] = None
    bill_number: A[Text, Max(32), Box("BillNo", "提运单号", "transport.4", "CRL", box=11, rule="R046", note="公路填进出口总运单号，铁路填运单号，水路填提单号，航空填总运单号_分运单号；一份报关单只填一个", refile="与舱单核销绑定")] = None
    contract_number: A[Text, Max(32), Box("ContrNo", "合同协议号", "basic.8", "O-", box=18, rule="R173", note="填合同（含协议、订单）的完整编号，未发生商业性交易的免填")] = None
    declaration_customs: A[Text, Max(4), Box("CustomMaster", "申报地海关", "basic.1", "RRL", "customs_offices", rule="R013", shape="[0-9]{4}", note="4 位关区代码，可与进出境关别不同（通关一体化）")] = None
    levy_nature: A[Text, Max(3), Box("CutMode", "征免性质", "trade.2", "C-", "tax_exemption_natures", box=15, note="须与监管方式相符")] = None
    stop_port: A[Text, Max(6), Box("DistinatePort", "经停港", "transport.7", "R-", "ports", box=21, note="货物抵境前最后一个境外装运港")] = None
    fee_currency: A[Text, Max(3), Box("FeeCurr", "运费币制", "fee.4", "C-", "currencies", box=28, note="标记为 2 单价或 3 总价时必填", joins="fee_mark")] = None
    fee_mark: A[Text, Max(1), Box("FeeMark", "运费标记", "fee.2", "C-", "fee_marks", box=28, rule="R081", note="1 率、2 单价（每吨）、3 总价", short="运费")] = None
    fee_rate: A[Number, Digits(19, 5), Box("FeeRate", "运费", "fee.3", "C-", box=28, rule="R081", empty_rule="R073", note="运抵境内输入地点起卸前的运输费用", joins="fee_mark")] = None
    gross_weight: A[Number, Digits(19, 5), Box("GrossWet", "毛重", "pack.3", "RR", box=25, unit="千克", rule="R054", empty_rule="R054", note="货物及包装的重量之和，不足 1 千克填 1")] = None
    ie_date: A[Day, Box("IEDate", "进口日期", "basic.6", "O-", box=5, rule="R030", note="运输工具申报进境之日；尚不知道时留空，不要估填")] = None
    entry_customs: A[Text, Max(4), Box("IEPort", "进境关别", "basic.5", "RRL", "customs_offices", box=4, rule="R013", note="货物实际进境口岸的 4 位关区代码")] = None
    insurance_currency: A[Text, Max(3), Box("InsurCurr", "保费币制", "fee.7", "C-", "currencies", box=29, note="标记为 3 总价时必填", joins="insurance_mark")] = None
    insurance_mark: A[Text, Max(1), Box("InsurMark", "保费标记", "fee.5", "C-", "fee_marks", box=29, rule="R082", note="1 率、3 总价，没有单价", short="保费")] = None
    insurance_rate: A[Number, Digits(19, 5), Box("InsurRate", "保费", "fee.6", "C-", box=29, rule="R083", empty_rule="R072", note="率按百分数填，0.3 即千分之三", joins="insurance_mark")] = None
    licence_number: A[Text, Max(20), Box("LicenseNo", "许可证号", "trade.3", "CCL", box=16, rule="R134", note="一份报关单只填一个许可证号，如 26-XX-000001")] = None
    manual_number: A[Text, Max(12), Box("ManualNo", "备案号", "basic.7", "CCL", box=7, rule="R116", empty_rule="R114", note="加工贸易手册、账册或征免税证明的 12 位编号，一般贸易免填")] = None
    net_weight: A[Number, Digits(19, 5), Box("NetWt", "净重", "pack.4", "R-", box=26, unit="千克", note="毛重减去包装后的重量，不足 1 千克填 1", follows=("gross_weight",))] = None
    remark: A[Text, Max(255), Box("NoteS", "备注", "note.2", "O-", box=32, span=2, note="填制规范要求的备注用语")] = None
    other_currency: A[Text, Max(3), Box("OtherCurr", "杂费币制", "fee.10", "C-", "currencies", box=30, note="标记为 3 总价时必填", joins="other_mark")] = None
    other_mark: A[Text, Max(1), Box("OtherMark", "杂费标记", "fee.8", "C-", "fee_marks", box=30, rule="R081", note="1 率、3 总价", short="杂费")] = None
    other_rate: A[Number, Digits(19, 5), Box("OtherRate", "杂费", "fee.9", "C-", box=30, rule="R081", note="应计入的填正值，应扣除的填负值", joins="other_mark")] = None
    owner_code: A[Text, Max(18), Box("OwnerCode", "消费使用单位海关编码", "party.11", "O-", box=13, note="10 位海关编码，无代码填 NO", short="海关编码")] = None
    owner_name: A[Text, Max(100), Box("OwnerName", "消费使用单位", "party.12", "R-", box=13, span=2, note="已知的进口货物在境内的最终消费、使用单位", short="企业名称")] = None
    pack_count: A[Whole, Digits(9), Box("PackNo", "件数", "pack.2", "R-", box=24, rule="R058", empty_rule="R058", note="运输包装的件数；舱单按集装箱或托盘计件的填箱数或托盘数，散装、裸装填 1")] = None
    trade_code: A[Text, Max(18), Box("TradeCode", "境内收货人海关编码", "party.2", "RRL", box=3, rule="R002", empty_rule="R002", note="10 位海关注册编码", short="海关编码", refile="申报主体变更")] = None
    trade_country: A[Text, Max(3), Box("TradeCountry", "启运国(地区)", "trade.5", "R-", "countries", box=20, short="启运国", note="货物起始发出直接运抵我国的国家（地区）")] = None
    trade_mode: A[Text, Max(4), Box("TradeMode", "监管方式", "trade.1", "RRL", "trade_modes", box=14, note="一份报关单只允许填报一种监管方式", refile="监管条件随之改变")] = None
    trade_name: A[Text, Max(100), Box("TradeName", "境内收货人", "party.3", "RRL", box=3, rule="R003", empty_rule="R003", span=2, note="在海关备案、对外签订并执行合同的境内单位", short="企业名称", refile="申报主体变更")] = None
    traffic_mode: A[Text, Max(1), Box("TrafMode", "运输方式", "transport.1", "RRL", "transport_modes", box=9, note="按实际进出境的运输方式填，公路 4、铁路 3、水路 2、航空 5")] = None
    traffic_name: A[Text, Max(50), Box("TrafName", "运输工具名称", "transport.2", "CCL", box=10, note="公路免填；铁路填车厢编号或交接单号；水路填船舶英文名称；航空填航班号")] = None
    terms: A[Text, Max(1), Box("TransMode", "成交方式", "fee.1", "R-", "transaction_modes", box=27, note="1 CIF、2 C&F、3 FOB、4 C&I、7 EXW")] = None
    pack_type: A[Text, Max(2), Box("WrapType", "包装种类", "pack.1", "R-", "packaging_types", box=23, rule="R060", empty_rule="R060", note="运输包装，如 00 散装、01 裸装、22 纸制或纤维板制盒/箱")] = None
    entry_number: A[Text, Max(18), Box("EntryId", "海关编号", "basic.4", box=2, read_only=True, note="18 位，由海关入库时给出", assigned="customs")] = None
    pre_entry_number: A[Text, Max(9), Box("PreEntryId", "预录入编号", "basic.3", box=1, read_only=True, note="由系统给出，申报时留空；取得统一编号后同号", assigned="pre_entry")] = None
    edi_mark: A[Text, Max(1), Box("EdiId", "报关标志", "basic.62", "RR", "edi_marks", rule="R177", default="1", note="1 普通报关")] = None
    risk: A[Text, Max(10), Box("Risk", "风险评估参数", "basic.71", note="留空")] = None
    typist_company: A[Text, Max(70), Box("CopName", "录入单位", "basic.55", "RR", span=2, note="由操作员卡带入", profile=True)] = None
    typist_company_code: A[Text, Max(10), Box("CopCode", "录入单位代码", "basic.54", "RR", note="由操作员卡带入，10 位海关编码", profile=True)] = None
    entry_type: A[Text, Max(1), Box("EntryType", "报关单类型", "basic.50", "RR", "entry_types", default="M", note="M 通关无纸化")] = None
    print_date: A[Day, Box("PDate", "预录入日期", "basic.72", note="由系统给出")] = None
    typist_card: A[Text, Max(30), Box("TypistNo", "录入员卡号", "basic.56", "RR", note="由操作员卡带入", profile=True)] = None
    typist_name: A[Text, Max(32), Box("InputerName", "录入员", "basic.58", "RR", note="由操作员卡带入", profile=True)] = None
    declarant_id: A[Text, Max(20), Box("PartenerID", "申报人标识", "basic.73", note="一般留空")] = None
    related_document: A[Text, Max(18), Box("TgdNo", "关联单据号", "basic.74", note="保留，留空")] = None
    data_source: A[Text, Max(5), Box("DataSource", "扩展字段", "basic.75", keeps_space=True, note="按位使用，一般留空")] = None
    transit_relation: A[Text, Max(1), Box("DeclTrnRel", "报关转关关系", "basic.63", "RR", "transit_relations", rule="R177", default="0", note="0 一般报关单")] = None
    guarantee_mark: A[Text, Max(1), Box("ChkSurety", "担保验放", "trade.50", "OO", "yes_no", default="0", note="1 是、0 否")] = None
    bill_type: A[Text, Max(1), Box("BillType", "备案清单类型", "basic.64", "OO", "bill_types", note="报关单留空")] = None
    typist_scc: A[Text, Max(18), Box("CopCodeScc", "录入单位统一社会信用代码", "basic.57", note="由操作员卡带入", short="录入信用代码", profile=True)] = None
    owner_scc: A[Text, Max(18), Box("OwnerCodeScc", "消费使用单位信用代码", "party.10", "R-", box=13, rule="R005", empty_rule="R005", note="18 位统一社会信用代码，无代码填 NO，自然人填身份证号", short="消费使用单位")] = None
    agent_scc: A[Text, Max(18), Box("AgentCodeScc", "申报单位信用代码", "party.13", "RRL", box=48, rule="R006", empty_rule="R006", note="18 位统一社会信用代码", short="申报单位", profile=True)] = None
    trade_scc: A[Text, Max(18), Box("TradeCoScc", "境内收货人信用代码", "party.1", "RRL", box=3, rule="R001", empty_rule="R001", note="18 位统一社会信用代码", short="境内收货人", refile="申报主体变更")] = None
    price_statements: A[Text, Max(32), Box("PromiseItmes", "价格说明", "trade.6", "RO", box=44, rule="R085", empty_rule="R085", default="00000", note="依次为特殊关系、价格影响、特许权使用费、公式定价、暂定价格：1 是、0 否、9 空", span=2, parts=("特殊关系", "价格影响", "特许权费", "公式定价", "暂定价格"))] = None
    trade_area: A[Text, Max(3), Box("TradeAreaCode", "贸易国(地区)", "trade.4", "RO", "countries", box=19, note="进口填购自国，无商业交易填货物所有权拥有者所属国")] = None
    check_flow: A[Text, Max(1), Box("CheckFlow", "查验分流", "basic.76", note="一般留空")] = None
    tax_mark: A[Text, Max(1), Box("TaxAaminMark", "自报自缴", "trade.7", "O-", "yes_no", box=47, note="自主申报、自行缴税填 1")] = None
    mark_number: A[Text, Max(400), Box("MarkNo", "标记唛码", "note.1", "O-", box=32, span=2, default="N/M", note="无标记唛码填 N/M")] = None
    departure_port: A[Text, Max(8), Box("DespPortCode", "启运港", "transport.6", "R-", "ports", box=17, note="货物在运抵我国关境前的第一个境外装运港")] = None
    entry_port: A[Text, Max(8), Box("EntyPortCode", "入境口岸", "transport.8", "R-", "domestic_ports", box=22, note="货物从跨境运输工具卸离的第一个境内口岸，填国内口岸编码")] = None
    goods_place: A[Text, Max(100), Box("GoodsPlace", "货物存放地点", "transport.5", "R-", box=12, empty_rule="R169", note="货物进境后存放的监管作业场所、分拨仓库、定点加工厂等")] = None
    inspection_bill: A[Text, Max(50), Box("BLNo", "B/L号", "ciq.6", note="检疫用提货单号，涉检时填")] = None
    port_inspection: A[Text, Max(10), Box("InspOrgCode", "口岸检验检疫机关", "ciq.70", note="已停用，请勿填", short="口岸检疫机关")] = None
    special_business: A[Text, Max(10), Box("SpecDeclFlag", "特种业务标识", "ciq.8", note="7 位 0/1：国际赛事、特殊进出军工物资、国际援助物资、国际会议、直通放行、外交礼遇、转关")] = None
    destination_customs: A[Text, Max(4), Box("PurpOrgCode", "目的地海关", "ciq.1", "OO", "customs_offices", rule="R013", note="涉检时填 4 位关区代码")] = None
    despatch_date: A[Day, Box("DespDate", "启运日期", "ciq.2", rule="R034", note="装载货物的运输工具离开启运口岸的日期")] = None
    discharge_date: A[Day, Box("CmplDschrgDt", "卸毕日期", "ciq.3", rule="R158", note="货物卸毕的日期")] = None
    correlation_reason: A[Text, Max(2), Box("CorrelationReasonFlag", "关联理由", "ciq.5", "OO", "correlation_reasons", note="填了关联号码时填")] = None
    certificate_office: A[Text, Max(10), Box("VsaOrgCode", "领证机关", "ciq.71", note="已停用，请勿填")] = None
    original_box: A[Text, Max(1), Box("OrigBoxFlag", "原箱运输", "ciq.7", "OO", "yes_no", note="1 是、0 否")] = None
    declarant_name: A[Text, Max(50), Box("DeclareName", "申报人员", "basic.51", "RR", box=48, note="报关人员姓名", profile=True)] = None
    no_other_pack: A[Text, Max(1), Box("NoOtherPack", "无其他包装", "packs.10", "O-", "yes_no", default="1", note="没有其他包装填 1")] = None
    inspection_office: A[Text, Max(10), Box("OrgCode", "检验检疫受理机关", "ciq.72", note="已停用，请勿填", short="检疫受理机关")] = None
    overseas_consignor_code: A[Text, Max(50), Box("OverseasConsignorCode", "境外发货人代码", "party.5", "O-", box=8, note="AEO 互认国家（地区）的企业填 AEO 编码，其他企业免填；没有境外发货人的填 NO", short="境外发货人")] = None
    overseas_chinese_name: A[Text, Max(150), Box("OverseasConsignorCname", "境外收发货人中文名称", "party.52", note="可空", short="境外中文名称")] = None
    overseas_consignor_name: A[Text, Max(100), Box("OverseasConsignorEname", "境外发货人", "party.6", "R-", box=8, empty_rule="R009", span=3, note="一般填英文名称，其他外文写在半角括号内；没有境外发货人的填 NO", short="企业名称")] = None
    overseas_address: A[Text, Max(100), Box("OverseasConsignorAddr", "境外收发货人地址", "party.53", note="可空", short="境外企业地址")] = None
    overseas_consignee_code: A[Text, Max(50), Box("OverseasConsigneeCode", "境外收货人编码", "party.54", note="出口填，进口免填", short="收货人编码")] = None
    overseas_consignee_name: A[Text, Max(400), Box("OverseasConsigneeEname", "境外收货人", "party.55", note="出口填，进口免填")] = None
    domestic_foreign_name: A[Text, Max(400), Box("DomesticConsigneeEname", "境内收发货人外文名称", "party.56", note="涉检时可填", short="境内外文名称")] = None
    correlation_number: A[Text, Max(500), Box("CorrelationNo", "关联号码", "ciq.4", note="涉检时填关联的号码")] = None
    edi_remark: A[Text, Max(128), Box("EdiRemark", "EDI申报备注", "note.60", note="一般留空", short="EDI备注")] = None
    edi_remark2: A[Text, Max(128), Box("EdiRemark2", "EDI申报备注2", "note.61", note="一般留空", short="EDI备注2")] = None
    trade_inspection_code: A[Text, Max(10), Box("TradeCiqCode", "收发货人检验检疫编码", "party.57", note="涉检时填 10 位检验检疫备案号", short="收发检疫编码")] = None
    owner_inspection_code: A[Text, Max(10), Box("OwnerCiqCode", "使用或生产单位检验检疫编码", "party.58", note="涉检时填 10 位检验检疫备案号", short="使用检疫编码")] = None
    agent_inspection_code: A[Text, Max(10), Box("DeclCiqCode", "申报单位检验检疫编码", "party.59", note="涉检时填 10 位检验检疫备案号", short="申报检疫编码")] = None
