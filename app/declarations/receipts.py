"""What the receipt letters (CHANNEL) mean and the status a set of receipts adds up to (rules.md §5.2a); no I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from app.declarations.status import PROGRESS, Status


@dataclass(frozen=True, slots=True)
class ReceiptFact:
    """The two things of a receipt that bear on the status: its letter and when the authority noticed."""

    channel: str
    noticed_at: datetime | None


# Letters are case-sensitive: C is an inspection, c a withdrawal. What is not listed changes nothing and is shown.
STATUS_OF_CHANNEL: Mapping[str, Status] = MappingProxyType(
    {
        **dict.fromkeys(("7",), Status.SENT),
        **dict.fromkeys(("L", "SpL"), Status.ACCEPTED),
        **dict.fromkeys(("G", "J", "W", "SpJ"), Status.REVIEWED),
        **dict.fromkeys(("T",), Status.TAX),
        **dict.fromkeys(("C", "SpC", "S"), Status.INSPECTION),
        **dict.fromkeys(("B", "K", "SpK"), Status.CONDITIONAL),
        **dict.fromkeys(("P", "I", "F"), Status.RELEASED),
        **dict.fromkeys(("R",), Status.CLOSED),
        **dict.fromkeys(("E", "Y", "Z", "SpE"), Status.REJECTED),
        **dict.fromkeys(("D", "A", "c"), Status.CANCELLED),
    }
)
NEEDS_CLERK = frozenset({"H", "N", "Sp1"})  # the state stays, but nothing goes on until somebody acts

_BRANCHES = (Status.REJECTED, Status.CANCELLED)  # the later of two wins; of one moment the withdrawal does


def status_of(receipts: Iterable[ReceiptFact]) -> Status | None:
    """Return the status the set adds up to (None: nothing said yet); order and repetition cannot matter."""
    known = [(STATUS_OF_CHANNEL[one.channel], one.noticed_at) for one in receipts if one.channel in STATUS_OF_CHANNEL]
    progress = [(status, at) for status, at in known if status not in _BRANCHES]
    furthest = max((status for status, _ in progress), key=PROGRESS.index, default=None)
    if furthest is Status.CLOSED:
        return furthest
    branches = [(status, at) for status, at in known if status in _BRANCHES]
    if not branches:
        return furthest
    last_progress = max((at for _, at in progress if at is not None), default=None)
    standing = [(status, at) for status, at in branches if last_progress is None or at is None or at >= last_progress]
    # A rejection without a readable time cannot be shown to be outdated: better seen once too often.
    return max(standing, key=_weight)[0] if standing else furthest


def needs_clerk(receipts: Iterable[ReceiptFact]) -> bool:
    """Tell whether the newest of the receipts asks the clerk to act (H, N, Sp1)."""
    known = sorted(receipts, key=lambda fact: (_timestamp(fact.noticed_at), fact.channel in NEEDS_CLERK))
    return bool(known) and known[-1].channel in NEEDS_CLERK


def _weight(branch: tuple[Status, datetime | None]) -> tuple[float, int]:
    return _timestamp(branch[1]), _BRANCHES.index(branch[0])


def _timestamp(moment: datetime | None) -> float:
    return float("inf") if moment is None else moment.timestamp()
