"""The ledger of 落地加工: what went from a lot to a plant, append-only; a mistake has an entry against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from app.border_trade.share import ShareState
from app.store.border_tables import lots, processing, shares


class ProcessingRefused(Exception):
    """The entry cannot be written; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One entry; quantity in thousandths of the lot's unit, value in fen; negative ones take an earlier one back."""

    id: int
    lot_id: str
    lot: int
    day: str
    goods: str
    plant_scc: str
    plant: str
    quantity: int
    value: int
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlantSum:
    """What a plant has been delivered in all."""

    scc: str
    name: str
    deliveries: int
    lots: int
    value: int


def deliver(
    connection: Connection,
    lot_id: str,
    plant: tuple[str, str],
    quantity: int,
    value: int,
    now: datetime,
    *,
    note: str = "",
) -> int:
    """Write down what went to a plant (social credit code, name) and return the entry's number.

    Raises ProcessingRefused for more than customs has released of the lot, and for taking back what never went.
    """
    scc, name = (part.strip() for part in plant)
    if not scc or not name:
        raise ProcessingRefused("加工企业的统一社会信用代码和名称都要填写")
    if not quantity or (quantity > 0) != (value > 0):
        raise ProcessingRefused("数量和金额都要大于 0")
    released, released_value = _released(connection, lot_id)
    gone, gone_value = delivered(connection, lot_id)
    if quantity > 0 and (gone + quantity > released or gone_value + value > released_value):
        raise ProcessingRefused("超过本批已放行未交付的数量或金额，放行前不得出售或加工")
    if quantity < 0:
        back, back_value = delivered(connection, lot_id, scc)
        if back + quantity < 0 or back_value + value < 0:
            raise ProcessingRefused("冲回的数量或金额超过交付给该企业的")
    row = {"lot_id": lot_id, "plant_scc": scc, "plant_name": name, "quantity": quantity, "value": value}
    found = connection.execute(insert(processing).values(note=note, at=now, **row).returning(processing.c.id))
    return found.scalar_one()


def take_back(connection: Connection, entry_id: int, why: str, now: datetime) -> int:
    """Write an entry against an earlier one; raises ProcessingRefused where that was done or no reason is given."""
    row = connection.execute(select(processing).where(processing.c.id == entry_id)).one()
    if not why.strip():
        raise ProcessingRefused("请写明冲回的原因")
    if row.quantity < 0:
        raise ProcessingRefused("这一条本身就是冲回，不能再冲回")
    plant = row.plant_scc, row.plant_name
    note = f"冲回第 {entry_id} 条：{why.strip()}"
    done = select(processing.c.id).where(processing.c.note.startswith(f"冲回第 {entry_id} 条：", autoescape=True))
    if connection.execute(done).first() is not None:
        raise ProcessingRefused("这一条已经冲回过")
    return deliver(connection, row.lot_id, plant, -row.quantity, -row.value, now, note=note)


def delivered(connection: Connection, lot_id: str, scc: str = "") -> tuple[int, int]:
    """Return quantity and value that went from a lot, to one plant or to all."""
    query = select(func.sum(processing.c.quantity), func.sum(processing.c.value)).where(processing.c.lot_id == lot_id)
    if scc:
        query = query.where(processing.c.plant_scc == scc)
    quantity, value = connection.execute(query).one()
    return int(quantity or 0), int(value or 0)


def ledger(connection: Connection, lot_id: str = "", limit: int = 500) -> list[Delivery]:
    """Return entries, the newest first, of one lot or of all."""
    query = select(processing, lots.c.number, lots.c.day, lots.c.goods).join(lots, lots.c.id == processing.c.lot_id)
    if lot_id:
        query = query.where(processing.c.lot_id == lot_id)
    rows = connection.execute(query.order_by(processing.c.id.desc()).limit(limit))
    return [
        Delivery(
            row.id,
            row.lot_id,
            row.number,
            row.day,
            row.goods,
            row.plant_scc,
            row.plant_name,
            row.quantity,
            row.value,
            row.note,
            row.at,
        )
        for row in rows
    ]


def by_plant(connection: Connection) -> list[PlantSum]:
    """Return what each plant has been delivered, by name; quantities are not summed: units may differ."""
    columns = processing.c
    query = (
        select(
            columns.plant_scc,
            func.max(columns.plant_name),
            func.count(),
            func.count(columns.lot_id.distinct()),
            func.sum(columns.value),
        )
        .group_by(columns.plant_scc)
        .order_by(func.max(columns.plant_name))
    )
    return [PlantSum(row[0], row[1], row[2], row[3], int(row[4])) for row in connection.execute(query)]


def balance(connection: Connection, lot_id: str) -> Mapping[str, int]:
    """Return what of a lot is released and not yet delivered: ``quantity`` and ``value``."""
    released, gone = _released(connection, lot_id), delivered(connection, lot_id)
    return {"quantity": released[0] - gone[0], "value": released[1] - gone[1]}


def _released(connection: Connection, lot_id: str) -> tuple[int, int]:
    query = select(func.sum(shares.c.quantity), func.sum(shares.c.value)).where(
        shares.c.lot_id == lot_id, shares.c.state == ShareState.RELEASED.value
    )
    quantity, value = connection.execute(query).one()
    return int(quantity or 0), int(value or 0)
