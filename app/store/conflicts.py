"""Drafts changed in two places: both versions and what they began from, kept until and after they are merged."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from app.core.draft import Draft
from app.store import drafts
from app.store.checkpoints import Cause, keep_checkpoint
from app.store.drafts import DraftRow
from app.store.settings import get_setting, put_setting
from app.store.tables import drafts as table
from app.store.tables import settings

_OPEN, _EXPORTED = "conflict.open.", "conflict.exported."


@dataclass(frozen=True, slots=True)
class KeptConflict:
    """One draft changed in two places, as drafts in JSON; "" stands for what the store itself holds.

    who, at: whose the other version is (a name, or a file) and when it was made; by_file: it came in as a file.
    """

    base: str
    mine: str
    theirs: str
    who: str
    at: str
    mine_at: str
    by_file: bool


def keep_conflict(connection: Connection, draft_id: str, conflict: KeptConflict, now: datetime) -> None:
    """Keep both versions of a draft until somebody has merged them; a newer one takes the place of one still open."""
    put_setting(connection, _OPEN + draft_id, asdict(conflict), now)


def open_conflict(connection: Connection, draft_id: str) -> KeptConflict | None:
    """Return the conflict of a draft that waits for somebody."""
    found: Mapping[str, Any] | None = get_setting(connection, _OPEN + draft_id)
    return None if found is None else KeptConflict(**found)


def open_conflicts(connection: Connection) -> frozenset[str]:
    """Return the ids of all drafts that wait to be merged."""
    keys = connection.execute(select(settings.c.key).where(settings.c.key.startswith(_OPEN, autoescape=True)))
    return frozenset(key.removeprefix(_OPEN) for key in keys.scalars())


def close_conflict(connection: Connection, draft_id: str, merged: Draft, rev: int, now: datetime, errors: int) -> int:
    """Store what was merged over revision ``rev``, both versions among its checkpoints; returns the new revision.

    Raises StaleDraft when the draft was changed once more, DraftLocked, LookupError.
    """
    found = open_conflict(connection, draft_id)
    stored = drafts.stored_text(connection, draft_id).document
    row = drafts.save_draft(connection, draft_id, merged, rev, now, errors)
    if found is not None:
        for name, document in (("合并前 我的", found.mine), (f"合并前 {found.who}的", found.theirs)):
            keep_checkpoint(connection, draft_id, Cause.NAMED, name, Draft.from_json(document or stored), now)
    connection.execute(delete(settings).where(settings.c.key == _OPEN + draft_id))
    return row.rev


def note_exported(connection: Connection, draft_id: str, draft: Draft, now: datetime) -> None:
    """Remember what went out to somebody else: what comes back began from it."""
    put_setting(connection, _EXPORTED + draft_id, draft.to_json(), now)


def exported(connection: Connection, draft_id: str) -> str:
    """Return what last went out of a draft, "" if nothing ever did."""
    return str(get_setting(connection, _EXPORTED + draft_id, ""))


def same_declaration(connection: Connection, number: str, form: str) -> DraftRow | None:
    """Return the draft of a number that may still be changed, None if there is none."""
    query = select(table.c.id).where(table.c.client_seq_no == number, table.c.form == form, table.c.deleted.is_(False))
    rows = [drafts.load_row(connection, draft_id) for draft_id in connection.execute(query).scalars()]
    return next((row for row in rows if row.editable), None)
