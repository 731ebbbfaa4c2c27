"""What the tax pages ask of the program: the rates, brought once and then asked at once."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.ui.models.rate_book import RateBook
from app.ui.pages.services import Done, Failed


class TaxService(Protocol):
    """Rates of the program. ``changed()`` tells that others were imported."""

    @property
    def changed(self) -> SignalInstance: ...

    def book(self, done: Done[RateBook], failed: Failed) -> None:
        """Bring the rates."""
        ...
