"""What pages ask about a declaration after its first filing, as Protocols: requests, versions, stages, what is due.

The same bargain as in services.py: every call returns at once, answers come later on the UI thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.core.form import Form
from app.declarations.amendment import Change
from app.declarations.inbox import NeedKind
from app.declarations.lanes import Lanes
from app.declarations.status import Status
from app.declarations.version import Kind, Version
from app.ui.pages.services import Done, Event, Failed, Standing, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason a request may give, with where the list of them comes from."""

    code: str
    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing a request depends on, and how it stands."""

    words: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax before and after, in CNY."""

    words: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class TaxEffect:
    """What a request does to the taxes; without rows ``note`` says why nothing was estimated."""

    rows: tuple[TaxRow, ...] = ()
    note: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for 修改, 撤销 or 补充 with everything its page shows.

    declaration: where the declaration itself stands; standing: the request; label and base: this version and the one
    it was made from; texts and declared: by path, to show
    values with their units; about: facts of the declaration in a few words.
    """

    draft_id: str
    kind: Kind
    form: Form
    declaration: Standing
    standing: Standing
    about: tuple[str, ...]
    number: str
    label: str
    changes: tuple[Change, ...]
    declared: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    reason: str = ""
    note: str = ""
    attachments: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    tax: TaxEffect = field(default_factory=TaxEffect)
    versions: tuple[Version, ...] = ()
    base: str = ""
    events: tuple[Event, ...] = ()

    @property
    def refile(self) -> tuple[Change, ...]:
        """The changes no request can make."""
        return tuple(change for change in self.changes if change.way.value == "refile")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side: what the second changes of the first."""

    form: Form
    changes: tuple[Change, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Storage:
    """Where goods lie that may be moved but not yet be sold or used."""

    place: str = ""
    yard_code: str = ""
    vehicle: str = ""
    arrived_at: datetime | None = None
    weight: str = ""
    contact: str = ""
    note: str = ""
    registered_by: str = ""
    sold_on: str = ""


@dataclass(frozen=True, slots=True)
class Expiry:
    """A day by which something must have happened."""

    name: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaneGoods:
    """One goods line as the two lanes show it."""

    number: int
    code: str
    name: str
    specification: str
    quantity: str
    unit: str


@dataclass(frozen=True, slots=True)
class TwoLane:
    """A declaration under 两段准入: everything its page shows.

    asked: 附条件提离 was applied for.
    """

    draft_id: str
    status: Status
    number: str
    about: tuple[str, ...]
    port: str
    destination: str
    lanes: Lanes
    goods: tuple[LaneGoods, ...]
    events: tuple[Event, ...]
    asked: bool = False
    storage: Storage | None = None
    expiries: tuple[Expiry, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One declaration that waits for a person.

    day: the last day of what is due (14-day limit, expiry), or the planned arrival; left: days to it, below 0 when it
    is past; began: the day of entry; lacking: how many things the next step still needs.
    """

    draft_id: str
    wants: NeedKind
    goods: str
    trader: str
    number: str
    port: str
    traffic_mode: str
    sentence: str
    at: datetime
    day: date | None = None
    left: int | None = None
    began: date | None = None
    lacking: int | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a confirmed day of entry does: in another month than planned other rates hold."""

    words: str
    tax: TaxEffect = field(default_factory=TaxEffect)


class NextStep(StrEnum):
    """What comes next for a declaration (Shift+F10)."""

    NONE = ""
    COMPLETE = "complete"
    ARRIVE = "arrive"
    AMEND = "amend"
    RETRY = "retry"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Next:
    """The next step with the words of its button; ``lanes``: 两段准入 has something to say."""

    step: NextStep = NextStep.NONE
    words: str = ""
    lanes: bool = False


class LifecycleService(Protocol):
    """Requests, versions and stages. ``changed(str)`` names a draft of which something here is new ("" = many)."""

    @property
    def changed(self) -> SignalInstance: ...

    def start(self, draft_id: str, kind: Kind, done: Done[str], failed: Failed) -> None:
        """Make the draft of a request, of a new version of a rejected one or of a refiling; answers its id."""
        ...

    def complete(self, draft_id: str, done: Done[str], failed: Failed) -> None:
        """Take a 概要 over into its 完整; answers the id of the draft, which is the same record."""
        ...

    def next_step(self, draft_id: str, done: Done[Next], failed: Failed) -> None:
        """Return what comes next for a declaration."""
        ...

    def request(self, draft_id: str, done: Done[Request], failed: Failed) -> None:
        """Bring a request."""
        ...

    def explain(
        self, draft_id: str, reason: str, note: str, attachments: Sequence[str], done: Done[None], failed: Failed
    ) -> None:
        """Store why a request is made."""
        ...

    def take_back(self, draft_id: str, paths: Sequence[str], done: Done[None], failed: Failed) -> None:
        """Set fields of a request back to what was declared."""
        ...

    def file_request(self, draft_id: str, done: Done[Standing], failed: Failed) -> None:
        """Sign and queue a request; answers once it is safely in the queue."""
        ...

    def compare(self, before: str, after: str, done: Done[Compared], failed: Failed) -> None:
        """Put two versions side by side."""
        ...

    def two_lane(self, draft_id: str, done: Done[TwoLane], failed: Failed) -> None:
        """Bring the two lanes of a declaration."""
        ...

    def store_goods(
        self, draft_id: str, storage: Storage, expiries: Sequence[Expiry], done: Done[None], failed: Failed
    ) -> None:
        """Note where the goods lie and by when what must have happened."""
        ...

    def sell(self, draft_id: str, done: Done[None], failed: Failed) -> None:
        """Note that the goods are sold or used; refused before release (R144)."""
        ...

    def needs(self, done: Done[Sequence[Need]], failed: Failed) -> None:
        """Return what waits for a person, the most pressing first."""
        ...

    def arrived(self, draft_id: str, day: date, done: Done[Arrived], failed: Failed) -> None:
        """Note the day on which the means of transport was declared for entry."""
        ...
