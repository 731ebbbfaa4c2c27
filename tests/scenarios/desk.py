"""A clerk's ordinary week at the northern border: declarations without a fault, of every kind this issue reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import forms
from app.core.draft import Draft, Mode
from tests.helpers.scenarios import COAL, COMMERCE, MACHINES, ORE, TRADE, WOOD, Party

Texts = Mapping[str, str]
BROKER = Party("91150781MA0TE5T67K", "1506980006", "满洲里测试报关有限公司")
DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Case:
    """One declaration with the warnings that are its due, and the day it is filed."""

    draft: Draft
    warnings: tuple[str, ...] = ()
    today: date = DAY


def _append(draft: Draft, section: str, texts: Texts) -> None:
    form = forms.load(draft.form)
    draft.insert_row(section, draft.rows(section), {**form.new_row(section), **texts})
    form.renumber(draft)


def _made(
    form_id: str,
    party: Party,
    office: str,
    head: Texts,
    lines: Sequence[Texts],
    rows: Sequence[tuple[str, Texts]] = (),
    mode: Mode = Mode.ONCE,
) -> Draft:
    """Return a draft with the parties, the operator and the usual marks filled in."""
    draft = forms.load(form_id).new(mode)
    for role in ("trade", "owner", "agent"):
        draft.update({f"{role}_scc": party.scc, f"{role}_code": party.code, f"{role}_name": party.name})
    usual = {"trade_mode": "0110", "levy_nature": "101", "contract_number": "T-2026-1", "entry_port": "150000"}
    operator = {"declarant_name": "王测试", "typist_card": "2100000000001", "typist_name": "王测试"}
    company = {"typist_company": party.name, "typist_company_code": party.code}
    offices = dict(zip(("declaration_customs", "entry_customs"), office.split("/") * 2, strict=False))
    draft.update({**usual, **operator, **company, **offices, **head})
    for line in lines:
        _append(draft, "items", line)
    for section, texts in rows:
        _append(draft, section, texts)
    return draft


def _goods(code: str, name: str, model: str, quantity: str, price: str, total: str, **more: str) -> Texts:
    """Return a line: quantities as ``22500 035``, several as ``2 001; 2 001; 44600 035`` (deal, first, second)."""
    parts = [part.split() for part in quantity.split(";")]
    dealt, first = parts[0], parts[1] if len(parts) > 1 else parts[0]
    amount, currency = total.split()
    line = {"hs_code": code, "name": name, "model": model, "price": price, "total": amount, "currency": currency}
    line |= {"quantity": dealt[0], "unit": dealt[1], "first_quantity": first[0], "first_unit": first[1]}
    if len(parts) > 2:
        line |= {"second_quantity": parts[2][0], "second_unit": parts[2][1]}
    return {**line, **more}


def _from(country: str, port: str = "", **more: str) -> Texts:
    """Return the route of an import."""
    port = port or f"{country}000"
    route = {"trade_area": country, "trade_country": country, "departure_port": port, "stop_port": port}
    return {**route, "overseas_consignor_name": "TEST SUPPLIER LLC", "goods_place": "口岸海关监管作业场所", **more}


def _to(country: str, port: str = "", **more: str) -> Texts:
    """Return the route of an export."""
    route = {"trade_area": country, "trade_country": country, "stop_port": port or f"{country}000"}
    return {**route, "overseas_consignee_name": "TEST BUYER LLC", **more}


def _for(country: str, goods: Texts) -> Texts:
    """Return a line of domestic goods bound for a country."""
    return {**goods, "origin_country": "CHN", "destination_country": country, "district": "15019"}


def _packed(kind: str, count: str, gross: str, net: str) -> Texts:
    return {"pack_type": kind, "pack_count": count, "gross_weight": gross, "net_weight": net}


ROAD = {"traffic_mode": "4", "voyage_number": "4000000009001", "bill_number": "ROAD26110001"}
RAIL = {"traffic_mode": "3", "traffic_name": "64110023", "voyage_number": "20261105", "bill_number": "RAIL26110502"}
SEA = {"traffic_mode": "2", "traffic_name": "HAI YANG", "voyage_number": "026E", "bill_number": "COSU6180001"}
AIR = {"traffic_mode": "5", "traffic_name": "OM223", "bill_number": "99912345675"}
CIF, FOB = {"terms": "1"}, {"terms": "3"}
INSURED = {"insurance_mark": "1", "insurance_rate": "0.3"}
FREIGHT = {"fee_mark": "3", "fee_rate": "800", "fee_currency": "USD"}
AT_ERENHOT = {"district": "15059", "destination_code": "152501"}
AT_MANZHOULI = {"district": "15069", "destination_code": "150781"}
INSPECTED = {"attributes": "19", "purpose": "26"}
JAPANESE = {"origin_country": "JPN", "district": "15149"}
ASKED_FOR = tuple(("certificates", {"kind": kind}) for kind in ("11", "12"))
LICENCE = ("licences", {"kind": "7", "number": "26-XX-000003"})


def _paper(kind: str) -> tuple[str, Texts]:
    return "items[0].limits", {"licence_type": kind, "licence_number": f"{kind}-26-1"}


def _box(number: str, kind: str, goods: str = "1") -> tuple[str, Texts]:
    return "containers", {"container_id": number, "container_type": kind, "goods_numbers": goods}


def _mutton() -> Case:
    """S05: by road, in a refrigerated container, for a designated site, to be lifted off on conditions."""
    line = _goods("0204430000", "冻去骨绵羊肉", "0|3|冻|去骨|20千克/箱|厂号MNG-000", "22500 035", "4.35", "97875 USD")
    food = {"inspection_name": "冻羊肉", "attributes": "15,19", "purpose": "12", "overseas_maker": "测试肉厂"}
    made = {"made_on": "20260401", "shelf_life": "12个月", "origin_country": "MNG"}
    head = {**ROAD, **_from("MNG", "MNG902"), **CIF, **_packed("22", "1125", "23400", "22500")}
    papers = [_box("TBJU1234565", "12"), _paper("325"), _paper("105"), _paper("519"), LICENCE]
    day = {"ie_date": "20261118", "access.conditional": "1"}
    return Case(_made("import", TRADE, "0705", {**head, **day}, [{**line, **food, **made, **AT_ERENHOT}], papers))


def _iron_ore() -> Case:
    model = "0|3|破碎|平均粒度3mm|铁62%|无滞期费|MNG某矿|20260215|20260305"
    line = _goods("2601112000", "未烧结铁矿砂", model, "3450.2 070; 3450200 035", "78", "269115.60 USD")
    origin = {"origin_country": "MNG", "inspection_name": "铁矿砂", **AT_ERENHOT, **INSPECTED}
    head = {**RAIL, **_from("MNG"), **FOB, **_packed("00", "1", "3450200", "3450200"), **INSURED}
    per_tonne = {"fee_mark": "2", "fee_rate": "12", "fee_currency": "USD"}
    return Case(_made("import", ORE, "0702", {**head, **per_tonne}, [{**line, **origin}], [LICENCE, *ASKED_FOR]))


def _logs() -> Case:
    model = "0|3|落叶松Larix|未去皮|锯材级|4米|20cm|无蓝变|未烘干|20261001"
    line = _goods("4403251000", "落叶松原木", model, "75.5 033; 60000 035; 75.5 033", "80", "6040 USD")
    bark = {"origin_country": "RUS", "inspection_name": "原木", "attributes": "23", "purpose": "26", **AT_MANZHOULI}
    head = {**RAIL, **_from("RUS"), **CIF, **_packed("01", "1", "60000", "60000")}
    return Case(_made("import", WOOD, "0609", head, [{**line, **bark}], [_paper("107")]))


def _gas() -> Case:
    model = "0|3|液化|压力货|丙烷95%|20260901|20260901|无滞期费"
    line = _goods("2711120000", "液化丙烷", model, "80 070; 80000 035", "500", "40000 USD")
    danger = {"un_number": "1978", "danger_name": "丙烷", "danger_package": "4", "not_dangerous": "0"}
    origin = {"origin_country": "RUS", "inspection_name": "丙烷", "attributes": "31,19", "purpose": "26", **AT_ERENHOT}
    head = {**RAIL, **_from("RUS", stop_port="MNG902"), **CIF, **_packed("04", "2", "80000", "80000")}
    return Case(_made("import", ORE, "0702", head, [{**line, **origin, **danger}]))


def _lignite() -> Case:
    model = "0|3|块状|否|45%|5000kcal/kg|4200kcal/kg|35|20%|20260801|20260801|无滞期费"
    line = _goods("2702100000", "褐煤", model, "60.1 070; 60100 035", "200", "12020 CNY", origin_country="MNG")
    place = {"district": "15119", "destination_code": "150824", "inspection_name": "褐煤", **INSPECTED}
    border = {"trade_mode": "4019", "levy_nature": "506", "terms": "7", "other_mark": "1", "other_rate": "2"}
    head = {**ROAD, **_from("MNG"), **border, **FREIGHT, **INSURED, **_packed("00", "1", "60100", "60100")}
    return Case(_made("import", COAL, "0708", head, [{**line, **place}], [LICENCE, *ASKED_FOR]))


def _rented_digger() -> Case:
    model = "4|3|110kW|CAT|320D|1.2m3|可旋转360度|自推进|20000kg|履带式"
    line = _goods("8429521200", "履带式挖掘机", model, "1 001; 1 001; 20000 035", "50000", "50000 USD", duty_mode="6")
    head = {**ROAD, **_from("MNG"), **FOB, **FREIGHT, **INSURED, **_packed("01", "1", "20000", "20000")}
    back = {"trade_mode": "2600", "levy_nature": "", "remark": "暂时进境，6个月内复运出境", "contract_number": ""}
    return Case(_made("import", MACHINES, "0710", {**head, **back}, [{**line, **JAPANESE}]))


def _used_lift() -> Case:
    model = "4|3|装卸|内燃|3吨|3米|TEST|T1"
    line = _goods("8427209000", "旧叉车", model, "1 001; 1 001; 15000 035", "8000", "8000 USD", attributes="21")
    head = {**ROAD, **_from("MNG"), "terms": "2", **INSURED, **_packed("01", "1", "15000", "15000")}
    return Case(_made("import", MACHINES, "0710", head, [{**line, **JAPANESE}], [_paper("402")]))


def _cashmere() -> Case:
    line = _goods("5105392100", "已梳无毛山羊绒", "0|3|山羊绒|精梳", "300 035", "60", "18000 USD", duty_mode="3")
    item = {"origin_country": "JPN", "district": "15019", "manual_item": "1"}
    book = {"trade_mode": "0214", "levy_nature": "502", "manual_number": "B07016400001", "contract_number": ""}
    head = {**SEA, **_from("JPN"), **CIF, **book, **_packed("22", "30", "320", "300")}
    return Case(_made("import", TRADE, "0701/0202", head, [{**line, **item}]))


def _phone(origin: str) -> Texts:
    quantity = "2 001; 2 001; 10 035"
    line = _goods("8517130000", "智能手机", "4|3|通讯|蜂窝网络|否|TEST|T1", quantity, "300", "600 EUR")
    return {**line, "origin_country": origin, "district": "15019"}


def _sample() -> Case:
    """By air, filed by a broker, for a natural person."""
    broker = {"agent_scc": BROKER.scc, "agent_code": BROKER.code, "agent_name": BROKER.name}
    person = {"owner_scc": "152501198501010018", "owner_code": "NO", "owner_name": "张测试"}
    kind = {"trade_mode": "3010", "contract_number": "", "bill_number": "99912345675_HAWB1"}
    head = {**AIR, **_from("DEU"), **CIF, **_packed("22", "1", "12", "10"), **kind, **broker, **person}
    mandate = ("edocs", {"kind": "10000001", "document_id": "071110000001IM000000000000000001.pdf"})
    return Case(_made("import", TRADE, "0711", head, [_phone("DEU")], [mandate]))


def _out_of_a_zone() -> Case:
    zone = {"traffic_mode": "Y", **_from("CHN"), "overseas_consignor_name": "NO", "overseas_consignor_code": "NO"}
    head = {**zone, **CIF, **_packed("22", "1", "12", "10")}
    return Case(_made("import", TRADE, "0701/0712", head, [_phone("KOR")]))


def _fifty_pumps() -> Case:
    def pump(n: int) -> Texts:
        quantity = f"{n} 001; {n} 001; {10 * n} 035"
        line = _goods("8413709990", "离心泵", f"4|3|工业用|TEST|P{n}|流量200m3/h", quantity, "100", f"{100 * n} USD")
        return {**line, "origin_country": "RUS", "district": "15069"}

    head = {**RAIL, **_from("RUS", "RUS901"), **CIF, **_packed("22", "50", "13000", "12750")}
    box = _box("CSQU3054383", "11", "1,2,50")
    return Case(_made("import", WOOD, "0609", head, [pump(n) for n in range(1, 51)], [box]))


def _bought_at_the_market() -> Case:
    """S08, whose own figures differ: 8000 kg declared, 3900 kg in the lines."""
    model = "0|0|针织|女式|棉100%|无扣|无拉链|圆领|TEST|A1"
    shirt = _goods("6109100022", "T恤衫", model, "3000 011; 3000 011; 600 035", "6.2", "18600 USD")
    model = "0|0|不过踝|塑料|塑料|TEST|B1"
    shoes = _goods("6402992900", "鞋", model, "1500 025; 1500 025; 900 035", "9.8", "14700 USD")
    ware = _goods("3924900000", "塑料家用品", "0|0|家用|塑料|TEST|C1", "2400 035", "3.1", "7440 USD")
    market = {"trade_mode": "1039", "levy_nature": "", "contract_number": "", **_packed("22", "260", "9000", "8000")}
    lines = [{**_for("RUS", one), "district": "15069", "attributes": "30"} for one in (shirt, shoes, ware)]
    return Case(_made("export", WOOD, "0603", {**ROAD, **_to("RUS"), **FOB, **market}, lines), ("R057",))


def _trousers() -> Case:
    model = "1|2|TEST|棉100%|长裤|女式|机织|A01"
    line = _goods("6204620000", "女裤", model, "5000 015; 5000 015; 1650 035", "7.5", "37500 USD")
    online = {"trade_mode": "9710", "contract_number": "", "remark": "跨境电子商务"}
    head = {**ROAD, **_to("RUS"), **FOB, **online, **_packed("22", "100", "1900", "1650")}
    order = ("edocs", {"kind": "99999999", "document_id": "060399999999IM000000000000000001.pdf"})
    return Case(_made("export", COMMERCE, "0603", head, [_for("RUS", line)], [order]))


def _furniture() -> Case:
    model = "1|2|家用|松木|120x60|TEST"
    line = _goods("9403609990", "木家具", model, "400 011; 400 011; 11000 035", "80", "32000 USD")
    abroad = {"trade_mode": "9810", "contract_number": "", **_packed("22", "400", "12000", "11000")}
    boxes = [_box("CRXU6543214", "21"), _box("RZDU5088122", "21")]
    return Case(_made("export", TRADE, "0702", {**RAIL, **_to("DEU"), **FOB, **abroad}, [_for("DEU", line)], boxes))


def _jumpers() -> Case:
    model = "1|2|针织|女式|羊毛100%|非背心|TEST|S1"
    line = _goods("6110110000", "羊毛套头衫", model, "800 011; 800 011; 400 035", "20", "16000 USD")
    head = {**AIR, **_to("MNG", "MNG901"), "terms": "2", **FREIGHT, **_packed("22", "20", "420", "400")}
    return Case(_made("export", TRADE, "0711", head, [_for("MNG", line)]))


def _steel() -> Case:
    line = _goods("7308900000", "钢结构件", "1|2|支架|钢铁|支撑用", "20 070; 20000 035", "900", "18000 USD")
    crated = {**_packed("93", "10", "20400", "20000"), "remark": "含木质包装，已加施IPPC标识"}
    head = {**SEA, **_to("USA"), **FOB, **crated}
    return Case(_made("export", TRADE, "0701/0202", head, [_for("USA", line)], [_box("MSCU6398705", "21")]))


def _tomatoes() -> Case:
    line = _goods("0702000000", "鲜番茄", "0|2|鲜", "20000 035", "0.6", "12000 USD")
    grown = {"district": "15089", "maker_number": "1500XX001", "maker_name": "测试果蔬"}
    insured = {"insurance_mark": "3", "insurance_rate": "20", "insurance_currency": "USD"}
    head = {**ROAD, **_to("MNG", "MNG902"), **CIF, **FREIGHT, **insured, **_packed("22", "2000", "21000", "20000")}
    proof = ("licences", {"kind": "B", "number": "126000000000001"})
    draft = _made("export", TRADE, "0705", head, [{**_for("MNG", line), **grown}], [proof], Mode.ADVANCE)
    draft.facts["planned_arrival"] = "2026-06-09"
    return Case(draft, today=date(2026, 6, 8))


CASES: Mapping[str, Case] = {
    "羊肉 公路 集装箱 S05": _mutton(),
    "铁矿 铁路 FOB": _iron_ore(),
    "原木 铁路": _logs(),
    "液化气 铁路 危化": _gas(),
    "褐煤 边境小额 EXW": _lignite(),
    "挖掘机 暂时进口": _rented_digger(),
    "旧叉车 C&F": _used_lift(),
    "羊绒 来料 海运": _cashmere(),
    "样品 空运 代理 个人": _sample(),
    "手机 综保区二线": _out_of_a_zone(),
    "泵 五十项 铁路": _fifty_pumps(),
    "市场采购 1039 S08": _bought_at_the_market(),
    "女裤 9710 S11": _trousers(),
    "鲜番茄 绿色通道 S15": _tomatoes(),
    "木家具 海外仓 S16": _furniture(),
    "羊毛衫 空运 C&F": _jumpers(),
    "钢结构 海运 木质包装": _steel(),
}
