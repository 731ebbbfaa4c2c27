"""What this office's own declarations say of a tariff number: the strings it wrote and the prices it declared. SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import Connection, select

from app.core.clock import SHANGHAI
from app.core.draft import Draft, DraftUnreadable
from app.store.tables import drafts

_MOST_READ = 60  # declarations looked into, the newest first
_ITEMS = "items"


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
    """Return the goods lines of a tariff number in the newest declarations that have it, the newest first."""
    if not hs_code.isdigit():
        return []
    row = drafts.c
    query = (
        select(row.id, row.client_seq_no, row.trade_name, row.port, row.updated_at, row.status, row.document)
        .where(row.deleted.is_(False), row.document.contains(f'.hs_code": "{hs_code}"', autoescape=True))
        .order_by(row.updated_at.desc(), row.id.desc())
        .limit(most)
    )
    found: list[OwnLine] = []
    for one in connection.execute(query):
        about = (one.client_seq_no, one.trade_name, one.port, one.updated_at.astimezone(SHANGHAI).date())
        found += _lines(one.document, hs_code, one.id, about, one.status)
    return found


def _lines(
    document: str, hs_code: str, draft_id: str, about: tuple[str, str, str, date], status: str
) -> Iterator[OwnLine]:
    try:
        draft = Draft.from_json(document)
    except DraftUnreadable:
        return
    for at in range(draft.rows(_ITEMS)):
        row = f"{_ITEMS}[{at}]"
        if draft.get(f"{row}.hs_code").strip() != hs_code:
            continue
        yield OwnLine(
            draft_id,
            *about,
            draft.get(f"{row}.model").strip(),
            _number(draft.get(f"{row}.price")),
            draft.get(f"{row}.currency").strip(),
            draft.get(f"{row}.unit").strip(),
            status,
        )


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
