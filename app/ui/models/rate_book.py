"""Rates, settings and calendar ready to be asked on the UI thread; it reads no table itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.taxes.rate_day import WorkCalendar
from app.taxes.rates import RateTables
from app.taxes.settings import TaxSettings


@dataclass(frozen=True, slots=True)
class RateBook:
    """Rates ready to be asked on the UI thread; ``agreements`` has the name of each agreement by its code."""

    tables: RateTables
    settings: Callable[[date], TaxSettings]
    calendar: WorkCalendar
    agreements: Mapping[str, str]
