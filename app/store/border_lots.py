"""Lots of 边民互市 and the shares in them; what residents used of a day's quota is a sum over shares, never stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from app.border_trade.share import COUNTED, ShareEvent, ShareState, after
from app.core.draft import Draft
from app.declarations.number import new_id
from app.store.border_tables import LotColumns, ShareColumns, lots, shares
from app.store.sealed import Place, Sealer


@dataclass(frozen=True, slots=True)
class StoredLot:
    """One lot; quantity in thousandths of its unit, value in fen."""

    id: str
    number: int
    zone: str
    day: date
    group_id: str | None
    goods: str
    quantity: int
    value: int
    rev: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """One resident's part; quantity in thousandths of the unit, money in fen, ``tax`` None where rates are unknown."""

    id: str
    lot_id: str
    resident_id: str
    place: int
    quantity: int
    value: int
    exempt: int
    tax: int | None
    state: ShareState
    reason: str
    confirmed_by: str
    confirmed_at: datetime | None
    submission_id: str | None
    message_row: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a division gives one resident."""

    resident_id: str
    quantity: int
    value: int
    exempt: int
    tax: int | None


class LotMoved(Exception):
    """The lot was changed elsewhere since it was read; the message is one Chinese sentence."""


def new_lot(connection: Connection, sealer: Sealer, draft: Draft, day: date, now: datetime) -> str:
    """Store a fresh lot with the next number of its day and return its id."""
    lot_id = new_id(now)
    last = connection.execute(select(func.max(lots.c.number)).where(lots.c.day == day.isoformat())).scalar_one()
    row = {"number": (last or 0) + 1, "group_id": None, "quantity": 0, "value": 0, "rev": 1, "created_at": now}
    connection.execute(insert(lots).values(id=lot_id, **row, **_described(sealer, lot_id, draft, day, now)))
    return lot_id


def save_lot(
    connection: Connection,
    sealer: Sealer,
    lot: StoredLot,
    draft: Draft,
    now: datetime,
    *,
    quantity: int,
    value: int,
    group_id: str | None,
) -> StoredLot:
    """Store a lot as it is now; raises LotMoved where another window was faster."""
    row = _described(sealer, lot.id, draft, lot.day, now) | {"quantity": quantity, "value": value, "group_id": group_id}
    same = (lots.c.id == lot.id, lots.c.rev == lot.rev)
    if connection.execute(update(lots).where(*same).values(rev=lot.rev + 1, **row)).rowcount != 1:
        raise LotMoved("这个批次刚在别处改过，请重新打开")
    return get_lot(connection, lot.id)


def get_lot(connection: Connection, lot_id: str) -> StoredLot:
    """Return a lot; raises LookupError."""
    row = connection.execute(select(lots).where(lots.c.id == lot_id)).one_or_none()
    if row is None:
        raise LookupError(lot_id)
    return _lot(row)


def document_of(connection: Connection, sealer: Sealer, lot_id: str) -> Draft:
    """Return what was typed of a lot (head and goods; the residents stand in the shares)."""
    sealed = connection.execute(select(lots.c.document).where(lots.c.id == lot_id)).scalar_one()
    return Draft.from_json(sealer.open(sealed, Place("border_lots", lot_id, "document")))


def lots_of_day(connection: Connection, day: date) -> list[StoredLot]:
    """Return the lots of a day by number."""
    query = select(lots).where(lots.c.day == day.isoformat()).order_by(lots.c.number)
    return [_lot(row) for row in connection.execute(query)]


def recent_lots(connection: Connection, limit: int = 50) -> list[StoredLot]:
    """Return lots, the latest first."""
    return [_lot(row) for row in connection.execute(select(lots).order_by(lots.c.updated_at.desc()).limit(limit))]


def shares_of(connection: Connection, lot_id: str) -> list[Share]:
    """Return the shares of a lot in the order of its list."""
    query = select(shares).where(shares.c.lot_id == lot_id).order_by(shares.c.place)
    return [_share(row) for row in connection.execute(query)]


def set_members(connection: Connection, lot: StoredLot, resident_ids: Sequence[str], now: datetime) -> None:
    """Let these residents, in this order, and no others share a lot; shares that went out stay whatever is asked."""
    known = {share.resident_id: share for share in shares_of(connection, lot.id)}
    for share in known.values():
        if share.resident_id not in resident_ids and share.submission_id is None:
            connection.execute(shares.delete().where(shares.c.id == share.id))
    for place, resident_id in enumerate(resident_ids):
        if resident_id in known:
            connection.execute(update(shares).where(shares.c.id == known[resident_id].id).values(place=place))
        else:
            row = {"lot_id": lot.id, "resident_id": resident_id, "place": place, "day": lot.day.isoformat()}
            fresh = {"quantity": 0, "value": 0, "exempt": 0, "tax": 0, "state": ShareState.OPEN.value, "reason": ""}
            nobody = {"confirmed_by": "", "confirmed_at": None, "submission_id": None, "message_row": None}
            connection.execute(insert(shares).values(id=new_id(now), updated_at=now, **row, **fresh, **nobody))


def put_parts(connection: Connection, lot_id: str, parts: Sequence[Part], now: datetime) -> None:
    """Write a division; a share whose figures change has to be confirmed anew, one that went out is not touched."""
    known = {share.resident_id: share for share in shares_of(connection, lot_id)}
    for part in parts:
        share = known[part.resident_id]
        figures = {"quantity": part.quantity, "value": part.value, "exempt": part.exempt, "tax": part.tax}
        if (share.quantity, share.value, share.exempt, share.tax) == tuple(figures.values()):
            continue
        state = after(share.state, ShareEvent.CHANGE)
        unsaid = {"confirmed_by": "", "confirmed_at": None} if state is ShareState.OPEN else {}
        connection.execute(
            update(shares).where(shares.c.id == share.id).values(state=state.value, updated_at=now, **figures, **unsaid)
        )


def step(
    connection: Connection,
    share_id: str,
    event: ShareEvent,
    now: datetime,
    *,
    reason: str = "",
    by: str = "",
    out: tuple[str, int] | None = None,
) -> ShareState:
    """Let something happen to a share; ``by`` is the means of a confirmation, ``out`` the submission and its row.

    Raises StepRefused.
    """
    row = connection.execute(select(shares).where(shares.c.id == share_id)).one()
    state = after(ShareState(row.state), event)
    values: dict[str, object] = {"state": state.value, "reason": reason, "updated_at": now}
    if event is ShareEvent.CONFIRM:
        values |= {"confirmed_by": by, "confirmed_at": now}
    elif state is ShareState.OPEN:
        values |= {"confirmed_by": "", "confirmed_at": None}
    if event is ShareEvent.QUEUE and out is not None:
        values["submission_id"], values["message_row"] = out
    if event is ShareEvent.SET_ASIDE:
        values |= {"quantity": 0, "value": 0, "exempt": 0, "tax": 0}
    connection.execute(update(shares).where(shares.c.id == share_id).values(**values))
    return state


def used_on(
    connection: Connection, day: date, resident_ids: Collection[str], *, but_lot: str = ""
) -> Mapping[str, int]:
    """Return what residents used of a day's quota in fen, over all zones and lots known here but one."""
    columns = shares.c
    query = (
        select(columns.resident_id, func.sum(columns.exempt))
        .where(
            columns.day == day.isoformat(),
            columns.resident_id.in_(resident_ids),
            columns.lot_id != but_lot,
            columns.state.in_([state.value for state in COUNTED]),
        )
        .group_by(columns.resident_id)
    )
    return {resident_id: int(used) for resident_id, used in connection.execute(query)}


