"""初始值模板 in the store, and from which of them a draft was started; nothing is made of a template here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as put

from app.core.draft import Draft, Mode
from app.declarations.number import new_id
from app.declarations.words import harmless
from app.store.drafting_tables import draft_starts, templates

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """One template; client, trade mode and port stand as they do in its draft (port and trade mode as codes)."""

    id: str
    name: str
    letters: str
    form: str
    mode: Mode
    client: str
    trade_mode: str
    port: str
    draft: Draft
    stops: tuple[str, ...]
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Start:
    """How a draft began: from which template, with which stops, and whether 快填 is still on."""

    template_id: str
    name: str
    stops: tuple[str, ...]
    quick: bool


def keep_template(
    connection: Connection, name: str, letters: str, draft: Draft, stops: Sequence[str], now: datetime
) -> str:
    """Store a template, in place of one of the same name, type and mode; returns its id."""
    shown = harmless(name.strip(), _LONGEST)
    values = {
        "letters": letters,
        "client": harmless(draft.get("trade_name").strip(), _LONGEST),
        "trade_mode": draft.get("trade_mode").strip(),
        "port": (draft.get("entry_customs") or draft.get("declaration_customs")).strip(),
        "document": draft.to_json(with_notes=False),
        "stops": json.dumps(list(stops)),
        "updated_at": now,
        "deleted": False,
    }
    same = (templates.c.name == shown, templates.c.form == draft.form, templates.c.mode == draft.mode.value)
    known = connection.execute(select(templates.c.id).where(*same)).scalar_one_or_none()
    if known is not None:
        connection.execute(update(templates).where(templates.c.id == known).values(**values))
        return str(known)
    made = new_id(now)
    first = {"id": made, "name": shown, "form": draft.form, "mode": draft.mode.value, "uses": 0, "used_at": None}
    connection.execute(insert(templates).values(**first, **values))
    return made


def list_templates(connection: Connection) -> list[StoredTemplate]:
    """Return all templates, those used last first."""
    newest = (templates.c.used_at.desc().nulls_last(), templates.c.updated_at.desc(), templates.c.id)
    query = select(templates).where(templates.c.deleted.is_(False)).order_by(*newest)
    return [_read(row) for row in connection.execute(query)]


def template(connection: Connection, template_id: str) -> StoredTemplate:
    """Return one template; raises LookupError."""
    row = connection.execute(select(templates).where(templates.c.id == template_id)).one_or_none()
    if row is None:
        raise LookupError(template_id)
    return _read(row)


def remove_template(connection: Connection, template_id: str, now: datetime) -> None:
    """Take a template out of the lists; drafts made from it keep its name."""
    gone = {"deleted": True, "updated_at": now}
    connection.execute(update(templates).where(templates.c.id == template_id).values(**gone))


def rename_template(connection: Connection, template_id: str, name: str, letters: str, now: datetime) -> bool:
    """Give a template another name; False where another of its type and mode has it. Raises LookupError."""
    own, shown = template(connection, template_id), harmless(name.strip(), _LONGEST)
    same = (templates.c.name == shown, templates.c.form == own.form, templates.c.mode == own.mode.value)
    known = connection.execute(select(templates).where(*same, templates.c.id != template_id)).one_or_none()
    if known is not None and not known.deleted:
        return False
    if known is not None:  # one that was removed makes way; drafts made from it keep the name it had
        aside = harmless(f"{shown} {known.id}", _LONGEST + len(known.id) + 1)
        connection.execute(update(templates).where(templates.c.id == known.id).values(name=aside))
    named = {"name": shown, "letters": letters, "updated_at": now}
    connection.execute(update(templates).where(templates.c.id == template_id).values(**named))
    return True


def note_start(connection: Connection, draft_id: str, used: StoredTemplate, now: datetime) -> None:
    """Note that a draft was started from a template, and that the template was used."""
    count = {"uses": templates.c.uses + 1, "used_at": now}
    connection.execute(update(templates).where(templates.c.id == used.id).values(**count))
    values = {"template_id": used.id, "name": used.name, "stops": json.dumps(list(used.stops)), "quick": True}
    made = put(draft_starts).values(draft_id=draft_id, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["draft_id"], set_=values))


def start_of(connection: Connection, draft_id: str) -> Start | None:
    """Return how a draft began, None if it was not from a template."""
    row = connection.execute(select(draft_starts).where(draft_starts.c.draft_id == draft_id)).one_or_none()
    return None if row is None else Start(row.template_id, row.name, tuple(json.loads(row.stops)), row.quick)


def turn_quick(connection: Connection, draft_id: str, on: bool) -> None:
    """Note whether 快填 is on for a draft."""
    connection.execute(update(draft_starts).where(draft_starts.c.draft_id == draft_id).values(quick=on))


def _read(row: Row[tuple[object, ...]]) -> StoredTemplate:
    return StoredTemplate(
        row.id,
        row.name,
        row.letters,
        row.form,
        Mode(row.mode),
        row.client,
        row.trade_mode,
        row.port,
        Draft.from_json(row.document),
        tuple(json.loads(row.stops)),
        row.used_at,
    )
