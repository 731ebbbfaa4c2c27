"""Collects receipts: raw bytes and cursor in one commit, then what they mean in a step that may be repeated."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.core.clock import Clock
from app.declarations.receipt_fault import ReceiptFault
from app.declarations.words import NUMBER, harmless
from app.store import receipts
from app.store.engine import Database
from app.store.receipts import Incoming
from app.transport.errors import Untrusted
from app.transport.gateway import Gateway, GatewayProfile, GatewayReceipt
from app.wire.receipt_seal import ReceiptSeal, SealUnusable
from app.wire.receipts import ReceiptUnreadable, read_receipt

PAGE = 100
MOST_PAGES = 200  # in one poll, so that a gateway that never ends keeps nothing else from being done
OVERLAP = 50  # a commit that came late on the other side may lie before our cursor


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought; ``strangers`` are messages the gateway listed after a restore that are unknown here."""

    new: int
    submissions: frozenset[str]
    strangers: int = 0


class Poller:
    """Reads one gateway's receipts; raises GatewayError and StoreTrouble, and then simply goes on the next time."""

    def __init__(
        self, database: Database, gateway: Gateway, clock: Clock, profile: Callable[[], GatewayProfile] = GatewayProfile
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._profile = profile

    def poll(self) -> Polled:
        """Fetch all pages there are and apply everything stored."""
        new = self._fetch()
        return Polled(new, self.apply())

    def apply(self) -> frozenset[str]:
        """Apply what is stored and not yet applied; returns the submissions concerned."""
        touched: frozenset[str] = frozenset()
        while True:
            with self._database.writing() as connection:
                count, some = receipts.apply_some(connection, self._clock.now(), told_by=_told_by)
            touched |= some
            if count == 0:
                return touched

    def _fetch(self) -> int:
        endpoint = self._gateway.endpoint  # an answer may tell a better name, under which nothing was read yet
        with self._database.reading() as connection:
            after = max(0, receipts.cursor_of(connection, endpoint) - OVERLAP)
        new, seal = 0, _seal(self._profile())
        for _ in range(MOST_PAGES):
            page = self._gateway.receipts(after, PAGE)
            incoming = [_judged(one, seal) for one in page.receipts]
            with self._database.writing() as connection:
                new += receipts.store_page(connection, endpoint, incoming, page.next, self._clock.now())
            if len(page.receipts) < PAGE or page.next <= after:
                break
            after = page.next
        return new


def _told_by(raw: bytes) -> Mapping[str, object]:
    """Return the facts a receipt tells of its declaration: the day of entry, if past when the receipt speaks."""
    try:
        content = read_receipt(raw)
        entry = date.fromisoformat(content.ie_date[:10])
    except (ReceiptUnreadable, ValueError):
        return {}
    spoken = content.noticed_at
    # A day ahead is what the filer expected, told back to him.
    return {"entry_day": entry.isoformat()} if spoken is not None and entry <= spoken.date() else {}


def _seal(profile: GatewayProfile) -> ReceiptSeal | None:
    """Return whose signature the receipts must carry; raises Untrusted rather than calling them all forged."""
    if profile.receipt_certificate is None:
        return None
    try:
        return ReceiptSeal.of(profile.receipt_certificate)
    except SealUnusable as error:
        raise Untrusted(str(error)) from error


def _judged(one: GatewayReceipt, seal: ReceiptSeal | None) -> Incoming:
    """Return a receipt as read, with what stands against it: such a one is kept and shown, and changes nothing."""
    incoming, fault = _read(one)
    if hashlib.sha256(one.content).hexdigest() != one.sha256:
        fault = ReceiptFault.DIGEST
    elif seal is not None:
        fault = seal.fault_in(one.statement, one.signature, one.signer) or fault
    return incoming if fault is None else replace(incoming, verified=False, fault=fault.value)


def _read(one: GatewayReceipt) -> tuple[Incoming, ReceiptFault | None]:
    unread = Incoming(
        receipt_id=one.receipt_id,
        sha256=hashlib.sha256(one.content).hexdigest(),
        raw=one.content,
        message_id=one.message_id,
        client_seq_no=one.client_seq_no,
        seq_no=one.seq_no,
        entry_id="",
        channel="",
        note="",
        noticed_at=None,
        findings=one.findings,
        last=one.last,
        verified=True,
        readable=False,
        message_sha256=one.message_sha256,
    )
    try:
        content = read_receipt(one.content)
    except ReceiptUnreadable as error:
        return replace(unread, note=str(error)), None
    read = replace(
        unread,
        seq_no=harmless(content.seq_no, NUMBER) or one.seq_no,
        entry_id=harmless(content.entry_id, NUMBER),
        channel=harmless(content.channel, NUMBER),
        note=harmless(content.note),
        noticed_at=content.noticed_at,
        readable=True,
    )
    return read, content.fault
