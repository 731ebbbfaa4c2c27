"""Examples of the rules about the filing mode and its days."""

from datetime import date

from app.core.draft import Mode
from tests.forms.rules.example import Example

EXAMPLES = (
    Example("R025", "S01", {"fact:manifest_reference": False}, {"fact:manifest_reference": "GQMD1"}, at="bill_number"),
    Example("R025", "S01", {"fact:manifest_reference": ""}, {"fact:manifest_reference": None}, at="bill_number"),
    Example(
        "R025",
        "S01",
        {"fact:manifest_found": False},
        {"fact:manifest_found": False, "mode": Mode.ONCE},
        always={"fact:manifest_reference": None},
    ),
    Example(
        "R025",
        "S01",
        {"fact:manifest_found": False, "fact:manifest_reference": False},
        {"fact:manifest_found": False, "fact:manifest_reference": "GQMD20260310001"},
    ),
    Example("R026", "S01", {"fact:vehicle_departed": False}, {"fact:vehicle_departed": None}, at="traffic_mode"),
    Example("R026", "S01", {"fact:vehicle_departed": False}, {"fact:vehicle_departed": False, "mode": Mode.ONCE}),
    Example("R027", "S01", {"fact:goods_arrived": True}, {"fact:goods_arrived": True, "mode": Mode.ONCE}),
    Example("R028", "S07", {"fact:planned_arrival": "2026-05-11"}, {"fact:planned_arrival": "2026-05-09"}, says="5 天"),
    Example("R028", "S07", {"fact:planned_arrival": "2026-05-10"}, {"fact:planned_arrival": "十日"}, says="2026-05-10"),
    Example("R028", "S07", {"today": date(2026, 5, 4)}, {"today": date(2026, 5, 5)}),
    Example("R030", "S03", {"ie_date": "19991231"}, {"ie_date": "20000101"}, at="ie_date"),
    Example("R030", "S03", {"ie_date": "20260406"}, {"ie_date": "20260405"}, at="ie_date"),
    Example("R030", "S07", {"ie_date": "20990101"}, {"ie_date": ""}, says="出口日期"),
    Example("R031", "S03", {"ie_date": "20260307"}, {"ie_date": "20260306"}, at="ie_date"),
    Example("R031", "S03", {"ie_date": "20260307"}, {"ie_date": "20260307", "mode": Mode.ADVANCE}),
    Example("R034", "S03", {"despatch_date": "20260306"}, {"despatch_date": "20260305"}, at="despatch_date"),
    Example(
        "R034",
        "S01",
        {"despatch_date": "20260302", "fact:entry_day": "2026-03-01"},
        {"despatch_date": "20260302", "fact:entry_day": "2026-03-02"},
    ),
)
