"""A person's wishes about the queue: pause all of it, keep one message back, let one go first; it moves no message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store.sending_tables import queue_wishes
from app.store.settings import get_setting, put_setting

_PAUSED = "queue.paused"
FIRST = 1
"""Priority of what is to leave before the others; 0 is everybody's."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of one message."""

    held: bool = False
    priority: int = 0


def pause(connection: Connection, paused: bool, now: datetime) -> None:
    """Let nothing be sent until further notice, or go on; doubts are still asked about and receipts collected."""
    put_setting(connection, _PAUSED, paused, now)


def is_paused(connection: Connection) -> bool:
    """Tell whether a person has stopped the queue."""
    return get_setting(connection, _PAUSED, False) is True


def wish_of(connection: Connection, message_id: str) -> Wish:
    """Return what a person wants of a message."""
    columns = select(queue_wishes.c.held, queue_wishes.c.priority).where(queue_wishes.c.message_id == message_id)
    row = connection.execute(columns).one_or_none()
    return Wish() if row is None else Wish(row.held, row.priority)


def wishes(connection: Connection) -> dict[str, Wish]:
    """Return every wish by message."""
    return {row.message_id: Wish(row.held, row.priority) for row in connection.execute(select(queue_wishes))}


def put_wish(connection: Connection, message_id: str, wish: Wish, now: datetime) -> None:
    """Note what a person wants of a message."""
    row = {"held": wish.held, "priority": wish.priority, "updated_at": now}
    told = insert(queue_wishes).values(message_id=message_id, **row)
    connection.execute(told.on_conflict_do_update(index_elements=["message_id"], set_=row))
