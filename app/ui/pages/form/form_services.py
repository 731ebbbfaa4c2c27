"""What the form page needs of the rest of the program, and the few code values it shows by a sign."""

from dataclasses import dataclass, field
from typing import Protocol

from app.core.clock import Clock
from app.core.draft import Mode
from app.reference.for_client import ClientTables
from app.sheets.goods.decoding import SearchTables
from app.ui.pages.elements.services import ElementsService
from app.ui.pages.form.mode_services import ModeServices
from app.ui.pages.services import DraftService, Memory, SubmissionService
from app.ui.pages.tax.services import TaxService
from app.ui.theme import Icon

VEHICLES = {"2": Icon.SHIP, "3": Icon.TRAM_FRONT, "4": Icon.TRUCK, "5": Icon.PLANE}  # 运输方式代码


def modes_for(direction: str) -> tuple[Mode, ...]:
    """Return the ways a new declaration may be filed; imports alone may be filed in two steps."""
    return (Mode.ONCE, Mode.ADVANCE, Mode.SUMMARY) if direction == "I" else (Mode.ONCE, Mode.ADVANCE)


class Reference(ClientTables, SearchTables, Protocol):
    """Code tables for the rules and for people: app.reference.Reference fits."""


@dataclass(frozen=True, slots=True)
class FormServices:
    """The services of one form page."""

    drafts: DraftService
    submissions: SubmissionService
    reference: Reference
    clock: Clock
    memory: Memory
    taxes: TaxService | None = None  # without one the taxes are told as not known
    elements: ElementsService | None = None  # without one 规格型号 is typed as one text
    modes: ModeServices = field(default_factory=ModeServices)  # as it stands: no day known, no ledger, no manifests
