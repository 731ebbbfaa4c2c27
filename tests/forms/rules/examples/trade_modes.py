"""Examples of the rules on the special 监管方式 and the transport that goes with them."""

from tests.forms.rules.example import Example

_MODE = "trade_mode"
_DEAR = {"items[0].total": "140000", "items[0].price": "46.6667"}
_ROUBLES = {f"items[{line}].currency": "RUB" for line in range(3)}
_FLUORSPAR = {"items[0].hs_code": "2529210000"}
_TEMPORARY = {_MODE: "2600"}
_BORDER = {_MODE: "4019", "levy_nature": "506"}
_ORDER = {"kind": "99999999", "document_id": "060399999999IM000000000000000009.pdf"}
_NO_ORDER = {"fact:order_reference": None}

EXAMPLES = [
    Example("R119", "S01", {_MODE: "9710"}, {}, at=_MODE),
    Example("R119", "S01", {_MODE: "9810"}, {_MODE: "1039"}),
    Example("R120", "S01", {_MODE: "1039"}, {}, at=_MODE, says="仅限出口"),
    Example("R120", "S08", _DEAR, {}, at=_MODE, says="合计 162,140 美元"),
    Example("R120", "S08", {**_ROUBLES, "fact:total_in_usd": "150000.01"}, {**_ROUBLES, "fact:total_in_usd": "150000"}),
    Example("R120", "S08", _DEAR, {**_DEAR, **_ROUBLES}),
    Example("R120", "S08", _DEAR, {**_DEAR, _MODE: "0110"}),
    Example("R121", "S01", {**_BORDER, "trade_country": "JPN"}, _BORDER, at=_MODE, says="不是陆地邻国"),
    Example("R121", "S01", {**_BORDER, "traffic_mode": "5"}, {"traffic_mode": "5"}, says="航空"),
    Example("R121", "S01", {**_BORDER, "entry_customs": "0202"}, {**_BORDER, "entry_customs": "0705"}, says="陆地口岸"),
    Example("R122", "S11", {"fact:order_reference": False}, {}, at=_MODE),
    Example("R122", "S11", {**_NO_ORDER, "contract_number": ""}, _NO_ORDER),
    Example("R122", "S11", {**_NO_ORDER, "contract_number": ""}, {**_NO_ORDER, "add:edocs": _ORDER}),
    Example("R123", "S01", _TEMPORARY, {**_TEMPORARY, "remark": "6个月内复运出境"}, fix="复运出境期限20260902"),
    Example("R123", "S10", {_MODE: "2700"}, {"remark": "复运出境期限20261216"}, fix="含木质包装；复运出境期限20261216"),
    Example("R123", "S07", _TEMPORARY, {**_TEMPORARY, "remark": "复运进境2026-11-06"}, fix="复运进境期限20261106"),
    Example("R140", "S08", {"items[0].hs_code": "0702000000"}, {}, at="items[0].hs_code", says="涉检"),
    Example("R140", "S11", _FLUORSPAR, {**_FLUORSPAR, _MODE: "0110"}, says="涉证（代码 4）"),
    Example("R157", "S01", {"fact:border_trade_goods": True}, {"fact:border_trade_goods": False}, at=_MODE),
    Example(
        "R171", "S01", {_MODE: "5000"}, {_MODE: "5000", "traffic_mode": "Y"}, at="traffic_mode", says="没有实际进出境"
    ),
    Example("R171", "S08", {"traffic_mode": "7"}, {}, says="应实际进出境"),
]
