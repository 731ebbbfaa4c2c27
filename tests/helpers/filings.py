"""Messages, filings and receipts for tests that do not care what a declaration says."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.core.clock import SHANGHAI
from app.declarations.finding import Finding
from app.declarations.message import XmlMessage
from app.declarations.outbox import Event
from app.store.engine import Database
from app.store.outbox import OutboxRow, get, move, put_signature
from app.store.receipts import Incoming
from app.store.submissions import Filing, enqueue

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)


def message(number: str = "PD260302093000AAAA", text: str = "炼焦煤") -> XmlMessage:
    """Return bytes that stand for a declaration."""
    return XmlMessage(f"<DecMessage><ClientSeqNo>{number}</ClientSeqNo>{text}</DecMessage>".encode(), number)


def filing(number: str = "PD260302093000AAAA", text: str = "炼焦煤", **more: object) -> Filing:
    """Return a filing of ``text`` under ``number``."""
    made = message(number, text)
    given = {"given_number": number, "form": "import", "mode": "once", "file": "a.xml"} | more
    return Filing(message=made, content_sha256=hashlib.sha256(text.encode()).hexdigest(), **given)  # type: ignore[arg-type]


def frozen_row(database: Database, wanted: Filing | None = None, now: datetime = NOW) -> OutboxRow:
    """Put a filing into the outbox and return its row, FROZEN."""
    with database.writing() as connection:
        queued = enqueue(connection, wanted or filing(), now)
        row = get(connection, queued.message_id)
    assert row is not None
    return row


def ready_row(database: Database, wanted: Filing | None = None, now: datetime = NOW) -> OutboxRow:
    """Put a filing into the outbox with a signature nobody checks and return its row, READY."""
    row = frozen_row(database, wanted, now)
    with database.writing() as connection:
        signed = put_signature(connection, row, b"signature", "certificate", "0" * 64, now)
        return move(connection, signed, Event.RELEASE, now)


def incoming(
    row: OutboxRow | None,
    channel: str,
    minutes: int = 0,
    *,
    seq_no: str | None = None,
    entry_id: str = "",
    receipt_id: str = "",
    findings: Sequence[Finding] = (),
    last: bool = False,
    verified: bool = True,
) -> Incoming:
    """Return a receipt for a message (None: for nobody's), by the number the gateway knows it by if it told one."""
    if seq_no is None:
        seq_no = (row.gateway_no if row is not None else "") or "I20260000000000123"
    raw = f"<DEC_RESULT>{seq_no}{channel}{minutes}</DEC_RESULT>".encode()
    return Incoming(
        receipt_id=receipt_id or str(uuid.uuid4()),
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        message_id=str(uuid.uuid4()) if row is None else row.message_id,
        client_seq_no="" if row is None else row.business_no,
        seq_no=seq_no,
        entry_id=entry_id,
        channel=channel,
        note="",
        noticed_at=NOW + timedelta(minutes=minutes),
        findings=tuple(findings),
        last=last,
        verified=verified,
        readable=True,
    )
