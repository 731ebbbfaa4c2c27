"""The 报关单 as a whole: its blocks in the order of message.md §1.1, in import wording, and the page's sections."""

from typing import Annotated as A

from app.core.field import Block, Box, Section, Text
from app.core.form import PageSection
from forms.blocks import (
    Access,
    Attachment,
    Container,
    EndUser,
    FreeText,
    LicenceDocument,
    MarkAttachment,
    OtherPack,
    Preference,
    Promise,
    Qualification,
    RequestedCertificate,
    Risk,
    Royalty,
    Sign,
    TaxHead,
    TransitContainer,
    TransitGoods,
    TransitHead,
    TransitList,
)
from forms.goods import Goods
from forms.head import Head

VERSION = "2026.1"
MOST_GOODS = 50


class Declaration(Section):
    """进口货物报关单."""

    head: A[Head, Block("DecHead", inline=True, always=True)]
    items: A[tuple[Goods, ...], Block("DecLists/DecList", "商品", always=True, at="items", most=MOST_GOODS)]
    containers: A[tuple[Container, ...], Block("DecContainers/Container", "集装箱", at="containers")] = ()
    licences: A[tuple[LicenceDocument, ...], Block("DecLicenseDocus/LicenseDocu", "随附单证", at="licences")] = ()
    certificates: A[tuple[RequestedCertificate, ...], Block("DecRequestCerts/DecRequestCert", "申请单证", at="certificates")] = ()
    packs: A[tuple[OtherPack, ...], Block("DecOtherPacks/DecOtherPack", "其他包装", at="packs")] = ()
    qualifications: A[tuple[Qualification, ...], Block("DecCopLimits/DecCopLimit", "企业资质", at="qualifications")] = ()
    users: A[tuple[EndUser, ...], Block("DecUsers/DecUser", "使用人", at="users")] = ()
    marks: A[tuple[MarkAttachment, ...], Block("DecMarkLobs/DecMarkLob", "标记号码附件", at="marks")] = ()
    free_text: A[FreeText, Block("DecFreeTxt", inline=True, always=True)]
    sign: A[Sign, Block("DecSign", "签名", always=True)]
    transit: A[TransitHead | None, Block("TrnHead", "转关", at="transit")] = None
    transit_list: A[TransitList | None, Block("TrnList", "转关运输", at="transit")] = None
    transit_containers: A[tuple[TransitContainer, ...], Block("TrnContainers/TrnContainer", "转关集装箱", at="transit_containers")] = ()
    transit_goods: A[tuple[TransitGoods, ...], Block("TrnContaGoodsList/TrnContaGoods", "转关箱内商品", at="transit_goods")] = ()
    supplements: A[Text, Box("DecSupplementLists", "补充申报单", verbatim=True)] = None
    edocs: A[tuple[Attachment, ...], Block("EdocRealation", "随附单据", at="edocs")] = ()
    preferences: A[tuple[Preference, ...], Block("EcoRelation", "优惠贸易协定享惠", at="preferences")] = ()
    tax_bill: A["TaxBill | None", Block("SddTax", "报税单")] = None
    risk_result: A[Risk | None, Block("DecRisk", "风险评估")] = None
    promises: A[tuple[Promise, ...], Block("DecCopPromises/DecCopPromise", "企业承诺", at="promises")] = ()
    royalty: A[Royalty | None, Block("DecRoyaltyFee", "特许权使用费", at="royalty")] = None
    access: A[Access | None, Block("DecTpAccess", "两段准入", at="access")] = None


class TaxBill(Section):
    """报税单：三部分，后两部分没有公开的字段表，原样保留."""

    head: A[TaxHead | None, Block("SddTaxHead", "报税单表头")] = None
    lists: A[Text, Box("SddTaxLists", "报税单表体", verbatim=True)] = None
    details: A[Text, Box("SddTaxDetails", "报税单税费明细", verbatim=True)] = None


Declaration.model_rebuild()

SECTIONS = (
    PageSection("basic", "基本信息"),
    PageSection("party", "企业"),
    PageSection("transport", "运输"),
    PageSection("trade", "贸易"),
    PageSection("fee", "费用"),
    PageSection("pack", "包装"),
    PageSection("ciq", "检验检疫"),
    PageSection("note", "唛码备注"),
    PageSection("licences", "随附单证", "licences"),
    PageSection("edocs", "随附单据", "edocs"),
    PageSection("items", "商品", "items"),
    PageSection("limits", "产品资质", "items[].limits"),
    PageSection("vins", "VIN 信息", "items[].limits[].vins"),
    PageSection("control", "管制要素", "items[].control"),
    PageSection("containers", "集装箱", "containers"),
    PageSection("preferences", "协定享惠", "preferences"),
    PageSection("certificates", "申请单证", "certificates"),
    PageSection("packs", "其他包装", "packs"),
    PageSection("qualifications", "企业资质", "qualifications", rare=True),
    PageSection("users", "使用人", "users", rare=True),
    PageSection("promises", "企业承诺", "promises", rare=True),
    PageSection("marks", "唛码附件", "marks", rare=True),
    PageSection("access", "两段准入", rare=True),
    PageSection("royalty", "特许权费", rare=True),
    PageSection("transit", "转关", rare=True),
    PageSection("transit_containers", "转关箱", "transit_containers", rare=True),
    PageSection("transit_goods", "转关箱货", "transit_goods", rare=True),
)
