"""A stand-in for the rates service: invented rates of one test day, confirmed or not as a test wants them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from PySide6.QtCore import QObject, Signal

from app.reference import load
from app.reference.workdays import WorkDays
from app.taxes.rates import Exchange, Provenance, Rate, Tariff, Treatment
from app.taxes.settings import TaxSettings
from app.ui.models.rate_book import RateBook
from app.ui.pages.services import Done, Failed
from app.work.rates import InstalledRates
from app.work.tax_settings import settings_on
from tests.helpers.ui_services import Answers

TESTED = Provenance("测试税率表", "2026-02-24", confirmed=True)


def _rate(percent: str, read: Provenance) -> Rate:
    return Rate(Decimal(percent) / 100, read)


class InventedRates:
    """One tariff for every code, with an agreement for Mongolia; the next month has another exchange rate."""

    def __init__(self, read: Provenance = TESTED) -> None:
        self.read = read

    def tariff(self, hs_code: str, on: date) -> Tariff | None:
        read = self.read
        if not hs_code.startswith("27"):
            return None
        return Tariff(
            hs_code,
            vat=_rate("13", read),
            mfn=_rate("3", read),
            general=_rate("20", read),
            consumption=_rate("0", TESTED),
            agreements={"01": _rate("0", Provenance("亚太协定税率表", "2025-01-01", confirmed=True))},
        )

    def exchange(self, currency: str, on: date) -> Exchange | None:
        if currency == "CNY":
            return Exchange("CNY", Decimal(1), TESTED)
        rate = Decimal("7.0926") if on < date(2026, 4, 1) else Decimal("7.1080")
        return Exchange(currency, rate, self.read, on.replace(day=1)) if currency == "USD" else None

    def treatment(self, country: str, on: date) -> Treatment:
        return Treatment.GENERAL if country == "ZZZ" else Treatment.MFN

    def members(self, agreement: str, on: date) -> frozenset[str] | None:
        return frozenset({"MNG", "CHN"})


@cache
def _settings(day: date) -> TaxSettings:
    return settings_on(InstalledRates(load()), day)


class FakeTaxes(QObject):
    """Gives a book of invented rates."""

    changed = Signal()

    def __init__(self, rates: InventedRates | None = None, settings: Callable[[date], TaxSettings] = _settings) -> None:
        super().__init__()
        self.rates = rates or InventedRates()
        self.settings = settings
        self.answers = Answers()

    def book(self, done: Done[RateBook], failed: Failed) -> None:
        names = {"01": "亚太贸易协定"}
        self.answers.answer(done, RateBook(self.rates, self.settings, WorkDays.load(), names), failed)
