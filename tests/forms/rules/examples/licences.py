"""Examples of the rules on licences."""

from tests.forms.rules.example import Example

_CODE = "items[0].hs_code"
_RED_PINE = {_CODE: "4407111091"}
_CRUDE = {_CODE: "2709000000", "trade_mode": "0615"}
_LICENCE = {"licence_number": "26-AB-000077"}

EXAMPLES = [
    Example("R133", "S01", {"drop:licences": 0}, {}, at=_CODE, says="自动进口许可证（代码 7）"),
    Example("R133", "S01", {"licences[0].number": ""}, {}, at=_CODE),
    Example("R133", "S01", {"drop:licences": 0}, {"drop:licences": 0, "trade_mode": "2600"}, at=_CODE),
    Example("R133", "S01", {"licences[0].kind": "v"}, _LICENCE, at=_CODE),
    Example("R133", "S01", _CRUDE, {**_CRUDE, "licences[0].kind": "v"}, at=_CODE, says="代码 v"),
    Example(
        "R133",
        "S03",
        _RED_PINE,
        {**_RED_PINE, "add:licences": {"kind": "F", "number": "F26-0001"}},
        says="濒危物种允许进口证明书（代码 F），应在随附单证填代码 F",
    ),
    Example("R133", "S07", {_CODE: "2529220000"}, {_CODE: "2529220000", **_LICENCE}, says="应填许可证号"),
    Example(
        "R133",
        "S07",
        {_CODE: "2704001000", "trade_mode": "4019"},
        {_CODE: "2704001000", "trade_mode": "4019", **_LICENCE},
        says="边境小额贸易",
    ),
    Example("R133", "S07", {_CODE: "4403211090"}, {_CODE: "4407119099", **_LICENCE}, says="不得出口"),
    Example("R133", "S07", {_CODE: "0201300090"}, {_CODE: "0201300090", "trade_mode": "4019"}, says="代码 4"),
    Example("R134", "S01", {"licence_number": "26XX000001"}, _LICENCE),
    Example("R134", "S01", {"licence_number": "26-XX-000000000000001"}, {"licence_number": "26-XX-00000000000001"}),
    Example(
        "R136",
        "S10",
        {"add:licences": {"kind": "Y", "number": "<22>C26000123456"}},
        {"add:licences": {"kind": "7", "number": "26-XX-000001"}},
        at="licences[0].kind",
    ),
]
