"""Ways in which somebody else may fill in what rules.md leaves open; every one of them leaves a message clean."""

from collections.abc import Callable, Mapping

from tests.scenarios.outside import NAMESPACE, Outside, Values
from tests.schemas.table import TABLE

Change = Callable[[Outside], object]
"""What somebody does to his message; the answer does not matter."""


def head(**values: str) -> Change:
    """Write head elements."""
    return lambda message: message.head.update(values)


def line(**values: str) -> Change:
    """Write elements of every goods line."""
    return lambda message: [item.update(values) for item in message.items]


def sign(**values: str) -> Change:
    """Write the DecSign block."""

    def change(message: Outside) -> None:
        message.sign = {**(message.sign or {}), **values}

    return change


def rows(name: str, *added: Values) -> Change:
    """Add rows of a block."""
    return lambda message: message.rows.update({name: [*message.rows.get(name, []), *added]})


def without(*names: str) -> Change:
    """Leave head elements out."""
    return lambda message: [message.head.pop(name, None) for name in names]


def wrappers(*names: str) -> Change:
    """Write blocks without a row."""
    return lambda message: setattr(message, "wrappers", names)


def root(start: str) -> Change:
    """Write another start tag."""
    return lambda message: setattr(message, "root", start)


def every_element(message: Outside) -> None:
    """Write every element of the dictionary, empty where nothing is said, in its order."""
    message.head = {one.name: message.head.get(one.name, "") for one in TABLE["DecHead"]}
    message.items = [{one.name: item.get(one.name, "") for one in TABLE["DecList"]} for item in message.items]
    message.free = {one.name: message.free.get(one.name, "") for one in TABLE["DecFreeTxt"]}


def other_order(message: Outside) -> None:
    """Write elements by the alphabet, and the head behind all other blocks."""
    message.head = dict(sorted(message.head.items()))
    message.items = [dict(sorted(item.items())) for item in message.items]
    message.head_last = True


def blanks_around(message: Outside) -> None:
    """Put blanks and line breaks around values."""
    for name in ("BillNo", "TradeName", "GrossWet", "CustomMaster", "PromiseItmes"):
        message.head[name] = f"\n  {message.head[name]} "


def decimals(places: int) -> Change:
    """Write quantities, weights and amounts with so many decimals."""

    def change(message: Outside) -> None:
        for values, names in (
            (message.head, ("GrossWet", "NetWt")),
            *((item, ("GQty", "FirstQty", "DeclPrice", "DeclTotal")) for item in message.items),
        ):
            for name in names:
                whole, _, part = values[name].partition(".")
                values[name] = f"{whole}.{part:0<{places}}" if places else values[name]

    return change


def a_limit(**values: str) -> Change:
    """Add a qualification to the first goods line."""
    return lambda message: message.limits.update({0: [*message.limits.get(0, []), values]})


def voyage(**values: str) -> Change:
    """Write elements of DecFreeTxt."""
    return lambda message: message.free.update(values)


_BLANK_EDOC = {"EdocID": "", "EdocCode": "", "EdocFomatType": ""}
_BLANK_ACCESS = dict.fromkeys(
    ("TransitionApply", "TransitionSite", "ConditionalLiftoffApply", "PortDestMergeCheckApply"), ""
)
_INVOICE = {"EdocID": "070800000001IM000000000000000001.pdf", "EdocCode": "00000001", "EdocFomatType": "US"}
_WRAPPERS = ("DecRequestCerts", "DecOtherPacks", "DecCopLimits", "DecUsers", "DecMarkLobs", "DecCopPromises")

