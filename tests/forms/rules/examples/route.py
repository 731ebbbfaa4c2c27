"""Examples of the rules on route, place and the remaining head fields, and of the engine's R158."""

from datetime import date

from app.core.tables import CodeRow
from tests.forms.rules.example import Example

_PORT = CodeRow("domestic_ports", "150999", "测试口岸", {"office": "0708;0709"})

EXAMPLES = [
    Example("R158", "S01", {"remark": "备" * 128}, {"remark": "备" * 127}, at="remark", says="256 字节"),
    Example("R158", "S01", {"remark": "甲\x01乙"}, {"remark": "甲\t乙"}, at="remark"),
    Example("R158", "S01", {"items[0].name": "炼\x0b焦煤"}, {"items[0].name": "煤"}, at="items[0].name"),
    Example("R163", "S01", {"fact:drafted_on": "2026-01-30"}, {"fact:drafted_on": "2026-01-31"}, says="31 天"),
    Example("R163", "S01", {"today": date(2026, 4, 1)}, {}, always={"fact:drafted_on": "2026-03-01"}),
    Example("R164", "S01", {"departure_port": "RUS000"}, {}, says="俄罗斯（RUS000）"),
    Example("R164", "S01", {"departure_port": "RUS000"}, {"departure_port": "RUS000", "remark": "经蒙古中转"}),
    Example("R164", "S01", {"departure_port": "RUS000"}, {"departure_port": "990001"}),
    Example("R164", "S10", {"departure_port": "USA000"}, {"departure_port": "JPN000", "trade_country": "KOR"}),
    Example("R165", "S01", {"stop_port": "DEU000"}, {"stop_port": "RUS000"}),
    Example("R165", "S01", {"stop_port": "DEU000"}, {"stop_port": "DEU000", "traffic_mode": "5"}),
    Example("R166", "S01", {"trade_area": "CHN"}, {"trade_area": "HKG"}),
    Example("R166", "S10", {"trade_area": "CHN"}, {"trade_area": "CHN", "traffic_mode": "Y"}),
    Example(
        "R167",
        "S01",
        {"entry_customs": "0707"},
        {"entry_customs": "0709"},
        always={"entry_port": "150999"},
        rows=(_PORT,),
        says="入境口岸测试口岸（150999）",
    ),
    Example("R169", "S01", {"goods_place": ""}, {"goods_place": "巴彦淖尔监管场所"}),
    Example("R170", "S01", {"items[0].district": ""}, {}, at="items[0].district", says="境内目的地未填"),
    Example("R170", "S07", {"items[0].district": ""}, {}, at="items[0].district", says="境内货源地未填"),
    Example("R170", "S01", {"items[0].destination_code": ""}, {}, at="items[0].destination_code"),
    Example("R170", "S01", {"items[0].destination_code": "15082"}, {}, at="items[0].destination_code"),
    Example("R170", "S01", {"items[0].district": "1511"}, {}, at="items[0].district", says="1511 有误"),
    Example("R170", "S07", {"items[0].district": "99999"}, {}, at="items[0].district", says="部分代码表"),
    Example("R173", "S01", {"contract_number": ""}, {"contract_number": "", "trade_mode": "3010"}),
    Example("R173", "S01", {"contract_number": "T" * 33}, {"contract_number": "T" * 32}),
    Example("R174", "S01", {"mark_number": ""}, {}, fix="N/M"),
    Example("R175", "S01", {"port_inspection": "150000"}, {}, at="port_inspection", fix=""),
    Example("R175", "S01", {"inspection_office": "150000"}, {}, at="inspection_office", fix=""),
    Example("R175", "S01", {"certificate_office": "150000"}, {}, at="certificate_office", fix=""),
]
