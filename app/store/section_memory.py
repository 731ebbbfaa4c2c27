"""What sections of the page begin with in new declarations, per client and for all; SQL only."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as put

from app.store.drafting_tables import section_defaults


def remember_section(
    connection: Connection, form: str, section: str, client: str, texts: Mapping[str, str], now: datetime
) -> None:
    """Remember the texts of a section for a client ("" = for all); none forgets what was remembered."""
    here = (section_defaults.c.form == form, section_defaults.c.section == section, section_defaults.c.client == client)
    if not texts:
        connection.execute(delete(section_defaults).where(*here))
        return
    values = {"texts": json.dumps(dict(texts), ensure_ascii=False), "updated_at": now}
    made = put(section_defaults).values(form=form, section=section, client=client, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["form", "section", "client"], set_=values))


def remembered_sections(connection: Connection, form: str, client: str) -> list[dict[str, str]]:
    """Return what is remembered of a type's sections, that of the client before that of all."""
    query = select(section_defaults).where(section_defaults.c.form == form, section_defaults.c.client.in_(("", client)))
    rows = connection.execute(query.order_by(section_defaults.c.client.desc(), section_defaults.c.section))
    return [json.loads(row.texts) for row in rows]
