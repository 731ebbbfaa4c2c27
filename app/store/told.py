"""Facts others told about a draft (manifest, day of entry), kept beside it because a filed draft is locked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.core.draft import Draft
from app.store.stage_tables import told_facts


@dataclass(frozen=True, slots=True)
class Told:
    """One fact with who told it and when it was asked."""

    value: Any
    source: str
    told_at: datetime


def tell(connection: Connection, draft_id: str, facts: Mapping[str, object], source: str, now: datetime) -> None:
    """Note facts about a draft over those of the same name; None forgets nothing and is not noted."""
    for name, value in facts.items():
        if value is None:
            continue
        row = {"value": json.dumps(value, ensure_ascii=False), "source": source, "told_at": now}
        put = insert(told_facts).values(draft_id=draft_id, name=name, **row)
        connection.execute(put.on_conflict_do_update(index_elements=["draft_id", "name"], set_=row))


def told(connection: Connection, draft_id: str) -> Mapping[str, Told]:
    """Return what others told about a draft, by name."""
    query = select(told_facts).where(told_facts.c.draft_id == draft_id)
    return {row.name: Told(json.loads(row.value), row.source, row.told_at) for row in connection.execute(query)}


def merged(connection: Connection, draft_id: str, draft: Draft) -> Draft:
    """Return the draft with what was told; what a person put there by hand comes first."""
    draft.facts = {name: one.value for name, one in told(connection, draft_id).items()} | draft.facts
    return draft


def without_told(connection: Connection, draft_id: str, draft: Draft) -> Draft:
    """Return the draft with a person's own facts alone, so that a newer answer is not hidden by an older one."""
    known = told(connection, draft_id)
    if not known:
        return draft
    own = draft.copy()
    own.facts = {name: value for name, value in own.facts.items() if name not in known or known[name].value != value}
    return own
