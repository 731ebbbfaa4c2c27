"""Taxes on given days: which fees appear, what is told open, and that rules get certain figures only."""

from datetime import date

import pytest

import app.reference
import forms
from app.core.check import check
from app.core.draft import Draft
from app.reference.workdays import WorkDays
from app.work.rates import InstalledRates
from app.work.rates_file import read_rates
from app.work.tax_settings import given, settings_on
from app.work.taxes import Days, RateBook, TaxReport, tax_facts, tax_report
from forms.facts import FACTS
from tests.helpers.scenarios import SCENARIOS

IMPORT = forms.load("import")
MARCH_2, MARCH_21, MARCH_25 = date(2026, 3, 2), date(2026, 3, 21), date(2026, 3, 25)
RATES = """{"exchange": {"USD": {"2026-03": "7.1000", "2026-04": "7.1200"}, "JPY": {"2026-06": "0.047"}},
 "tariff": {"2701121000": {"mfn": "0.03", "vat": "0.13"}, "8413709990": {"mfn": "0.08", "vat": "0.13"}}}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> RateBook:
    """The rates of the design's test values, confirmed."""
    path = tmp_path_factory.mktemp("rates") / "RATES.json"
    path.write_text(RATES, encoding="utf-8")
    installed = InstalledRates(app.reference.load())
    rates = read_rates(path, installed)
    return RateBook(rates, lambda day: given(settings_on(installed, day), None, None), WorkDays.load())


@pytest.fixture(scope="module")
def bundled_book() -> RateBook:
    """The rates as the program ships them."""
    installed = InstalledRates(app.reference.load())
    return RateBook(installed, lambda day: settings_on(installed, day), WorkDays.load())


def coal(**texts: str) -> Draft:
    """Return S01 without the day of entry it brings."""
    draft = SCENARIOS["S01"].build()
    draft.facts.pop("entry_day", None)
    draft.update(texts)
    return draft


def reported(
    book: RateBook, accepted: date | None = None, entered: date | None = None, paid: date | None = None
) -> TaxReport:
    """Return the report of S01, which was filed in advance."""
    return tax_report(IMPORT, coal(), book, Days(MARCH_2, accepted, entered, paid))


def test_the_example_of_the_design(book: RateBook) -> None:
    found = reported(book, MARCH_21, MARCH_2, MARCH_25)
    assert (found.rate_day.day, str(found.estimate.total), found.open) == (MARCH_2, "225859.45", ())
    late, unpaid = found.late_declaration, found.late_payment
    assert late is not None
    assert unpaid is not None
    assert (late.start, late.days, str(late.amount)) == (date(2026, 3, 17), 5, "3445")
    assert (unpaid.due, unpaid.days, str(unpaid.amount)) == (date(2026, 3, 17), 8, "903.44")


@pytest.mark.parametrize(
    ("entered", "accepted", "start", "days"),
    [
        (MARCH_2, MARCH_21, date(2026, 3, 17), 5),
        (date(2026, 3, 6), date(2026, 3, 20), date(2026, 3, 23), 0),
        (date(2026, 3, 6), date(2026, 3, 23), date(2026, 3, 23), 1),
        (date(2026, 4, 10), date(2026, 5, 6), date(2026, 4, 27), 10),
        (date(2026, 3, 12), date(2026, 3, 30), date(2026, 3, 27), 4),
    ],
)
def test_the_first_day_of_the_fee(book: RateBook, entered: date, accepted: date, start: date, days: int) -> None:
    late = reported(book, accepted, entered).late_declaration
    assert late is not None
    assert (late.start, late.days) == (start, days)


def test_fees_appear_only_where_their_days_are_told(book: RateBook) -> None:
    found = reported(book)
    assert (found.late_declaration, found.late_payment) == (None, None)
    assert reported(book, accepted=MARCH_21).late_declaration is None
    assert reported(book, entered=MARCH_2).late_declaration is None


def test_a_calendar_that_does_not_know_says_so(book: RateBook) -> None:
    entered, accepted = date(2027, 3, 2), date(2027, 3, 21)
    found = tax_report(IMPORT, coal(), book, Days(accepted, accepted, entered, date(2027, 5, 1)))
    assert [word in one for one, word in zip(found.open, ("起征日", "缴款期限"), strict=True)] == [True, True]


