"""Examples of the rules on quarantine papers, wood and two-stage access."""

from tests.forms.rules.example import Example

_PAPER = "items[0].limits[0].licence_type"
_BARE = {"drop:items[0].limits": 0}
_SCAN = {"kind": "20000013", "document_id": "060920000013IM000000000000000009.pdf"}

_LISTED = "items[0].attributes"

EXAMPLES = [
    Example("R016", "S01", {_LISTED: "99"}, {_LISTED: "15,19"}, at=_LISTED, says="中 99 不在代码表中"),
    Example("R016", "S01", {_LISTED: "15，19"}, {_LISTED: "19"}, at=_LISTED, fix="15,19", says="分隔有误"),
    Example("R016", "S01", {_LISTED: "15 19,"}, {_LISTED: ""}, at=_LISTED, fix="15,19"),
    Example("R125", "S03", _BARE, {}),
    Example("R125", "S03", _BARE, {_PAPER: "325"}),
    Example("R125", "S03", {_PAPER: "110"}, {"add:edocs": _SCAN, _PAPER: "110"}),
    Example("R125", "S03", _BARE, {**_BARE, "fact:phytosanitary_certificate": "RU-PC-26-000031"}),
    Example("R125", "S03", _BARE, {**_BARE, "fact:quarantine_permit": True}),
    Example("R125", "S03", {**_BARE, "fact:quarantine_permit": " "}, {}),
    Example("R125", "S03", _BARE, {**_BARE, "traffic_mode": "Y"}),
    Example("R125", "S01", {"items[0].hs_code": "0204430000"}, {}),
    Example("R125", "S03", {"items[0].limits[0].licence_number": ""}, {}),
    Example(
        "R125",
        "S03",
        {"items[0].hs_code": "0204430000", "fact:phytosanitary_certificate": True},
        {"items[0].hs_code": "0204430000", _PAPER: "325"},
        says="进境动植物检疫许可证",
    ),
    Example("R131", "S03", {"items[0].attributes": "19"}, {"items[0].attributes": "19, 23"}),
    Example("R131", "S03", {"items[0].attributes": ""}, {"items[0].hs_code": "4412390090"}),
    Example("R142", "S01", {"access.transfer": "1"}, {"access.transfer": "1", "access.transfer_site": "CNMZL000001"}),
    Example("R142", "S01", {"access.transfer": "1"}, {"access.transfer": "0"}),
]
