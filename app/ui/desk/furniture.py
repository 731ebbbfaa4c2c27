"""The services of one home behind the window, made together; it opens nothing and shows nothing."""

from dataclasses import dataclass
from pathlib import Path

from app.store.reference_file import ReferenceFile
from app.ui.desk.checkpoints import DeskCheckpoints
from app.ui.desk.codes import DeskCodes
from app.ui.desk.conflicts import DeskConflicts
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.elements import DeskElements
from app.ui.desk.finding import DeskFinding
from app.ui.desk.lifecycle import DeskLifecycle
from app.ui.desk.lots import DeskLots
from app.ui.desk.memory import DeskMemory
from app.ui.desk.modes import mode_services
from app.ui.desk.office import Office
from app.ui.desk.preferences import DeskSettings, Diagnose
from app.ui.desk.printing import DeskPrinting
from app.ui.desk.signing import DeskSigning
from app.ui.desk.statistics import DeskStatistics
from app.ui.desk.submissions import DeskSubmissions
from app.ui.desk.taxes import DeskTaxes
from app.ui.desk.templates import DeskTemplates
from app.ui.pages.form.mode_services import ModeServices
from app.ui.pages.upkeep import UpkeepService


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one home, for the pages and for whoever drives them."""

    office: Office
    drafts: DeskDrafts
    submissions: DeskSubmissions
    printing: DeskPrinting
    settings: DeskSettings
    memory: DeskMemory
    statistics: DeskStatistics
    taxes: DeskTaxes
    elements: DeskElements
    codes: DeskCodes
    lifecycle: DeskLifecycle
    modes: ModeServices
    lots: DeskLots
    conflicts: DeskConflicts
    finding: DeskFinding
    upkeep: UpkeepService | None = None
    signing: DeskSigning | None = None


def furnish(
    office: Office,
    prints: Path,
    diagnose: Diagnose,
    tables: ReferenceFile | None = None,
    upkeep: UpkeepService | None = None,
) -> Desk:
    """Make the services over an office; the workers may be employed later. ``tables`` is where imports are kept."""
    kept, taxes = DeskDrafts(office), DeskTaxes(office)
    kept.templates, kept.checkpoints = DeskTemplates(office, kept), DeskCheckpoints(office)
    return Desk(
        office,
        kept,
        DeskSubmissions(office, kept),
        DeskPrinting(office, prints),
        DeskSettings(office, diagnose),
        DeskMemory(office),
        DeskStatistics(office),
        taxes,
        DeskElements(office),
        DeskCodes(office, taxes, tables),
        DeskLifecycle(office, kept),
        mode_services(office),
        DeskLots(office),
        DeskConflicts(office, kept),
        DeskFinding(office),
        upkeep,
        DeskSigning(office),
    )
