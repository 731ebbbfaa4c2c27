"""Earlier goods lines of the same article, those of the same client first, to fill a new line from. SQL only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app.core.draft import Draft
from app.store.goods_lines import FIELDS, SECTION
from app.store.goods_tables import goods_lines
from app.store.tables import drafts

_MOST = 20
_TAKEN = ("name", "model", "unit", "price", "currency", "origin")  # how much there was says nothing of this shipment


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """One line of another declaration: what it held by relative path, of which firm, under which number, when."""

    texts: dict[str, str]
    firm: str
    number: str
    at: datetime


def earlier_lines(connection: Connection, draft_id: str, draft: Draft, row: int) -> list[EarlierLine]:
    """Return the lines of other declarations with the article of a draft's line, the newest of its client first."""
    article = draft.get(f"{SECTION}[{row}].{FIELDS['hs_code']}").strip()
    if not article:
        return []
    client = draft.get("trade_name").strip()
    query = (
        select(goods_lines, drafts.c.trade_name, drafts.c.client_seq_no, drafts.c.updated_at)
        .join(drafts, drafts.c.id == goods_lines.c.draft_id)
        .where(goods_lines.c.hs_code == article, drafts.c.id != draft_id, drafts.c.deleted.is_(False))
        .order_by((drafts.c.trade_name == client).desc(), drafts.c.updated_at.desc(), goods_lines.c.item)
        .limit(_MOST)
    )
    return [
        EarlierLine(
            {FIELDS[name]: getattr(one, name) for name in _TAKEN if getattr(one, name)},
            one.trade_name,
            one.client_seq_no,
            one.updated_at,
        )
        for one in connection.execute(query)
    ]
