"""Facts others told about a draft (manifest, day of entry), kept beside it because a filed draft is locked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.core.draft import Draft
from app.declarations.guarantee import BALANCE_FACT
from app.store.guarantees import balance_fact
from app.store.stage_tables import told_facts
from app.store.tables import submissions


@dataclass(frozen=True, slots=True)
class Told:
    """One fact with who told it and when it was asked."""

    value: Any
    source: str
    told_at: datetime


def tell(connection: Connection, draft_id: str, facts: Mapping[str, object], source: str, now: datetime) -> None:
    """Note facts about a draft over those of the same name; None forgets what was told before."""
    for name, value in facts.items():
        if value is None:
            gone = (told_facts.c.draft_id == draft_id, told_facts.c.name == name)
            connection.execute(delete(told_facts).where(*gone))
            continue
        row = {"value": json.dumps(value, ensure_ascii=False), "source": source, "told_at": now}
        put = insert(told_facts).values(draft_id=draft_id, name=name, **row)
        connection.execute(put.on_conflict_do_update(index_elements=["draft_id", "name"], set_=row))


def told(connection: Connection, draft_id: str) -> Mapping[str, Told]:
    """Return what others told about a draft, by name."""
    query = select(told_facts).where(told_facts.c.draft_id == draft_id)
    return {row.name: Told(json.loads(row.value), row.source, row.told_at) for row in connection.execute(query)}


def merged(connection: Connection, draft_id: str, draft: Draft) -> Draft:
    """Return the draft with what was told and what its guarantee has left; what a person put there comes first."""
    known = {name: one.value for name, one in told(connection, draft_id).items()}
    left = _left(connection, draft_id, draft)
    draft.facts = known | ({} if left is None else {BALANCE_FACT: left}) | draft.facts
    return draft


def without_told(connection: Connection, draft_id: str, draft: Draft) -> Draft:
    """Return the draft with a person's own facts alone, so that a newer answer is not hidden by an older one."""
    known: dict[str, Any] = {name: one.value for name, one in told(connection, draft_id).items()}
    if _left(connection, draft_id, draft) is not None:
        known[BALANCE_FACT] = draft.facts.get(BALANCE_FACT)  # the ledger knows it anew at every opening
    if not known:
        return draft
    own = draft.copy()
    own.facts = {name: value for name, value in own.facts.items() if name not in known or known[name] != value}
    return own


def _left(connection: Connection, draft_id: str, draft: Draft) -> str | None:
    submission = select(submissions.c.id).where(submissions.c.draft_id == draft_id).order_by(submissions.c.id.desc())
    own = connection.execute(submission.limit(1)).scalar_one_or_none()
    return balance_fact(connection, draft.facts, own or "")
