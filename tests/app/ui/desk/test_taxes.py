"""Rates of the installed tables for the window, brought off its thread and kept until others are imported."""

from datetime import date

from app.taxes.rates import Treatment
from app.ui.desk.taxes import DeskTaxes
from app.ui.models.rate_book import RateBook
from tests.helpers.bureau import Bureau

DAY = date(2026, 3, 2)


def test_the_book_holds_rates_settings_and_the_names_of_agreements(bureau: Bureau) -> None:
    taxes = DeskTaxes(bureau.office)
    book: RateBook = bureau.ask(taxes.book)
    assert book.tables.treatment("ZZZ", DAY) is Treatment.GENERAL
    assert book.settings(DAY).payment_days == 15
    assert book.agreements["01"]
    assert bureau.ask(taxes.book) is book


def test_after_an_import_the_rates_are_read_anew(bureau: Bureau) -> None:
    taxes = DeskTaxes(bureau.office)
    book: RateBook = bureau.ask(taxes.book)
    told: list[bool] = []
    taxes.changed.connect(lambda: told.append(True))
    taxes.renew()
    assert told == [True]
    assert bureau.ask(taxes.book) is not book
