"""Quantity, price and total: the one nobody typed follows; a code brings its units along."""

from datetime import date

import forms
from app.core.draft import Draft
from app.core.tables import CodeRow
from app.ui.models.followers import followers

FORM = forms.load("import")
UNITS = {"2701121000": ("035", ""), "4407111099": ("035", "033")}


class Tariff:
    """Two commodities with their statutory units."""

    def row(self, table: str, code: str, on: date | None = None) -> CodeRow | None:
        if table != "hs_codes" or code not in UNITS:
            return None
        first, second = UNITS[code]
        return CodeRow(table, code, code, {"unit1": first, "unit2": second})

    def complete(self, table: str) -> bool:
        return False

    def exists(self, table: str) -> bool:
        return table == "hs_codes"


def draft(**texts: str) -> Draft:
    made = FORM.new()
    made.insert_row("items", 0, texts)
    return made


def follow(made: Draft, name: str, raw: str, computed: tuple[str, ...] = ()) -> dict[str, str]:
    found = followers(FORM, made, Tariff(), f"items[0].{name}", raw, [f"items[0].{one}" for one in computed])
    return {path.removeprefix("items[0]."): text for path, text in found.items()}


def test_total_follows_quantity_and_price() -> None:
    assert follow(draft(quantity="1980.5"), "price", "98") == {"total": "194089.00"}
    assert follow(draft(price="98"), "quantity", "1980.5") == {"total": "194089.00"}


def test_a_total_that_was_the_product_is_computed_again() -> None:
    assert follow(draft(quantity="10", price="2", total="20.00"), "quantity", "11") == {"total": "22.00"}


def test_a_total_typed_otherwise_stays() -> None:
    assert follow(draft(quantity="10", price="2", total="19.00"), "quantity", "11") == {}


def test_price_follows_a_total_only_where_nobody_typed_it() -> None:
    assert follow(draft(quantity="4"), "total", "10") == {"price": "2.5000"}
    assert follow(draft(quantity="4", price="0.2500", total="1"), "total", "10", ("price",)) == {"price": "2.5000"}
    assert follow(draft(quantity="4", price="3", total="12.00"), "total", "10") == {}


def follow_typed(made: Draft, name: str, raw: str, *typed: str) -> dict[str, str]:
    order = [f"items[0].{one}" for one in typed]
    found = followers(FORM, made, Tariff(), f"items[0].{name}", raw, (), order)
    return {path.removeprefix("items[0]."): text for path, text in found.items()}


def test_of_quantity_price_and_total_the_two_typed_last_win() -> None:
    made = draft(quantity="10", price="2", total="20.00")
    assert follow_typed(made, "total", "30", "quantity", "price") == {"quantity": "15.00000"}
    assert follow_typed(made, "total", "30", "price", "quantity") == {"price": "3.0000"}
    assert follow_typed(made, "price", "4", "quantity", "total") == {"quantity": "5.00000"}
    assert follow_typed(made, "price", "4", "total", "quantity") == {"total": "40.00"}
    assert follow_typed(made, "quantity", "8", "price", "total") == {"price": "2.5000"}


def test_what_stood_there_before_is_not_taken_for_computed() -> None:
    made = draft(quantity="10", price="2", total="19.00")
    assert follow_typed(made, "quantity", "11", "price") == {}


def test_unreadable_numbers_compute_nothing() -> None:
    assert follow(draft(quantity="1e"), "price", "98") == {}
    assert follow(draft(quantity="0"), "total", "98") == {}


def test_a_code_brings_its_units() -> None:
    assert follow(draft(), "hs_code", "4407111099") == {"first_unit": "035", "second_unit": "033"}


def test_another_code_clears_what_the_old_one_brought() -> None:
    before = draft(hs_code="4407111099", first_unit="035", second_unit="033")
    assert follow(before, "hs_code", "2701121000") == {"second_unit": ""}


def test_an_unknown_code_changes_nothing() -> None:
    before = draft(hs_code="4407111099", first_unit="035", second_unit="033")
    assert follow(before, "hs_code", "9999999999") == {}


def test_other_fields_have_no_followers() -> None:
    assert followers(FORM, draft(), Tariff(), "contract_number", "X") == {}
    assert followers(FORM, draft(), Tariff(), "no_such_field", "X") == {}
