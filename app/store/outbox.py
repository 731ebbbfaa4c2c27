"""The outbox: rows move only by the pure table's events, each move fenced by version and noted in the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, insert, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore

from app.declarations.actions import UNSETTLED
from app.declarations.outbox import CLEARS_DOUBT, SETS_DOUBT, Event, State, step
from app.store import restored
from app.store.sending_tables import queue_wishes
from app.store.standing import refresh
from app.store.tables import actions, certificates, history, outbox
from app.store.wishes import is_paused

_WAITING = (State.READY, State.IN_DOUBT)
_EARLIER = outbox.alias("earlier")  # made once: each one made is a knot that only the search for garbage undoes


class RowMoved(Exception):
    """The row is no longer where the caller saw it; nothing was changed, read again."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One outgoing message: immutable bytes and where they stand."""

    message_id: str
    decl_id: str
    revision: int
    business_no: str
    action: str
    payload: bytes
    payload_sha256: str
    signature: bytes | None
    certificate: str | None
    cert_sha256: str | None
    state: State
    state_version: int
    attempts: int
    not_before: datetime
    lease_owner: str
    lease_epoch: int
    lease_until: datetime | None
    doubt: bool
    cancel_requested: bool
    gateway_no: str
    endpoint: str
    last_error_code: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a message's history on our side."""

    at: datetime
    event: str
    before: str
    after: str
    detail: str


class Changes(TypedDict, total=False):
    """What may change together with a move."""

    attempts: int
    not_before: datetime
    lease_owner: str
    lease_epoch: int
    lease_until: datetime | None
    cancel_requested: bool
    gateway_no: str
    endpoint: str
    last_error_code: str
    problems: str
    signature: bytes
    cert_sha256: str


def get(connection: Connection, message_id: str) -> OutboxRow | None:
    """Return one message, None if it is not ours."""
    row = connection.execute(_rows().where(outbox.c.message_id == message_id)).one_or_none()
    return None if row is None else _read(row)


