"""Where goods lie that may be moved but not yet be sold or used, and the days to keep in mind; R144 is kept here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as put

from app.declarations.refused import SendingRefused
from app.declarations.status import Status
from app.store.drafts import load_row
from app.store.stage_tables import expiries, storage

MAY_SELL = frozenset({Status.RELEASED, Status.CLOSED})


class NotReleased(SendingRefused):
    """R144: goods that may leave the port may not be sold or used before release; one Chinese sentence."""

    rule = "R144"
    source = "海关总署公告2019年第160号（两段准入）"

    def __init__(self) -> None:
        super().__init__("还没有收到放行通知，不得销售、加工或使用（R144）；放行回执到了再登记")


@dataclass(frozen=True, slots=True)
class StoredGoods:
    """The record of one declaration; ``sold_on`` is empty until a sale was noted."""

    place: str
    yard_code: str
    vehicle: str
    arrived_at: datetime | None
    weight: str
    contact: str
    note: str
    sold_on: str
    registered_by: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Expiry:
    """A day by which something must have happened."""

    name: str
    day: date
    note: str = ""


def stored_goods(connection: Connection, draft_id: str) -> StoredGoods | None:
    """Return the record of a declaration, None before there is one."""
    row = connection.execute(select(storage).where(storage.c.draft_id == draft_id)).one_or_none()
    if row is None:
        return None
    return StoredGoods(**{name: getattr(row, name) for name in StoredGoods.__slots__})


def put_stored(connection: Connection, draft_id: str, goods: StoredGoods) -> None:
    """Write the record anew."""
    row = {name: getattr(goods, name) for name in StoredGoods.__slots__}
    known = put(storage).values(draft_id=draft_id, **row)
    connection.execute(known.on_conflict_do_update(index_elements=["draft_id"], set_=row))


def note_sale(connection: Connection, draft_id: str, day: date, by: str, now: datetime) -> None:
    """Note that the goods are sold or used; raises NotReleased (R144) before release, LookupError."""
    if load_row(connection, draft_id).status not in MAY_SELL:
        raise NotReleased
    row = {"sold_on": day.isoformat(), "updated_at": now}
    blank = dict.fromkeys(("place", "yard_code", "vehicle", "weight", "contact", "note"), "")
    known = put(storage).values(draft_id=draft_id, arrived_at=None, registered_by=by, **blank, **row)
    connection.execute(known.on_conflict_do_update(index_elements=["draft_id"], set_=row))


def expiries_of(connection: Connection, draft_id: str) -> tuple[Expiry, ...]:
    """Return the days of a declaration, the nearest first."""
    query = select(expiries).where(expiries.c.draft_id == draft_id).order_by(expiries.c.day, expiries.c.name)
    return tuple(Expiry(row.name, date.fromisoformat(row.day), row.note) for row in connection.execute(query))


def put_expiries(connection: Connection, draft_id: str, days: Iterable[Expiry]) -> None:
    """Write the days of a declaration anew."""
    connection.execute(delete(expiries).where(expiries.c.draft_id == draft_id))
    rows = [
        {"draft_id": draft_id, "name": one.name, "day": one.day.isoformat(), "note": one.note}
        for one in {day.name: day for day in days}.values()
    ]
    if rows:
        connection.execute(insert(expiries), rows)


def due_until(connection: Connection, last: date) -> list[tuple[str, Expiry]]:
    """Return what falls due until a day, with the draft it belongs to, the nearest first."""
    query = select(expiries).where(expiries.c.day <= last.isoformat()).order_by(expiries.c.day)
    rows = connection.execute(query)
    return [(row.draft_id, Expiry(row.name, date.fromisoformat(row.day), row.note)) for row in rows]
