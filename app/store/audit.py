"""The append-only chain of what was done: each entry holds the digest of the one before, so that none can be changed.

An entry names who, when, what and about which thing; never field values, ID numbers or keys. Cutting off the end cannot
be seen in the chain itself: the head is for keeping elsewhere (in a backup's manifest, signed at a submission).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, insert, select

from app.store.border_tables import AuditColumns, audit

NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the chain."""

    seq: int
    at: datetime
    actor: str
    event: str
    subject: str
    detail: Mapping[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many entries and the digest of the last; ``seq`` 0 before the first."""

    seq: int
    digest: str


def record(
    connection: Connection, now: datetime, actor: str, event: str, subject: str, detail: Mapping[str, str] | None = None
) -> Head:
    """Append an entry in the caller's transaction and return the new head."""
    before = head(connection)
    text = json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    after = Head(before.seq + 1, _digest(before.digest, before.seq + 1, now, actor, event, subject, text))
    row = {"seq": after.seq, "at": now, "actor": actor, "event": event, "subject": subject, "detail": text}
    connection.execute(insert(audit).values(**row, previous=before.digest, digest=after.digest))
    return after


def head(connection: Connection) -> Head:
    """Return the end of the chain."""
    row = connection.execute(select(audit.c.seq, audit.c.digest).order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    return Head(0, NOTHING_BEFORE) if row is None else Head(row.seq, row.digest)


def broken_at(
    connection: Connection, anchor: Head | None = None, seen: Callable[[int, str], None] | None = None
) -> int | None:
    """Return the first entry that is not as it was written, None where all are.

    anchor: a head kept elsewhere; an entry missing from the end, or a chain written anew, shows against it.
    seen: told the number and the digest of each entry up to there, for whoever holds many heads.
    """
    previous, seq = NOTHING_BEFORE, 0
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        seq += 1
        if row.seq != seq or row.previous != previous:
            return seq
        previous = _digest(previous, row.seq, row.at, row.actor, row.event, row.subject, row.detail)
        if row.digest != previous or (anchor is not None and anchor.seq == seq and anchor.digest != previous):
            return seq
        if seen is not None:
            seen(seq, previous)
    return seq + 1 if anchor is not None and anchor.seq > seq else None


def entries(connection: Connection, subject: str = "", limit: int = 200, before: int | None = None) -> list[Entry]:
    """Return the newest entries first, of one subject or of all; ``before``: only those ahead of an entry."""
    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.seq < before)
    if subject:
        query = query.where(audit.c.subject == subject)
    return list(_entries(connection, query))


def _entries(connection: Connection, query: object) -> Iterator[Entry]:
    rows: list[Row[AuditColumns]] = list(connection.execute(query))  # type: ignore[call-overload]
    for row in rows:
        yield Entry(row.seq, row.at, row.actor, row.event, row.subject, json.loads(row.detail), row.digest)


def _digest(previous: str, seq: int, at: datetime, actor: str, event: str, subject: str, detail: str) -> str:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    canonical = json.dumps([previous, seq, moment, actor, event, subject, detail], ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
