"""What this office's own declarations say of a tariff number: the strings it wrote and the prices it declared. SQL."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, Row, select

from app.core.clock import SHANGHAI
from app.store.goods_tables import goods_lines
from app.store.tables import drafts

_MOST_READ = 60


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One goods line of a stored declaration."""

    draft_id: str
    number: str
    firm: str
    port: str
    day: date
    specification: str
    price: Decimal | None
    currency: str
    unit: str
    status: str


def lines_of(connection: Connection, hs_code: str, most: int = _MOST_READ) -> list[OwnLine]:
    """Return the newest goods lines of a tariff number, the newest first; drafts in the bin do not count."""
    query = (
        select(
            goods_lines,
            drafts.c.client_seq_no,
            drafts.c.trade_name,
            drafts.c.port,
            drafts.c.updated_at,
            drafts.c.status,
        )
        .join(drafts, drafts.c.id == goods_lines.c.draft_id)
        .where(goods_lines.c.hs_code == hs_code, drafts.c.deleted.is_(False))
        .order_by(drafts.c.updated_at.desc(), drafts.c.id.desc(), goods_lines.c.item)
        .limit(most)
    )
    return [_line(row) for row in connection.execute(query)]


def _line(row: Row[Any]) -> OwnLine:
    return OwnLine(
        row.draft_id,
        row.client_seq_no,
        row.trade_name,
        row.port,
        row.updated_at.astimezone(SHANGHAI).date(),
        row.model,
        _number(row.price),
        row.currency,
        row.unit,
        row.status,
    )


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
