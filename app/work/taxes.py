"""The taxes of one declaration on given days: rate day, estimate, fees for lateness, facts for the rules."""

import contextlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from app.core.draft import Draft
from app.core.form import Form
from app.declarations.deadline import deadline
from app.reference.reference import Reference
from app.reference.workdays import WorkDays
from app.taxes.compare import Rerated, rerated
from app.taxes.estimate import estimate
from app.taxes.late import LateDeclaration, LatePayment, collective_due, late_declaration, late_payment, payment_due
from app.taxes.of_draft import shipment_of
from app.taxes.rate_day import RateDay, WorkCalendar, midpoint_day, rate_day
from app.taxes.rates import RateTables
from app.taxes.result import Estimate
from app.taxes.settings import TaxSettings
from app.taxes.shipment import Shipment
from app.taxes.told import Told
from app.work.rates import InstalledRates
from app.work.tax_settings import SettingsUnusable, settings_on
from forms.deadlines import counted_from
from forms.facts import day as day_fact

DOLLAR = "USD"


@dataclass(frozen=True, slots=True)
class RateBook:
    """What taxes are reckoned with: rate tables, the settings of a day, the calendar."""

    tables: RateTables
    settings: Callable[[date], TaxSettings]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Days:
    """The days asked for; ``today`` stands in for a day of acceptance nobody knows yet."""

    today: date
    accepted: date | None = None
    entered: date | None = None
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class TaxReport:
    """The taxes of a declaration on its days; the fees only where their days are known, ``open`` says what is not."""

    rate_day: RateDay
    estimate: Estimate
    late_declaration: LateDeclaration | None = None
    late_payment: LatePayment | None = None
    rerated: Rerated | None = None
    open: tuple[Told, ...] = ()


def tax_report(form: Form, draft: Draft, book: RateBook, days: Days) -> TaxReport:
    """Return taxes and fees; never raises for what the draft lacks: figures are None and the reasons are told."""
    goods = shipment_of(form, draft)
    goods = replace(goods, entry_day=days.entered or goods.entry_day)
    accepted = days.accepted or days.today
    on = rate_day_of(draft, goods, accepted)
    settings = book.settings(on.day)
    found = estimate(goods, book.tables, settings, on.day)
    report = TaxReport(on, found, rerated=_rerated(goods, book, accepted, on.day))
    told: list[Told] = [on.open] if on.open else []
    told += _rate_wanted(found, book)
    told_entered = days.entered or day_fact(draft.facts.get("entry_day"))  # the box holds what was expected
    if told_entered is not None and days.accepted is not None and goods.direction != "E":
        since = counted_from(told_entered, day_fact(draft.facts.get("withdrawn_on")))
        report = _with_late_declaration(report, since, days.accepted, book, told)
    report = _with_late_payment(report, book, days, accepted, goods.collective, told)
    return replace(report, open=tuple(told))


def rate_day_of(draft: Draft, goods: Shipment, accepted: date) -> RateDay:
    """Return the rate day of a draft accepted on a day, by its way of filing and what is known of the summary."""
    summary = day_fact(draft.facts.get("summary_accepted"))
    return rate_day(goods.direction, goods.filing, accepted, goods.entry_day, summary)


def tax_facts(form: Form, draft: Draft, book: RateBook, today: date) -> dict[str, object]:
    """Return what rules may take for certain: the estimated tax and duty, the month of the exchange rates.

    An estimate that rests on anything unconfirmed or lacks a figure gives no facts: then those rules stay silent. The
    duty is the one before small duties are waived, which is what R179 asks about.
    """
    goods = shipment_of(form, draft)
    on = rate_day_of(draft, goods, today)
    settings = book.settings(on.day)
    unwaived = replace(settings, duty_waiver=None, consumption_waiver=None, vat_waiver=None)
    whole = estimate(goods, book.tables, unwaived, on.day)
    if not whole.confirmed or on.open:
        return {}
    facts: dict[str, object] = {"estimated_duty": str(whole.duty)}
    found = estimate(goods, book.tables, settings, on.day)
    if found.confirmed:
        facts["estimated_tax"] = str(found.total)
    if whole.rate_month is not None:
        facts["rate_month"] = f"{whole.rate_month:%Y-%m}"
    dollars = _in_dollars(goods, book, on.day)
    return facts if dollars is None else facts | {"total_in_usd": str(dollars)}


