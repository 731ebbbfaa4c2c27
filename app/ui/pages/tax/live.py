"""The taxes of an open draft joined to the rates of the program, now and after every import."""

from typing import Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.core.clock import Clock
from app.ui.models.document import DraftDocument
from app.ui.models.live_tax import LiveTaxes
from app.ui.models.tax_words import certainty, money
from app.ui.pages.alive import while_alive
from app.ui.pages.tax.services import TaxService


class Foot(Protocol):
    """The bar under the goods."""

    def show_end(self, words: str, value: str) -> None:
        """Show a figure at its end."""
        ...


def show_total(taxes: LiveTaxes, foot: Foot) -> None:
    """Keep the total under the goods, always with the word for how certain it is."""

    def show() -> None:
        found = taxes.estimate()
        if found is None or not found.lines:
            foot.show_end("", "")
        else:
            foot.show_end(
                f"预计税款（{certainty(found)}）", f"{money(found.total)} 元" if found.total is not None else "—"
            )

    taxes.told.connect(show)
    show()


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
