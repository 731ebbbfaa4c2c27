"""A draft as it stood at moments worth coming back to, and which drafts a run of the program has open. SQL only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as put

from app.core.draft import Draft
from app.declarations.number import new_id
from app.declarations.words import harmless
from app.store.drafting_tables import checkpoints, open_drafts
from app.store.tables import drafts

_LONGEST = 60
_MOST = 50  # of a draft; the oldest that nobody named give way


class Cause(StrEnum):
    """Why a checkpoint was made; the value is the word for it."""

    NAMED = "检查点"
    OPENED = "打开时"
    BEFORE = "恢复之前"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint with what the draft held then."""

    id: str
    cause: Cause
    name: str
    made_at: datetime
    draft: Draft


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a run that was never ended left: when it opened the draft, and what the draft held then."""

    opened_at: datetime
    draft: Draft


def keep_checkpoint(connection: Connection, draft_id: str, cause: Cause, name: str, draft: Draft, now: datetime) -> str:
    """Keep a draft as it stands; returns the checkpoint's id."""
    made = new_id(now)
    values = {"id": made, "draft_id": draft_id, "cause": cause.name, "name": harmless(name.strip(), _LONGEST)}
    connection.execute(insert(checkpoints).values(**values, document=draft.to_json(), made_at=now))
    mine = (checkpoints.c.draft_id == draft_id, checkpoints.c.cause != Cause.NAMED.name)
    newest = select(checkpoints.c.id).where(*mine).order_by(checkpoints.c.made_at.desc(), checkpoints.c.id.desc())
    connection.execute(delete(checkpoints).where(*mine, checkpoints.c.id.not_in(newest.limit(_MOST))))
    return made


def keep_opened(connection: Connection, draft_id: str, now: datetime) -> None:
    """Keep a draft as it stands at opening, unless the newest checkpoint holds just that."""
    document = connection.execute(select(drafts.c.document).where(drafts.c.id == draft_id)).scalar_one()
    newest = select(checkpoints.c.document).where(checkpoints.c.draft_id == draft_id)
    last = connection.execute(newest.order_by(checkpoints.c.made_at.desc(), checkpoints.c.id.desc()).limit(1))
    if last.scalar_one_or_none() != document:
        keep_checkpoint(connection, draft_id, Cause.OPENED, "", Draft.from_json(document), now)


def list_checkpoints(connection: Connection, draft_id: str) -> list[Checkpoint]:
    """Return the checkpoints of a draft, the newest first."""
    query = select(checkpoints).where(checkpoints.c.draft_id == draft_id)
    rows = connection.execute(query.order_by(checkpoints.c.made_at.desc(), checkpoints.c.id.desc()))
    return [Checkpoint(row.id, Cause[row.cause], row.name, row.made_at, Draft.from_json(row.document)) for row in rows]


def note_open(connection: Connection, draft_id: str, run: str, now: datetime) -> Leftover | None:
    """Note that a run has a draft open; returns what another run left that had it open and was never ended."""
    left = connection.execute(select(open_drafts).where(open_drafts.c.draft_id == draft_id)).one_or_none()
    if left is not None and left.run == run:
        return None
    document = connection.execute(select(drafts.c.document).where(drafts.c.id == draft_id)).scalar_one()
    values = {"run": run, "document": document, "opened_at": now}
    opened = put(open_drafts).values(draft_id=draft_id, **values)
    connection.execute(opened.on_conflict_do_update(index_elements=["draft_id"], set_=values))
    if left is None or left.document == document:
        return None
    return Leftover(left.opened_at, Draft.from_json(left.document))


def note_closed(connection: Connection, draft_id: str, run: str) -> None:
    """Note that a run closed a draft as it should."""
    connection.execute(delete(open_drafts).where(open_drafts.c.draft_id == draft_id, open_drafts.c.run == run))
