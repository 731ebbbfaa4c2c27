"""Keeps the index of goods lines in step with the drafts, which stay the truth; app.store.own_use asks it."""

from typing import Any

from sqlalchemy import Connection, delete, insert

from app.core.draft import Draft
from app.declarations.words import harmless
from app.store.goods_tables import goods_lines

SECTION = "items"
FIELDS = {
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
    rows = [_line(draft, number) | {"draft_id": draft_id} for number in range(draft.rows(SECTION))]
    filled = [row for row in rows if row["hs_code"]]
    if filled:
        connection.execute(insert(goods_lines), filled)


def _line(draft: Draft, number: int) -> dict[str, Any]:
    texts = {name: draft.get(f"{SECTION}[{number}].{field}").strip() for name, field in FIELDS.items()}
    kept = {name: harmless(text, _LONGEST_MODEL if name == "model" else _LONGEST) for name, text in texts.items()}
    return {**kept, "item": number + 1}
