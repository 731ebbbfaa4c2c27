"""Examples of the rules on the elements of a specification."""

from tests.forms.rules.example import Example

_COAL = (
    "0|3|收到基低位热值6800kcal/kg|含水8%|含硫0.6%|1/3焦煤|挥发分23%|无滞期费|灰分10.5%|20260210|胶质层18mm|20260301"
)
_IN_ORDER = "0|3|23%|6800kcal/kg|18mm|85|灰10%|0.6%|8%|20260210|20260301|无滞期费"
_DIGGER = "110kW|CAT|320D|1.2m3|可旋转360度|自推进|22300kg|履带式"
_PUMP = "4|3|工业用|TEST|型号A"
_MODEL = "items[0].model"

EXAMPLES = [
    # Written in an order of their own, the elements are told by their words; 1/3焦煤 and the days name no single one.
    Example("R099", "S01", {_MODEL: _COAL}, {_MODEL: f"{_COAL}|粘结指数85"}, says="缺 黏结指数或品种"),
    Example("R099", "S01", {_MODEL: _COAL.replace("含水8%", " ; ") + "|粘结指数85"}, {}, says="缺 含水量或品种"),
    Example("R099", "S01", {_MODEL: _COAL.replace("|1/3焦煤", "") + "|粘结指数85"}, {}, says="缺 品种"),
    Example("R099", "S01", {_MODEL: "0|3|热值6800|灰分10%|1/3焦煤"}, {}, says="缺 8 项"),
    Example("R099", "S01", {_MODEL: _IN_ORDER}, {_MODEL: f"{_IN_ORDER}|1/3焦煤"}, says="缺 品种"),
    Example("R099", "S01", {_MODEL: _IN_ORDER.replace("灰10%", "") + "|1/3焦煤"}, {}, says="缺 灰分"),
    Example("R099", "S01", {_MODEL: "0|3|23%|6800"}, {}, says="缺 胶质层最大厚度、黏结指数"),
    Example("R099", "S01", {_MODEL: "0|3"}, {_MODEL: "0|3", "items[0].hs_code": "2701129000"}, says="签约日期"),
    Example("R100", "S07", {_MODEL: f"4|3|{_DIGGER}"}, {_MODEL: f"4|1|{_DIGGER}"}, says="3"),
    Example("R100", "S07", {_MODEL: "4"}, {_MODEL: "履带式挖掘机"}, says="空"),
    Example("R100", "S01", {_MODEL: f"0|2|{_COAL[4:]}|85"}, {_MODEL: f"0||{_COAL[4:]}|85"}, fix=f"0|3|{_COAL[4:]}|85"),
    Example("R101", "S10", {_MODEL: f"5{_PUMP[1:]}|2900转"}, {_MODEL: f"0{_PUMP[1:]}|2900转"}, says="5"),
    Example("R101", "S10", {_MODEL: "|3|工业用"}, {_MODEL: "1|3|工业用"}, says="空"),
    Example("R102", "S10", {_MODEL: _PUMP + "|" + "型" * 120}, {_MODEL: _PUMP + "|" + "型" * 110}),
    Example("R102", "S10", {"items[0].name": "泵" * 128}, {"items[0].name": "泵" * 127}),
    Example("R103", "S10", {_MODEL: _PUMP}, {_MODEL: f"{_PUMP}|2900转"}, says="5 个"),
    Example("R103", "S10", {_MODEL: "4"}, {_MODEL: "离心泵"}, says="1 个"),
    Example("R103", "S10", {_MODEL: f"{_PUMP}| ;; "}, {_MODEL: f"{_PUMP}|2900转|离心式|电动||"}),
    Example("R103", "S10", {_MODEL: _PUMP + "|甲" * 7}, {_MODEL: _PUMP + "|甲" * 6}, says="12 个"),
    Example("R103", "S01", {_MODEL: f"{_COAL}|85|多一项"}, {_MODEL: _COAL}, says="14 个"),
]
