"""Clean drafts of the scenarios told by a 监管方式 or a class of goods: S05, S08, S11, S15; figures are test values."""

from app.core.draft import Draft, Mode
from tests.helpers.starts import COMMERCE, TRADE, WOOD, papers, row, start

_S05_HEAD = {
    "sign.client_seq_no": "PD2026042000001",
    "traffic_mode": "4",
    "voyage_number": "4000000006002",
    "bill_number": "ELGL26040002",
    "ie_date": "20260418",
    "overseas_consignor_name": "TEST MEAT LLC",
    "trade_area": "MNG",
    "trade_country": "MNG",
    "departure_port": "MNG000",
    "stop_port": "MNG000",
    "goods_place": "二连浩特进境肉类指定监管场地",
    "contract_number": "TF-2026-005",
    "terms": "1",
    "pack_type": "22",
    "pack_count": "1125",
    "gross_weight": "23400",
    "net_weight": "22500",
    "access.conditional": "1",
}
_S05_LINE = {
    "hs_code": "0204430000",
    "name": "冻去骨绵羊肉",
    "model": "0|3|冻|去骨|20千克/箱|厂号MNG-000",
    "quantity": "22500",
    "unit": "035",
    "first_quantity": "22500",
    "first_unit": "035",
    "price": "4.3500",
    "total": "97875.00",
    "currency": "USD",
    "origin_country": "MNG",
    "district": "15019",
    "destination_code": "150105",
    "inspection_name": "冻羊肉",
    "attributes": "15,19",
    "purpose": "12",
    "overseas_maker": "测试肉厂",
    "made_on": "20260401",
    "shelf_life": "12个月",
}


def s05() -> Draft:
    """S05 二连浩特 冻去骨绵羊肉 公路 指定监管场地 附条件提离."""
    draft = start("import", Mode.ONCE, TRADE, "0705", "0705")
    draft.update(_S05_HEAD)
    row(draft, "items", _S05_LINE)
    row(draft, "containers", {"container_id": "TBJU1234565", "container_type": "12", "goods_numbers": "1"})
    row(draft, "licences", {"kind": "7", "number": "26-XX-000005"})
    for kind, number in (("325", "AP-26-000005"), ("105", "MNG-VH-26-0005")):
        row(draft, "items[0].limits", {"goods_number": "1", "licence_type": kind, "licence_number": number})
    papers(draft)
    return draft


def _export(draft: Draft, country: str, **texts: str) -> None:
    """Fill in the route of an export by road."""
    draft.update({"traffic_mode": "4", "trade_area": country, "trade_country": country, "stop_port": f"{country}000"})
    draft.update(texts)


def _line(draft: Draft, country: str, **texts: str) -> None:
    """Append a line of domestic goods bound for a country, priced in US dollars."""
    row(draft, "items", {"origin_country": "CHN", "destination_country": country, "currency": "USD", **texts})


def s08() -> Draft:
    """S08 满洲里满购中心 市场采购 1039 公路 出口."""
    draft = start("export", Mode.ONCE, WOOD, "0603", "0603")
    draft.update({"trade_mode": "1039", "terms": "3", "pack_type": "22", "pack_count": "260"})
    draft.update({"gross_weight": "9000", "net_weight": "8000", "sign.client_seq_no": "PD2026051500001"})
    road = {"voyage_number": "4000000007005", "bill_number": "MZLG26050005"}
    _export(draft, "RUS", overseas_consignee_name="TEST MARKET OOO", contract_number="MG-2026-008", **road)
    for code, name, model, dealt, second, price, total in (
        ("6109100022", "T恤衫", "0|2|针织|女式|棉100%|无扣|无拉链|无领|无品牌|A1", "3000 011", "600", "6.2", "18600"),
        ("6402992900", "鞋", "0|2|未过踝|塑料|橡胶|无品牌|B1", "1500 025", "900", "9.8", "14700"),
        ("3924900000", "塑料家用品", "0|2|家用|塑料|无品牌|C1", "2400 035", "", "3.1", "7440"),
    ):
        quantity, unit = dealt.split()
        texts = {"hs_code": code, "name": name, "model": model, "quantity": quantity, "unit": unit, "price": price}
        texts |= {"total": total, "first_quantity": quantity, "first_unit": unit, "attributes": "30"}
        if second:
            texts |= {"second_quantity": second, "second_unit": "035"}
        _line(draft, "RUS", district="15069", **texts)
    papers(draft)
    draft.facts.update(road_manifest_sent=True)
    return draft


def s11() -> Draft:
    """S11 9710 女裤 公路 出口."""
    draft = start("export", Mode.ONCE, COMMERCE, "0603", "0603")
    draft.update({"trade_mode": "9710", "terms": "3", "pack_type": "22", "pack_count": "100"})
    draft.update({"gross_weight": "1900", "net_weight": "1650", "sign.client_seq_no": "PD2026052000001"})
    road = {"voyage_number": "4000000007010", "bill_number": "MZLG26050010"}
    party = {"overseas_consignee_name": "BUYER OOO", "contract_number": "B2B-2026-011", "remark": "跨境电子商务"}
    _export(draft, "RUS", **party, **road)
    goods = {
        "hs_code": "6204620000",
        "name": "女裤",
        "model": "1|2|TEST|棉100%|长裤|女式|机织|A01",
        "district": "15069",
    }
    amount = {"quantity": "5000", "unit": "015", "price": "7.5000", "total": "37500.00"}
    weight = {"first_quantity": "5000", "first_unit": "015", "second_quantity": "1650", "second_unit": "035"}
    _line(draft, "RUS", **goods, **amount, **weight)
    papers(draft)
    draft.facts.update(road_manifest_sent=True, order_reference="TEST-PLATFORM B2B-26-0520-1")
    return draft


def s15() -> Draft:
    """S15 二连浩特 鲜番茄 公路 出口提前申报 绿色通道."""
    draft = start("export", Mode.ADVANCE, TRADE, "0705", "0705")
    draft.update({"terms": "1", "pack_type": "22", "pack_count": "2000", "gross_weight": "21000"})
    draft.update({"net_weight": "20000", "sign.client_seq_no": "PD2026061000001"})
    draft.update({"fee_mark": "3", "fee_rate": "300", "fee_currency": "USD"})
    draft.update({"insurance_mark": "3", "insurance_rate": "20", "insurance_currency": "USD"})
    road = {"voyage_number": "4000000007020", "bill_number": "ELGL26060020"}
    _export(draft, "MNG", overseas_consignee_name="TEST FRESH LLC", contract_number="TV-2026-015", **road)
    goods = {"hs_code": "0702000000", "name": "鲜番茄", "model": "0|2|鲜", "district": "15019"}
    amount = {"quantity": "20000", "unit": "035", "price": "0.6000", "total": "12000.00"}
    _line(draft, "MNG", **goods, **amount, first_quantity="20000", first_unit="035", destination_code="150105")
    row(draft, "licences", {"kind": "B", "number": "326000000000015"})
    papers(draft)
    draft.facts.update(planned_arrival="2026-06-12", road_manifest_sent=True)
    return draft
