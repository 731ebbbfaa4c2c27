"""Receipts: kept as they came before anything is made of them, then applied in a step that may be repeated."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from app.declarations.actions import family
from app.declarations.finding import Finding, findings_of, to_json
from app.declarations.outbox import Event, State
from app.declarations.receipt_fault import ReceiptFault
from app.store.outbox import OutboxRow, get, move
from app.store.sending_tables import receipt_faults
from app.store.standing import refresh
from app.store.tables import actions, outbox, poll_cursor, receipts, submissions
from app.store.told import tell

KEY_REUSE = "key_reuse"  # last_error_code of a message whose key the gateway holds with other bytes
_ASIDE = "#aside"
_APART = f"%{_ASIDE}"
_PROMOTED = (State.READY, State.SENDING, State.IN_DOUBT, State.PARKED)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One receipt as the gateway delivered it, with what could be read of it."""

    receipt_id: str
    sha256: str
    raw: bytes
    message_id: str
    client_seq_no: str
    seq_no: str
    entry_id: str
    channel: str
    note: str
    noticed_at: datetime | None
    findings: tuple[Finding, ...]
    last: bool
    verified: bool
    readable: bool
    message_sha256: str = ""  # of the message it is about, where the gateway tells
    fault: str = ""  # a ReceiptFault: it is kept and shown and changes nothing


@dataclass(frozen=True, slots=True)
class Receipt:
    """One stored receipt; ``submission_id`` is None for an orphan, ``fault`` says why one was set aside."""

    id: int
    submission_id: str | None
    message_id: str
    receipt_id: str
    channel: str
    note: str
    noticed_at: datetime | None
    received_at: datetime
    seq_no: str
    entry_id: str
    client_seq_no: str
    findings: tuple[Finding, ...]
    raw: bytes
    verified: bool
    readable: bool
    seen: bool
    local_message_id: str | None = None
    fault: str = ""


def _nothing(raw: bytes) -> Mapping[str, object]:
    """Read nothing beyond the status."""
    return {}


def cursor_of(connection: Connection, endpoint: str) -> int:
    """Return how far the receipts of a gateway address were read, 0 for a new one."""
    query = select(poll_cursor.c.cursor).where(poll_cursor.c.endpoint == endpoint)
    return connection.execute(query).scalar_one_or_none() or 0


def store_page(connection: Connection, endpoint: str, page: Sequence[Incoming], cursor: int, now: datetime) -> int:
    """Keep a page and move the cursor, in the caller's one commit; returns how many were new.

    A receipt is the same when its source's id is the same, or its bytes and the message it is about: a gateway read
    again under another address brings the same bytes, but the same words can be said of two declarations. What
    something stands against is kept apart, so that a forged one never takes the place of the true one.
    """
    fresh = 0
    for one in page:
        same = (
            receipts.c.sha256 == one.sha256,
            receipts.c.message_id == one.message_id,
            ~receipts.c.source.like(_APART),
        )
        if not one.fault and connection.execute(select(exists().where(*same))).scalar_one():
            continue
        row = _columns(one) | {"source": f"{endpoint}{_ASIDE}" if one.fault else endpoint, "received_at": now}
        kept = insert_or_ignore(receipts).values(**row).on_conflict_do_nothing().returning(receipts.c.id)
        number = connection.execute(kept).scalar_one_or_none()
        fresh += number is not None
        if number is not None and one.fault:
            _set_aside(connection, number, one.fault, now)
    if cursor > cursor_of(connection, endpoint):
        place = {"cursor": cursor, "updated_at": now}
        known = insert_or_ignore(poll_cursor).values(endpoint=endpoint, **place)
        connection.execute(known.on_conflict_do_update(index_elements=["endpoint"], set_=place))
    return fresh


def apply_some(
    connection: Connection, now: datetime, limit: int = 200, told_by: Callable[[bytes], Mapping[str, object]] = _nothing
) -> tuple[int, frozenset[str]]:
    """Apply up to ``limit`` stored receipts; returns how many and the submissions they concern.

    ``told_by`` reads from a receipt's bytes what it tells of the declaration beyond its status (facts by name).
    """
    query = select(receipts).where(receipts.c.applied_at.is_(None)).order_by(receipts.c.id).limit(limit)
    rows = connection.execute(query).all()
    touched = set()
    for row in rows:
        message = _message_of(connection, row) if row.verified else None
        if message is not None and _is_of_another(message, row):
            _set_aside(connection, row.id, ReceiptFault.BINDING.value, now)
            message = None
        local_id = None if message is None else message.message_id
        done = update(receipts).where(receipts.c.id == row.id)
        connection.execute(done.values(applied_at=now, local_message_id=local_id))
        if message is not None:
            _promote(connection, message, row, now)
            _tell(connection, message.decl_id, told_by(row.raw) if row.readable else {}, row)
            touched.add(message.decl_id)
    for submission_id in touched:
        refresh(connection, submission_id)
    return len(rows), frozenset(touched)


def _tell(connection: Connection, submission_id: str, facts: Mapping[str, object], row: Row[Any]) -> None:
    """Note what a receipt tells beside the draft that is filed."""
    draft_id = connection.execute(select(submissions.c.draft_id).where(submissions.c.id == submission_id)).scalar_one()
    if facts and draft_id is not None:
        tell(connection, draft_id, facts, "回执", row.noticed_at or row.received_at)


