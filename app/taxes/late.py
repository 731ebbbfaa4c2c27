"""Fees for lateness and the day of payment: pure arithmetic on days; the calendar and the 起征日 are given."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal, localcontext

from app.taxes.rate_day import RateDay, WorkCalendar
from app.taxes.settings import PaymentStart, TaxSettings
from app.taxes.share import WIDE, fen


@dataclass(frozen=True, slots=True)
class LateDeclaration:
    """滞报金: first day that counts, days, whole yuan; ``known`` tells whether the calendar knew the first day."""

    start: date
    days: int
    amount: Decimal
    known: bool = True


@dataclass(frozen=True, slots=True)
class LatePayment:
    """滞纳金: last day to pay, days after it, the amount in fen; ``known`` as above."""

    due: date
    days: int
    amount: Decimal
    known: bool = True


def late_declaration(
    customs_value: Decimal, start: date, accepted: date, settings: TaxSettings, known: bool = True
) -> LateDeclaration:
    """Return the fee from ``start`` (起征日) to the day of acceptance, both counted (令128号).

    Value × rate × days in whole yuan, the fraction dropped; less than the least amount is not collected.
    """
    days = max((accepted - start).days + 1, 0)
    with localcontext(prec=WIDE):
        whole = (customs_value * settings.late_declaration_rate * days).to_integral_value(ROUND_FLOOR)
    return LateDeclaration(start, days, whole if whole >= settings.late_declaration_least else Decimal(0), known)


def late_payment(tax: Decimal, due: date, paid: date, settings: TaxSettings, known: bool = True) -> LatePayment:
    """Return the fee from the day after ``due`` to the day of payment, in fen (关税法；《征税管理办法》)."""
    days = max((paid - due).days, 0)
    with localcontext(prec=WIDE):
        amount = fen(tax * settings.late_payment_rate * days)
    return LatePayment(due, days, amount if amount >= settings.late_payment_least else fen(Decimal(0)), known)


def payment_due(filed: date, rate: RateDay, settings: TaxSettings, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the last day to pay and whether the calendar knows it: fifteen days on, then the next working day.

    The days run from 完成申报之日; where the rates are those of a later day of entry, a setting tells which counts.
    """
    start = filed
    if settings.payment_start_advance is PaymentStart.RATE_DAY:
        start = rate.day
    return calendar.next_working_day(start + timedelta(days=settings.payment_days))


def collective_due(filed: date, working_days: int, calendar: WorkCalendar) -> tuple[date, bool]:
    """Return the last day to pay under 汇总征税: the given working day of the month after filing."""
    day, known = (filed.replace(day=1) + timedelta(days=32)).replace(day=1), True
    for count in range(working_days):
        day, told = calendar.next_working_day(day + timedelta(days=1) if count else day)
        known = known and told
    return day, known
