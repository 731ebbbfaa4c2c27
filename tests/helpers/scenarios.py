"""Clean drafts of the scenarios S01, S03, S07 and S10 with their days and facts; every figure is a test value.

The drafts pass the whole check without an error on their day; a test changes one thing and sees one rule speak.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import forms
from app.core.draft import Draft, Mode


@dataclass(frozen=True, slots=True)
class Party:
    """An invented enterprise whose check digits are right."""

    scc: str
    code: str
    name: str


COAL = Party("91150824MA0TE5T16Y", "1511960001", "内蒙古测试煤业有限公司")
ORE = Party("91152501MA0TE5T24Q", "1505960002", "二连浩特测试矿产有限公司")
WOOD = Party("91150781MA0TE5T321", "1506960003", "满洲里测试木业有限公司")
TRADE = Party("91150100MA0TE5T40J", "1501960004", "呼和浩特测试进出口有限公司")
MACHINES = Party("91152525MA0TE5T594", "1514960005", "东乌测试机械有限公司")
COMMERCE = Party("91150781MA0TE5T67K", "1506960006", "满洲里测试电子商务有限公司")
PARTIES = (COAL, ORE, WOOD, TRADE, MACHINES, COMMERCE)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named draft with the day on which it is filed."""

    id: str
    title: str
    form: str
    today: date
    build: Callable[[], Draft]


def _start(form_id: str, mode: Mode, party: Party, customs: str, entry: str) -> Draft:
    """Fill in what every scenario shares: the parties, the operator, the usual marks."""
    draft = forms.load(form_id).new(mode)
    for role in ("trade", "owner", "agent"):
        draft.update({f"{role}_scc": party.scc, f"{role}_code": party.code, f"{role}_name": party.name})
    draft.update(
        {
            "declaration_customs": customs,
            "entry_customs": entry,
            "trade_mode": "0110",
            "levy_nature": "101",
            "declarant_name": "王测试",
            "typist_company": party.name,
            "typist_company_code": party.code,
            "typist_card": "2100000000001",
            "typist_name": "王测试",
            "entry_port": "150000",
            "no_other_pack": "1",
            "mark_number": "N/M",
        }
    )
    return draft


def _row(draft: Draft, section: str, texts: Mapping[str, str]) -> None:
    """Append one row of a section, with the texts a new row starts with."""
    form = forms.load(draft.form)
    draft.insert_row(section, draft.rows(section), {**form.new_row(section), **texts})
    form.renumber(draft)


def _papers(draft: Draft) -> None:
    """Attach invoice, packing list, transport document and contract."""
    for number, kind in enumerate(("00000001", "00000002", "00000003", "00000004"), start=1):
        name = f"{draft.get('declaration_customs')}{kind}IM{number:018d}.pdf"
        _row(draft, "edocs", {"kind": kind, "document_id": name})


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
    draft = _start("import", Mode.ADVANCE, COAL, "0708", "0708")
    draft.update(_S01_HEAD)
    _row(draft, "items", _S01_LINE)
    _row(draft, "licences", {"kind": "7", "number": "26-XX-000001"})
    for kind in ("11", "12"):
        _row(draft, "certificates", {"kind": kind, "originals": "1", "copies": "2"})
    _papers(draft)
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
    draft = _start("import", Mode.ONCE, WOOD, "0609", "0609")
    draft.update(_S03_HEAD)
    _row(draft, "items", _S03_LINE)
    _row(
        draft,
        "items[0].limits",
        {"goods_number": "1", "licence_type": "107", "licence_number": "RU-PC-26-000031"},
    )
    _papers(draft)
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
    draft = _start("export", Mode.ADVANCE, MACHINES, "0710", "0710")
    draft.update(_S07_HEAD)
    _row(draft, "items", _S07_LINE)
    _papers(draft)
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
    draft = _start("import", Mode.ONCE, TRADE, "0701", "0202")
    draft.update(_S10_HEAD)
    _row(draft, "items", _S10_LINE)
    _row(draft, "containers", {"container_id": "MSCU6398705", "container_type": "11", "goods_numbers": "1"})
    _row(
        draft,
        "preferences",
        {
            "certificate_kind": "Y22",
            "certificate_number": "CRC26000123456",
            "goods_number": "1",
            "certificate_item": "1",
        },
    )
    _papers(draft)
    return draft


SCENARIOS: Mapping[str, Scenario] = {
    one.id: one
    for one in (
        Scenario("S01", "甘其毛都 炼焦煤 公路 进口提前申报", "import", date(2026, 3, 2), s01),
        Scenario("S03", "满洲里 樟子松板材 铁路 植物检疫", "import", date(2026, 3, 6), s03),
        Scenario("S07", "珠恩嘎达布其 二手履带式挖掘机 公路 出口", "export", date(2026, 5, 6), s07),
        Scenario("S10", "RCEP 离心泵 天津水运 一体化", "import", date(2026, 6, 18), s10),
    )
}
