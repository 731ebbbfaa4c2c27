"""What the program needs of a gateway, whatever carries it; the values that pass and the promises about them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.declarations.finding import Finding
from app.declarations.signed import SignedMessage
from app.transport.outcome import Outcome


class Kind(StrEnum):
    """What a gateway does for a sender that is not sure whether a message arrived."""

    IDEMPOTENT = "idempotent"  # class A: the same key and bytes again get the same answer
    QUERY = "query"  # class B: takes everything again, but can be asked
    BARE = "bare"  # class C: neither


@dataclass(frozen=True, slots=True)
class GatewayProfile:
    """What we may rely on; configuration, because no public text tells it of the real gateway.

    ``kind`` holds while the gateway itself tells none: relying on too little costs time, on too much a declaration.
    ``receipt_certificate`` signs its receipts; None for a gateway that signs none.
    """

    kind: Kind = Kind.QUERY
    quiet: timedelta = timedelta(minutes=10)  # longest time a message may be under way unseen, with margin
    between_queries: timedelta = timedelta(seconds=60)
    key_retention: timedelta = timedelta(days=14)
    receipt_certificate: Path | None = None
    fixed: bool = False  # a person has said what it is, whatever it says of itself

    def as_told(self, kind: Kind | None) -> "GatewayProfile":
        """Return the profile of a gateway that says of itself what it is."""
        return self if kind is None or self.fixed else replace(self, kind=kind)

    @property
    def busy_means_not_taken(self) -> bool:
        """Whether a 429 or 503 with Retry-After proves that nothing was done; only a keeper of keys is believed."""
        return self.kind is Kind.IDEMPOTENT


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed message on its way under its key: ``message_id`` is the idempotency key of one revision."""

    message_id: str
    revision: int
    action: str
    signed: SignedMessage


@dataclass(frozen=True, slots=True)
class Held:
    """What the gateway holds under a message id."""

    message_id: str
    sha256: str
    seq_no: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class HeldSince:
    """One message the gateway took in, as its list tells: enough to know it and to name it to a person."""

    message_id: str
    client_seq_no: str
    seq_no: str


@dataclass(frozen=True, slots=True)
class HeldPage:
    """Some messages of the list and the key to go on from; an empty page means there are no more."""

    messages: tuple[HeldSince, ...]
    next: int


@dataclass(frozen=True, slots=True)
class GatewayReceipt:
    """One receipt as delivered; ``content`` are the bytes, ``sha256`` what the gateway says their digest is.

    ``statement`` is what its signature is over: the bytes and what they are about (``message_sha256``: which message).
    """

    receipt_id: str
    message_id: str
    client_seq_no: str
    seq_no: str
    sha256: str
    content: bytes
    findings: tuple[Finding, ...]
    last: bool
    message_sha256: str = ""
    statement: bytes = b""
    signature: bytes = b""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """Some receipts and the cursor to go on from; an empty page means there are no more now."""

    receipts: tuple[GatewayReceipt, ...]
    next: int


@dataclass(frozen=True, slots=True)
class Health:
    """That the gateway is up, its clock, and its kind where it tells."""

    now: datetime | None
    kind: Kind | None
    seconds: float  # how long the answer took


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest says of a bill; the weight in kilograms, the day of entry where it was declared."""

    bill_number: str
    voyage_number: str
    gross_weight: Decimal
    packs: int
    containers: int
    traffic_mode: str
    entry_day: date | None


@dataclass(frozen=True, slots=True)
class ManifestLink:
    """核注 of a 互市 declaration against a road manifest (``on``), or 反核注; the weight in kilograms."""

    on: bool
    manifest_id: str
    form_id: str
    office: str
    weight: Decimal
    bill_number: str = ""


@dataclass(frozen=True, slots=True)
class ManifestLinked:
    """Whether a 核注 or 反核注 was done, and the gateway's words."""

    done: bool
    words: str


class Gateway(Protocol):
    """A way to the authority. Nothing here retries, and nothing accepts less than a signed message."""

    @property
    def endpoint(self) -> str:
        """A name for this gateway that stays the same between starts; cursors and sendings are kept under it."""
        ...

    @property
    def kind(self) -> Kind | None:
        """What the gateway has said of itself so far."""
        ...

    def is_at(self, endpoint: str) -> bool:
        """Tell whether ``endpoint`` names this gateway, so that its "not here" speaks of what was sent there."""
        ...

    def submit(self, envelope: Envelope) -> Outcome:
        """Send once; never raises for what the network or the gateway does."""
        ...

    def query(self, message_id: str) -> Held | None:
        """Return what is held under a message id, None if the gateway says it has nothing; raises GatewayError."""
        ...

    def held_since(self, since: datetime, after: int, limit: int = 500) -> HeldPage:
        """Return what was taken in since a moment, after a key; raises GatewayError (NotSupported: it has no list)."""
        ...

    def receipts(self, after: int, limit: int = 100) -> ReceiptPage:
        """Return receipts after a cursor; may be asked again at will; raises GatewayError."""
        ...

    def manifest(self, bill_number: str, voyage_number: str) -> Manifest | None:
        """Return what the manifest says of a bill, None if there is none; raises GatewayError."""
        ...

    def link_manifest(self, link: ManifestLink) -> ManifestLinked:
        """Tie a 互市 declaration to a road manifest or untie it; may be asked again at will; raises GatewayError."""
        ...

    def health(self) -> Health:
        """Return how the gateway is; raises GatewayError."""
        ...

    def close(self) -> None:
        """End a call that is under way and refuse further ones; callable from another thread."""
        ...
