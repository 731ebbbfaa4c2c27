"""What pages ask of the rest of the program, as Protocols; answers come later, on the UI thread, through callbacks.

Every call returns at once. ``done`` gets the answer; ``failed`` gets one Chinese sentence for the reader. Neither is
called when the program shuts down first. A page that has gone by then is not a fault: pages guard their callbacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from app.core.check import Checker
from app.core.draft import Draft, Mode
from app.core.form import Form
from app.declarations.copying import CopyPart
from app.declarations.status import Status
from app.declarations.summary import DraftSummary
from app.ui.models.change import Change
from app.ui.models.history import Delta, Stack
from app.ui.pages.answers import Done as Done
from app.ui.pages.answers import Failed as Failed
from app.ui.pages.settings_service import CheckLine as CheckLine
from app.ui.pages.settings_service import Preferences as Preferences
from app.ui.pages.settings_service import SettingsService as SettingsService
from app.ui.pages.settings_service import Verdict as Verdict

if TYPE_CHECKING:
    from app.ui.pages.checkpoint_service import CheckpointService
    from app.ui.pages.template_service import TemplateService


@dataclass(frozen=True, slots=True)
class Started:
    """The template a draft was begun with: its name, what changes with every shipment, and whether 快填 is on."""

    template_id: str
    name: str
    stops: tuple[str, ...]
    quick: bool


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """A stored draft brought to the page: its form object, and where it stands.

    checker: the check of ``draft`` if it was made where the draft was read, so that the page need not wait for it.
    stack: what can be undone from before.  started: the template it was begun with.
    """

    id: str
    form: Form
    draft: Draft
    status: Status = Status.DRAFT
    seq_no: str = ""
    entry_id: str = ""
    saved_at: datetime | None = None
    checker: Checker | None = None
    editable: bool | None = None  # None: as the status alone says
    stack: Stack | None = None
    started: Started | None = None


class ListedDraft(Protocol):
    """One draft as the list shows it (the store's own row fits)."""

    @property
    def id(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def status(self) -> Status: ...
    @property
    def summary(self) -> DraftSummary: ...
    @property
    def errors(self) -> int | None: ...
    @property
    def seq_no(self) -> str: ...
    @property
    def entry_id(self) -> str: ...
    @property
    def updated_at(self) -> datetime: ...
    @property
    def starred(self) -> bool: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the list asks for: newest first, of these statuses (empty = all), holding a text, after a row.

    binned: those in the bin instead of all others.
    """

    statuses: frozenset[Status] = frozenset()
    text: str = ""
    after: ListedDraft | None = None
    limit: int = 200
    binned: bool = False


@dataclass(frozen=True, slots=True)
class FormKind:
    """A declaration type a person may start: registry id, the words 进口 or 出口, and how it may be filed."""

    id: str
    words: str
    modes: tuple[Mode, ...] = (Mode.ONCE, Mode.ADVANCE)


class DraftService(Protocol):
    """Drafts in the store. ``changed(str)`` tells that a draft was stored, binned or moved on ("" = many)."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def templates(self) -> "TemplateService | None":
        """The templates a draft may be started from, None where there are none."""
        ...

    @property
    def checkpoints(self) -> "CheckpointService | None":
        """The versions of drafts kept on this side, None where none are kept."""
        ...

    def kinds(self) -> Sequence[FormKind]:
        """Return the types a new draft may have."""
        ...

    def new(self, form_id: str, mode: Mode, done: Done[str], failed: Failed) -> None:
        """Store a fresh draft with the operator's profile filled in; answers its id."""
        ...

    def load(self, draft_id: str, done: Done[OpenedDraft], failed: Failed) -> None:
        """Bring a draft."""
        ...

    def save(
        self,
        draft_id: str,
        draft: Draft,
        errors: int,
        done: Done[datetime],
        failed: Failed,
        steps: Delta | None = None,
    ) -> None:
        """Store a copy of the draft as it is, with what its undo stack lacks; answers when it was durable."""
        ...

    def older_steps(self, draft_id: str, upto: int, done: Done[Sequence[Change]], failed: Failed) -> None:
        """Return older steps of a draft's undo stack up to a number, oldest first; none if there are no more."""
        ...

    def copy(self, draft_id: str, done: Done[str], failed: Failed, part: CopyPart = CopyPart.WHOLE) -> None:
        """Store a new draft with the contents of an old one, or a part, and none of its numbers; answers its id."""
        ...

    def remember(self, draft: Draft, section: str, done: Done[int], failed: Failed) -> None:
        """Let new drafts of this type begin with what a section of the page holds; answers how many fields."""
        ...

    def delete(self, draft_id: str, on: bool, done: Done[None], failed: Failed) -> None:
        """Put a draft into the bin, or take it out again."""
        ...

    def list(self, query: ListQuery, done: Done[Sequence[ListedDraft]], failed: Failed) -> None:
        """Return rows of the list."""
        ...

    def counts(self, done: Done[Mapping[Status, int]], failed: Failed) -> None:
        """Return how many drafts stand where."""
        ...

    def import_file(self, path: Path, done: Done[str], failed: Failed) -> None:
        """Read a message or draft file into a new draft; answers its id."""
        ...

    def export_file(
        self, draft_id: str, path: Path, done: Done[Path], failed: Failed, with_notes: bool = False
    ) -> None:
        """Write a draft to a file in the format its suffix names (.xml, .json); in .json its notes if asked for."""
        ...

    def last(self, draft_id: str, done: Done[Draft | None], failed: Failed) -> None:
        """Return the newest other draft of the same type, for F4; None if there is none."""
        ...


class Link(StrEnum):
    """How the gateway can be reached now."""

    ONLINE = "online"
    SLOW = "slow"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a declaration stands: the word, what a clerk is told beside it, and the numbers it got."""

    status: Status
    sentence: str = ""
    seq_no: str = ""
    entry_id: str = ""
    editable: bool = True
    can_recall: bool = False


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One message on its way out; ``reason`` says in words what it waits for, ``needs_person`` that it waits for us.

    ``held``: a person keeps it back; ``first``: it leaves before others; ``can_recall``: it has not left yet.
    """

    draft_id: str
    title: str
    number: str
    status: Status
    reason: str
    share: float
    since: datetime
    needs_person: bool = False
    held: bool = False
    first: bool = False
    can_recall: bool = False


@dataclass(frozen=True, slots=True)
class QueueState:
    """The queue as a whole: whether a person has stopped it, and why nothing is signed by this clock ("" = it is)."""

    paused: bool = False
    clock_trouble: str = ""


@dataclass(frozen=True, slots=True)
class PointedAt:
    """One thing a rejection points at: our rule, our path and its label ("" = none), and the words that say it."""

    rule: str
    path: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One receipt as the lists show it; ``pointers`` are the rules and fields it points at, in our own terms.

    ``apart`` says why it counts for nothing here: nobody's, forged, damaged ("" = it counts).
    """

    id: str
    draft_id: str
    channel: str
    title: str
    note: str
    number: str
    status: Status | None
    at: datetime
    seen: bool = True
    about: str = ""
    pointers: tuple[PointedAt, ...] = ()
    apart: str = ""

    @property
    def path(self) -> str:
        """The first field it points at, "" where it names none."""
        return next((one.path for one in self.pointers if one.path), "")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a declaration's life: ours (receipt_id empty) or a receipt."""

    at: datetime
    title: str
    detail: str = ""
    mark: str = "本机"
    receipt_id: str = ""
    status: Status | None = None


class SubmissionService(Protocol):
    """Filing and what comes back. ``changed(str)`` names the draft whose standing, queue row or receipts changed."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def link_changed(self) -> SignalInstance: ...

    def link(self) -> Link:
        """Return how the gateway can be reached now."""
        ...

    def submit(self, draft_id: str, draft: Draft, done: Done[Standing], failed: Failed) -> None:
        """Check, sign and queue the draft; answers once it is safely in the queue, never before."""
        ...

    def recall(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        """Take a declaration out of the queue; the answer says whether it could still be held back."""
        ...

    def settle(self, draft_id: str, arrived: bool, done: Done[Standing], failed: Failed) -> None:
        """Say for a parked declaration whether a person found it on the Single Window's own page."""
        ...

    def standing(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        """Return where a declaration stands."""
        ...

    def queue(self, done: Done[Sequence[QueueItem]], failed: Failed) -> None:
        """Return what is on its way out, in the order in which it will leave."""
        ...

    def queue_state(self, done: Done[QueueState], failed: Failed) -> None:
        """Return how the queue as a whole is."""
        ...

    def pause(self, paused: bool, done: Done[QueueState], failed: Failed) -> None:
        """Let nothing be sent until further notice, or go on."""
        ...

    def confirm_clock(self, done: Done[QueueState], failed: Failed) -> None:
        """Say that this machine's time is right, so that it is signed by it again."""
        ...

    def wish(self, draft_id: str, held: bool, first: bool, done: Done[None], failed: Failed) -> None:
        """Keep a declaration back or let it leave before the others; takes effect on what has not left yet."""
        ...

    def receipts(self, draft_id: str, limit: int, done: Done[Sequence[ReceiptItem]], failed: Failed) -> None:
        """Return receipts of one declaration ("" = of all), newest first."""
        ...

    def events(self, draft_id: str, done: Done[Sequence[Event]], failed: Failed) -> None:
        """Return the whole life of a declaration, newest first."""
        ...

    def original(self, receipt_id: str, done: Done[str], failed: Failed) -> None:
        """Return a receipt's message exactly as it came."""
        ...

    def mark_seen(self, receipt_id: str, seen: bool) -> None:
        """Note that a receipt was read, or was not."""
        ...

    def receive(self) -> None:
        """Retry what waits and fetch receipts now."""
        ...


class PrintService(Protocol):
    """The official page as a PDF."""

    def preview(self, draft_id: str, draft: Draft, done: Done[Path], failed: Failed) -> None:
        """Write the draft as a PDF; answers the file, which stays until the program ends."""
        ...

    def save(self, source: Path, target: Path, done: Done[Path], failed: Failed) -> None:
        """Copy a finished PDF to where the person wants it."""
        ...

    def together(self, files: Sequence[Path], done: Done[Path], failed: Failed) -> None:
        """Put finished PDFs into one, in their order."""
        ...


class Memory(Protocol):
    """Small things remembered per user (splitters, open sections): read at once, written behind."""

    def get(self, key: str, default: str = "") -> str:
        """Return what was remembered."""
        ...

    def put(self, key: str, value: str) -> None:
        """Remember."""
        ...
