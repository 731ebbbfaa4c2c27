"""A guarantee's balance: its limit less what open declarations take of it; the ledger itself is the store's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.declarations.status import Status

# Closed, withdrawn or sent back: the authority no longer holds the money against this declaration.
RELEASED = frozenset({Status.CLOSED, Status.REJECTED, Status.CANCELLED})
NUMBER_FACT = "guarantee_number"
"""Fact of a draft that names the guarantee it is filed under (no public message carries it)."""
BALANCE_FACT = "guarantee_balance"
TAX_FACT = "estimated_tax"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One 担保备案 as its holder keeps it; amounts in CNY, ``source`` says where the figures were read."""

    number: str
    holder: str
    limit: Decimal
    valid_to: date | None = None
    source: str = ""
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Tell whether it can be used on ``day``."""
        return self.valid_to is None or day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Use:
    """What one declaration takes of a guarantee: the tax estimated when it was filed."""

    submission_id: str
    number: str
    amount: Decimal
    status: Status

    @property
    def counts(self) -> bool:
        """Tell whether the amount is still taken."""
        return self.status not in RELEASED


@dataclass(frozen=True, slots=True)
class Balance:
    """``used`` by other open declarations, ``this`` by the one at hand; ``remaining`` is what is left after both."""

    limit: Decimal
    used: Decimal
    this: Decimal

    @property
    def available(self) -> Decimal:
        """What the declaration at hand may take: the limit less what others use."""
        return self.limit - self.used

    @property
    def remaining(self) -> Decimal:
        """What is left once the declaration at hand has taken its part; negative where it does not suffice."""
        return self.limit - self.used - self.this

    @property
    def enough(self) -> bool:
        """Tell whether the guarantee covers the declaration at hand."""
        return self.remaining >= 0


def balance(guarantee: Guarantee, uses: Iterable[Use], this: Decimal = Decimal(), own: str = "") -> Balance:
    """Return the balance for a declaration that needs ``this``; ``own`` is its submission, not counted as another's."""
    taken = [use.amount for use in uses if use.counts and use.number == guarantee.number and use.submission_id != own]
    return Balance(guarantee.limit, sum(taken, Decimal()), this)
