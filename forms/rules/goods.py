"""Rules R096–R098 and R104–R111: tariff code, statutory quantities and countries of a goods line."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.core.draft import Mode
from app.core.problem import Severity
from app.core.rules import FULL_MODES, Finding, Fired, rule
from app.core.tables import CodeTables
from forms.declaration import MOST_GOODS
from forms.rules.law import FILLING_GUIDE, TARIFF, UNVERIFIED, box
from forms.rules.tariff import named, statutory_unit, tariff

_UNITS = f"{box(36)}；{TARIFF}"
_TONNE, _KILOGRAM = "070", "035"
_THOUSAND = Decimal(1000)
_LIMIT = Decimal(10) ** 14  # above it no quantity fits its field
_OTHER_WEIGHTS = ("公量", "毛作净", "公定重量")
_NEIGHBOURS = frozenset({"RUS", "MNG"})
_LAND = frozenset({"3", "4"})
_BORDER_TRADE = "4019"
_CHINA = "CHN"
_STEPS_OF_CODE = {Mode.SUMMARY: (6, 10)}  # a 概要申报 without inspection takes the six-digit code


@rule(
    "R096",
    at="items[].number",
    needs="row rows:items",
    message="商品共 {count} 项，超过 50 项，请分单申报",
    english="{count} goods lines; a declaration holds at most 50",
    source=box(33),
)
def at_most_fifty_lines(row: tuple[int, ...], count: int) -> Fired:
    return row[0] == MOST_GOODS and {"count": count}


@rule(
    "R097",
    at="items[].hs_code",
    needs="items[].hs_code mode ?fact:inspection_confirmed ?items[].inspection_name ?items[].attributes"
    " ?items[].purpose",
    message="商品编号应为 {wanted} 位数字，现为 {code}",
    english="The commodity code {code} must have ten digits (six in a summary declaration without inspection)",
    source=box(34),
)
def code_has_ten_digits(code: str, mode: Mode, confirmed: object, *filled: str | None) -> Fired:
    inspected = confirmed is True or (confirmed is not False and any(filled))  # 涉检: as answered, else as filled in
    lengths = (10,) if inspected else _STEPS_OF_CODE.get(mode, (10,))
    if code.isascii() and code.isdigit() and len(code) in lengths:
        return None
    return {"wanted": " 或 ".join(map(str, lengths)), "code": code}


@rule(
    "R104",
    at="items[].first_unit",
    needs="items[].hs_code items[].first_unit tables today",
    message="法定第一单位应为{wanted}，现为{unit}",
    english="The first statutory unit is {wanted}, not {unit}",
    source=_UNITS,
    modes=FULL_MODES,
    cures=True,
)
def first_unit_is_statutory(code: str, unit: str, tables: CodeTables, today: date) -> Fired:
    wanted = _first_unit(tables, code, today)
    if not wanted or unit == wanted:
        return None
    return Finding({"wanted": named(tables, "units", wanted), "unit": named(tables, "units", unit)}, fix=wanted)


def _first_unit(tables: CodeTables, code: str, today: date) -> str:
    row = tariff(tables, code, today)
    return statutory_unit(row, "unit1") if row else ""


@rule(
    "R105",
    at="items[].first_quantity",
    needs="items[].first_quantity",
    message="法定第一数量 {quantity} 应大于 0",
    english="The first statutory quantity {quantity} must be above zero",
    source=box(36),
    modes=FULL_MODES,
)
def first_quantity_is_positive(quantity: Decimal) -> Fired:
    return quantity <= 0 and {"quantity": quantity}


@rule(
    "R106",
    at="items[].second_quantity",
    needs="items[].hs_code ?items[].second_quantity ?items[].second_unit tables today",
    message="{label}{fault}",
    english="{label} is not what the tariff asks for",
    source=_UNITS,
    modes=FULL_MODES,
    cures=True,
)
def second_quantity_is_statutory(
    code: str, quantity: Decimal | None, unit: str | None, tables: CodeTables, today: date
) -> Fired:
    row = tariff(tables, code, today)
    if row is None or not statutory_unit(row, "unit1"):
        return None  # the table does not know the units of this code
    wanted = statutory_unit(row, "unit2")
    if wanted:
        return _second_lacks(quantity, unit, wanted, named(tables, "units", wanted))
    if quantity:  # a nought in an unused field states nothing
        return Finding({"fault": f"填了 {quantity:f}，{code} 没有第二单位，应留空"}, fix="")
    return unit is not None and Finding({"fault": f"填了 {unit}，{code} 没有第二单位，应留空"}, _SECOND_UNIT, "")


_SECOND_UNIT = "items[].second_unit"


def _second_lacks(quantity: Decimal | None, unit: str | None, wanted: str, name: str) -> Fired:
    if quantity is None:
        return Finding({"fault": f"未填，应按{name}填报"})
    if quantity <= 0:
        return Finding({"fault": f" {quantity:f} 应大于 0"})
    return unit != wanted and Finding({"fault": f"应为{name}，现为 {unit or '空'}"}, _SECOND_UNIT, wanted)


@rule(
    "R107",
    at="items[].first_quantity",
    needs="items[].hs_code items[].unit items[].first_unit items[].quantity items[].first_quantity"
    " ?items[].name ?items[].model ?remark tables today",
    message="成交单位与法定单位相同，法定第一数量 {first} 应为 {quantity}",
    english="Equal units: the first statutory quantity {first} must be {quantity}",
    source=box(36),
    modes=FULL_MODES,
    cures=True,
)
def equal_units_mean_equal_quantities(
    code: str,
    unit: str,
    first_unit: str,
    quantity: Decimal,
    first: Decimal,
    name: str | None,
    model: str | None,
    remark: str | None,
    tables: CodeTables,
    today: date,
) -> Fired:
    wanted = _first_unit(tables, code, today)
    if unit != first_unit or quantity == first or first <= 0 or _other_weight(name, model, remark):
        return None
    if wanted and first_unit != wanted:
        return None  # the unit is wrong, R104 says so
    return Finding({"first": first, "quantity": quantity}, fix=f"{quantity:f}")


@rule(
    "R108",
    at="items[].first_quantity",
    needs="items[].hs_code items[].unit items[].first_unit items[].quantity items[].first_quantity"
    " ?items[].name ?items[].model ?remark tables today",
    message="成交 {quantity} 吨，法定第一数量 {first} 千克应为 {computed}",
    english="{quantity} tonnes are {computed} kg, not {first}",
    source=box(36),
    modes=FULL_MODES,
    cures=True,
)
def tonnes_are_thousand_kilograms(
    code: str,
    unit: str,
    first_unit: str,
    quantity: Decimal,
    first: Decimal,
    name: str | None,
    model: str | None,
    remark: str | None,
    tables: CodeTables,
    today: date,
) -> Fired:
    computed = quantity * _THOUSAND
    if (unit, first_unit) != (_TONNE, _KILOGRAM) or first == computed or first <= 0:
        return None
    if _other_weight(name, model, remark) or _first_unit(tables, code, today) not in ("", _KILOGRAM):
        return None
    fix = _plain(computed) if computed < _LIMIT else None
    return Finding({"quantity": quantity, "first": first, "computed": computed.normalize()}, fix=fix)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _other_weight(*notes: str | None) -> bool:
    """Tell whether the line says that it is priced by another weight than the statutory one."""
    return any(word in note for note in notes if note for word in _OTHER_WEIGHTS)


@rule(
    "R109",
    at="items[].origin_country",
    needs="?items[].origin_country",
    message="原产国（地区）未填，无法确定的填国别不详（ZZZ）",
    english="The country of origin is missing",
    source=box(40),
)
def origin_is_filled(origin: str | None) -> Fired:
    return origin is None


@rule(
    "R110",
    at="items[].origin_country",
    needs="items[].origin_country trade_mode traffic_mode trade_country",
    message="原产国 {origin} 与启运国 {country} 不一致，边境小额请确认是否转口",
    english="Border trade from {country} with goods of {origin}: confirm the transit",
    source=f"{box(40)}、第 20 栏",
    severity=Severity.WARNING,
    directions="I",
    modes=FULL_MODES,
)
def border_trade_goods_come_from_the_neighbour(origin: str, mode: str, traffic: str, country: str) -> Fired:
    if mode != _BORDER_TRADE or traffic not in _LAND or country not in _NEIGHBOURS or origin == country:
        return None
    return {"origin": origin, "country": country}


@rule(
    "R111",
    at="items[].destination_country",
    needs="items[].destination_country",
    message="进口最终目的国应为中国（CHN），现为 {country}",
    english="Imports are destined for CHN, not {country}",
    source=box(41),
    directions="I",
    cures=True,
)
def imports_are_for_china(country: str) -> Fired:
    return country != _CHINA and Finding({"country": country}, fix=_CHINA)


@rule(
    "R168",
    at="items[].origin_country",
    needs="items[].origin_country",
    message="原产国为中国，请确认是否国货复进口",
    english="Goods of Chinese origin on import: confirm that they come back",
    source=box(40),
    severity=Severity.WARNING,
    directions="I",
)
def chinese_goods_come_back(origin: str) -> Fired:
    return origin == _CHINA


@rule(
    "R176",
    at="items[].name",
    needs="items[*].hs_code items[*].name items[*].model items[*].origin_country items[*].currency items[*].price row",
    message="与第 {other} 项的编号、品名、规格、原产国、币制和单价相同，可合并为一项",
    english="The line is like line {other} in code, name, specification, origin, currency and price",
    source=f"{FILLING_GUIDE}第 33 栏{UNVERIFIED}",
    severity=Severity.WARNING,
    confidence="F",
    modes=FULL_MODES,
)
def lines_differ(
    codes: Sequence[object],
    names: Sequence[object],
    models: Sequence[object],
    origins: Sequence[object],
    currencies: Sequence[object],
    prices: Sequence[object],
    row: tuple[int, ...],
) -> Fired:
    at = row[0]
    own = codes[at], names[at], models[at], origins[at], currencies[at], prices[at]
    if own[0] is None or own[1] is None or names.index(own[1]) == at:
        return None  # nothing above it has its name
    lines = zip(codes[:at], names, models, origins, currencies, prices, strict=False)
    first = next((number for number, line in enumerate(lines) if line == own), None)
    return first is not None and {"other": first + 1}
