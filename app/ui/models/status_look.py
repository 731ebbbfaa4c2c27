"""How each status looks: word, tone, and the sign that makes a chip square; it decides no status."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.declarations.status import CHINESE, Status
from app.ui.theme import Icon, Tone


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A chip: an icon makes it square (a state on our side), none leaves it round (a state at customs)."""

    words: str
    tone: Tone
    icon: Icon | None = None


READY = StatusLook("可申报", Tone.OK, Icon.CIRCLE_CHECK)

_LOOKS: Mapping[Status, tuple[Tone, Icon | None]] = MappingProxyType(
    {
        Status.DRAFT: (Tone.NEU, None),
        Status.QUEUED: (Tone.WARN, Icon.SEND),
        Status.SENDING: (Tone.INFO, Icon.SEND),
        Status.UNKNOWN: (Tone.WARN, Icon.CIRCLE_HELP),
        Status.SENT: (Tone.INFO, None),
        Status.ACCEPTED: (Tone.INFO, None),
        Status.REVIEWED: (Tone.INFO, None),
        Status.TAX: (Tone.INFO, None),
        Status.INSPECTION: (Tone.VIO, None),
        Status.CONDITIONAL: (Tone.TEAL, None),
        Status.RELEASED: (Tone.OK, None),
        Status.CLOSED: (Tone.OK, None),
        Status.REJECTED: (Tone.ERR, Icon.UNDO_2),
        Status.PARKED: (Tone.WARN, Icon.TRIANGLE_ALERT),
        Status.CANCELLED: (Tone.NEU, None),
        Status.AGREED: (Tone.OK, None),
    }
)

_SIGNS: Mapping[Status, Icon] = MappingProxyType(
    {
        Status.DRAFT: Icon.PENCIL,
        Status.QUEUED: Icon.SEND,
        Status.SENDING: Icon.SEND,
        Status.UNKNOWN: Icon.CIRCLE_HELP,
        Status.SENT: Icon.CLOUD_CHECK,
        Status.ACCEPTED: Icon.DATABASE,
        Status.REVIEWED: Icon.FILE_CHECK,
        Status.TAX: Icon.RECEIPT_TEXT,
        Status.INSPECTION: Icon.SCAN_SEARCH,
        Status.CONDITIONAL: Icon.TRUCK,
        Status.RELEASED: Icon.CIRCLE_CHECK,
        Status.CLOSED: Icon.FLAG,
        Status.REJECTED: Icon.UNDO_2,
        Status.PARKED: Icon.TRIANGLE_ALERT,
        Status.CANCELLED: Icon.BAN,
        Status.AGREED: Icon.CIRCLE_CHECK,
    }
)
# Steps on the way that ask nothing of the clerk stay grey, so that the others stand out.
_QUIET = frozenset({Status.SENT, Status.ACCEPTED, Status.REVIEWED, Status.DRAFT, Status.CANCELLED})


def look_of(status: Status) -> StatusLook:
    """Return how the chip of a status looks."""
    tone, icon = _LOOKS[status]
    return StatusLook(CHINESE[status], tone, icon)


def draft_look(status: Status, errors: int | None) -> StatusLook:
    """Return the chip of a draft in a list: a draft whose check found nothing reads 可申报."""
    return READY if status is Status.DRAFT and errors == 0 else look_of(status)


def sign_of(status: Status | None) -> tuple[Icon, Tone]:
    """Return the sign and tone of a receipt or event that brought a status (None: it changed nothing)."""
    if status is None:
        return Icon.INBOX, Tone.NEU
    return _SIGNS[status], Tone.NEU if status in _QUIET else _LOOKS[status][0]
