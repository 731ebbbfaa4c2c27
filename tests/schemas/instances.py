"""Small declarations of our own with invented parties, in canonical order; tests change single values of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from schemas import NAMESPACE, VERSION
from tests.schemas.table import ORDER, PLACES, TABLE

Values = dict[str, str]

_SINGLE = ("DecHead", "DecFreeTxt", "DecSign")
_ALWAYS = ("DecContainers", "DecLicenseDocus", "DecRequestCerts", "DecOtherPacks", "DecCopLimits")


@dataclass(slots=True)
class Message:
    """One declaration as plain texts: element name → value; what is not named is written empty."""

    head: Values
    items: list[Values]
    free: Values
    sign: Values
    rows: dict[str, list[Values]] = field(default_factory=dict)
    """The repeated or optional blocks by their table name (Container, EcoRelation, DecTpAccess …)."""

    def to_bytes(self) -> bytes:
        """The message as UTF-8 XML with its declaration."""
        root = etree.Element(_tag("DecMessage"), {"Version": VERSION}, nsmap={None: NAMESPACE})
        blocks = {PLACES[name][0]: name for name in TABLE if PLACES[name][0] != "DecLists"}
        for child in ORDER:
            if child == "DecLists":
                lists = etree.SubElement(root, _tag("DecLists"))
                for number, item in enumerate(self.items, start=1):
                    _write(lists, "DecList", {"GNo": str(number), **item})
            elif child in _SINGLE:
                _write(root, child, {"DecHead": self.head, "DecFreeTxt": self.free, "DecSign": self.sign}[child])
            else:
                _write_rows(root, child, blocks.get(child, ""), self.rows)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _write_rows(root: etree._Element, wrapper: str, block: str, rows: Mapping[str, list[Values]]) -> None:
    values = rows.get(block, [])
    if not values and wrapper not in _ALWAYS:
        return
    parent = root if PLACES[block] == (wrapper,) else etree.SubElement(root, _tag(wrapper))
    for value in values:
        _write(parent, PLACES[block][-1], value)


def _write(parent: etree._Element, block: str, values: Mapping[str, str]) -> None:
    unknown = set(values) - {row.name for row in TABLE[block]}
    if unknown:
        raise KeyError(f"{block} has no {sorted(unknown)}")
    element = etree.SubElement(parent, _tag(block))
    for row in TABLE[block]:
        if row.name in values or not row.may_be_absent:
            etree.SubElement(element, _tag(row.name)).text = values.get(row.name) or None


def _head(**values: str) -> Values:
    firm = {"Code": "1511960001", "Name": "内蒙古测试煤业有限公司", "Scc": "91150824MA0TE5T16Y"}
    return {
        "IEFlag": "I", "Type": "  ", "AgentCode": firm["Code"], "AgentName": firm["Name"], "CopCode": firm["Code"],
        "CopName": firm["Name"], "TradeCode": firm["Code"], "TradeName": firm["Name"], "OwnerCode": firm["Code"],
        "OwnerName": firm["Name"], "CopCodeScc": firm["Scc"], "OwnerCodeScc": firm["Scc"], "AgentCodeScc": firm["Scc"],
        "TradeCoScc": firm["Scc"], "TradeMode": "0110", "CutMode": "101", "EdiId": "1", "EntryType": "M",
        "TypistNo": "2100040000009", "InputerName": "测试员", "DeclTrnRel": "0", "ChkSurety": "0",
        "PromiseItmes": "00000", "CheckFlow": "0", "MarkNo": "N/M", "EntyPortCode": "150000",
        "DeclareName": "测试员", "NoOtherPack": "1", **values,
    }  # fmt: skip


def _sign(client_seq_no: str) -> Values:
    return {
        "OperType": "C", "ICCode": "2100040000009", "CopCode": "1511960001", "OperName": "测试员",
        "ClientSeqNo": client_seq_no, "SignDate": "2026030209150000", "DomainId": "1",
    }  # fmt: skip


def road_import(client_seq_no: str = "TM20260302000000000A1") -> Message:
    """Coking coal in bulk from Mongolia by road: one line, no container, everything optional left empty."""
    head = _head(
        BillNo="GQMD20260302X17", ContrNo="TM-2026-901", CustomMaster="0708", IEPort="0708", DistinatePort="MNG000",
        GrossWet="60120.00000", NetWt="60120.00000", PackNo="1", WrapType="00", TrafMode="4", TransMode="1",
        TradeCountry="MNG", TradeAreaCode="MNG", DespPortCode="MNG000", DespDate="20260301", IEDate="20260302",
        GoodsPlace="甘其毛都口岸海关监管作业场所", OverseasConsignorEname="INVENTED STEPPE COAL LLC", NoteS="测试数据",
    )  # fmt: skip
    coal = {
        "CodeTS": "2701121000", "GName": "炼焦煤", "GModel": "0|3|低位热值6700kcal/kg|含水7%|含硫0.5%|挥发分24%",
        "DeclPrice": "101.5000", "DeclTotal": "6102.18", "DutyMode": "1", "OriginCountry": "MNG", "TradeCurr": "USD",
        "GQty": "60.12000", "GUnit": "070", "FirstQty": "60120.00000", "FirstUnit": "035", "DestinationCountry": "CHN",
        "DistrictCode": "15119", "DestCode": "150824", "CiqName": "炼焦煤", "GoodsAttr": "19", "Purpose": "26",
    }  # fmt: skip
    rows = {
        "LicenseDocu": [{"DocuCode": "7", "CertCode": "26-XX-000901"}],
        "DecRequestCert": [{"AppCertCode": "11", "ApplOri": "1", "ApplCopyQuan": "2"}],
        "EdocRealation": [
            {"EdocID": "070800000001IM202603020000000901.pdf", "EdocCode": "00000001", "EdocFomatType": "US",
             "EdocCopId": "invoice-901.pdf", "SignTime": "20260302 09:15:00"},
        ],
        "DecCopPromise": [{"DeclaratioMaterialCode": "101040"}],
        "DecTpAccess": [{"TransitionApply": "0", "ConditionalLiftoffApply": "0", "PortDestMergeCheckApply": "0"}],
    }  # fmt: skip
    return Message(head, [coal], {"VoyNo": "4000000005901"}, _sign(client_seq_no), rows)


def sea_import(client_seq_no: str = "HH20260318000000000B2") -> Message:
    """Machine parts by sea on FOB terms: three lines, two containers, one line with a preferential origin."""
    head = _head(
        BillNo="COSU6180901", ContrNo="HH-JP-2026-33", CustomMaster="0701", IEPort="0202", DistinatePort="JPN000",
        FeeMark="3", FeeRate="1800", FeeCurr="USD", InsurMark="1", InsurRate="0.3", GrossWet="21400.00000",
        NetWt="19850.00000", PackNo="38", WrapType="22", TrafMode="2", TrafName="INVENTED STAR", TransMode="3",
        TradeCountry="JPN", TradeAreaCode="JPN", DespPortCode="JPN000", DespDate="20260310", GoodsPlace="新港测试堆场",
        OverseasConsignorEname="INVENTED PUMPS KK",
    )  # fmt: skip
    common = {
        "DutyMode": "1", "OriginCountry": "JPN", "TradeCurr": "USD", "DestinationCountry": "CHN",
        "DistrictCode": "15019", "DestCode": "150102",
    }  # fmt: skip
    pump = {**common, "CodeTS": "8413709990", "GName": "离心泵", "GModel": "4|3|工业用|TEST|型号A|流量200m3/h",
            "DeclPrice": "1700.0000", "DeclTotal": "34000.00", "GQty": "20.00000", "GUnit": "001",
            "FirstQty": "20.00000", "FirstUnit": "001", "SecondQty": "4100.00000", "SecondUnit": "035",
            "RcepOrigPlaceCode": "JPN"}  # fmt: skip
    bearing = {**common, "CodeTS": "8482102000", "GName": "深沟球轴承", "GModel": "4|3|单列|TEST|型号B",
               "DeclPrice": "11.2000", "DeclTotal": "16800.00", "GQty": "1500.00000", "GUnit": "006",
               "FirstQty": "1500.00000", "FirstUnit": "006", "SecondQty": "210.00000", "SecondUnit": "035"}  # fmt: skip
    valve = {**common, "CodeTS": "8481804090", "GName": "球阀", "GModel": "4|3|管道用|不锈钢|TEST|型号C",
             "DeclPrice": "290.0000", "DeclTotal": "26100.00", "GQty": "90.00000", "GUnit": "006",
             "FirstQty": "90.00000", "FirstUnit": "006", "SecondQty": "1130.00000", "SecondUnit": "035"}  # fmt: skip
    rows = {
        "Container": [
            {"ContainerId": "MSCU6398705", "ContainerMd": "11", "GoodsNo": "1", "LclFlag": "0",
             "GoodsContaWt": "5000.00000", "ContainerWt": "3900.00000"},
            {"ContainerId": "CSQU3054383", "ContainerMd": "21", "GoodsNo": "2,3", "LclFlag": "0"},
        ],
        "DecUser": [{"UseOrgPersonCode": "测试员", "UseOrgPersonTel": "0471-0000000"}],
        "EcoRelation": [{"CertType": "Y22", "EcoCertNo": "CRC26000900001", "DecGNo": "1", "EcoGNo": "1"}],
    }  # fmt: skip
    return Message(head, [pump, bearing, valve], {"VoyNo": "026E"}, _sign(client_seq_no), rows)
