"""How drafts of one declaration hang together: which came from which, and which of them is in force."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from app.core.draft import Mode, Purpose
from app.declarations.actions import completion, request_status
from app.declarations.status import Mark, Status
from app.declarations.version import Kind
from app.store.deeds import Deeds
from app.store.stage_tables import lineage
from app.store.tables import drafts, submissions


@dataclass(frozen=True, slots=True)
class Line:
    """One draft's place among the versions of its declaration, and why it was made."""

    draft_id: str
    root_id: str
    parent_id: str | None
    number: int
    kind: Kind
    mark: Mark
    reason_code: str
    note: str
    attachments: tuple[str, ...]
    created_at: datetime


def line_of(connection: Connection, draft_id: str) -> Line | None:
    """Return a draft's place, None while it has no relatives."""
    row = connection.execute(select(lineage).where(lineage.c.draft_id == draft_id)).one_or_none()
    return None if row is None else _read(row)


def lines_of(connection: Connection, root_id: str) -> list[Line]:
    """Return every version under a first one, in the order of making."""
    query = select(lineage).where(lineage.c.root_id == root_id).order_by(lineage.c.number)
    return [_read(row) for row in connection.execute(query)]


def put_first(connection: Connection, draft_id: str, now: datetime) -> Line:
    """Return a draft's place, giving it the first one where it has none."""
    known = line_of(connection, draft_id)
    if known is not None:
        return known
    created = connection.execute(select(drafts.c.created_at).where(drafts.c.id == draft_id)).scalar_one_or_none()
    return _put(connection, Line(draft_id, draft_id, None, 1, Kind.DECLARE, Mark.NONE, "", "", (), created or now))


def put_next(connection: Connection, draft_id: str, parent_id: str, kind: Kind, now: datetime) -> Line:
    """Give a new draft its place behind the one it was made from."""
    parent = put_first(connection, parent_id, now)
    top = connection.execute(select(func.max(lineage.c.number)).where(lineage.c.root_id == parent.root_id)).scalar_one()
    return _put(connection, Line(draft_id, parent.root_id, parent_id, top + 1, kind, Mark.NONE, "", "", (), now))


def put_reason(connection: Connection, draft_id: str, code: str, note: str, attachments: Sequence[str] = ()) -> Line:
    """Note why a request is made; raises LookupError for a draft that is none's version."""
    values = {"reason_code": code, "note": note, "attachments": json.dumps(list(attachments), ensure_ascii=False)}
    connection.execute(update(lineage).where(lineage.c.draft_id == draft_id).values(**values))
    found = line_of(connection, draft_id)
    if found is None:
        raise LookupError(draft_id)
    return found


def remark(connection: Connection, submission_id: str, deeds: Deeds) -> None:
    """Compute the marks of a submission's drafts and which of them is in force; called by every refresh."""
    columns = (submissions.c.draft_id, submissions.c.mode)
    draft_id, mode = connection.execute(select(*columns).where(submissions.c.id == submission_id)).one()
    if draft_id is None or line_of(connection, draft_id) is None:
        return
    asked = sorted(deeds.requests.items(), key=lambda one: int(one[1].message.revision))
    agreed = [(one, deed.purpose) for one, deed in asked if request_status(deed.action) is Status.AGREED]
    amended = [one for one, purpose in agreed if purpose is Purpose.AMEND]
    chain = [_base(connection, draft_id), *amended] if amended else [draft_id]
    in_force = chain[-1]
    if in_force != draft_id:
        connection.execute(update(submissions).where(submissions.c.id == submission_id).values(draft_id=in_force))
    for older in chain[:-1]:
        _mark(connection, older, Mark.SUPERSEDED)
    withdrawn = any(purpose is Purpose.WITHDRAW for _, purpose in agreed)
    _mark(connection, in_force, _mark_in_force(connection, in_force, mode, deeds, withdrawn))


def is_in_force(connection: Connection, draft_id: str) -> bool:
    """Tell whether a submission stands for this very draft: it was declared, or its amendment agreed to."""
    held = select(submissions.c.id).where(submissions.c.draft_id == draft_id).limit(1)
    return connection.execute(held).one_or_none() is not None


def children_of(connection: Connection, draft_id: str, kind: Kind) -> list[str]:
    """Return the drafts of a kind that were made from a draft."""
    query = select(lineage.c.draft_id).where(lineage.c.parent_id == draft_id, lineage.c.kind == kind.value)
    return list(connection.execute(query.order_by(lineage.c.number)).scalars())


def successor_of(connection: Connection, draft_id: str) -> str | None:
    """Return the amendment that took a superseded draft's place, None where none did."""
    line = line_of(connection, draft_id)
    if line is None or line.mark is not Mark.SUPERSEDED:
        return None
    later = [one for one in lines_of(connection, line.root_id) if one.number > line.number and one.kind is Kind.AMEND]
    return next((one.draft_id for one in later if one.parent_id == draft_id), None)


def _mark_in_force(connection: Connection, draft_id: str, mode: str, deeds: Deeds, withdrawn: bool) -> Mark:
    if withdrawn:
        return Mark.WITHDRAWN
    stage = connection.execute(select(drafts.c.mode).where(drafts.c.id == draft_id)).scalar_one()
    awaited = mode == Mode.SUMMARY and stage == Mode.COMPLETE and completion(deeds.actions) is None
    return Mark.OPEN if awaited else Mark.NONE


def _base(connection: Connection, draft_id: str) -> str:
    """Return the draft that was declared, below all its amendments."""
    line = line_of(connection, draft_id)
    while line is not None and line.kind is Kind.AMEND and line.parent_id is not None:
        draft_id, line = line.parent_id, line_of(connection, line.parent_id)
    return draft_id


def _mark(connection: Connection, draft_id: str, mark: Mark) -> None:
    connection.execute(update(lineage).where(lineage.c.draft_id == draft_id).values(mark=mark.value))


def _put(connection: Connection, line: Line) -> Line:
    columns = {name: getattr(line, name) for name in Line.__slots__}
    columns |= {"kind": line.kind.value, "mark": line.mark.value, "attachments": json.dumps(list(line.attachments))}
    connection.execute(insert(lineage).values(**columns))
    return line


def _read(row: Row[Any]) -> Line:
    return Line(
        draft_id=row.draft_id,
        root_id=row.root_id,
        parent_id=row.parent_id,
        number=row.number,
        kind=Kind(row.kind),
        mark=Mark(row.mark),
        reason_code=row.reason_code,
        note=row.note,
        attachments=tuple(json.loads(row.attachments)),
        created_at=row.created_at,
    )
