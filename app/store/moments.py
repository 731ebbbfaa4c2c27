"""The latest moment anything was written down, by which a clock that was set back shows; it changes nothing."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from app.store.border_tables import audit
from app.store.tables import attempts, history


def latest_written(connection: Connection) -> datetime | None:
    """Return the latest moment of sending or of the audit, None in an empty database."""
    columns = (history.c.at, attempts.c.started_at, audit.c.at)
    moments: list[datetime | None] = [connection.execute(select(func.max(column))).scalar() for column in columns]
    return max((moment for moment in moments if moment is not None), default=None)
