"""Clean drafts of the scenarios S01–S03, S07 and S10 with their days and facts; every figure is a test value.

The drafts pass the whole check without an error on their day; a test changes one thing and sees one rule speak.
"""

from collections.abc import Mapping
from datetime import date

from app.core.draft import Draft, Mode
from tests.helpers.regime_drafts import s05, s08, s11, s15
from tests.helpers.starts import (
    COAL,
    COMMERCE,
    MACHINES,
    ORE,
    PARTIES,
    TRADE,
    WOOD,
    Party,
    Scenario,
    papers,
    row,
    start,
)
from tests.helpers.two_steps import s02, s02_complete, s02b, s02b_complete

__all__ = ["COAL", "COMMERCE", "MACHINES", "ORE", "PARTIES", "SCENARIOS", "TRADE", "WOOD", "Party", "Scenario"]

_S01_HEAD = {
    "sign.client_seq_no": "PD2026030200001",
    "traffic_mode": "4",
    "voyage_number": "4000000005612",
    "bill_number": "GQMD20260310001",
    "overseas_consignor_name": "TEST MINING LLC",
    "trade_area": "MNG",
    "trade_country": "MNG",
    "departure_port": "MNG000",
    "stop_port": "MNG000",
    "goods_place": "甘其毛都口岸海关监管作业场所",
    "contract_number": "TM-2026-017",
    "terms": "1",
    "pack_type": "00",
    "pack_count": "1",
    "gross_weight": "1980500",
    "net_weight": "1980500",
}

_S01_LINE = {
    "hs_code": "2701121000",
    "name": "未制成型的炼焦煤",
    "model": "0|3|收到基低位热值6800kcal/kg|含水8%|含硫0.6%|1/3焦煤|挥发分23%|无滞期费|灰分10.5%|20260210|"
    "胶质层18mm|20260301|粘结指数85",
    "quantity": "1980.5",
    "unit": "070",
    "first_quantity": "1980500",
    "first_unit": "035",
    "price": "98.0000",
    "total": "194089.00",
    "currency": "USD",
    "origin_country": "MNG",
    "district": "15119",
    "destination_code": "150824",
    "inspection_name": "炼焦煤",
    "attributes": "19",
    "purpose": "26",
}


def s01() -> Draft:
    """S01 甘其毛都 炼焦煤 公路 进口提前申报."""
    draft = start("import", Mode.ADVANCE, COAL, "0708", "0708")
    draft.update(_S01_HEAD)
    row(draft, "items", _S01_LINE)
    row(draft, "licences", {"kind": "7", "number": "26-XX-000001"})
    for kind in ("11", "12"):
        row(draft, "certificates", {"kind": kind, "originals": "1", "copies": "2"})
    papers(draft)
    draft.facts.update(
        vehicle_departed=True, manifest_found=True, manifest_reference="GQMD20260310001", goods_arrived=False
    )
    return draft


_S03_HEAD = {
    "sign.client_seq_no": "PD2026030600001",
    "traffic_mode": "3",
    "traffic_name": "64110022",
    "voyage_number": "20260305",
    "bill_number": "MZL26030501",
    "ie_date": "20260305",
    "overseas_consignor_name": "TEST TIMBER OOO",
    "trade_area": "RUS",
    "trade_country": "RUS",
    "departure_port": "RUS000",
    "stop_port": "RUS000",
    "goods_place": "满洲里车站木材监管场所",
    "contract_number": "TT-2026-031",
    "terms": "2",
    "insurance_mark": "1",
    "insurance_rate": "0.3",
    "pack_type": "93",
    "pack_count": "41",
    "gross_weight": "38200",
    "net_weight": "37700",
    "remark": "含木质包装",
}

_S03_LINE = {
    "hs_code": "4407111099",
    "name": "非端部接合的樟子松厚板材",
    "model": "0|3|经纵锯|30mm|净边|未烘干|无蓝变|樟子松Pinus sylvestris|二级|20260210|4m×150mm",
    "quantity": "62.350",
    "unit": "033",
    "first_quantity": "37700",
    "first_unit": "035",
    "second_quantity": "62.350",
    "second_unit": "033",
    "price": "18500.0000",
    "total": "1153475.00",
    "currency": "RUB",
    "origin_country": "RUS",
    "district": "15069",
    "destination_code": "150781",
    "inspection_name": "锯材",
    "attributes": "24",
    "purpose": "26",
}


def s03() -> Draft:
    """S03 满洲里 樟子松板材 铁路 植物检疫."""
    draft = start("import", Mode.ONCE, WOOD, "0609", "0609")
    draft.update(_S03_HEAD)
    row(draft, "items", _S03_LINE)
    row(
        draft,
        "items[0].limits",
        {"goods_number": "1", "licence_type": "107", "licence_number": "RU-PC-26-000031"},
    )
    papers(draft)
    return draft


