"""Examples of the rules on price statements, unit price, total and currency."""

from app.core.draft import Mode
from tests.forms.rules.example import Example

_ROYALTY = {"royalty.contract": "TR-1", "royalty.grantor": "TEST LICENSOR"}
_SECOND_LINE = {"hs_code": "2701129000", "name": "其他烟煤", "currency": "CNY"}

EXAMPLES = [
    Example("R085", "S01", {"price_statements": ""}, {"price_statements": "00999"}),
    Example("R085", "S01", {"price_statements": ""}, {"price_statements": "", "mode": Mode.SUMMARY}),
    Example("R085", "S01", {"price_statements": "0020"}, {"price_statements": "11111"}),
    Example("R085", "S07", {"price_statements": "9999"}, {"price_statements": "99999"}, fix="99999"),
    Example("R086", "S07", {"price_statements": "10000"}, {"price_statements": "00000"}, fix="99999"),
    Example("R087", "S01", {"fact:related_parties": True}, {"fact:related_parties": False}),
    Example("R088", "S01", {"price_statements": "19000"}, {"price_statements": "10000"}),
    Example("R089", "S01", {"price_statements": "00100"}, {"price_statements": "00100", **_ROYALTY}),
    Example(
        "R090",
        "S01",
        {"price_statements": "00010"},
        {"price_statements": "00010", "remark": "公式定价GS2026000001@"},
        at="remark",
    ),
    Example("R091", "S01", {"items[0].total": "190000"}, {"items[0].total": "193000"}, fix="194089.00"),
    Example(
        "R091",
        "S01",
        {"items[0].total": "0.16"},
        {"items[0].total": "0.15"},
        fix="0.10",
        always={"items[0].price": "0.05", "items[0].quantity": "2"},
    ),
    Example(
        "R091",
        "S01",
        {"items[0].price": "999999999999999.9999", "items[0].quantity": "99999999999999.99999"},
        {"items[0].price": "999999999999999.9999", "items[0].total": "-1"},
        says="与单价乘数量",
    ),
    Example("R092", "S01", {"items[0].total": "0"}, {"items[0].total": "0.01"}),
    Example(
        "R093",
        "S01",
        {"add:items": _SECOND_LINE},
        {"add:items": {**_SECOND_LINE, "currency": "USD"}},
        at="items[1].currency",
        says="USD",
    ),
    Example("R094", "S01", {"items[0].currency": "502"}, {"items[0].currency": "CNY"}, at="items[0].currency"),
    Example("R094", "S01", {"items[0].currency": "usd"}, {"items[0].currency": "MNT"}, says="3 位大写字母", fix="USD"),
    Example("R094", "S01", {"items[0].currency": "XYZ"}, {"items[0].currency": "KZT"}, says="部分代码表"),
]
