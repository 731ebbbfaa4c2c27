"""One lot of 边民互市 as a clerk sees it: members, quotas, shares; ID numbers only masked. It changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from app.border_trade.allocation import Strategy
from app.border_trade.lot import Lot, LotUnusable, fen
from app.border_trade.register import Fitness, fitness
from app.border_trade.share import ShareState
from app.core.clock import Clock
from app.core.draft import Draft
from app.core.field import BoundField, FieldError
from app.core.problem import Severity
from app.reference.spelling import syllables
from app.store import audit, border_groups, border_lots, residents
from app.store.border_groups import Group
from app.store.border_lots import Share, StoredLot
from app.store.engine import Connection
from app.store.residents import Resident
from app.store.sealed import Sealer
from forms.border_trade import FORM
from forms.settings import RESIDENT_QUOTA

QUOTA_NOTE = "本机已知，以海关系统为准"
LINKED = "manifest_check"
"""Event of the audit chain that keeps what came of a 核注 or 反核注."""

OPEN_STATES = frozenset({ShareState.OPEN, ShareState.CONFIRMED})
GONE = frozenset({ShareState.QUEUED, ShareState.SENT, ShareState.RELEASED})
FAILED = frozenset({ShareState.REJECTED, ShareState.CANCELLED})
_TYPED = (
    "goods[0].code",
    "goods[0].name",
    "goods[0].origin",
    "goods[0].quantity",
    "goods[0].unit",
    "goods[0].price",
    "goods[0].permit",
    "batch_number",
    "zone",
    "use",
    "buyer_scc",
    "bill_number",
    "goods[0].licence",
)
"""What a clerk types of a lot, in the order he goes through it."""


class CureKind(StrEnum):
    """What a button beside a finding does."""

    QUANTITY = "quantity"
    DIVIDE = "divide"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Cure:
    """A sure cure: its words name the result."""

    kind: CureKind
    words: str
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class LotIssue:
    """One finding: of a resident (``share_id``), or of the lot, then with the field at ``path``."""

    rule: str
    severity: Severity
    title: str
    body: str
    share_id: str = ""
    path: str = ""
    cure: Cure | None = None

    @property
    def blocks(self) -> bool:
        """Tell whether nothing may go out while this stands."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class LotRow:
    """One resident of a lot; quantities in thousandths, money in fen. ``most`` is what his quota still holds."""

    share: Share
    name: str
    spelled: str
    id_masked: str
    phone_masked: str
    leads: bool
    pinned: bool
    fitness: Fitness
    used: int
    quota: int
    most: int

    @property
    def left(self) -> int:
        """Exempt amount left after this lot."""
        return max(self.quota - self.used - self.share.value, 0)

    @property
    def over(self) -> int:
        """What goes beyond the quota."""
        return max(self.used + self.share.value - self.quota, 0) if self.share.value else 0

    @property
    def takes_part(self) -> bool:
        """Tell whether he has a share that counts."""
        return self.share.state is not ShareState.ASIDE


@dataclass(frozen=True, slots=True)
class LotField:
    """A field of the lot that is typed: what the form says of it, and its text."""

    bound: BoundField
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class LotView:
    """Everything the page shows of a lot."""

    lot: StoredLot
    fields: tuple[LotField, ...]
    goods: str
    unit: str
    price: Decimal | None
    rows: tuple[LotRow, ...]
    group: Group | None
    leader: LotRow | None
    mandates: int
    strategy: Strategy
    can_undo: bool
    issues: tuple[LotIssue, ...] = field(default=())
    checked_at: datetime | None = None
    linked: str = ""  # what came of the last 核注 or 反核注
    is_linked: bool = False

    @property
    def editable(self) -> bool:
        """Tell whether goods and members can still be changed: nothing has gone out."""
        return not any(row.share.submission_id for row in self.rows)

    @property
    def taking_part(self) -> Sequence[LotRow]:
        """Those who are not set aside."""
        return [row for row in self.rows if row.takes_part]

    @property
    def ready(self) -> int:
        """How many are confirmed and could go out now."""
        return sum(row.share.state is ShareState.CONFIRMED and row.share.quantity > 0 for row in self.rows)

    @property
    def quantity(self) -> int:
        """Sum of the shares."""
        return sum(row.share.quantity for row in self.rows)

    @property
    def value(self) -> int:
        """Sum of the values."""
        return sum(row.share.value for row in self.rows)


