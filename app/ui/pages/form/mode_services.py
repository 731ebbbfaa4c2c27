"""What the form page asks about guarantees, manifests and working days, as Protocols (answers as in services.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from app.declarations.deadline import WorkCalendar
from app.declarations.guarantee import Balance, Guarantee
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class Held:
    """A guarantee of the ledger with its balance for the declaration at hand; ``others`` declarations use it too."""

    guarantee: Guarantee
    balance: Balance
    others: int


@dataclass(frozen=True, slots=True)
class ManifestAnswer:
    """What the manifest query said: found or not, None while it could not be asked (未核对).

    texts: what it holds, by field path, to fill empty fields with; facts: what rules may take from it.
    """

    found: bool | None
    sentence: str
    texts: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


class GuaranteeService(Protocol):
    """The ledger of 担保备案."""

    def held(self, number: str, this: Decimal, draft_id: str, done: Done[Held | None], failed: Failed) -> None:
        """Return a guarantee with its balance for a declaration that needs ``this``; None if it is not known."""
        ...

    def known(self, done: Done[Sequence[Guarantee]], failed: Failed) -> None:
        """Return the guarantees of the ledger."""
        ...


class ManifestService(Protocol):
    """The manifest query of the Single Window."""

    def look(self, draft_id: str, done: Done[ManifestAnswer], failed: Failed) -> None:
        """Ask for the manifest of a stored draft; offline is an answer (未核对), not a failure."""
        ...


class NoCalendar:
    """A calendar that knows no day: every date it gives is 预计."""

    def next_working_day(self, day: date) -> tuple[date, bool]:
        """Return the day itself, not known."""
        return day, False


@dataclass(frozen=True, slots=True)
class ModeServices:
    """The services by which the filing modes live; a page without one of them says so and goes on."""

    calendar: WorkCalendar = field(default_factory=NoCalendar)
    guarantees: GuaranteeService | None = None
    manifests: ManifestService | None = None
