"""Where goods lie between 提离 and 放行, and what of them expires when; it allows and forbids nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.store.stage_tables import expiries, storage
from app.store.told import tell


@dataclass(frozen=True, slots=True)
class Storage:
    """The record of one declaration's goods; amounts as decimal text, ``sold_on`` a day or empty."""

    draft_id: str
    place: str
    yard_code: str = ""
    vehicle: str = ""
    arrived_at: datetime | None = None
    weight: str = ""
    contact: str = ""
    note: str = ""
    sold_on: str = ""
    registered_by: str = ""


@dataclass(frozen=True, slots=True)
class Expiry:
    """One day by which something must have happened."""

    draft_id: str
    name: str
    day: date
    note: str = ""


def put_storage(connection: Connection, record: Storage, now: datetime) -> Storage:
    """Register where goods lie, or change it; a sale noted here is a fact of the draft (R144)."""
    row = asdict(record) | {"updated_at": now}
    key = {"draft_id": row.pop("draft_id")}
    connection.execute(
        insert(storage).values(**key, **row).on_conflict_do_update(index_elements=["draft_id"], set_=row)
    )
    tell(connection, record.draft_id, {"sale_recorded": bool(record.sold_on)}, "存放登记", now)
    return record


def storage_of(connection: Connection, draft_id: str) -> Storage | None:
    """Return where a declaration's goods lie, None where nobody registered it."""
    row = connection.execute(select(storage).where(storage.c.draft_id == draft_id)).one_or_none()
    return None if row is None else Storage(**{name: getattr(row, name) for name in Storage.__slots__})


def put_expiry(connection: Connection, one: Expiry) -> None:
    """Note a day by which something of a declaration must have happened, or move it."""
    row = {"day": one.day.isoformat(), "note": one.note}
    put = insert(expiries).values(draft_id=one.draft_id, name=one.name, **row)
    connection.execute(put.on_conflict_do_update(index_elements=["draft_id", "name"], set_=row))


def drop_expiry(connection: Connection, draft_id: str, name: str) -> None:
    """Forget such a day."""
    connection.execute(delete(expiries).where(expiries.c.draft_id == draft_id, expiries.c.name == name))


def expiries_of(connection: Connection, draft_id: str = "", until: date | None = None) -> Sequence[Expiry]:
    """Return the days of one declaration ("" = of all), up to a day, the nearest first."""
    query = select(expiries).order_by(expiries.c.day, expiries.c.name)
    if draft_id:
        query = query.where(expiries.c.draft_id == draft_id)
    if until is not None:
        query = query.where(expiries.c.day <= until.isoformat())
    rows = connection.execute(query)
    return [Expiry(row.draft_id, row.name, date.fromisoformat(row.day), row.note) for row in rows]