def number_of(draft: Draft, path: str) -> Decimal | None:
    """Return a number of the draft, None where it is empty or unreadable."""
    try:
        value = FORM.field(path.replace("[0]", "[]")).parse(draft.get(path))
    except FieldError:
        return None
    return value if isinstance(value, Decimal) else None


def lot_of(draft: Draft) -> Lot | None:
    """Return quantity and price as the division needs them, None while they are not there or cannot be counted."""
    quantity, price = number_of(draft, "goods[0].quantity"), number_of(draft, "goods[0].price")
    if quantity is None or price is None:
        return None
    try:
        return Lot.of(quantity, price)
    except LotUnusable:
        return None


def draft_of(connection: Connection, sealer: Sealer, lot: StoredLot) -> Draft:
    """Return what was typed of a lot."""
    return border_lots.document_of(connection, sealer, lot.id)


def rows_of(
    connection: Connection, lot: StoredLot, group: Group | None, draft: Draft, pinned: frozenset[str]
) -> tuple[LotRow, ...]:
    """Return the residents of a lot in the order of its list."""
    shares = border_lots.shares_of(connection, lot.id)
    ids = [share.resident_id for share in shares]
    used = border_lots.used_on(connection, lot.day, ids, but_lot=lot.id)
    mandated = border_groups.mandated(connection, group.id, lot.day) if group else frozenset()
    quota, counted = fen(RESIDENT_QUOTA.on(lot.day)), lot_of(draft)
    people = residents.many(connection, ids)
    rows = []
    for share in shares:
        person = people[share.resident_id]
        spent = used.get(share.resident_id, 0)
        fit = _fitness(person, lot, group, mandated)
        most = counted.most_within(max(quota - spent, 0)) if counted else 0
        leads = group is not None and group.leader_id == person.id
        is_pinned = share.resident_id in pinned
        rows.append(_row(share, person, fit, leads, is_pinned, spent, quota, most))
    return tuple(rows)


def unfit(connection: Connection, lot: StoredLot, group: Group, resident_ids: Sequence[str]) -> Mapping[str, str]:
    """Return who may not take part on the day of a lot, and why."""
    mandated = border_groups.mandated(connection, group.id, lot.day)
    people = residents.many(connection, resident_ids)
    judged = {one: _fitness(person, lot, group, mandated) for one, person in people.items()}
    return {one: found.why for one, found in judged.items() if not found.fit}


def group_with(connection: Connection, group_id: str | None) -> Group | None:
    """Return an open group by its id."""
    return next((one for one in border_groups.all_groups(connection) if one.id == group_id), None)


def fields_of(draft: Draft) -> tuple[LotField, ...]:
    """Return the typed fields with their texts."""
    return tuple(LotField(FORM.field(path.replace("[0]", "[]")), draft.get(path), path) for path in _TYPED)


def link_of(connection: Connection, lot_id: str) -> tuple[str, bool]:
    """Return what came of the last 核注 or 反核注 of a lot, and whether it is tied to its manifest now."""
    told = [one for one in audit.entries(connection, f"lot:{lot_id}") if one.event == LINKED]
    if not told:
        return "", False
    last_done = next((one for one in told if one.detail["done"] == "yes"), None)
    words = f"{told[0].detail['words']} {told[0].at:%H:%M}"
    return words, last_done is not None and last_done.detail["operation"] == "check"


def today(clock: Clock) -> str:
    """Return the day a new lot is for, as the form writes it."""
    return clock.now().strftime("%Y%m%d")


def mandates_of_group(connection: Connection, group: Group, lot: StoredLot) -> int:
    """Return how many members' mandates to file hold on the day of a lot."""
    members = {one.resident_id for one in border_groups.roster(connection, group.id) if one.until is None}
    return len(members & border_groups.mandated(connection, group.id, lot.day))


def _fitness(person: Resident, lot: StoredLot, group: Group | None, mandated: frozenset[str]) -> Fitness:
    agreed = None if group is None else person.id in mandated
    return fitness(lot.day, person.id_until, person.record_until, active=person.active, mandated=agreed)


def _row(
    share: Share, person: Resident, fit: Fitness, leads: bool, pinned: bool, used: int, quota: int, most: int
) -> LotRow:
    masks = person.id_masked, person.phone_masked
    return LotRow(share, person.name, _spelled(person.name), *masks, leads, pinned, fit, used, quota, most)


@lru_cache(maxsize=2048)
def _spelled(name: str) -> str:
    """Return whole syllables and initials, so that both find the name."""
    parts = syllables(name).split()
    return f"{''.join(parts)} {''.join(one[0] for one in parts)}"