def installed_book(reference: Reference) -> RateBook:
    """Return what taxes are reckoned with when nobody gives other rates: installed tables, settings, calendar."""
    rates = InstalledRates(reference)
    return RateBook(rates, cache(lambda day: settings_on(rates, day)), WorkDays.load())


def learn_taxes(form: Form, draft: Draft, book: RateBook, today: date, told: Collection[str] = ()) -> None:
    """Put what is certain of the taxes into a draft's facts, except what it or somebody else tells already."""
    with contextlib.suppress(SettingsUnusable):  # then nothing is certain
        for name, value in tax_facts(form, draft, book, today).items():
            if name not in told:
                draft.facts.setdefault(name, value)


def _rate_wanted(found: Estimate, book: RateBook) -> list[Told]:
    """Say which day's midpoint is wanted where an exchange rate is not known."""
    if all(line.given.exchange is not None or not line.given.line.currency for line in found.lines):
        return []
    day, known = midpoint_day(found.rate_day, book.calendar)
    month = f"{found.rate_day:%Y-%m}"
    expected, likely = ("", "") if known else ("（放假安排未公布，预计）", ", as far as the calendar knows")
    told = f"{month} 月的计征汇率为 {day.isoformat()} 的人民币汇率中间价{expected}，可导入汇率表或用 --rates 指定"
    return [Told(told, f"the rate of {month} is the midpoint of {day}{likely}; import it or use --rates")]


def _rerated(goods: Shipment, book: RateBook, filed: date, on: date) -> Rerated | None:
    """Return the difference where the rates are those of another month than that of filing."""
    if goods.direction == "E" or (filed.year, filed.month) == (on.year, on.month):
        return None
    return rerated(goods, book.tables, book.settings, filed, on)


def _with_late_declaration(
    report: TaxReport, entered: date, accepted: date, book: RateBook, told: list[Told]
) -> TaxReport:
    clock = deadline(entered, accepted, book.calendar, accepted)
    value = report.estimate.customs_value
    if clock.late_from is None or (value is None and clock.late_days):
        told.append(Told("计税价格未知，滞报金无法计算", "no value, so no late-declaration fee"))
        return report
    if not clock.late_from_known:
        english = f"the late-declaration fee starts on {clock.late_from} as far as the calendar knows"
        told.append(Told(f"滞报金起征日{clock.late_from_words}", english))
    settings = book.settings(accepted)
    fee = late_declaration(value or Decimal(0), clock.late_from, accepted, settings, clock.late_from_known)
    return replace(report, late_declaration=fee)


def _with_late_payment(
    report: TaxReport, book: RateBook, days: Days, accepted: date, collective: bool, told: list[Told]
) -> TaxReport:
    if days.paid is None:
        return report
    settings = book.settings(days.paid)
    if collective:
        due, known = collective_due(accepted, settings.collective_working_days, book.calendar)
    else:
        due, known = payment_due(accepted, report.rate_day, settings, book.calendar)
    if report.estimate.total is None:
        told.append(Told("税款未知，滞纳金无法计算", "no tax, so no late-payment fee"))
        return report
    if not known:
        english = f"payment is due on {due} as far as the calendar knows"
        told.append(Told(f"缴款期限预计 {due.isoformat()}，该年放假安排未公布", english))
    return replace(report, late_payment=late_payment(report.estimate.total, due, days.paid, settings, known))


def _in_dollars(goods: Shipment, book: RateBook, on: date) -> Decimal | None:
    """Return the prices of all lines in US dollars, in cents; None where a rate is not known for sure."""
    dollar = book.tables.exchange(DOLLAR, on)
    if dollar is None or not dollar.read.confirmed or dollar.month not in (None, on.replace(day=1)):
        return None
    whole = Decimal(0)
    for line in goods.lines:
        exchange = book.tables.exchange(line.currency, on)
        if line.price is None or exchange is None:
            return None
        whole += line.price * exchange.rate
    return (whole / dollar.rate).quantize(Decimal("0.01"))
