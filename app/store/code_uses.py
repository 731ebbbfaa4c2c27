"""Which codes were chosen for whom, over all sittings: written a choice at a time, read when the window opens."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from app.store.goods_tables import code_uses

_MOST_READ = 5000


def record_use(connection: Connection, table: str, code: str, client: str, now: datetime) -> None:
    """Count one choice of a code."""
    one = insert(code_uses).values(stem=table, client=client, code=code, uses=1, used_at=now)
    again = one.on_conflict_do_update(
        index_elements=["stem", "client", "code"], set_={"uses": code_uses.c.uses + 1, "used_at": now}
    )
    connection.execute(again)


def recorded_uses(connection: Connection) -> Iterator[tuple[str, str, str, int]]:
    """Yield table, code, client and count, the one chosen longest ago first; only so many as matter to a search."""
    query = select(code_uses).order_by(code_uses.c.used_at.desc()).limit(_MOST_READ)
    for row in reversed(connection.execute(query).all()):
        yield row.stem, row.code, row.client, row.uses
