"""The versions of one declaration: what was filed, asked to be changed, filed anew; it stores and sends nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from app.core.draft import Purpose
from app.declarations.status import Status


class Kind(StrEnum):
    """How a version came to be."""

    DECLARE = "declare"  # the first one
    AMEND = "amend"
    WITHDRAW = "withdraw"
    SUPPLEMENT = "supplement"
    RETRY = "retry"  # the corrected one of a rejected declaration, under a number of its own
    REFILE = "refile"  # the one filed after a withdrawal


WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.DECLARE: "原申报",
        Kind.AMEND: "修改申请",
        Kind.WITHDRAW: "撤销申请",
        Kind.SUPPLEMENT: "补充申报",
        Kind.RETRY: "退单后重报",
        Kind.REFILE: "撤销重报",
    }
)
REQUESTS = frozenset({Kind.AMEND, Kind.WITHDRAW, Kind.SUPPLEMENT})
PURPOSE_OF: Mapping[Kind, Purpose] = MappingProxyType(
    {
        Kind.DECLARE: Purpose.DECLARE,
        Kind.AMEND: Purpose.AMEND,
        Kind.WITHDRAW: Purpose.WITHDRAW,
        Kind.SUPPLEMENT: Purpose.SUPPLEMENT,
        Kind.RETRY: Purpose.DECLARE,
        Kind.REFILE: Purpose.DECLARE,
    }
)


@dataclass(frozen=True, slots=True)
class Version:
    """One node of the tree; ``current`` marks the version the authority goes by now.

    ``label`` is v1, v2 … in the order of making; ``parent`` is the draft it was made from ("" for the first).
    """

    number: int
    kind: Kind
    draft_id: str
    status: Status
    at: datetime
    note: str
    current: bool
    label: str = ""
    parent: str = ""
    reason_code: str = ""
    entry_id: str = ""