def newest_of(connection: Connection, decl_id: str) -> OutboxRow | None:
    """Return the newest revision of a submission's message."""
    query = _rows().where(outbox.c.decl_id == decl_id).order_by(outbox.c.revision.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _read(row)


def in_state(connection: Connection, *states: State) -> list[OutboxRow]:
    """Return all messages in any of the states, oldest first."""
    query = _rows().where(outbox.c.state.in_(states)).order_by(outbox.c.created_at, outbox.c.message_id)
    return [_read(row) for row in connection.execute(query)]


def due(
    connection: Connection, now: datetime, held: Sequence[str] = (), only: Sequence[str] | None = None
) -> OutboxRow | None:
    """Return the READY or IN_DOUBT message that has been due longest, those a person prefers first.

    Those under ``held`` certificates are left out, and with ``only`` those of other submissions. What is kept back
    (the queue is paused, the message held, an earlier message of the declaration not settled) may be asked about only.
    """
    query = _rows().join(queue_wishes, queue_wishes.c.message_id == outbox.c.message_id, isouter=True)
    query = query.where(_may_move(connection), outbox.c.not_before <= now, outbox.c.cert_sha256.not_in(held))
    if only is not None:
        query = query.where(outbox.c.decl_id.in_(only))
    order = (func.coalesce(queue_wishes.c.priority, 0).desc(), outbox.c.not_before, outbox.c.created_at)
    row = connection.execute(query.order_by(*order, outbox.c.message_id).limit(1)).one_or_none()
    return None if row is None else _read(row)


def may_leave(connection: Connection, message_id: str) -> bool:
    """Tell whether nothing keeps a message back from being sent or sent again."""
    return connection.execute(select(exists().where(outbox.c.message_id == message_id, _free(connection)))).scalar_one()


def _may_move(connection: Connection) -> ColumnElement[bool]:
    """Tell of a row whether anything can be done about it: what is kept back may still be asked about."""
    return or_(outbox.c.state == State.IN_DOUBT, and_(outbox.c.state == State.READY, _free(connection)))


def _free(connection: Connection) -> ColumnElement[bool]:
    """Tell of a row whether nobody keeps it back: neither a person nor an earlier message of its declaration."""
    waits_behind = exists().where(
        _EARLIER.c.decl_id == outbox.c.decl_id,
        _EARLIER.c.revision < outbox.c.revision,
        _EARLIER.c.state.in_(list(UNSETTLED)),
    )
    is_held = exists().where(queue_wishes.c.message_id == outbox.c.message_id, queue_wishes.c.held.is_(True))
    nobody = and_(~is_held.correlate(outbox), ~waits_behind.correlate(outbox))
    return and_(literal(not is_paused(connection)), nobody, restored.may_leave(connection))


def next_due(connection: Connection) -> datetime | None:
    """Return when the next message is to be sent or asked about, or a lost lease ends; None if none waits."""
    columns = outbox.c
    waiting = select(func.min(columns.not_before)).where(_may_move(connection))
    leased = select(func.min(columns.lease_until)).where(columns.state == State.SENDING)
    moments = (connection.execute(query).scalar_one() for query in (waiting, leased))
    return min((moment for moment in moments if moment is not None), default=None)


def move(
    connection: Connection, row: OutboxRow, event: Event, now: datetime, detail: str = "", **changes: Unpack[Changes]
) -> OutboxRow:
    """Let ``event`` happen to ``row``; raises IllegalTransition, or RowMoved if it is no longer as seen."""
    after = step(row.state, event, row.doubt)
    seen = (
        outbox.c.message_id == row.message_id,
        outbox.c.state == row.state,
        outbox.c.state_version == row.state_version,
        outbox.c.lease_epoch == row.lease_epoch,
    )
    version = row.state_version + (after.state is not row.state)
    values = {"state": after.state.value, "doubt": after.doubt, "state_version": version, "updated_at": now, **changes}
    if connection.execute(update(outbox).where(*seen).values(**values)).rowcount != 1:
        raise RowMoved(row.message_id)
    note(connection, row.message_id, now, event.value, row.state.value, after.state.value, detail)
    moved = _read(connection.execute(_rows().where(outbox.c.message_id == row.message_id)).one())
    if moved.state is State.READY and moved.cancel_requested:
        return move(connection, moved, Event.CANCEL, now)  # it is proven not to have arrived: the wish can be met
    refresh(connection, row.decl_id)
    return moved


def note(
    connection: Connection, message_id: str, now: datetime, event: str, before: str, after: str, detail: str
) -> None:
    """Add a line to a message's history."""
    line = {"message_id": message_id, "at": now, "event": event, "from_state": before, "to_state": after}
    connection.execute(insert(history).values(**line, detail=detail))


def put_signature(
    connection: Connection, row: OutboxRow, signature: bytes, certificate: str, cert_sha256: str, now: datetime
) -> OutboxRow:
    """Store the signature of a frozen message (T2)."""
    known = insert_or_ignore(certificates).values(sha256=cert_sha256, pem=certificate).on_conflict_do_nothing()
    connection.execute(known)
    return move(connection, row, Event.SIGN, now, signature=signature, cert_sha256=cert_sha256)


def cancel(connection: Connection, message_id: str, now: datetime) -> OutboxRow | None:
    """Cancel a message not yet sent, or note the wish where it may have arrived; raises IllegalTransition."""
    row = get(connection, message_id)
    return None if row is None else move(connection, row, Event.CANCEL, now, cancel_requested=True)


def decide(connection: Connection, message_id: str, arrived: bool, gateway_no: str, now: datetime) -> OutboxRow | None:
    """Take a person's word about a parked message (T10): it stands on the Single Window's page, or it does not.

    What is not there waits to be sent again; raises IllegalTransition if the message is not parked.
    """
    row = get(connection, message_id)
    if row is None:
        return None
    if arrived:
        return move(connection, row, Event.PERSON_FOUND, now, gateway_no=gateway_no, last_error_code="")
    return move(connection, row, Event.PERSON_ABSENT, now, not_before=now, last_error_code="")


def no_later_than(connection: Connection, latest: datetime) -> int:
    """Pull in waiting times beyond ``latest``: a person wants to see it tried, or the clock was set back."""
    waiting = (outbox.c.state.in_(_WAITING), outbox.c.not_before > latest)
    return connection.execute(update(outbox).where(*waiting).values(not_before=latest)).rowcount


def postpone(connection: Connection, row: OutboxRow, until: datetime, why: str | None = None) -> None:
    """Let a message rest where it stands, with a word why; nothing happens if it has moved on."""
    seen = (outbox.c.message_id == row.message_id, outbox.c.state_version == row.state_version)
    code = row.last_error_code if why is None else why
    connection.execute(update(outbox).where(*seen).values(not_before=until, last_error_code=code))


def steps_of(connection: Connection, message_id: str) -> list[Step]:
    """Return a message's history, oldest first."""
    query = select(history).where(history.c.message_id == message_id).order_by(history.c.id)
    return [Step(row.at, row.event, row.from_state, row.to_state, row.detail) for row in connection.execute(query)]


def doubt_since(connection: Connection, message_id: str) -> datetime | None:
    """Return when the doubt about a message began that lasts now, None where there is none."""
    mine, columns = history.c.message_id == message_id, history.c
    cleared = select(func.coalesce(func.max(columns.id), 0)).where(mine, columns.event.in_(list(CLEARS_DOUBT)))
    began = select(func.min(columns.at)).where(mine, columns.event.in_(list(SETS_DOUBT)))
    return connection.execute(began.where(columns.id > cleared.scalar_subquery())).scalar_one()


def lease(row: OutboxRow, owner: str, now: datetime, lasts: timedelta) -> Changes:
    """Return the changes by which ``owner`` takes a message for one try, fencing off everybody before."""
    return Changes(
        attempts=row.attempts + 1, lease_owner=owner, lease_epoch=row.lease_epoch + 1, lease_until=now + lasts
    )


def _rows() -> Any:
    return (
        select(outbox, certificates.c.pem, actions.c.kind)
        .join(certificates, certificates.c.sha256 == outbox.c.cert_sha256, isouter=True)
        .join(actions, actions.c.message_id == outbox.c.message_id)
    )


def _read(row: Row[Any]) -> OutboxRow:
    return OutboxRow(
        message_id=row.message_id,
        decl_id=row.decl_id,
        revision=row.revision,
        business_no=row.business_no,
        action=row.kind,
        payload=row.payload,
        payload_sha256=row.payload_sha256,
        signature=row.signature,
        certificate=row.pem,
        cert_sha256=row.cert_sha256,
        state=State(row.state),
        state_version=row.state_version,
        attempts=row.attempts,
        not_before=row.not_before,
        lease_owner=row.lease_owner,
        lease_epoch=row.lease_epoch,
        lease_until=row.lease_until,
        doubt=row.doubt,
        cancel_requested=row.cancel_requested,
        gateway_no=row.gateway_no,
        endpoint=row.endpoint,
        last_error_code=row.last_error_code,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