def test_without_a_figure_there_is_no_fee_and_it_is_told(bundled_book: RateBook) -> None:
    found = reported(bundled_book, MARCH_21, MARCH_2, date(2026, 5, 1))
    assert (found.estimate.total, found.late_declaration, found.late_payment) == (None, None, None)
    assert [one[:4] for one in found.open] == ["2026", "计税价格", "税款未知"]


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        (MARCH_2, "2026-03 月的计征汇率为 2026-02-25 的人民币汇率中间价"),  # 18 February was Spring Festival
        (date(2026, 11, 24), "2026-11 月的计征汇率为 2026-10-21 的"),
        (date(2027, 3, 2), "2027-02-17 的人民币汇率中间价（放假安排未公布，预计）"),
    ],
)
def test_which_midpoint_is_wanted_is_told(bundled_book: RateBook, accepted: date, words: str) -> None:
    found = tax_report(IMPORT, coal(), bundled_book, Days(accepted, accepted, accepted))
    assert any(words in one for one in found.open)


def test_collective_payment_has_a_day_of_its_own(book: RateBook) -> None:
    draft = coal(type="CL")
    found = tax_report(IMPORT, draft, book, Days(MARCH_2, MARCH_2, MARCH_2, date(2026, 4, 10)))
    assert found.late_payment is not None
    assert found.late_payment.due == date(2026, 4, 8)  # fifth working day of April, the 6th is a holiday


def test_a_declaration_in_advance_is_rated_again_on_the_day_of_entry(book: RateBook) -> None:
    found = reported(book, date(2026, 3, 30), date(2026, 4, 2))
    assert str(found.estimate.total) == "226495.65"
    assert found.rerated is not None
    assert (str(found.rerated.filed.total), str(found.rerated.difference)) == ("225859.45", "636.20")
    assert reported(book, date(2026, 4, 1), date(2026, 4, 2)).rerated is None


def test_what_is_not_entered_yet_is_told(book: RateBook) -> None:
    assert "尚未申报进境" in reported(book).open[0]


def test_rules_get_certain_figures(book: RateBook) -> None:
    draft = coal(ie_date="20260302")
    found = tax_facts(IMPORT, draft, book, MARCH_2)
    assert found == {
        "estimated_tax": "225859.45",
        "estimated_duty": "41340.96",
        "rate_month": "2026-03",
        "total_in_usd": "194089.00",
    }
    assert set(found) <= set(FACTS)


def test_rules_get_the_duty_before_a_small_one_is_waived(book: RateBook) -> None:
    draft = SCENARIOS["S10"].build()
    draft.remove_row("preferences", 0)
    draft.update({"items[0].total": "12000.00", "ie_date": "20260616"})  # 564 yuan
    found = tax_facts(IMPORT, draft, book, date(2026, 6, 16))
    assert found == {"estimated_duty": "45.12", "rate_month": "2026-06"}  # that it is waived nobody has confirmed
    silent = [one.rule for one in check(IMPORT, {}, app.reference.load(), draft, date(2026, 6, 16)).problems]
    told = [one.rule for one in check(IMPORT, found, app.reference.load(), draft, date(2026, 6, 16)).problems]
    assert ("R179" in silent, "R179" in told) == (False, True)


def test_rules_get_nothing_unconfirmed(bundled_book: RateBook, book: RateBook) -> None:
    draft = coal(ie_date="20260302")
    draft.put("items[0].currency", "CNY")  # every rate is known, but nobody confirmed the tariff's
    assert tax_facts(IMPORT, draft, bundled_book, MARCH_2) == {}
    assert tax_facts(IMPORT, coal(), book, MARCH_2) == {}  # not entered yet, so the day may be another
    assert tax_facts(IMPORT, coal(ie_date="20260302", terms="2"), book, MARCH_2) == {}  # an assumed insurance


def test_an_export_has_no_fee_for_late_declaration(book: RateBook) -> None:
    draft = SCENARIOS["S07"].build()
    form = forms.load("export")
    found = tax_report(form, draft, book, Days(MARCH_21, MARCH_21, MARCH_2))
    assert (str(found.estimate.total), found.late_declaration) == ("0.00", None)
