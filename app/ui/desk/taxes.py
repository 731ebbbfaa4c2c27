"""Rates for the tax pages, made ready off the UI thread and asked there; tables are read here, nothing is reckoned."""

from collections.abc import Callable
from datetime import date
from functools import cache

from PySide6.QtCore import QObject, Signal

from app.reference.workdays import WorkDays
from app.taxes.settings import TaxSettings
from app.ui.desk.office import Office
from app.ui.models.rate_book import RateBook
from app.ui.pages.background import background
from app.work.rates import InstalledRates
from app.work.tax_settings import SettingsUnusable, settings_on

AGREEMENTS = "trade_agreements"


class DeskTaxes(QObject):
    """TaxService over the installed tables."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._book: RateBook | None = None

    def book(self, done: Callable[[RateBook], None], failed: Callable[[str], None]) -> None:
        if self._book is not None:
            done(self._book)
            return

        def keep(book: RateBook) -> None:
            self._book = book
            done(book)

        background().run(self._make, keep, failed)

    def renew(self) -> None:
        """Take over other tables: what was read before is not used again."""
        self._book = None
        self.changed.emit()

    def _make(self) -> RateBook:
        tables, today = self._office.tables, self._office.clock.now().date()
        rates = InstalledRates(tables)

        try:
            now = settings_on(rates, today)
        except SettingsUnusable as error:
            raise ValueError(str(error)) from error

        @cache
        def settings(day: date) -> TaxSettings:
            """Return the settings of a day; a what-if of a day that has none is reckoned with today's."""
            try:
                return settings_on(rates, day)
            except SettingsUnusable:
                return now

        rates.tariff("", today)  # opens the tables
        rates.treatment("", today)
        rows = (tables.row(AGREEMENTS, code) for code in tables.codes(AGREEMENTS, today))
        names = {row.code: row.name for row in rows if row is not None}
        return RateBook(rates, settings, WorkDays.load(), names)