def of_submission(connection: Connection, submission_id: str) -> list[Receipt]:
    """Return the receipts of a submission in the order of notice."""
    query = _receipts().where(outbox.c.decl_id == submission_id)
    return [_read(row) for row in connection.execute(query.order_by(receipts.c.noticed_at, receipts.c.id))]


def orphans(connection: Connection) -> list[Receipt]:
    """Return the applied receipts no local message answers to: how a lost database is discovered."""
    query = _receipts().where(receipts.c.applied_at.is_not(None), receipts.c.local_message_id.is_(None))
    query = query.where(receipts.c.verified.is_(True), receipt_faults.c.fault.is_(None))
    return [_read(row) for row in connection.execute(query.order_by(receipts.c.id))]


def set_aside(connection: Connection) -> list[Receipt]:
    """Return the receipts something stands against: forged, replayed, damaged or overruled; newest first."""
    query = _receipts().where(receipt_faults.c.fault.is_not(None))
    return [_read(row) for row in connection.execute(query.order_by(receipts.c.id.desc()))]


def newest(connection: Connection, limit: int = 200, unseen_only: bool = False) -> list[Receipt]:
    """Return the receipts of our own messages, newest first."""
    query = _receipts().where(receipts.c.local_message_id.is_not(None))
    if unseen_only:
        query = query.where(receipts.c.seen_at.is_(None))
    return [_read(row) for row in connection.execute(query.order_by(receipts.c.id.desc()).limit(limit))]


def original(connection: Connection, receipt: int) -> bytes:
    """Return a receipt's bytes exactly as they came; raises LookupError."""
    raw = connection.execute(select(receipts.c.raw).where(receipts.c.id == receipt)).scalar_one_or_none()
    if raw is None:
        raise LookupError(receipt)
    return raw


def mark_seen(connection: Connection, ids: Iterable[int], now: datetime) -> None:
    """Note that a person has seen receipts."""
    unseen = update(receipts).where(receipts.c.id.in_(list(ids)), receipts.c.seen_at.is_(None))
    connection.execute(unseen.values(seen_at=now))


def mark_unseen(connection: Connection, ids: Iterable[int]) -> None:
    """Let receipts count as unseen again."""
    connection.execute(update(receipts).where(receipts.c.id.in_(list(ids))).values(seen_at=None))


def _columns(one: Incoming) -> dict[str, object]:
    names = [name for name in Incoming.__slots__ if name not in ("findings", "message_sha256", "fault")]
    return {name: getattr(one, name) for name in names} | {"pointers": to_json(one.findings)}


def _message_of(connection: Connection, row: Row[Any]) -> OutboxRow | None:
    """Return our message a receipt speaks of: by our key, else by the numbers the gateway it went to knows it by."""
    by_key = get(connection, row.message_id)
    if by_key is not None:
        return by_key
    numbered = [outbox.c.gateway_no == row.seq_no] if row.seq_no else []
    if row.client_seq_no and not row.message_id:
        numbered.append(outbox.c.business_no == row.client_seq_no)
    if not numbered:
        return None
    sent_there = (outbox.c.endpoint == row.source, outbox.c.attempts > 0)  # every gateway counts from one
    named = (outbox.c.business_no == row.client_seq_no,) if row.client_seq_no else ()
    spoken_of = actions.c.kind.in_([purpose.value for purpose in family(row.channel)])  # one number, several messages
    query = (
        select(outbox.c.message_id)
        .join(actions, actions.c.message_id == outbox.c.message_id)
        .where(or_(*numbered), *sent_there, *named, spoken_of)
    )
    found = connection.execute(query.order_by(outbox.c.revision.desc()).limit(1)).scalar_one_or_none()
    return None if found is None else get(connection, found)


def _is_of_another(message: OutboxRow, row: Row[Any]) -> bool:
    """Tell whether a receipt names our message and speaks of a declaration the gateway knows by another number."""
    return bool(row.seq_no and message.gateway_no and row.seq_no != message.gateway_no)


def _set_aside(connection: Connection, number: int, fault: str, now: datetime) -> None:
    connection.execute(insert(receipt_faults).values(receipt=number, fault=fault, at=now))


def _promote(connection: Connection, message: OutboxRow, row: Row[Any], now: datetime) -> None:
    """A receipt proves arrival, unless the gateway holds our key with bytes that are not ours."""
    if message.state in _PROMOTED and message.last_error_code != KEY_REUSE:
        move(connection, message, Event.RECEIPT, now, detail=row.channel, gateway_no=row.seq_no or message.gateway_no)


def _receipts() -> Any:
    return (
        select(receipts, outbox.c.decl_id, receipt_faults.c.fault)
        .join(outbox, outbox.c.message_id == receipts.c.local_message_id, isouter=True)
        .join(receipt_faults, receipt_faults.c.receipt == receipts.c.id, isouter=True)
    )


def _read(row: Row[Any]) -> Receipt:
    return Receipt(
        id=row.id,
        submission_id=row.decl_id,
        message_id=row.message_id,
        receipt_id=row.receipt_id,
        channel=row.channel,
        note=row.note,
        noticed_at=row.noticed_at,
        received_at=row.received_at,
        seq_no=row.seq_no,
        entry_id=row.entry_id,
        client_seq_no=row.client_seq_no,
        findings=findings_of(json.loads(row.pointers)),
        raw=row.raw,
        verified=row.verified,
        readable=row.readable,
        seen=row.seen_at is not None,
        local_message_id=row.local_message_id,
        fault=row.fault or "",
    )
