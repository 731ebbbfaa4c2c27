"""The elements of DecMessage as the data dictionary lists them, typed by hand so that a slip in the XSD shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# name width[!]: text · i9 digits only · 19,5 number (digits, decimals) · D8 yyyyMMdd · D10 yyyy-MM-dd · B64 base64
# "!" may not be empty (M for 暂存 and 申报) · "?" may be absent
_BLOCKS: Mapping[str, str] = {
    "DecHead": """
        SeqNo 18, IEFlag 1!, Type 7, AgentCode 10!, AgentName 100!, ApprNo 32, BillNo 32, ContrNo 32, CustomMaster 4!,
        CutMode 3, DistinatePort 6, FeeCurr 3, FeeMark 1, FeeRate 19,5, GrossWet 19,5, IEDate D8, IEPort 4, InsurCurr 3,
        InsurMark 1, InsurRate 19,5, LicenseNo 20, ManualNo 12, NetWt 19,5, NoteS 255, OtherCurr 3, OtherMark 1,
        OtherRate 19,5, OwnerCode 18, OwnerName 100, PackNo i9, TradeCode 18, TradeCountry 3, TradeMode 4,
        TradeName 100, TrafMode 1, TrafName 50, TransMode 1, WrapType 2, EntryId 18, PreEntryId 9, EdiId 1, Risk 10,
        CopName 70!, CopCode 10!, EntryType 1, PDate D8, TypistNo 30!, InputerName 32!, PartenerID 20, TgdNo 18,
        DataSource 5, DeclTrnRel 1!, ChkSurety 1, BillType 1, CopCodeScc 18, OwnerCodeScc 18, AgentCodeScc 18,
        TradeCoScc 18, PromiseItmes 32!, TradeAreaCode 3!, CheckFlow 1, TaxAaminMark 1, MarkNo 400, DespPortCode 8,
        EntyPortCode 8,
        GoodsPlace 100, BLNo 50, InspOrgCode 10, SpecDeclFlag 10, PurpOrgCode 4, DespDate D8, CmplDschrgDt D8,
        CorrelationReasonFlag 2, VsaOrgCode 10, OrigBoxFlag 1, DeclareName 50!, NoOtherPack 1, OrgCode 10,
        OverseasConsignorCode 50, OverseasConsignorCname 150, OverseasConsignorEname 100, OverseasConsignorAddr 100,
        OverseasConsigneeCode 50, OverseasConsigneeEname 400, DomesticConsigneeEname 400, CorrelationNo 500,
        EdiRemark 128, EdiRemark2 128, TradeCiqCode 10, OwnerCiqCode 10, DeclCiqCode 10
    """,
    "DecList": """
        ClassMark 1, CodeTS 10!, ContrItem i19, DeclPrice 19,4, DutyMode 1, Factor 11,3, GModel 255, GName 255,
        GNo i19!, OriginCountry 3, TradeCurr 3, DeclTotal 19,4, GQty 19,5, FirstQty 19,5, SecondQty 19,5, GUnit 3,
        FirstUnit 3, SecondUnit 3, UseTo 2, WorkUsd 19,4, ExgNo 30, ExgVersion i8, DestinationCountry 3!, CiqCode 20,
        DeclGoodsEname 100, OrigPlaceCode 50, Purpose 4, ProdValidDt 20, ProdQgp 20, GoodsAttr 20, Stuff 400, Uncode 20,
        DangName 80, DangPackType 4, DangPackSpec 24, EngManEntCnm 100, NoDangFlag 1, DestCode 8, GoodsSpec 2000,
        GoodsModel 2000, GoodsBrand 2000, ProduceDate 2000, ProdBatchNo 2000, DistrictCode 5, CiqName 50,
        MnufctrRegNo 20, MnufctrRegName 150, RcepOrigPlaceCode 3?, ControlExplainCode 4?
    """,
    "DecGoodsLimit": """
        GoodsNo i9!, LicTypeCode 5, LicenceNo 40, LicWrtofDetailNo 4, LicWrtofQty 20, LicWrtofQtyUnit 3
    """,
    "DecGoodsLimitVin": """
        LicenceNo 40!, LicTypeCode 5!, VinNo 100, BillLadDate D8, QualityQgp 100, MotorNo 100, VinCode 20, ChassisNo 10,
        InvoiceNum 19,5, ProdCnnm 500, ProdEnnm 500, ModelEn 500, PricePerUnit 20, InvoiceNo 30
    """,
    "DecControlModel": "ElementNo 19!, ElementValue 512, DeclarationCategoryCode 4!",
    "Container": "ContainerId 32, ContainerMd 32, GoodsNo 255, LclFlag 1, GoodsContaWt 19,5, ContainerWt 18,5",
    "LicenseDocu": "DocuCode 1, CertCode 32",
    "DecRequestCert": "AppCertCode 50, ApplOri 50, ApplCopyQuan 50",
    "DecOtherPack": "PackQty 19,5, PackType 2",
    "DecCopLimit": "EntQualifNo 40, EntQualifTypeCode 5",
    "DecUser": "UseOrgPersonCode 20, UseOrgPersonTel 20",
    "DecMarkLob": "AttachName 80!, AttachType 20?, Attachment B64!",
    "DecFreeTxt": "RelId 18, RelManNo 12, BonNo 32, VoyNo 32, DecBpNo 32, CusFie 8, DecNo 13",
    "DecSign": """
        OperType 1!, ICCode 13, CopCode 18, OperName 30, ClientSeqNo 21!, Sign 200, SignDate 16, Certificate 20,
        HostId 10, BillSeqNo 18, DomainId 1, Note 100
    """,
    "TrnHead": """
        TrnPreId 18, TransNo 16, TurnNo 16, NativeTrafMode 1, TrafCustomsNo 13, NativeShipName 30, NativeVoyageNo 32,
        ContractorName 70, ContractorCode 10, TransFlag 2, ValidTime D8, ESealFlag 1, Notes 200, TrnType 1,
        ApplCodeScc 18
    """,
    "TrnList": "TrafMode 1, ShipId 32, ShipNameEn 255, VoyageNo 32, BillNo 32, IEDate D8",
    "TrnContainer": "ContaNo 11, ContaSn i3, ContaModel 4, SealNo 128, TransName 32, TransWeight 19,5, SealQty 4",
    "TrnContaGoods": "GNo i9!, ContaNo 11!, ContaGoodsCount i9, ContaGoodsWeight 19,5",
    "EdocRealation": """
        EdocID 64, EdocCode 8, EdocFomatType 2, OpNote 255, EdocCopId 64, EdocOwnerCode 10, SignUnit 10, SignTime 17,
        EdocOwnerName 100, EdocSize 12, GNoStr 150
    """,
    "EcoRelation": "CertType 3, EcoCertNo 64, DecGNo 9, EcoGNo 9, ExtendFiled 255",
    "SddTaxHead": """
        FileName 18, SeqNo 18, IEFlag 1, DeclPort 4, DDate 10, TradeCo 10, TradeName 70, InRatio 21,7, TradeMode 4,
        CutMode 3, TransMode 1, FeeMark 1, FeeCurr 3, FeeRate 21,7, InsurMark 1, InsurCurr 1, InsurRate 21,7,
        OtherMark 1, OtherCurr 3, OtherRate 21,7, ManualNo 12, TradeCoScc 18, GrossWt 21,7, NoteS 255,
        LegalLiability 255, Sign 255, MessId 20, CertSeqNo 64, Status 1
    """,
    "DecRisk": "Risk 10, Sign 255, SignDate 16, Note 100",
    "DecCopPromise": "DeclaratioMaterialCode 10",
    "DecRoyaltyFee": """
        PricePreDeterminNo 20, TaxRoyaltyDeclType 1, ContractNo 500!, Authorizer 500!, AuthorizedPerson 500!,
        PayType 20!, PayTime 10!, PayPeriod i2, EffectiveDateTime 10!, ExpirationDateTime D10!, RoyaltyAmount 19,2!,
        Curr 3!, RoyaltyFeeType 5!, EdocType 8!, Statment 2500!, IsSecret 1!, IsCusAudit 1, IsCusPricePreDetermin 1,
        IssueDateTime 10!, PeriodStartDate 10, PeriodEndDate 10
    """,
    "DecTpAccess": "TransitionApply 1, TransitionSite 11, ConditionalLiftoffApply 1, PortDestMergeCheckApply 1",
}

# The children of the root, in canonical order.
ORDER = (
    "DecHead", "DecLists", "DecContainers", "DecLicenseDocus", "DecRequestCerts", "DecOtherPacks", "DecCopLimits",
    "DecUsers", "DecMarkLobs", "DecFreeTxt", "DecSign", "TrnHead", "TrnList", "TrnContainers", "TrnContaGoodsList",
    "DecSupplementLists", "EdocRealation", "EcoRelation", "SddTax", "DecRisk", "DecCopPromises", "DecRoyaltyFee",
    "DecTpAccess",
)  # fmt: skip

# block → where it hangs under the root, and the element it stands before when that is not the end of its parent
PLACES: Mapping[str, tuple[str, ...]] = {
    "DecHead": ("DecHead",),
    "DecList": ("DecLists", "DecList"),
    "DecGoodsLimit": ("DecLists", "DecList", "DecGoodsLimits", "DecGoodsLimit"),
    "DecGoodsLimitVin": ("DecLists", "DecList", "DecGoodsLimits", "DecGoodsLimit", "DecGoodsLimitVin"),
    "DecControlModel": ("DecLists", "DecList", "DecControlModel"),
    "Container": ("DecContainers", "Container"),
    "LicenseDocu": ("DecLicenseDocus", "LicenseDocu"),
    "DecRequestCert": ("DecRequestCerts", "DecRequestCert"),
    "DecOtherPack": ("DecOtherPacks", "DecOtherPack"),
    "DecCopLimit": ("DecCopLimits", "DecCopLimit"),
    "DecUser": ("DecUsers", "DecUser"),
    "DecMarkLob": ("DecMarkLobs", "DecMarkLob"),
    "DecFreeTxt": ("DecFreeTxt",),
    "DecSign": ("DecSign",),
    "TrnHead": ("TrnHead",),
    "TrnList": ("TrnList",),
    "TrnContainer": ("TrnContainers", "TrnContainer"),
    "TrnContaGoods": ("TrnContaGoodsList", "TrnContaGoods"),
    "EdocRealation": ("EdocRealation",),
    "EcoRelation": ("EcoRelation",),
    "SddTaxHead": ("SddTax", "SddTaxHead"),
    "DecRisk": ("DecRisk",),
    "DecCopPromise": ("DecCopPromises", "DecCopPromise"),
    "DecRoyaltyFee": ("DecRoyaltyFee",),
    "DecTpAccess": ("DecTpAccess",),
}

# children of a block that are blocks themselves → the element they stand right before; None = at the end
INSERTED: Mapping[str, str | None] = {
    "DecGoodsLimits": "MnufctrRegNo",
    "DecGoodsLimitVin": "LicWrtofQtyUnit",
    "DecControlModel": None,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the dictionary."""

    block: str
    name: str
    spec: str
    mandatory: bool
    may_be_absent: bool

    def fullest(self) -> str:
        """The longest value the element takes."""
        if self.spec == "B64":
            return "iVBORw0KGgo="
        if self.spec in ("D8", "D10"):
            return "20261231" if self.spec == "D8" else "2026-12-31"
        if "," in self.spec:
            digits, decimals = map(int, self.spec.split(","))
            return "9" * (digits - decimals) + "." + "9" * decimals
        if self.spec.startswith("i"):
            return "9" * int(self.spec[1:])
        return "界" * int(self.spec)

    def refused(self) -> tuple[str, ...]:
        """Values just outside the type: too long, or not of its form."""
        if self.spec == "B64":
            return ("图片",)
        if self.spec == "D8":
            return ("20261301", "20261132", "2026-1-1", "261231", "20261231 ")
        if self.spec == "D10":
            return ("20261231", "2026-13-01", "2026-12-31T00:00:00")
        if "," in self.spec:
            whole, decimals = (int(part) for part in self.spec.split(","))
            too_many = "9" * (whole - decimals + 1)
            return (too_many, "0." + "1" * (decimals + 1), "1,5", "1e3", ".5", "5.", "+1", " 1", "一", "1 ")
        if self.spec.startswith("i"):
            return ("9" * (int(self.spec[1:]) + 1), "1.0", "-1", " 1", "一")
        return ("x" * (int(self.spec) + 1),)


def _rows(block: str, text: str) -> tuple[Row, ...]:
    fields = re.findall(r"(\w+) ((?:D\d+|B64|i\d+|\d+,\d+|\d+))([!?]?)(?=,|\s*$)", text.strip())
    return tuple(Row(block, name, spec, mark == "!", mark == "?") for name, spec, mark in fields)


TABLE: Mapping[str, tuple[Row, ...]] = {block: _rows(block, text) for block, text in _BLOCKS.items()}
ALL_ROWS: tuple[Row, ...] = tuple(row for rows in TABLE.values() for row in rows)
