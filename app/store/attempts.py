"""One row per HTTP try, written before the first byte leaves and closed when the answer is known."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from app.declarations.number import new_id
from app.store.tables import attempts

_NOT_LEFT = ("not_sent", "auth_hold")


class AttemptKind(StrEnum):
    """What was tried."""

    SEND = "send"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try; ``outcome`` is None while (or because) nobody heard its end."""

    attempt_id: str
    message_id: str
    kind: AttemptKind
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    http_status: int | None


def begin(connection: Connection, message_id: str, kind: AttemptKind, now: datetime) -> str:
    """Note that a try begins and return its id."""
    attempt_id = new_id(now)
    row = {"attempt_id": attempt_id, "message_id": message_id, "kind": kind.value, "started_at": now}
    connection.execute(insert(attempts).values(**row))
    return attempt_id


def finish(
    connection: Connection, attempt_id: str, outcome: str, http_status: int | None, answer: bytes | None, now: datetime
) -> None:
    """Close a try with what came of it; a try already closed stays as it is."""
    digest = None if answer is None else hashlib.sha256(answer).hexdigest()
    still_open = (attempts.c.attempt_id == attempt_id, attempts.c.finished_at.is_(None))
    values = {"finished_at": now, "outcome": outcome, "http_status": http_status, "resp_sha256": digest}
    connection.execute(update(attempts).where(*still_open).values(**values, response=answer))


def first_sent(connection: Connection, message_id: str) -> datetime | None:
    """Return when a message was first sent so that it may have arrived; tries proven not to have left are none."""
    sends = select(attempts.c.started_at).where(
        attempts.c.message_id == message_id,
        attempts.c.kind == AttemptKind.SEND.value,
        func.coalesce(attempts.c.outcome, "").not_in(_NOT_LEFT),
    )
    return connection.execute(sends.order_by(attempts.c.started_at).limit(1)).scalar_one_or_none()


def of_message(connection: Connection, message_id: str) -> list[Attempt]:
    """Return every try of a message, oldest first."""
    query = select(attempts).where(attempts.c.message_id == message_id)
    return [
        Attempt(
            row.attempt_id,
            row.message_id,
            AttemptKind(row.kind),
            row.started_at,
            row.finished_at,
            row.outcome,
            row.http_status,
        )
        for row in connection.execute(query.order_by(attempts.c.started_at, attempts.c.attempt_id))
    ]
