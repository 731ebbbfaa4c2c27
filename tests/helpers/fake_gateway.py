"""A gateway in memory that keeps the client's Protocol, with faults a test orders one by one."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from app.declarations.finding import Finding
from app.transport.errors import Busy, Forbidden, NotSupported, Unreachable
from app.transport.gateway import (
    Envelope,
    GatewayReceipt,
    Health,
    Held,
    HeldPage,
    HeldSince,
    Kind,
    Manifest,
    ManifestLink,
    ManifestLinked,
    ReceiptPage,
)
from app.transport.outcome import (
    Acked,
    AuthHold,
    Duplicate,
    KeyReuse,
    NotSent,
    Outcome,
    Refused,
    RetryAfter,
    Unknown,
)
from tests.helpers.filings import NOW


class Fault(Enum):
    """What goes wrong with one call."""

    UNPLUGGED = auto()  # nothing leaves
    LOST_REQUEST = auto()  # it left and never arrived
    LOST_ANSWER = auto()  # it arrived, the answer did not
    STUCK = auto()  # it left and arrives when the test says so
    BUSY = auto()
    REFUSED = auto()
    NO_CARD = auto()
    OTHER_BYTES = auto()  # the gateway claims to hold other bytes under our key


def _nothing(envelope: Envelope) -> None:
    """What happens at an arrival unless a test says otherwise."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One declaration the gateway made of a message."""

    message_id: str
    sha256: str
    client_seq_no: str
    seq_no: str


class FakeGateway:
    """Class A, B or C; every declaration it ever made stays in ``declarations``."""

    def __init__(self, kind: Kind = Kind.IDEMPOTENT, endpoint: str = "fake") -> None:
        self.does = kind
        self.kind: Kind | None = kind  # what it says of itself
        self.endpoint = endpoint
        self.faults: deque[Fault] = deque()
        self.question_faults: deque[Fault] = deque()
        self.declarations: list[Taken] = []
        self.sent: list[Envelope] = []
        self.stuck: list[Envelope] = []
        self.queries: Counter[str] = Counter()
        self.delivered: list[GatewayReceipt] = []
        self.manifests: dict[str, Manifest] = {}
        self.manifest_links: list[ManifestLink] = []
        self.closed = False
        self.on_arrival: Callable[[Envelope], None] = _nothing

    def is_at(self, endpoint: str) -> bool:
        return endpoint == self.endpoint

    def submit(self, envelope: Envelope) -> Outcome:
        fault = self.faults.popleft() if self.faults else None
        match fault:
            case Fault.UNPLUGGED:
                return NotSent("ConnectError")
            case Fault.BUSY:
                return RetryAfter(7.0, 503, b"{}")
            case Fault.REFUSED:
                finding = Finding("XSD", "DecHead/NetWt", None, "净重格式不符")
                return Refused("schema", (finding,), 422, b"{}")
            case Fault.NO_CARD:
                return AuthHold("http_403", 403, b"{}")
        self.sent.append(envelope)
        match fault:
            case Fault.LOST_REQUEST:
                return Unknown("ReadTimeout")
            case Fault.STUCK:
                self.stuck.append(envelope)
                return Unknown("ReadTimeout")
            case Fault.OTHER_BYTES:
                return KeyReuse(409, b"{}")
        outcome = self.take(envelope)
        return Unknown("ReadError") if fault is Fault.LOST_ANSWER else outcome

    def take(self, envelope: Envelope) -> Outcome:
        """Let a message arrive."""
        self.on_arrival(envelope)
        held = self._held(envelope.message_id)
        if held is not None and self.does is Kind.IDEMPOTENT:
            if held.sha256 != envelope.signed.message.sha256:
                return KeyReuse(409, b"{}")
            return Duplicate(held.seq_no, 200, b"{}")
        message = envelope.signed.message
        seq_no = f"I2026{len(self.declarations) + 1:013d}"
        self.declarations.append(Taken(envelope.message_id, message.sha256, message.client_seq_no, seq_no))
        return Acked(seq_no, 202, b"{}")

    def query(self, message_id: str) -> Held | None:
        self.queries[message_id] += 1
        self._question_fault()
        if self.does is Kind.BARE:
            raise NotSupported("不提供查询")
        held = self._held(message_id)
        return None if held is None else Held(message_id, held.sha256, held.seq_no, "")

    def held_since(self, since: datetime, after: int, limit: int = 500) -> HeldPage:
        self._question_fault()
        if self.does is Kind.BARE:
            raise NotSupported("不提供清单")
        rows = self.declarations[after : after + limit]
        return HeldPage(
            tuple(HeldSince(one.message_id, one.client_seq_no, one.seq_no) for one in rows), after + len(rows)
        )

    def receipts(self, after: int, limit: int = 100) -> ReceiptPage:
        self._question_fault()
        page = tuple(self.delivered[after : after + limit])
        return ReceiptPage(page, after + len(page))

    def link_manifest(self, link: ManifestLink) -> ManifestLinked:
        self.manifest_links.append(link)
        return ManifestLinked(True, "核注成功" if link.on else "反核注成功")

    def manifest(self, bill_number: str, voyage_number: str) -> Manifest | None:
        self._question_fault()
        return self.manifests.get(bill_number)

    def health(self) -> Health:
        return Health(NOW, self.kind, 0.0)

    def close(self) -> None:
        self.closed = True

    def notice(
        self, message_id: str, channel: str, minutes: int = 0, *, last: bool = False, entry_id: str = ""
    ) -> None:
        """Deliver a receipt for a message it holds (or for nobody's)."""
        held = self._held(message_id) or Taken(message_id, "", "", "I20269999999999999")
        self.deliver(held.message_id, held.seq_no, channel, NOW + timedelta(minutes=minutes), last, entry_id)

    def deliver(
        self, message_id: str, seq_no: str, channel: str, at: datetime, last: bool = False, entry_id: str = ""
    ) -> None:
        """Deliver a receipt about anything."""
        content = (
            f"<DEC_RESULT><CUS_CIQ_NO>{seq_no}</CUS_CIQ_NO><ENTRY_ID>{entry_id}</ENTRY_ID>"
            f"<NOTICE_DATE>{at:%Y-%m-%dT%H:%M:%S}</NOTICE_DATE><CHANNEL>{channel}</CHANNEL><NOTE>注</NOTE></DEC_RESULT>"
        ).encode()
        digest = hashlib.sha256(content).hexdigest()
        number = f"r{len(self.delivered) + 1}"
        self.delivered.append(GatewayReceipt(number, message_id, "", seq_no, digest, content, (), last))

    def _held(self, message_id: str) -> Taken | None:
        return next((one for one in self.declarations if one.message_id == message_id), None)

    def _question_fault(self) -> None:
        match self.question_faults.popleft() if self.question_faults else None:
            case Fault.UNPLUGGED:
                raise Unreachable("连不上")
            case Fault.BUSY:
                raise Busy("繁忙", 1.0)
            case Fault.NO_CARD:
                raise Forbidden("证书")
