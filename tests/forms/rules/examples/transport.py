"""Examples of the rules about vehicle, voyage, bill and manifest."""

from app.core.draft import Mode
from tests.forms.rules.example import Example

TRANSIT = {"transit_relation": "1", "edi_mark": "3"}
AIR = {"traffic_mode": "5", "entry_customs": "0711", "traffic_name": "CA901", "voyage_number": ""}
RAIL_TO_SEA = {"traffic_mode": "2", "entry_customs": "0202"}

EXAMPLES = (
    Example("R036", "S01", {"traffic_name": "蒙A1234"}, {"traffic_name": ""}, at="traffic_name", fix=""),
    Example("R036", "S01", {"traffic_name": "@"}, {"traffic_name": "@", **TRANSIT}),
    Example("R036", "S01", {"traffic_name": "集中"}, {"traffic_name": "集中申报"}),
    Example("R037", "S01", {"voyage_number": "400000000561"}, {"voyage_number": "4000000007003"}, says="12 位"),
    Example("R037", "S01", {"voyage_number": "40000000056A2"}, {"traffic_mode": "9"}, says="数字以外"),
    Example("R037", "S07", {"voyage_number": ""}, {}, at="voyage_number", says="未填"),
    Example("R037", "S01", {"voyage_number": ""}, {"voyage_number": "", **TRANSIT}),
    Example("R038", "S01", {"bill_number": ""}, {"bill_number": "1"}, at="bill_number"),
    Example("R038", "S01", {"bill_number": ""}, {"bill_number": "", "mode": Mode.SUMMARY}),
    Example("R039", "S03", {"traffic_name": ""}, {"traffic_name": "58123456"}, at="traffic_name"),
    Example("R039", "S03", {"traffic_name": ""}, {"traffic_name": "", **TRANSIT}),
    Example("R040", "S03", {"voyage_number": "20260230"}, {"voyage_number": "20260228"}, at="voyage_number"),
    Example("R040", "S03", {"voyage_number": "2026-03-05"}, {"voyage_number": "2026-03-05", **TRANSIT}),
    Example("R040", "S03", {"voyage_number": ""}, {}),
    Example("R041", "S03", {"bill_number": ""}, {"bill_number": "", **TRANSIT}, at="bill_number"),
    Example("R042", "S10", {"traffic_name": "海洋"}, {"traffic_name": "UN9501234"}, at="traffic_name", says="非英文"),
    Example("R042", "S10", {"traffic_name": ""}, {"traffic_name": "@1", **TRANSIT}, says="未填"),
    Example("R043", "S10", {"bill_number": "A*B*C"}, {"bill_number": "COSU6180001*01"}, at="bill_number"),
    Example("R043", "S10", {"bill_number": ""}, {"bill_number": "COSU-1"}, at="bill_number"),
    Example("R044", "S10", {"bill_number": "99912345674"}, {"bill_number": "99912345675"}, always=AIR, says="校验位"),
    Example("R044", "S10", {"bill_number": "9991234"}, {"bill_number": "99912345675_H1"}, always=AIR, says="格式"),
    Example("R044", "S10", {"bill_number": ""}, {"bill_number": "9991234", "traffic_mode": "9"}, always=AIR),
    Example("R045", "S10", {"voyage_number": "026E"}, {}, always=AIR, at="voyage_number", fix=""),
    Example("R046", "S01", {"bill_number": "GQMD-1"}, {"bill_number": "GQMD_1"}, at="bill_number", says="“-”"),
    Example("R046", "S01", {"bill_number": "GQMD 2026"}, {}, fix="GQMD2026"),
    Example("R046", "S01", {"bill_number": "单1"}, {"bill_number": "A,B"}, at="bill_number"),
    Example("R046", "S01", {"bill_number": "A" * 33}, {"bill_number": "A" * 32}, at="bill_number"),
    Example("R047", "S01", {"bill_number": "GQMD1、GQMD2"}, {"bill_number": "GQMD1*GQMD2"}, at="bill_number"),
    Example("R047", "S10", {"bill_number": "A/B"}, {"bill_number": "A#B"}, at="bill_number"),
    Example("R048", "S01", {"traffic_mode": "Y"}, {"traffic_mode": "9"}, at="bill_number", fix=""),
    Example("R048", "S01", {"traffic_mode": "7"}, {"traffic_mode": "7", "voyage_number": ""}, at="voyage_number"),
    Example(
        "R049",
        "S01",
        {"traffic_name": "0000000000001234", **TRANSIT},
        {"traffic_name": "@0000000000001234", **TRANSIT},
        at="traffic_name",
    ),
    Example("R049", "S01", {"edi_mark": "6"}, {"edi_mark": "6", "traffic_mode": "Y"}, at="traffic_name"),
    Example("R049", "S01", {"edi_mark": "6", "traffic_name": "A1"}, {"edi_mark": "6", "traffic_name": "◎A1"}),
    Example("R049", "S01", {"edi_mark": "3", "traffic_name": "◎A1"}, {"edi_mark": "3", "traffic_name": "@"}),
    Example("R049", "S01", {"edi_mark": "6"}, {"edi_mark": "6", "mode": Mode.COMPLETE}),
    Example("R050", "S01", {"traffic_name": "@123"}, {"traffic_name": "@4000000005612"}, always=TRANSIT, says="3 位"),
    Example("R050", "S01", {"traffic_name": "@123"}, {"traffic_name": "@"}, always=TRANSIT, at="traffic_name"),
    Example(
        "R050",
        "S01",
        {"transit.declaration_number": "123"},
        {"transit.declaration_number": "1234567890123456"},
        at="transit.declaration_number",
    ),
    Example("R050", "S01", {"transit.manifest_number": "A"}, {"transit.manifest_number": "4000000005612"}),
    Example(
        "R051", "S01", {"fact:manifest_weight": 1980000}, {"fact:manifest_weight": "1980500.00"}, at="gross_weight"
    ),
    Example("R051", "S03", {"fact:manifest_packs": 40}, {"fact:manifest_packs": 41}, at="pack_count", says="舱单 40"),
    Example("R051", "S03", {"fact:manifest_packs": 40}, {"fact:manifest_packs": "四十"}),
    Example("R052", "S01", {"fact:manifest_found": False}, {"fact:manifest_found": False, "mode": Mode.ONCE}),
    Example(  # without any document R025 has said so
        "R052",
        "S01",
        {"fact:manifest_found": False},
        {"fact:manifest_found": False, "fact:manifest_reference": None},
    ),
    Example("R053", "S07", {"fact:road_manifest_sent": False}, {"fact:road_manifest_sent": None}, at="voyage_number"),
    Example(
        "R053",
        "S07",
        {"fact:road_manifest_sent": False},
        {"fact:road_manifest_sent": False, **RAIL_TO_SEA},
    ),
)
