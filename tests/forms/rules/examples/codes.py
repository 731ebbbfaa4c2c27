"""Examples of the rules about offices, ports and header codes."""

from datetime import date

from app.core.draft import Mode
from app.core.tables import CodeRow
from tests.forms.rules.example import Example

_CLOSED = CodeRow("port_sites", "0705:肉类", "肉类", until=date(2026, 4, 19), source="测试用虚构数据")

EXAMPLES = (
    Example("R013", "S01", {"declaration_customs": "0799"}, {"declaration_customs": "07A8"}, at="declaration_customs"),
    Example("R015", "S01", {"declaration_customs": "07A8"}, {"declaration_customs": "0709"}, at="declaration_customs"),
    Example("R015", "S10", {"declaration_customs": "070"}, {"declaration_customs": "0799"}, says="现为 070"),
    Example("R013", "S01", {"entry_customs": "708"}, {"entry_customs": "0709"}, at="entry_customs"),
    Example("R013", "S01", {"destination_customs": "X"}, {"destination_customs": "0701"}, at="destination_customs"),
    Example("R013", "S01", {"declaration_customs": "07088"}, {"declaration_customs": "0709"}, says="应填代码"),
    Example("R014", "S10", {"entry_customs": "0200"}, {"declaration_customs": "0200"}, at="entry_customs"),
    Example("R014", "S10", {"entry_customs": "0700"}, {"entry_customs": "9800"}, at="entry_customs"),
    Example("R016", "S01", {"traffic_mode": "X9"}, {"traffic_mode": "4"}, at="traffic_mode", says="应填代码"),
    Example("R016", "S01", {"traffic_mode": "K"}, {"traffic_mode": "9"}, at="traffic_mode", says="不存在"),
    Example("R016", "S01", {"trade_mode": "9999"}, {"trade_mode": "4019"}, at="trade_mode", says="部分代码表"),
    Example("R016", "S01", {"items[0].duty_mode": "0"}, {"items[0].duty_mode": "1"}, at="items[0].duty_mode"),
    Example("R017", "S01", {"traffic_mode": "3"}, {"traffic_mode": "9"}, at="traffic_mode", says="不是铁路口岸"),
    Example("R017", "S01", {"entry_customs": "0609"}, {"entry_customs": "0705"}, says="不是公路口岸"),
    Example("R017", "S03", {"traffic_mode": "5"}, {"traffic_mode": "5", "entry_customs": "0608"}, says="不是航空口岸"),
    Example("R018", "S01", {"fact:port_open": False}, {"fact:port_open": True}, at="entry_customs"),
    Example("R018", "S01", {"fact:port_open": False}, {"fact:port_open": "no"}),
    Example("R019", "S03", {"entry_customs": "0612"}, {"entry_customs": "0702"}, at="items[0].hs_code", says="木材"),
    Example("R019", "S05", {"entry_customs": "0603"}, {}, at="items[0].hs_code", says="肉类"),
    Example("R019", "S05", {"today": date(2026, 4, 20)}, {"today": date(2026, 4, 19)}, rows=(_CLOSED,)),
    Example("R019", "S03", {"entry_customs": "0710"}, {"entry_customs": "0202"}, at="items[0].hs_code"),
    Example(
        "R160",
        "S07",
        {"items[0].destination_country": "CHN", "items[0].origin_country": "MNG"},
        {"items[0].destination_country": "CHN", "items[0].origin_country": "CHN"},
        at="items[0].destination_country",
    ),
    Example(
        "R160",
        "S07",
        {"items[0].destination_country": "CHN", "items[0].origin_country": "MNG"},
        {"items[0].destination_country": "CHN", "items[0].origin_country": "MNG", "traffic_mode": "Y"},
    ),
    Example(
        "R160",
        "S07",
        {"items[0].destination_country": "JPN", "items[0].origin_country": "MNG"},
        {"items[0].destination_country": "MNG", "items[0].origin_country": "JPN"},
        says="最终目的国 JPN 与原产国 MNG 填反",
    ),
    Example(
        "R160",
        "S07",
        {"items[0].destination_country": "CHN", "items[0].origin_country": "JPN"},
        {"items[0].destination_country": "MNG", "items[0].origin_country": "MNG"},
    ),
    Example("R177", "S01", {"ie_flag": "E"}, {}, at="ie_flag", fix="I"),
    Example("R177", "S07", {"ie_flag": "I"}, {}, at="ie_flag", fix="E"),
    Example("R177", "S01", {"edi_mark": "3"}, {"edi_mark": "3", "transit_relation": "1"}, at="edi_mark", fix="1"),
    Example("R177", "S01", {"transit_relation": "1"}, {"transit_relation": "4"}, at="edi_mark"),
    Example("R177", "S01", {"transit_relation": "1"}, {"transit_relation": "1", "mode": Mode.SUMMARY}, at="edi_mark"),
)
