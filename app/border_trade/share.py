"""Where a resident's share of a lot stands, and what may happen to it; the only table of these steps."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ShareState(StrEnum):
    """The closed set of states; the value is stored."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    ASIDE = "aside"
    QUEUED = "queued"
    SENT = "sent"
    RELEASED = "released"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class ShareEvent(StrEnum):
    """What happens to a share; the value is stored with the reason."""

    CONFIRM = "confirm"  # the resident himself: card, code or signature
    CHANGE = "change"  # quantity or value moved: what he confirmed is not what stands there any more
    SET_ASIDE = "set_aside"  # absent, certificate out of date: kept out of the sending, with a reason
    TAKE_BACK = "take_back"
    QUEUE = "queue"
    SEND = "send"
    RELEASE = "release"
    REJECT = "reject"
    CANCEL = "cancel"
    RETRY = "retry"


_S, _E = ShareState, ShareEvent
TRANSITIONS: Mapping[tuple[ShareState, ShareEvent], ShareState] = MappingProxyType(
    {
        (_S.OPEN, _E.CONFIRM): _S.CONFIRMED,
        (_S.OPEN, _E.CHANGE): _S.OPEN,
        (_S.OPEN, _E.SET_ASIDE): _S.ASIDE,
        (_S.CONFIRMED, _E.CHANGE): _S.OPEN,
        (_S.CONFIRMED, _E.SET_ASIDE): _S.ASIDE,
        (_S.CONFIRMED, _E.QUEUE): _S.QUEUED,
        (_S.ASIDE, _E.TAKE_BACK): _S.OPEN,
        (_S.ASIDE, _E.CHANGE): _S.ASIDE,
        (_S.QUEUED, _E.SEND): _S.SENT,
        (_S.QUEUED, _E.REJECT): _S.REJECTED,
        (_S.QUEUED, _E.CANCEL): _S.CANCELLED,
        (_S.SENT, _E.RELEASE): _S.RELEASED,
        (_S.SENT, _E.REJECT): _S.REJECTED,
        (_S.SENT, _E.CANCEL): _S.CANCELLED,
        # What he confirmed stands unchanged; a change of figures afterwards voids it like any other.
        (_S.REJECTED, _E.RETRY): _S.CONFIRMED,
        (_S.CANCELLED, _E.RETRY): _S.CONFIRMED,
        (_S.REJECTED, _E.SET_ASIDE): _S.ASIDE,
        (_S.CANCELLED, _E.SET_ASIDE): _S.ASIDE,
    }
)

COUNTED = frozenset({_S.OPEN, _S.CONFIRMED, _S.QUEUED, _S.SENT, _S.RELEASED})
"""States whose exempt amount is taken from the day's quota: what is only drafted counts too."""

WORDS: Mapping[ShareState, str] = MappingProxyType(
    {
        _S.OPEN: "待确认",
        _S.CONFIRMED: "已确认",
        _S.ASIDE: "不参加",
        _S.QUEUED: "待发",
        _S.SENT: "已申报",
        _S.RELEASED: "放行",
        _S.REJECTED: "退单",
        _S.CANCELLED: "已作废",
    }
)


class StepRefused(Exception):
    """The share does not stand so that this may happen; the message is one Chinese sentence."""


def after(state: ShareState, event: ShareEvent) -> ShareState:
    """Return the state an event leads to; raises StepRefused."""
    following = TRANSITIONS.get((state, event))
    if following is None:
        raise StepRefused(f"现在是“{WORDS[state]}”，{_REFUSED[event]}")
    return following


_REFUSED: Mapping[ShareEvent, str] = MappingProxyType(
    {
        _E.CONFIRM: "不能确认",
        _E.CHANGE: "不能再改数量",
        _E.SET_ASIDE: "不能移出本批",
        _E.TAKE_BACK: "不必放回",
        _E.QUEUE: "须先由边民本人确认才能申报",
        _E.SEND: "没有待发的申报",
        _E.RELEASE: "没有可放行的申报",
        _E.REJECT: "没有可退回的申报",
        _E.CANCEL: "没有可作废的申报",
        _E.RETRY: "不必重报",
    }
)
