"""The two lanes of a declaration and the record of where its goods lie, read and written in the store thread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from app.core.tables import CodeTables
from app.declarations.lanes import Lanes, Notice, Stored, lanes
from app.declarations.two_stage import two_stage
from app.store import storage as kept
from app.store.deeds import deeds_of
from app.store.drafts import load_draft
from app.store.engine import Connection
from app.store.standing import submission_of
from app.ui.desk.life import events_of
from app.ui.desk.office import Refusal
from app.ui.models.wording import goods_words, mode_words
from app.ui.pages.lifecycle import Expiry, LaneGoods, Storage, TwoLane


def read_lanes(connection: Connection, draft_id: str, tables: CodeTables) -> TwoLane:
    """Return everything the page of a declaration shows; raises LookupError."""
    stored = load_draft(connection, draft_id)
    said, row = two_stage(stored.draft), stored.row
    goods = tuple(
        LaneGoods(number, one.code, one.name, one.specification, one.quantity, _name(tables, "units", one.unit))
        for number, one in enumerate(said.goods, start=1)
    )
    return TwoLane(
        draft_id=draft_id,
        status=row.status,
        number=row.entry_id or row.seq_no or row.summary.client_seq_no,
        about=(mode_words(row.mode), goods_words(row.summary), row.summary.trade_name),
        port=_name(tables, "customs_offices", row.summary.port),
        destination=_name(tables, "districts5", said.destination),
        lanes=_lanes(connection, draft_id),
        goods=goods,
        events=tuple(events_of(connection, tables, draft_id)),
        asked=said.asked,
        storage=_storage(kept.storage_of(connection, draft_id)),
        expiries=tuple(Expiry(one.name, one.day, one.note) for one in kept.expiries_of(connection, draft_id)),
    )


def write_storage(
    connection: Connection, draft_id: str, storage: Storage, expiries: Sequence[Expiry], by: str, now: datetime
) -> None:
    """Write the record and its days anew; whether the goods were sold stays as it is noted."""
    known = kept.storage_of(connection, draft_id)
    record = kept.Storage(
        draft_id,
        storage.place,
        storage.yard_code,
        storage.vehicle,
        storage.arrived_at,
        storage.weight,
        storage.contact,
        storage.note,
        known.sold_on if known else "",
        by,
    )
    kept.put_storage(connection, record, now)
    for old in kept.expiries_of(connection, draft_id):
        kept.drop_expiry(connection, draft_id, old.name)
    for one in expiries:
        kept.put_expiry(connection, kept.Expiry(draft_id, one.name, one.day, one.note))


def note_sale(connection: Connection, draft_id: str, day: date, by: str, now: datetime) -> None:
    """Note that the goods are sold or used; before release it is refused (R144, 海关总署公告2019年第160号)."""
    if not _lanes(connection, draft_id).may_sell:
        raise Refusal("还没有收到放行通知，不得销售、加工或使用（R144）；放行回执到了再登记")
    known = kept.storage_of(connection, draft_id) or kept.Storage(draft_id, "", registered_by=by)
    kept.put_storage(connection, replace(known, sold_on=day.isoformat()), now)


def _lanes(connection: Connection, draft_id: str) -> Lanes:
    submission = submission_of(connection, draft_id)
    told = deeds_of(connection, submission).declaring if submission is not None else ()
    notices = [Notice(one.channel, one.noticed_at, one.note) for one in told]
    known = kept.storage_of(connection, draft_id)
    stored = Stored(known.place, known.arrived_at, known.sold_on) if known is not None else None
    return lanes(load_draft(connection, draft_id).draft, notices, stored)


def _storage(known: kept.Storage | None) -> Storage | None:
    if known is None or not (known.place or known.arrived_at):
        return None
    return Storage(
        known.place,
        known.yard_code,
        known.vehicle,
        known.arrived_at,
        known.weight,
        known.contact,
        known.note,
        known.registered_by,
        known.sold_on,
    )


def _name(tables: CodeTables, table: str, code: str) -> str:
    row = tables.row(table, code) if code else None
    return row.values.get("short_name") or row.name if row is not None else code
