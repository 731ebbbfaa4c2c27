"""Goods lines of all drafts by article: how this office filed it before, for whom, how often; an index, no more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, case, delete, func, insert, select

from app.core.draft import Draft
from app.declarations.goods_history import ClientUse, FiledLine
from app.declarations.status import Status
from app.declarations.words import harmless
from app.store.goods_tables import goods_lines
from app.store.tables import drafts

_SECTION = "items"
_FIELDS = {
    "hs_code": "hs_code",
    "name": "name",
    "model": "model",
    "quantity": "quantity",
    "unit": "unit",
    "price": "price",
    "currency": "currency",
    "origin": "origin_country",
}
_LONGEST = 200
_LONGEST_MODEL = 600  # the message takes 255 bytes; what is longer is no specification to take over


def index_goods(connection: Connection, draft_id: str, draft: Draft) -> None:
    """Write the goods lines of a draft anew; those without an article are left out."""
    connection.execute(delete(goods_lines).where(goods_lines.c.draft_id == draft_id))
    rows = [_line(draft, number) | {"draft_id": draft_id} for number in range(draft.rows(_SECTION))]
    filled = [row for row in rows if row["hs_code"]]
    if filled:
        connection.execute(insert(goods_lines), filled)


def _line(draft: Draft, number: int) -> dict[str, Any]:
    texts = {name: draft.get(f"{_SECTION}[{number}].{field}").strip() for name, field in _FIELDS.items()}
    kept = {name: harmless(text, _LONGEST_MODEL if name == "model" else _LONGEST) for name, text in texts.items()}
    return {**kept, "item": number + 1}


def filed_before(
    connection: Connection, hs_code: str, client: str = "", form: str = "", limit: int = 10, besides: str = ""
) -> tuple[FiledLine, ...]:
    """Return the last lines of an article: those of ``client`` (its name) first, then the others, newest first.

    ``form`` narrows to one direction; ``besides`` is the draft that asks. Drafts in the bin do not count; of lines
    that say the same to the same client only the newest is returned.
    """
    mine = case((drafts.c.trade_name == client, 0), else_=1) if client else case((drafts.c.id == "", 0), else_=1)
    query = _lines().where(goods_lines.c.hs_code == hs_code, drafts.c.id != besides)
    if form:
        query = query.where(drafts.c.form == form)
    query = query.order_by(mine, drafts.c.updated_at.desc(), goods_lines.c.item).limit(limit * 20)
    found: dict[tuple[str, str, str], FiledLine] = {}
    for row in connection.execute(query):
        line = _read(row)
        found.setdefault((line.client, line.name, line.model), line)
    return tuple(found.values())[:limit]


def prices_of(connection: Connection, hs_code: str, client: str = "", limit: int = 30) -> tuple[FiledLine, ...]:
    """Return the last lines of an article that have a price, newest first, of one client where it is given."""
    query = _lines().where(goods_lines.c.hs_code == hs_code, goods_lines.c.price != "")
    if client:
        query = query.where(drafts.c.trade_name == client)
    return tuple(_read(row) for row in connection.execute(query.order_by(drafts.c.updated_at.desc()).limit(limit)))


def uses_of(connection: Connection, since: datetime, hs_codes: Sequence[str] = ()) -> Mapping[str, int]:
    """Return how many declarations changed since ``since`` have a line of each article (of those named, or of all)."""
    query = (
        select(goods_lines.c.hs_code, func.count(goods_lines.c.draft_id.distinct()))
        .join(drafts, drafts.c.id == goods_lines.c.draft_id)
        .where(drafts.c.deleted.is_(False), drafts.c.updated_at >= since)
        .group_by(goods_lines.c.hs_code)
    )
    if hs_codes:
        query = query.where(goods_lines.c.hs_code.in_(list(hs_codes)))
    return {row[0]: row[1] for row in connection.execute(query)}


def clients_of(connection: Connection, hs_code: str, since: datetime, limit: int = 5) -> tuple[ClientUse, ...]:
    """Return who filed an article where since ``since``, the most frequent first, with the last specification."""
    query = (
        select(
            drafts.c.trade_name,
            drafts.c.port,
            func.count(drafts.c.id.distinct()).label("declarations"),
            func.max(drafts.c.updated_at),  # SQLite takes the other columns from the row of the maximum
            goods_lines.c.model,
        )
        .join(goods_lines, goods_lines.c.draft_id == drafts.c.id)
        .where(goods_lines.c.hs_code == hs_code, drafts.c.deleted.is_(False), drafts.c.updated_at >= since)
        .group_by(drafts.c.trade_name, drafts.c.port)
        .order_by(func.count(drafts.c.id.distinct()).desc(), func.max(drafts.c.updated_at).desc())
        .limit(limit)
    )
    return tuple(ClientUse(client, port, count, model) for client, port, count, _, model in connection.execute(query))


def _lines() -> Select[Any]:
    return (
        select(
            goods_lines,
            drafts.c.updated_at,
            drafts.c.status,
            drafts.c.form,
            drafts.c.trade_name,
            drafts.c.port,
            drafts.c.client_seq_no,
            drafts.c.seq_no,
            drafts.c.entry_id,
        )
        .join(drafts, drafts.c.id == goods_lines.c.draft_id)
        .where(drafts.c.deleted.is_(False))
    )


def _read(row: Row[Any]) -> FiledLine:
    return FiledLine(
        draft_id=row.draft_id,
        item=row.item,
        at=row.updated_at,
        number=row.entry_id or row.seq_no or row.client_seq_no,
        status=Status(row.status),
        form=row.form,
        client=row.trade_name,
        port=row.port,
        hs_code=row.hs_code,
        name=row.name,
        model=row.model,
        quantity=row.quantity,
        unit=row.unit,
        price=row.price,
        currency=row.currency,
    )
