"""The draft a waiting message was made from; it reads only."""

from sqlalchemy import Connection, select

from app.core.draft import Draft, Purpose
from app.store.drafts import load_draft
from app.store.tables import actions, outbox, submissions

_DECLARES = (Purpose.DECLARE.value, Purpose.COMPLETE.value)


def filed_draft(connection: Connection, message_id: str) -> Draft | None:
    """Return the draft of a message that declares, None for a request or where no draft was kept."""
    query = (
        select(submissions.c.draft_id)
        .join(outbox, outbox.c.decl_id == submissions.c.id)
        .join(actions, actions.c.message_id == outbox.c.message_id)
        .where(outbox.c.message_id == message_id, actions.c.kind.in_(_DECLARES))
    )
    draft_id = connection.execute(query).scalar_one_or_none()
    if draft_id is None:
        return None
    return load_draft(connection, str(draft_id)).draft
