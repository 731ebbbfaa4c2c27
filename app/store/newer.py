"""How much of the data came after a moment: what a backup of then does not know; it changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, select

from app.store.tables import drafts, outbox, receipts


@dataclass(frozen=True, slots=True)
class Newer:
    """Declarations made or changed, messages made and receipts that came after the moment; and all ``there`` are."""

    there: int
    drafts: int
    messages: int
    receipts: int


def newer_than(connection: Connection, since: datetime) -> Newer:
    """Count what came after a moment; what lies in the recycle bin counts too."""

    def count(table: Table, column: str) -> int:
        return int(connection.execute(select(func.count()).where(table.c[column] > since)).scalar_one())

    there = int(connection.execute(select(func.count()).select_from(drafts)).scalar_one())
    return Newer(there, count(drafts, "updated_at"), count(outbox, "created_at"), count(receipts, "received_at"))