COMPLETIONS: Mapping[str, Change] = {
    "nothing more": lambda message: None,
    "every element": every_element,
    "other order": other_order,
    "blanks around values": blanks_around,
    "Version 3.1": root(f'<DecMessage xmlns="{NAMESPACE}" version="3.1">'),
    "no Version": root(f'<DecMessage xmlns="{NAMESPACE}">'),
    "port of three digits": head(EntyPortCode="150"),
    "port by name": head(EntyPortCode="口岸"),
    "Type of one blank": head(Type=" "),
    "Type of six blanks": head(Type="      "),
    "Type of seven blanks": head(Type="       "),
    "Type with step 0": head(Type="  0"),
    "Type with step 0 and flags": head(Type="  0    "),
    "no EDI remarks": head(EdiRemark="", EdiRemark2=""),
    "no sign block": lambda message: setattr(message, "sign", None),
    "empty sign block": sign(),
    "sign 18": sign(OperType="C", ClientSeqNo="T" * 18),
    "sign 20, kept for later": sign(OperType="G", ClientSeqNo="T" * 20, SignDate="2026030209150000"),
    "sign 21, uploaded": sign(OperType="A", ClientSeqNo="T" * 21, Certificate="01", DomainId="1", HostId="", Note=""),
    "sign day of 14": sign(OperType="G", ClientSeqNo="T1", SignDate="20260302091500", ICCode="8930000012345"),
    "a sign that is nobody's": sign(OperType="C", ClientSeqNo="T2", Sign="MEUCIQ=="),
    "wrappers without rows": wrappers(*_WRAPPERS),
    "a blank certificate": rows("DecRequestCert", {"AppCertCode": "", "ApplOri": "", "ApplCopyQuan": ""}),
    "a blank container": rows("Container", {"ContainerId": "", "ContainerMd": "", "GoodsNo": "", "LclFlag": ""}),
    "a blank licence": rows("LicenseDocu", {"DocuCode": "", "CertCode": ""}),
    "a blank other pack": rows("DecOtherPack", {"PackQty": "", "PackType": ""}),
    "a blank attachment": rows("EdocRealation", _BLANK_EDOC),
    "a blank preference": rows("EcoRelation", {"CertType": "", "EcoCertNo": "", "DecGNo": "", "EcoGNo": ""}),
    "a blank qualification": a_limit(GoodsNo="", LicTypeCode="", LicenceNo=""),
    "a qualification without its line": a_limit(LicTypeCode="108", LicenceNo="W-1"),
    "a blank access block": rows("DecTpAccess", _BLANK_ACCESS),
    "an access block of noughts": rows("DecTpAccess", {"TransitionApply": "0", "ConditionalLiftoffApply": "0"}),
    "a blank royalty form": rows("DecRoyaltyFee", {"ContractNo": "", "Authorizer": ""}),
    "a blank transit head": rows("TrnHead", {"TrnPreId": "", "TransNo": ""}),
    "a blank risk": rows("DecRisk", {"Risk": "", "Sign": ""}),
    "a promise": rows("DecCopPromise", {"DeclaratioMaterialCode": "101040"}),
    "an invoice": rows("EdocRealation", _INVOICE),
    "an invoice of no format": rows("EdocRealation", {"EdocID": "1.pdf", "EdocCode": "00000001"}),
    "a mandate though agent and trader are one": rows("EdocRealation", {**_INVOICE, "EdocCode": "10000001"}),
    "certificates asked for": rows("DecRequestCert", {"AppCertCode": "11", "ApplOri": "1", "ApplCopyQuan": "2"}),
    "2 decimals": decimals(2),
    "4 decimals": decimals(4),
    "5 decimals": decimals(5),
    "owner NO": head(OwnerCode="NO"),
    "owner without any code": head(OwnerCode="NO", OwnerCodeScc="NO"),
    "owner's customs code empty": head(OwnerCode=""),
    "company code of 9": head(CopCode="MA0TE5T16"),
    "company's credit code": head(CopCodeScc="91150824MA0TE5T16Y"),
    "marks empty": head(MarkNo=""),
    "marks left out": without("MarkNo"),
    "no word of other packing": without("NoOtherPack"),
    "other packing not denied": head(NoOtherPack="0"),
    "flags of nought": head(CheckFlow="0", TaxAaminMark="0", ChkSurety="0", OrigBoxFlag="0"),
    "tax paid by declaration": head(TaxAaminMark="1"),
    "day of entry": head(IEDate="20260302"),
    "no day of entry": without("IEDate"),
    "days of the way": head(DespDate="20260301", CmplDschrgDt="20260302", PDate="20260302"),
    "office of destination": head(PurpOrgCode="0708"),
    "abandoned offices": head(InspOrgCode="150000", OrgCode="150000", VsaOrgCode="150000"),
    "special business of noughts": head(SpecDeclFlag="0000000"),
    "overseas codes NO": head(OverseasConsignorCode="NO", OverseasConsigneeCode="NO"),
    "both overseas names": head(OverseasConsignorEname="TEST LLC", OverseasConsigneeEname="TEST LLC"),
    "other names": head(OverseasConsignorCname="测试", DomesticConsigneeEname="TEST", OverseasConsignorAddr="X"),
    "inspection codes": head(TradeCiqCode="1500000001", OwnerCiqCode="1500000001", DeclCiqCode="1500000001"),
    "fees empty": head(FeeMark="", FeeRate="", FeeCurr="", OtherMark="", OtherRate="", OtherCurr=""),
    "fees nought": head(FeeRate="0.00000", OtherRate="0"),
    "fees nought with their marks": head(FeeMark="3", FeeRate="0", FeeCurr="USD"),
    "currencies of no fee": head(FeeCurr="CNY", InsurCurr="CNY", OtherCurr="CNY"),
    "contract left out": without("ContrNo"),
    "remark": head(NoteS="测试"),
    "numbers of the authority": head(SeqNo="I20260000012345678", EntryId="070820261000000001", PreEntryId="070820261"),
    "place as a code": head(GoodsPlace="CNMDL070001"),
    "extension": head(DataSource="00000"),
    "old element": head(PayWay=""),
    "declarant's numbers": voyage(DecBpNo="04700000000", DecNo="1511960001234", RelId="", CusFie=""),
    "second quantity nought where there is none": lambda message: [
        item.setdefault("SecondQty", "0") for item in message.items
    ],
    "inspection code": line(CiqCode="999"),
    "not dangerous": line(NoDangFlag="1"),
    "dangerous flag nought": line(NoDangFlag="0"),
    "several attributes": line(GoodsAttr="19,21,24"),
    "numbers nought": line(ContrItem="0", ExgVersion="0", WorkUsd="0", Factor="1"),
    "line number with a nought": line(GNo="01"),
    "more elements than asked for": lambda message: [
        item.update(GModel=f"{item['GModel']}|无GTIN|无CAS") for item in message.items
    ],
    "bars behind the elements": lambda message: [item.update(GModel=f"{item['GModel']}|||") for item in message.items],
}
