"""The taxes of an open draft joined to the rates of the program, now and after every import."""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.core.clock import Clock
from app.ui.models.document import DraftDocument
from app.ui.models.live_tax import LiveTaxes
from app.ui.pages.alive import while_alive
from app.ui.pages.tax.services import TaxService


def live_taxes(document: DraftDocument, clock: Clock, service: TaxService | None, parent: QObject) -> LiveTaxes:
    """Return the taxes of a draft; without a service they stay unknown."""
    taxes = LiveTaxes(document, clock, parent)
    if service is not None:
        rates = service

        def ask() -> None:
            if isValid(taxes):
                rates.book(while_alive(taxes, taxes.use), lambda _sentence: None)

        service.changed.connect(ask)
        ask()
    return taxes
