"""The words people and scripts read for where a declaration stands (cli.md); nothing here is stored by hand."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.declarations.outbox import State


class Status(StrEnum):
    """The closed set of words of ``status --json``; DRAFT is the list's word for what was never queued."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"
    TAX = "tax"
    INSPECTION = "inspection"
    CONDITIONAL = "conditional"
    RELEASED = "released"
    CLOSED = "closed"
    REJECTED = "rejected"
    PARKED = "parked"
    CANCELLED = "cancelled"
    AGREED = "agreed"  # of a request alone: the authority consented to it


class Mark(StrEnum):
    """What sets a draft apart from what its status alone would say."""

    NONE = ""
    OPEN = "open"  # filed, and open for its next step: the complete declaration of a two-step one
    SUPERSEDED = "superseded"  # a later version is in force
    WITHDRAWN = "withdrawn"  # the authority agreed to its withdrawal: kept as it was declared


PROGRESS = (
    Status.SENT,
    Status.ACCEPTED,
    Status.REVIEWED,
    Status.TAX,
    Status.INSPECTION,
    Status.CONDITIONAL,
    Status.RELEASED,
    Status.CLOSED,
)

# At most five characters each: they stand on chips.
CHINESE: Mapping[Status, str] = MappingProxyType(
    {
        Status.DRAFT: "草稿",
        Status.QUEUED: "待发",
        Status.SENDING: "发送中",
        Status.UNKNOWN: "核实中",
        Status.SENT: "已申报",
        Status.ACCEPTED: "入库",
        Status.REVIEWED: "审结",
        Status.TAX: "待缴税",
        Status.INSPECTION: "查验",
        Status.CONDITIONAL: "允许提离",
        Status.RELEASED: "放行",
        Status.CLOSED: "结关",
        Status.REJECTED: "退单",
        Status.PARKED: "待处理",
        Status.CANCELLED: "已作废",
        Status.AGREED: "已同意",
    }
)

# What a clerk is told beside the chip where the chip alone could mislead.
EXPLAINED: Mapping[Status, str] = MappingProxyType(
    {
        Status.UNKNOWN: "已发出，正在向单一窗口核实，请勿重复申报",
        Status.PARKED: "无法自动核实是否已到达，请在单一窗口网页查看后选择",
        Status.QUEUED: "已排队，连上单一窗口后自动发送",
    }
)

ELSEWHERE = "other_gateway"
"""Why a message in doubt is not asked about: it went to a gateway that is not in use now (last_error_code)."""


def explained(status: Status, why: str = "") -> str:
    """Return what a clerk is told beside the chip, empty where the chip says it all."""
    if why == ELSEWHERE and status is Status.UNKNOWN:
        return "已发往另一个网关，改回原网关地址后才能核实，请勿重复申报"
    if why == ELSEWHERE and status is Status.PARKED:
        return "已发往另一个网关，无法自动核实，请在那个网关的网页查看后选择"
    return EXPLAINED.get(status, "")


_BEFORE_RECEIPTS: Mapping[State, Status] = MappingProxyType(
    {
        State.FROZEN: Status.QUEUED,
        State.SIGNED: Status.QUEUED,
        State.READY: Status.QUEUED,
        State.SENDING: Status.SENDING,
        State.IN_DOUBT: Status.UNKNOWN,
        State.ACKED: Status.SENT,
        State.REJECTED: Status.REJECTED,
        State.PARKED: Status.PARKED,
        State.CANCELLED: Status.CANCELLED,
    }
)

_FINAL = frozenset({Status.CLOSED, Status.REJECTED, Status.CANCELLED, Status.AGREED})
_UNLOCKED = frozenset({Status.DRAFT, Status.REJECTED, Status.CANCELLED})


def shown_state(state: State, by_receipts: Status | None) -> Status:
    """Return the word shown: receipts speak only about a message known to have arrived."""
    if state is State.ACKED and by_receipts is not None:
        return by_receipts
    return _BEFORE_RECEIPTS[state]


def is_final(status: Status, last_receipt_came: bool) -> bool:
    """Tell whether nothing more is due; ``released`` ends it only when the gateway marked its last receipt."""
    return status in _FINAL or (status is Status.RELEASED and last_receipt_came)


def is_editable(status: Status, mark: Mark = Mark.NONE) -> bool:
    """Tell whether the draft may be changed: never while a message of it is under way or accepted.

    A two-step declaration is open between its steps; what was superseded or withdrawn stays as it was declared.
    """
    if mark is Mark.NONE:
        return status in _UNLOCKED
    return mark is Mark.OPEN
