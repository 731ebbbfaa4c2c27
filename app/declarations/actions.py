"""What a set of actions and their receipts adds up to: the declaration's status, a request's status; no I/O."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from app.core.draft import Mode, Purpose
from app.declarations.outbox import State
from app.declarations.receipts import NEEDS_CLERK, ReceiptFact, needs_clerk, status_of
from app.declarations.status import PROGRESS, Status, shown_state

DECLARING = frozenset({Purpose.DECLARE, Purpose.COMPLETE})
REQUESTS = frozenset({Purpose.AMEND, Purpose.WITHDRAW, Purpose.SUPPLEMENT})

# Letters of the receipts of requests: the real 修撤 interface is not public, these are of our own design (SOURCE.md).
AGREED, REFUSED, RECEIVED, PAPERS = "RqP", "RqE", "RqL", "RqB"
REQUEST_STATUS: Mapping[str, Status] = MappingProxyType(
    {
        "7": Status.SENT,
        RECEIVED: Status.ACCEPTED,
        PAPERS: Status.ACCEPTED,
        REFUSED: Status.REJECTED,
        AGREED: Status.AGREED,
    }
)
DELETED = "D"  # 海关删单: the authority's own letter, also at the end of a withdrawal

UNSETTLED = frozenset({State.FROZEN, State.SIGNED, State.READY, State.SENDING, State.IN_DOUBT, State.PARKED})
"""States in which a message may still arrive: until it has left them, no other message of the declaration goes out."""


@dataclass(frozen=True, slots=True)
class Action:
    """One message of a declaration with the receipts that speak of it."""

    purpose: Purpose
    revision: int
    state: State
    receipts: tuple[ReceiptFact, ...] = ()


def declaration_status(actions: Sequence[Action]) -> Status:
    """Return where a declaration stands by all its messages; order of receipts and repetition cannot matter.

    Both steps speak together: a 概要 that may leave stays 可提离 while its 完整 is being reviewed. A request changes
    nothing until the authority agrees: a withdrawal then counts like the authority's own deletion.
    """
    first, second = newest(actions, Purpose.DECLARE), completion(actions)
    current = second or first or newest(actions, Purpose.COMPLETE)  # the last: taken back before it was sent
    if current is None:
        raise ValueError("a declaration without a declaring message")
    facts = [fact for action in (first, second) if action is not None for fact in action.receipts]
    return shown_state(current.state, status_of([*facts, *_withdrawals(actions)]))


def held_actions(actions: Sequence[Action]) -> list[Action]:
    """Return the actions the authority still goes by: a second step it sent back leaves the first one standing."""
    second, first = completion(actions), newest(actions, Purpose.DECLARE)
    if second is None or first is None or declaration_status([second]) is not Status.REJECTED:
        return list(actions)
    return [action for action in actions if action.purpose is not Purpose.COMPLETE]


def completion(actions: Iterable[Action]) -> Action | None:
    """Return the second step's message, None before there is one that was not taken back unsent."""
    second = newest(actions, Purpose.COMPLETE)
    return None if second is None or second.state is State.CANCELLED else second


def newest(actions: Iterable[Action], purpose: Purpose) -> Action | None:
    """Return the newest message of a purpose."""
    found = [action for action in actions if action.purpose is purpose]
    return max(found, key=lambda action: action.revision, default=None)


def request_status(action: Action) -> Status:
    """Return where a request stands; consent is never taken back, whatever comes late."""
    known = {REQUEST_STATUS[fact.channel] for fact in action.receipts if fact.channel in REQUEST_STATUS}
    if action.purpose is Purpose.WITHDRAW and any(fact.channel == DELETED for fact in action.receipts):
        known.add(Status.AGREED)
    ranked = (Status.AGREED, Status.REJECTED, Status.ACCEPTED, Status.SENT)
    return shown_state(action.state, next((status for status in ranked if status in known), None))


def action_of(mode: Mode, purpose: Purpose) -> Purpose:
    """Return what a draft is filed as; a second step that came as a file is known by its mode alone."""
    return Purpose.COMPLETE if purpose is Purpose.DECLARE and mode is Mode.COMPLETE else purpose


def in_flight(actions: Iterable[Action]) -> bool:
    """Tell whether a message of the declaration is under way, so that no other may be sent."""
    return any(action.state in UNSETTLED for action in actions)


def request_pending(actions: Iterable[Action]) -> bool:
    """Tell whether the authority has a request before it that it has not answered."""
    pending = {Status.SENT, Status.ACCEPTED}
    return any(action.purpose in REQUESTS and request_status(action) in pending for action in actions)


def is_at_rest(status: Status, actions: Iterable[Action], last_came: bool, summary: bool) -> bool:
    """Tell that no receipt is due before the filer acts: the first of two steps has come to its end."""
    return summary and status is Status.CONDITIONAL and last_came and completion(actions) is None


def asks_clerk(actions: Sequence[Action]) -> bool:
    """Tell whether the authority waits for the clerk: H, N, Sp1 newest, or papers wanted for a request."""
    declaring = [fact for action in actions if action.purpose in DECLARING for fact in action.receipts]
    if needs_clerk(declaring) and not _answered(actions, declaring):
        return True
    return any(
        action.purpose in REQUESTS and request_status(action) is Status.ACCEPTED and _wants_papers(action.receipts)
        for action in actions
    )


def _answered(actions: Sequence[Action], declaring: Sequence[ReceiptFact]) -> bool:
    """A supplement the authority has taken answers its demand for one."""
    asked = {fact.channel for fact in declaring if fact.channel in NEEDS_CLERK}
    supplements = [action for action in actions if action.purpose is Purpose.SUPPLEMENT]
    return asked == {"Sp1"} and any(action.state is State.ACKED for action in supplements)


def _wants_papers(receipts: Iterable[ReceiptFact]) -> bool:
    return any(fact.channel == PAPERS for fact in receipts)


def _withdrawals(actions: Iterable[Action]) -> list[ReceiptFact]:
    """Return the consents to withdrawals as deletions of the declaration."""
    return [
        ReceiptFact(DELETED, fact.noticed_at)
        for action in actions
        if action.purpose is Purpose.WITHDRAW
        for fact in action.receipts
        if fact.channel in (AGREED, DELETED)
    ]


def family(channel: str) -> frozenset[Purpose]:
    """Return the purposes a receipt letter can speak of: for receipts that name the declaration but no message."""
    if channel in REQUEST_STATUS and channel != "7":
        return REQUESTS
    if channel.startswith("Sp"):
        return frozenset({Purpose.DECLARE})
    return DECLARING


def rank(channel: str, status: Status | None) -> tuple[int, str]:
    """Return the place of a letter among those of one moment, in the order a declaration's life takes."""
    return (PROGRESS.index(status) if status in PROGRESS else len(PROGRESS)), channel
