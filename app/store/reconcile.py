"""After a restore: what the backup shows as not sent may have been sent since, so it is asked for before it goes out.

Every message older than the restore that is about to be sent for the first time is put in doubt instead; the ordinary
settling of doubt then asks the gateway for it by its id. Receipts are read again from the beginning, so that what the
backup does not know at all shows as orphans. Until every message of the backup was asked for, none made since leaves.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select

from app.declarations.outbox import Event
from app.store import attempts, outbox
from app.store.attempts import AttemptKind
from app.store.outbox import OutboxRow
from app.store.restored import ASKED, mark, restored_at, waiting
from app.store.tables import history, poll_cursor

__all__ = ["is_unasked", "mark_restored", "put_in_doubt", "restored_at", "waiting"]


def mark_restored(connection: Connection, now: datetime, made_at: datetime) -> None:
    """Write down that the file was put back from a backup, and read all receipts again."""
    mark(connection, now, made_at)
    connection.execute(delete(poll_cursor))


def is_unasked(connection: Connection, row: OutboxRow, restored: datetime) -> bool:
    """Tell whether nobody has asked the gateway for a message of the backup since it was restored."""
    asked = exists().where(history.c.message_id == row.message_id, history.c.event == ASKED, history.c.at >= restored)
    return not connection.execute(select(asked)).scalar_one()


def put_in_doubt(connection: Connection, row: OutboxRow, endpoint: str, now: datetime) -> OutboxRow:
    """Treat a READY message as one whose sending nobody heard the end of (T4, T6); raises RowMoved."""
    claim = outbox.move(connection, row, Event.CLAIM, now, endpoint=row.endpoint or endpoint)
    # It may have left at any time since it was made: whoever counts the age of its key counts from there.
    attempts.begin(connection, row.message_id, AttemptKind.SEND, row.created_at)
    outbox.note(connection, row.message_id, now, ASKED, claim.state.value, claim.state.value, "")
    return outbox.move(connection, claim, Event.INTERRUPTED, now, not_before=now)
