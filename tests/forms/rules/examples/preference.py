"""Examples of the rules on preference claims."""

from tests.forms.rules.example import Example

_ROW = "preferences[0]"
_ORIGIN = "items[0].origin_country"
_LDC = {f"{_ROW}.certificate_kind": "Y13"}
_SCAN = {"kind": "50000001", "document_id": "070150000001IM000000000000000009.pdf"}

_CLAIM = ("certificate_kind", "certificate_number", "goods_number", "certificate_item")

EXAMPLES = [
    Example("R137", "S10", {f"{_ROW}.certificate_kind": ""}, {}, at=f"{_ROW}.certificate_kind"),
    Example("R137", "S10", {f"{_ROW}.certificate_number": ""}, {}, at=f"{_ROW}.certificate_number"),
    Example("R137", "S10", {f"{_ROW}.goods_number": ""}, {}, at=f"{_ROW}.goods_number"),
    Example("R137", "S10", {f"{_ROW}.certificate_item": ""}, {}, at=f"{_ROW}.certificate_item", says="单证项号未填"),
    Example("R137", "S10", {f"{_ROW}.certificate_kind": "Y2"}, {}, at=f"{_ROW}.certificate_kind", says="Y22"),
    Example("R137", "S10", {f"{_ROW}.certificate_kind": "Y99"}, {f"{_ROW}.certificate_kind": "t"}),
    Example("R137", "S10", {f"{_ROW}.goods_number": "2"}, {}, at=f"{_ROW}.goods_number", says="不是本票的商品项号"),
    Example("R137", "S10", {"items[0].preference_origin": ""}, {}, at="items[0].preference_origin"),
    Example("R137", "S10", {"drop:preferences": 0}, {}, at="items[0].preference_origin", says="没有该项的记录"),
    Example(
        "R137",
        "S10",
        {
            f"{_ROW}.{name}": ""
            for name in ("certificate_kind", "certificate_number", "goods_number", "certificate_item")
        },
        {f"{_ROW}.goods_number": ""},  # the row itself is spoken of
        at="items[0].preference_origin",
    ),
    Example("R138", "S10", {_ORIGIN: "USA"}, {_ORIGIN: "CHN"}, at=_ORIGIN, says="USA"),
    Example("R138", "S10", {_ORIGIN: "USA"}, {_ORIGIN: "USA", **_LDC}, at=_ORIGIN),
    Example("R138", "S10", {"items[0].preference_origin": "USA"}, {}, at="items[0].preference_origin"),
    Example("R138", "S10", {"items[0].preference_origin": "RUS"}, {"items[0].preference_origin": "HRA"}),
    Example(
        "R138",
        "S10",
        {"fact:origin_proof_valid_to": "2026-06-17"},
        {"fact:origin_proof_valid_to": "2026-06-18"},
        at=f"{_ROW}.certificate_number",
        says="2026-06-17",
    ),
    Example("R139", "S10", {"trade_country": "KOR"}, {"trade_country": "KOR", "fact:transit_proof": True}, says="JPN"),
    Example("R139", "S10", {"trade_country": "KOR"}, {"trade_country": "KOR", "add:edocs": _SCAN}),
    Example("R139", "S10", {"trade_country": "KOR"}, {"trade_country": "KOR", "drop:preferences": 0}),
    Example("R139", "S10", {"trade_country": "KOR"}, {"trade_country": "KOR", _ORIGIN: "USA"}),
]
