"""Examples of the rules on 监管方式, 征免性质, 征免方式 and 备案号."""

from tests.forms.rules.example import Example

_DUTY = "items[0].duty_mode"
_BOOK = "C07086000001"
_PROCESSING = {"trade_mode": "0615", "levy_nature": "503", _DUTY: "3", "items[0].manual_item": "1"}

EXAMPLES = [
    Example("R112", "S01", {_DUTY: "3"}, {_DUTY: "1"}, at=_DUTY, fix="1", says="全免（3）"),
    Example("R112", "S01", {"levy_nature": "789"}, {"levy_nature": "789", _DUTY: "4"}, at=_DUTY),
    Example("R113", "S01", {"levy_nature": "503"}, {"levy_nature": "118"}, says="进料加工（503）"),
    Example(
        "R113",
        "S01",
        {"trade_mode": "0615", "manual_number": "C07086000001"},
        {"trade_mode": "0615", "manual_number": "C07086000001", "levy_nature": "503"},
        fix="503",
    ),
    Example("R113", "S01", {"levy_nature": "401"}, {"levy_nature": "401", "manual_number": "Z07086000001"}),
    Example(
        "R114", "S01", {"manual_number": ""}, {"manual_number": _BOOK}, always=_PROCESSING, says="进料对口（0615）"
    ),
    Example(
        "R115",
        "S01",
        {"items[0].manual_item": ""},
        {"items[0].manual_item": "3"},
        always={**_PROCESSING, "manual_number": _BOOK},
        at="items[0].manual_item",
    ),
    Example("R116", "S01", {"manual_number": "C0708600001"}, {"manual_number": _BOOK}, says="11 位"),
    Example("R116", "S01", {"manual_number": "C070860000012"}, {"manual_number": ""}),
    Example(
        "R117",
        "S01",
        {"manual_number": "B07086000001"},
        {"manual_number": "E07086000001"},
        always=_PROCESSING,
        says="应为 C、E、H、T",
    ),
    Example("R117", "S01", {"manual_number": "Z07086000001"}, {"manual_number": "T07086000001"}, always=_PROCESSING),
    Example("R118", "S01", {"manual_number": _BOOK}, {"manual_number": "Z07086000001"}),
]
