"""Messages the gateway holds and a restored file does not know, noted by their numbers; it asks nobody.

Each is gone from the list as soon as a message of that id stands in the outbox.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from app.store.restored import generation, made_at
from app.store.settings import get_setting, put_setting
from app.store.tables import outbox

_FOUND, _LISTED = "store.strangers", "store.listed"
_EARLIER = timedelta(days=1)  # clocks of both sides, and what was under way when the backup was made
_MOST = 1000  # more than anybody reads


@dataclass(frozen=True, slots=True)
class Stranger:
    """One such message."""

    message_id: str
    client_seq_no: str
    seq_no: str


def list_since(connection: Connection) -> datetime | None:
    """Return since when the gateway is to list what it holds, None where nothing was restored or it was listed."""
    made = made_at(connection)
    if made is None or get_setting(connection, _LISTED, "") == generation(connection):
        return None
    return made - _EARLIER


def note(connection: Connection, listed: Iterable[Stranger], now: datetime) -> int:
    """Note those of a list that are unknown here; returns how many are noted now."""
    known = {one.message_id: one for one in _noted(connection)} | {one.message_id: one for one in listed}
    found = _unknown(connection, known.values())[:_MOST]
    put_setting(connection, _FOUND, [asdict(one) for one in found], now)
    return len(found)


def finish(connection: Connection, now: datetime) -> None:
    """Write down that the list was read to its end in this life of the file."""
    put_setting(connection, _LISTED, generation(connection), now)


def strangers(connection: Connection) -> list[Stranger]:
    """Return what is still unknown here."""
    return _unknown(connection, _noted(connection))


def _noted(connection: Connection) -> list[Stranger]:
    rows: list[dict[str, Any]] = get_setting(connection, _FOUND, [])
    return [Stranger(**row) for row in rows]


def _unknown(connection: Connection, some: Iterable[Stranger]) -> list[Stranger]:
    def is_here(one: Stranger) -> bool:
        query = select(outbox.c.message_id).where(outbox.c.message_id == one.message_id)
        return connection.execute(query).first() is not None

    return [one for one in some if not is_here(one)]
