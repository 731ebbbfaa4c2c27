"""Examples of the rules about filing in two steps, its grounds and its mark in 单据类型."""

from app.core.draft import Mode
from tests.forms.rules.example import Example

NO_GUARANTEE = {"fact:guarantee_number": None, "fact:guarantee_balance": None}
CONTAINER = {"container_id": "TBJU1234565", "container_type": "21"}

EXAMPLES = (
    Example("R020", "S07", {"mode": Mode.SUMMARY}, {"mode": Mode.ADVANCE}, at="ie_flag"),
    Example("R020", "S07", {"mode": Mode.COMPLETE}, {"mode": Mode.ONCE}, at="ie_flag"),
    Example("R021", "S02", {"transit_relation": "1"}, {"transit_relation": "0"}, at="transit_relation"),
    Example("R021", "S02", {"edi_mark": "3"}, {"edi_mark": "3", "mode": Mode.ONCE}, at="edi_mark"),
    Example("R021", "S02-complete", {"transit.kind": "1E"}, {"transit.remark": "无"}, at="transit.kind"),
    Example("R022", "S02", {"fact:guarantee_number": False}, {"fact:guarantee_exempt": True}, says="未选择担保备案"),
    Example("R022", "S02", NO_GUARANTEE, {**NO_GUARANTEE, "fact:tax_confirmed": False}, says="未选择担保备案"),
    Example(
        "R022",
        "S02",
        {**NO_GUARANTEE, "fact:tax_confirmed": None},
        {**NO_GUARANTEE, "fact:tax_confirmed": None, "fact:estimated_tax": None},
    ),
    Example(
        "R022",
        "S02",
        {"fact:guarantee_balance": "287467.95"},
        {"fact:guarantee_balance": "287467.96"},
        at="guarantee_mark",
        says="差 0.01 元",
    ),
    Example(
        "R022",
        "S02",
        {"fact:guarantee_balance": 0},
        {"fact:guarantee_balance": 1},
        always={"fact:estimated_tax": None},
        says="可用 0 元",
    ),
    Example("R022", "S02", {"fact:guarantee_number": ""}, {"mode": Mode.COMPLETE}),
    Example(
        "R022",
        "S02-complete",
        {"fact:licence_confirmed": False, "fact:tax_confirmed": False},
        {},
        always={"fact:two_step_profile": "legacy", "type": "  3111"},
        at="type",
        says="不涉证、涉税",
    ),
    Example(
        "R022",
        "S02-complete",
        {"fact:two_step_profile": "legacy"},
        {"fact:two_step_profile": "new"},
        always={"fact:inspection_confirmed": False},
        says="不涉检",
    ),
    Example("R180", "S02", {"mode": Mode.ONCE}, {}, at="type", fix="  "),
    Example("R180", "S02", {"type": "  "}, {"type": "  5    "}, fix="  5", says="第 3 位空着"),
    Example("R180", "S02", {"type": "  6"}, {"type": "  6", "mode": Mode.COMPLETE}, fix="  5"),
    Example("R180", "S01", {"mode": Mode.SUMMARY}, {"type": "  0"}, fix="  5"),
    Example("R180", "S03", {"type": "ML5"}, {"type": "ML"}, fix="ML"),
    Example("R180", "S02", {"type": "  0   Z"}, {"type": "  5   Z"}, fix="  5   Z"),
    Example(
        "R180",
        "S02",
        {"type": "  3011"},
        {"type": "  3111"},
        always={"fact:two_step_profile": "legacy"},
        fix="  3111",
    ),
    Example(
        "R180",
        "S02",
        {"fact:tax_confirmed": None},
        {},
        always={"fact:two_step_profile": "legacy", "type": "  3111"},
        says="尚未全部作答",
    ),
    Example(
        "R124", "S02", {"items[0].inspection_name": ""}, {"items[0].english_name": ""}, at="items[0].inspection_name"
    ),
    Example(  # what the tariff says, where nobody was asked
        "R124",
        "S02",
        {"items[0].attributes": ""},
        {"items[0].attributes": "", "items[0].hs_code": "260111"},
        always={"fact:inspection_confirmed": None},
        at="items[0].attributes",
    ),
    Example(
        "R124",
        "S02",
        {"items[0].purpose": ""},
        {"items[0].purpose": "", "fact:inspection_confirmed": False, "fact:two_step_profile": "legacy"},
        at="items[0].purpose",
    ),
    Example(  # of goods the tariff does not call inspected
        "R124",
        "S02b",
        {"items[0].hs_code": "8413709990", "fact:inspection_confirmed": True},
        {"items[0].hs_code": "8413709990"},
        at="items[0].purpose",
        says="已确认涉检",
    ),
    Example(
        "R000",
        "S02b",
        {"fact:licence_confirmed": True},
        {"fact:licence_confirmed": False},
        at="containers[0].goods_numbers",
    ),
    Example(
        "R000", "S02-complete", {"mode": Mode.COMPLETE, "net_weight": ""}, {"mode": Mode.SUMMARY, "net_weight": ""}
    ),
    Example(
        "R097",
        "S02",
        {"items[0].hs_code": "260111"},
        {"items[0].hs_code": "260111", "fact:inspection_confirmed": False},
        at="items[0].hs_code",
        says="10 位",
    ),
    Example(
        "R097",
        "S02",
        {"items[0].hs_code": "260111"},
        {
            "items[0].hs_code": "260111",
            "items[0].inspection_name": "",
            "items[0].attributes": "",
            "items[0].purpose": "",
        },
        always={"fact:inspection_confirmed": None},
    ),
    Example("R026", "S02", {"fact:advance_summary": True}, {}, always={"fact:vehicle_departed": False}),
    Example("R025", "S02", {"fact:advance_summary": True}, {}, always={"fact:manifest_reference": False}),
    Example("R025", "S02", {"fact:advance_summary": True}, {}, always={"fact:manifest_found": False}),
)
