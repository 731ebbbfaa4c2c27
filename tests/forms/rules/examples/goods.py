"""Examples of the rules on tariff code, statutory quantities and countries of a goods line."""

from datetime import date

from app.core.draft import Mode
from app.core.tables import CodeRow
from tests.forms.rules.example import Example

_FIFTY = {f"items[{number}].name": "炼焦煤" for number in range(1, 50)}
_KILOGRAMS = {"items[0].unit": "035", "items[0].quantity": "1980500"}
_TWIN = {
    "hs_code": "8413709990",
    "name": "离心泵",
    "model": "4|3|工业用|TEST|型号A|流量200m3/h",
    "origin_country": "JPN",
    "currency": "JPY",
    "price": "195000",
}

_REPLACED = CodeRow("hs_codes", "2701121099", "炼焦煤", until=date(2026, 3, 1), successor="2701129000", source="虚构")

EXAMPLES = [
    Example("R096", "S01", {**_FIFTY, "items[50].name": "炼焦煤"}, _FIFTY, at="items[50].number", says="51"),
    Example("R097", "S01", {"items[0].hs_code": "27011210"}, {"items[0].hs_code": "2701121000"}, says="27011210"),
    Example("R097", "S01", {"items[0].hs_code": "27011210000"}, {}),
    Example("R097", "S02b", {"mode": Mode.ONCE}, {}),
    Example(
        "R097",
        "S01",
        {"fact:inspection_confirmed": True},
        {"fact:inspection_confirmed": False},
        always={"items[0].hs_code": "270112", "mode": Mode.SUMMARY},
    ),
    Example(
        "R098",
        "S01",
        {"items[0].hs_code": "2701121099"},
        {"items[0].hs_code": "2701121099", "today": date(2026, 3, 1)},
        at="items[0].hs_code",
        fix="2701129000",
        rows=(_REPLACED,),
    ),
    Example("R098", "S01", {"items[0].hs_code": "9999999999"}, {"items[0].hs_code": "27011210"}),
    Example("R104", "S03", {"items[0].first_unit": "033"}, {}, fix="035", says="千克（035）"),
    Example("R105", "S01", {"items[0].first_quantity": "0"}, {"items[0].first_quantity": "0.00001"}),
    Example("R106", "S03", {"items[0].second_quantity": ""}, {}, at="items[0].second_quantity", says="立方米"),
    Example("R106", "S03", {"items[0].second_quantity": "0"}, {}, at="items[0].second_quantity"),
    Example("R106", "S03", {"items[0].second_unit": "035"}, {}, at="items[0].second_unit", fix="033"),
    Example("R106", "S01", {"items[0].second_quantity": "1"}, {}, at="items[0].second_quantity", fix=""),
    Example("R106", "S01", {"items[0].second_unit": "033"}, {}, at="items[0].second_unit", fix=""),
    Example("R106", "S01", {"items[0].second_quantity": "0.1"}, {"items[0].second_quantity": "0.00000"}),
    Example("R107", "S01", _KILOGRAMS | {"items[0].quantity": "1980000"}, _KILOGRAMS, fix="1980000"),
    Example(
        "R107",
        "S01",
        {"items[0].quantity": "1980000"},
        {"items[0].quantity": "1980000", "remark": "以公量计价"},
        always=_KILOGRAMS,
    ),
    Example("R107", "S03", {"items[0].unit": "035"}, {"items[0].unit": "033", "items[0].first_unit": "033"}),
    Example("R108", "S01", {"items[0].first_quantity": "1980.5"}, {}, fix="1980500", says="1,980,500"),
    Example("R108", "S01", {"items[0].quantity": "1980"}, {"items[0].quantity": "1980", "remark": "毛作净"}),
    Example("R108", "S01", {"items[0].quantity": "99999999999999"}, {"items[0].unit": "035"}),
    Example("R109", "S01", {"items[0].origin_country": ""}, {"items[0].origin_country": "ZZZ"}),
    Example("R109", "S01", {"items[0].origin_country": "蒙古国"}, {}, says="最多 3 位，请按 F2"),
    Example("R109", "S01", {"items[0].origin_country": "QQQ"}, {"items[0].origin_country": "MNG"}),
    Example(
        "R110",
        "S01",
        {"items[0].origin_country": "KAZ"},
        {"items[0].origin_country": "MNG"},
        says="KAZ",
        always={"trade_mode": "4019", "levy_nature": "506"},
    ),
    Example("R111", "S01", {"items[0].destination_country": "MNG"}, {}, fix="CHN"),
    Example("R168", "S01", {"items[0].origin_country": "CHN"}, {}),
    Example("R176", "S10", {"add:items": _TWIN}, {"add:items": {**_TWIN, "price": "195001"}}, at="items[1].name"),
]
