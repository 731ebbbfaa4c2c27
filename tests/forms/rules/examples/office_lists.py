"""Examples of the rules that hold a declaration against the office's own prices, licences and tax estimate."""

from collections.abc import Mapping

from app.core.tables import CodeRow
from tests.forms.rules.example import Example

_INVENTED = "测试用虚构数据"
_COAL = "2701121000"


def _price(price: str, currency: str = "USD") -> tuple[CodeRow, ...]:
    values = {"price": price, "currency": currency, "unit": "035"}
    return (CodeRow("reference_prices", _COAL, "炼焦煤", values, source=_INVENTED),)


def _held(number: str, **values: str) -> tuple[CodeRow, ...]:
    return (CodeRow("licences_held", number, "测试许可证", values, source=_INVENTED),)


_SEVEN = "26-XX-000001"
_COVERING: Mapping[str, str] = {"holder": "91150824MA0TE5T16Y", "hs": "2701", "unit": "070", "quantity": "2000"}
_NUMBER, _AT = "licences[0].number", "licences[0].number"
_OTHER = {_NUMBER: "26-XX-000009"}
_HEAD = {"licence_number": "26-XX-000003"}
_TAXED = {"fact:estimated_tax": "225859.45"}

EXAMPLES = [
    Example("R095", "S01", {}, {"items[0].total": "160000"}, at="items[0].price", rows=_price("0.07"), says="达 40%"),
    Example("R095", "S01", {}, {"terms": "3"}, rows=_price("0.2"), says="达 51%"),
    Example("R095", "S01", {}, {"items[0].currency": "CNY"}, rows=_price("0.2")),
    Example(
        "R135", "S01", {}, _OTHER, at=_AT, rows=_held(_SEVEN, **{**_COVERING, "quantity": "1980"}), says="余量 1980"
    ),
    Example("R135", "S01", {"trade_scc": "91150781MA0TE5T321"}, {}, at=_AT, rows=_held(_SEVEN, **_COVERING)),
    Example("R135", "S01", {"items[0].hs_code": "2702100000"}, {}, rows=_held(_SEVEN, **_COVERING), says="不包括"),
    Example("R135", "S01", _HEAD, {}, at="licence_number", rows=_held("26-XX-000003", quantity="1", unit="035")),
    Example("R161", "S01", {**_TAXED, "drop:edocs": 1}, _TAXED, at="edocs", says="缺 装箱单"),
    Example("R161", "S01", {**_TAXED, "drop:edocs": 0}, {"fact:estimated_tax": "0", "drop:edocs": 0}),
    Example("R172", "S01", {**_TAXED, "tax_mark": "0"}, {**_TAXED, "tax_mark": "1"}, at="tax_mark", fix="1"),
    Example("R179", "S01", {"fact:estimated_duty": "49.99"}, {"fact:estimated_duty": "50.01"}, at="tax_mark"),
    Example("R179", "S01", {"fact:estimated_duty": "50"}, {"fact:estimated_duty": "0"}),
]