_S07_HEAD = {
    "sign.client_seq_no": "PD2026050600001",
    "traffic_mode": "4",
    "voyage_number": "4000000007003",
    "bill_number": "ZGDQ26050001",
    "overseas_consignee_name": "TEST MACHINERY LLC",
    "trade_area": "MNG",
    "trade_country": "MNG",
    "stop_port": "MNG000",
    "contract_number": "TX-2026-007",
    "terms": "3",
    "pack_type": "01",
    "pack_count": "2",
    "gross_weight": "44600",
    "net_weight": "44600",
}

_S07_LINE = {
    "hs_code": "8429521200",
    "name": "(旧)履带式挖掘机",
    "model": "4|2|110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式",
    "quantity": "2",
    "unit": "001",
    "first_quantity": "2",
    "first_unit": "001",
    "second_quantity": "44600",
    "second_unit": "035",
    "price": "45000.0000",
    "total": "90000.00",
    "currency": "USD",
    "origin_country": "CHN",
    "destination_country": "MNG",
    "district": "15149",
    "attributes": "21",
}


def s07() -> Draft:
    """S07 珠恩嘎达布其 二手履带式挖掘机 公路 出口提前申报（件数警告 R059 由申报人保留）."""
    draft = start("export", Mode.ADVANCE, MACHINES, "0710", "0710")
    draft.update(_S07_HEAD)
    row(draft, "items", _S07_LINE)
    papers(draft)
    draft.facts.update(planned_arrival="2026-05-08", road_manifest_sent=True)
    return draft


_S10_HEAD = {
    "sign.client_seq_no": "PD2026061800001",
    "traffic_mode": "2",
    "traffic_name": "HAI YANG",
    "voyage_number": "026E",
    "bill_number": "COSU6180001",
    "ie_date": "20260616",
    "overseas_consignor_name": "TEST PUMP KK",
    "trade_area": "JPN",
    "trade_country": "JPN",
    "departure_port": "JPN000",
    "stop_port": "JPN000",
    "goods_place": "天津新港集装箱码头",
    "contract_number": "TP-2026-044",
    "terms": "1",
    "pack_type": "23",
    "pack_count": "12",
    "gross_weight": "2650",
    "net_weight": "2400",
    "remark": "含木质包装",
}

_S10_LINE = {
    "hs_code": "8413709990",
    "name": "离心泵",
    "model": "4|3|工业用|TEST|型号A|流量200m3/h",
    "quantity": "12",
    "unit": "001",
    "first_quantity": "12",
    "first_unit": "001",
    "second_quantity": "2400",
    "second_unit": "035",
    "price": "195000.0000",
    "total": "2340000.00",
    "currency": "JPY",
    "origin_country": "JPN",
    "preference_origin": "JPN",
    "district": "15019",
}


def s10() -> Draft:
    """S10 RCEP 离心泵 天津水运 一体化."""
    draft = start("import", Mode.ONCE, TRADE, "0701", "0202")
    draft.update(_S10_HEAD)
    row(draft, "items", _S10_LINE)
    row(draft, "containers", {"container_id": "MSCU6398705", "container_type": "11", "goods_numbers": "1"})
    row(
        draft,
        "preferences",
        {
            "certificate_kind": "Y22",
            "certificate_number": "CRC26000123456",
            "goods_number": "1",
            "certificate_item": "1",
        },
    )
    papers(draft)
    return draft


SCENARIOS: Mapping[str, Scenario] = {
    one.id: one
    for one in (
        Scenario("S01", "甘其毛都 炼焦煤 公路 进口提前申报", "import", date(2026, 3, 2), s01),
        Scenario("S02", "二连浩特 铁矿砂 铁路 两步申报·概要", "import", date(2026, 3, 13), s02),
        Scenario("S02-complete", "二连浩特 铁矿砂 铁路 两步申报·完整", "import", date(2026, 3, 20), s02_complete),
        Scenario("S02b", "离心泵 铁路 两步申报·概要（不涉证不涉检）", "import", date(2026, 3, 19), s02b),
        Scenario("S02b-complete", "离心泵 铁路 两步申报·完整", "import", date(2026, 3, 27), s02b_complete),
        Scenario("S03", "满洲里 樟子松板材 铁路 植物检疫", "import", date(2026, 3, 6), s03),
        Scenario("S05", "二连浩特 冻去骨绵羊肉 公路 附条件提离", "import", date(2026, 4, 20), s05),
        Scenario("S07", "珠恩嘎达布其 二手履带式挖掘机 公路 出口", "export", date(2026, 5, 6), s07),
        Scenario("S10", "RCEP 离心泵 天津水运 一体化", "import", date(2026, 6, 18), s10),
        Scenario("S08", "满洲里 市场采购 公路 出口", "export", date(2026, 5, 15), s08),
        Scenario("S11", "跨境电商B2B 女裤 公路 出口", "export", date(2026, 5, 20), s11),
        Scenario("S15", "二连浩特 鲜番茄 公路 出口提前申报", "export", date(2026, 6, 10), s15),
    )
}
