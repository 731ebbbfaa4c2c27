"""When a conditional field of price, goods or 备案号 must be filled, for the page; the rules named here speak."""

from collections.abc import Callable
from datetime import date

from app.core.rules import FULL_MODES, Fired, Rule, rule
from app.core.tables import CodeTables
from forms.rules.fees import demands_freight, demands_insurance
from forms.rules.law import FILLING_GUIDE
from forms.rules.regime import PROCESSING
from forms.rules.route_words import NO_ENTRY_MODES
from forms.rules.tariff import inspected_on_import, statutory_unit, tariff


def _required(id: str, at: str, needs: str, directions: str = "IE") -> Callable[[Callable[..., Fired]], Rule]:
    return rule(
        id,
        at=at,
        needs=needs,
        message="{label}必填",
        source=FILLING_GUIDE,
        directions=directions,
        modes=FULL_MODES,
        effect="required",
    )


@_required("R073", "fee_rate", "terms ie_flag")
def freight_is_asked_for(terms: str, direction: str) -> Fired:
    return demands_freight(direction, terms)


@_required("R072", "insurance_rate", "terms ie_flag")
def insurance_is_asked_for(terms: str, direction: str) -> Fired:
    return demands_insurance(direction, terms)


@_required("R114", "manual_number", "trade_mode")
def book_is_asked_for(trade_mode: str) -> Fired:
    return trade_mode in PROCESSING


@_required("R115", "items[].manual_item", "?manual_number")
def book_item_is_asked_for(manual: str | None) -> Fired:
    return manual is not None


@_required("R170", "items[].destination_code", "items[].hs_code tables today", "I")
def destination_is_asked_for(code: str, tables: CodeTables, today: date) -> Fired:
    row = tariff(tables, code, today)
    return row is not None and inspected_on_import(row)


def _inspected(code: str, traffic_mode: str | None, tables: CodeTables, today: date) -> bool:
    row = tariff(tables, code, today)
    return row is not None and inspected_on_import(row) and traffic_mode not in NO_ENTRY_MODES


@_required("R124", "items[].inspection_name", "items[].hs_code ?traffic_mode tables today", "I")
def inspection_name_is_asked_for(code: str, traffic_mode: str | None, tables: CodeTables, today: date) -> Fired:
    return _inspected(code, traffic_mode, tables, today)


@_required("R124", "items[].attributes", "items[].hs_code ?traffic_mode tables today", "I")
def attributes_are_asked_for(code: str, traffic_mode: str | None, tables: CodeTables, today: date) -> Fired:
    return _inspected(code, traffic_mode, tables, today)


@_required("R124", "items[].purpose", "items[].hs_code ?traffic_mode tables today", "I")
def purpose_is_asked_for(code: str, traffic_mode: str | None, tables: CodeTables, today: date) -> Fired:
    return _inspected(code, traffic_mode, tables, today)


def _has_second_unit(code: str, tables: CodeTables, today: date) -> bool:
    row = tariff(tables, code, today)
    return row is not None and bool(statutory_unit(row, "unit2"))


@_required("R106", "items[].second_quantity", "items[].hs_code tables today")
def second_quantity_is_asked_for(code: str, tables: CodeTables, today: date) -> Fired:
    return _has_second_unit(code, tables, today)


@_required("R106", "items[].second_unit", "items[].hs_code tables today")
def second_unit_is_asked_for(code: str, tables: CodeTables, today: date) -> Fired:
    return _has_second_unit(code, tables, today)