def shares_of_submission(connection: Connection, submission_id: str) -> list[Share]:
    """Return the shares that went out with a message."""
    query = select(shares).where(shares.c.submission_id == submission_id).order_by(shares.c.message_row)
    return [_share(row) for row in connection.execute(query)]


def _described(sealer: Sealer, lot_id: str, draft: Draft, day: date, now: datetime) -> dict[str, object]:
    document = sealer.seal(draft.to_json(), Place("border_lots", lot_id, "document"))
    zone, goods = draft.get("zone"), draft.get("goods[0].name")
    return {"zone": zone, "day": day.isoformat(), "goods": goods, "document": document, "updated_at": now}


def _lot(row: Row[LotColumns]) -> StoredLot:
    return StoredLot(
        row.id,
        row.number,
        row.zone,
        date.fromisoformat(row.day),
        row.group_id,
        row.goods,
        row.quantity,
        row.value,
        row.rev,
        row.updated_at,
    )


def _share(row: Row[ShareColumns]) -> Share:
    return Share(
        row.id,
        row.lot_id,
        row.resident_id,
        row.place,
        row.quantity,
        row.value,
        row.exempt,
        row.tax,
        ShareState(row.state),
        row.reason,
        row.confirmed_by,
        row.confirmed_at,
        row.submission_id,
        row.message_row,
    )
