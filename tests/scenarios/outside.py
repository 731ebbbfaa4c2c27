"""S01, S03, S07 and S10 as somebody else would write them: bare elements typed from rules.md §7, no form in sight."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Values = dict[str, str]
NAMESPACE = "http://www.chinaport.gov.cn/dec"
_WRAPPED = {
    "Container": "DecContainers",
    "LicenseDocu": "DecLicenseDocus",
    "DecRequestCert": "DecRequestCerts",
    "DecOtherPack": "DecOtherPacks",
    "DecCopPromise": "DecCopPromises",
}


@dataclass(slots=True)
class Outside:
    """A message somebody wrote: only the elements he cares to write, in his own order; ``wrappers`` stay empty."""

    head: Values
    items: list[Values]
    free: Values = field(default_factory=dict)
    sign: Values | None = None
    limits: dict[int, list[Values]] = field(default_factory=dict)  # by goods line from 0
    rows: dict[str, list[Values]] = field(default_factory=dict)
    wrappers: tuple[str, ...] = ()
    root: str = f'<DecMessage xmlns="{NAMESPACE}" Version="4.8">'
    head_last: bool = False

    def to_bytes(self) -> bytes:
        """Return the message as UTF-8 text with its declaration."""
        head = _element("DecHead", self.head)
        lists = "".join(self._line(number, item) for number, item in enumerate(self.items))
        blocks = [f"<DecLists>{lists}</DecLists>"]
        for name, rows in self.rows.items():
            inside = "".join(_element(name, row) for row in rows)
            wrapper = _WRAPPED.get(name)
            blocks.append(f"<{wrapper}>{inside}</{wrapper}>" if wrapper else inside)
        blocks += [f"<{name}/>" for name in self.wrappers]
        blocks.append(_element("DecFreeTxt", self.free))
        if self.sign is not None:
            blocks.append(_element("DecSign", self.sign))
        body = "".join([*blocks, head] if self.head_last else [head, *blocks])
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.root}{body}</DecMessage>'.encode()

    def but(self, *changes: Callable[[Outside], object]) -> Outside:
        """Return a copy with changes made."""
        other = copy.deepcopy(self)
        for change in changes:
            change(other)
        return other

    def _line(self, number: int, item: Values) -> str:
        rows = "".join(_element("DecGoodsLimit", row) for row in self.limits.get(number, []))
        limits = f"<DecGoodsLimits>{rows}</DecGoodsLimits>" if rows else ""
        texts = "".join(_leaf(name, text) for name, text in item.items())
        return f"<DecList>{texts}{limits}</DecList>"


def _element(name: str, values: Values) -> str:
    return f"<{name}>" + "".join(_leaf(one, text) for one, text in values.items()) + f"</{name}>"


def _leaf(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _head(direction: str, firm: tuple[str, str, str], office: tuple[str, str], **values: str) -> Values:
    """Return what every scenario shares (rules.md §7, Conventions), completed with the fewest elements."""
    scc, code, name = firm
    return {
        "IEFlag": direction, "Type": "  ", "EntryType": "M", "EdiId": "1", "DeclTrnRel": "0", "BillType": "",
        "CutMode": "101", "TradeMode": "0110", "MarkNo": "N/M", "NoOtherPack": "1",
        "PromiseItmes": "00000" if direction == "I" else "99999", "EntyPortCode": "150000",
        "CustomMaster": office[0], "IEPort": office[1],
        "TradeCoScc": scc, "TradeCode": code, "TradeName": name, "OwnerCodeScc": scc, "OwnerCode": code,
        "OwnerName": name, "AgentCodeScc": scc, "AgentCode": code, "AgentName": name, "CopCode": code,
        "CopName": name, "TypistNo": "8930000012345", "InputerName": "李录入", "DeclareName": "李申报",
        **values,
    }  # fmt: skip


def s01() -> Outside:
    """S01 甘其毛都 炼焦煤 公路 进口提前申报."""
    head = _head(
        "I", ("91150824MA0TE5T16Y", "1511960001", "内蒙古测试煤业"), ("0708", "0708"), TrafMode="4", TrafName="",
        BillNo="GQMD20260310001", OverseasConsignorEname="TEST MINING LLC", TradeAreaCode="MNG", TradeCountry="MNG",
        DespPortCode="MNG000", DistinatePort="MNG000", GoodsPlace="甘其毛都口岸海关监管作业场所", IEDate="",
        TransMode="1", ContrNo="TM-2026-017", WrapType="00", PackNo="1", GrossWet="1980500", NetWt="1980500",
        LicenseNo="",
    )  # fmt: skip
    line = {
        "GNo": "1", "CodeTS": "2701121000", "GName": "未制成型的炼焦煤",
        "GModel": "0|3|收到基低位热值6800kcal/kg|含水8%|含硫0.6%|1/3焦煤|挥发分23%|无滞期费|灰分10.5%|20260210|"
        "胶质层18mm|20260301|粘结指数85",
        "GQty": "1980.5", "GUnit": "070", "FirstQty": "1980500", "FirstUnit": "035", "DeclPrice": "98.0000",
        "DeclTotal": "194089.00", "TradeCurr": "USD", "OriginCountry": "MNG", "DestinationCountry": "CHN",
        "DistrictCode": "15119", "DestCode": "150824", "CiqName": "炼焦煤", "GoodsAttr": "19", "Purpose": "26",
        "DutyMode": "1",
    }  # fmt: skip
    return Outside(
        head,
        [line],
        {"VoyNo": "4000000005612"},
        rows={"LicenseDocu": [{"DocuCode": "7", "CertCode": "26-XX-000001"}]},
    )


def s03() -> Outside:
    """S03 满洲里 樟子松板材 铁路 植物检疫."""
    head = _head(
        "I", ("91150781MA0TE5T321", "1506960003", "满洲里测试木业"), ("0609", "0609"), TrafMode="3",
        TrafName="64110022", BillNo="MZL26030501", TradeAreaCode="RUS", TradeCountry="RUS", DespPortCode="RUS000",
        DistinatePort="RUS000", TransMode="2", InsurMark="1", InsurRate="0.3", PackNo="41", WrapType="93",
        GrossWet="38200", NetWt="37700", GoodsPlace="满洲里车站木材监管场所", OverseasConsignorEname="TEST TIMBER",
    )  # fmt: skip
    line = {
        "GNo": "1", "CodeTS": "4407111099", "GName": "非端部接合的樟子松厚板材",
        "GModel": "0|3|经纵锯|30mm|净边|未烘干|无蓝变|樟子松Pinus sylvestris|二级|20260210|4m×150mm",
        "GQty": "62.350", "GUnit": "033", "FirstQty": "37700", "FirstUnit": "035", "SecondQty": "62.350",
        "SecondUnit": "033", "DeclPrice": "18500.0000", "DeclTotal": "1153475.00", "TradeCurr": "RUB",
        "OriginCountry": "RUS", "DestinationCountry": "CHN", "CiqName": "锯材", "GoodsAttr": "24", "Purpose": "26",
        "DistrictCode": "15069", "DestCode": "150781", "DutyMode": "1",
    }  # fmt: skip
    proof = {"GoodsNo": "1", "LicTypeCode": "107", "LicenceNo": "RU-26-PHYTO-1"}
    return Outside(head, [line], {"VoyNo": "20260305"}, limits={0: [proof]})


def s07() -> Outside:
    """S07 珠恩嘎达布其 二手履带式挖掘机 公路 出口 (in the message the two countries have changed places)."""
    head = _head(
        "E", ("91152525MA0TE5T594", "1514960005", "东乌测试机械"), ("0710", "0710"), TrafMode="4",
        BillNo="ZGDQ26050001", TransMode="3", TradeCountry="MNG", TradeAreaCode="MNG", DistinatePort="MNG000",
        OverseasConsigneeEname="TEST MACHINERY LLC", PackNo="2", WrapType="01", GrossWet="44600", NetWt="44600",
    )  # fmt: skip
    line = {
        "GNo": "1", "CodeTS": "8429521200", "GName": "(旧)履带式挖掘机",
        "GModel": "4|2|110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式",
        "GQty": "2", "GUnit": "001", "FirstQty": "2", "FirstUnit": "001", "SecondQty": "44600", "SecondUnit": "035",
        "DeclPrice": "45000.0000", "DeclTotal": "90000.00", "TradeCurr": "USD", "OriginCountry": "MNG",
        "DestinationCountry": "CHN", "DistrictCode": "15149", "GoodsAttr": "21", "DutyMode": "1",
    }  # fmt: skip
    return Outside(head, [line], {"VoyNo": "4000000007003"})


def s10() -> Outside:
    """S10 RCEP 离心泵 天津水运 一体化."""
    head = _head(
        "I", ("91150100MA0TE5T40J", "1501960004", "呼和浩特测试进出口"), ("0701", "0202"), TrafMode="2",
        TrafName="HAI YANG", BillNo="COSU6180001", TransMode="1", PackNo="12", WrapType="23", GrossWet="2650",
        NetWt="2400", TradeCountry="JPN", TradeAreaCode="JPN", DespPortCode="JPN000", DistinatePort="JPN000",
        GoodsPlace="天津新港", OverseasConsignorEname="TEST PUMP KK", ContrNo="TP-2026-044",
    )  # fmt: skip
    line = {
        "GNo": "1", "CodeTS": "8413709990", "GName": "离心泵", "GModel": "4|3|工业用|TEST|型号A|流量200m3/h",
        "GQty": "12", "GUnit": "001", "FirstQty": "12", "FirstUnit": "001", "SecondQty": "2400", "SecondUnit": "035",
        "DeclPrice": "195000.0000", "DeclTotal": "2340000.00", "TradeCurr": "JPY", "OriginCountry": "JPN",
        "DestinationCountry": "CHN", "DistrictCode": "15019", "RcepOrigPlaceCode": "JPN", "DutyMode": "1",
    }  # fmt: skip
    claim = {"CertType": "Y22", "EcoCertNo": "CRC26000123456", "DecGNo": "1", "EcoGNo": "1"}
    box = {"ContainerId": "MSCU6398705", "ContainerMd": "11", "GoodsNo": "1"}
    return Outside(head, [line], {"VoyNo": "026E"}, rows={"Container": [box], "EcoRelation": [claim]})


CLEAN: dict[str, Callable[[], Outside]] = {"S01": s01, "S03": s03, "S07": s07, "S10": s10}
