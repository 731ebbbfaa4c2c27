"""Finds declarations among many: the numbers of all that answer at once, their rows as they are looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, text, update

from app.declarations.labels import Label
from app.declarations.list_filter import ListFilter, Sort
from app.store.drafts import DraftRow, load_draft, rows_where
from app.store.finding_index import index_draft, index_life
from app.store.finding_tables import finding, saved_views
from app.store.goods_tables import goods_lines
from app.store.search_words import asked
from app.store.tables import drafts

_ORDERS: Mapping[Sort, Any] = {
    Sort.UPDATED: finding.c.updated_at,
    Sort.CREATED: finding.c.created_at,
    Sort.OWN_NUMBER: finding.c.own_number,
    Sort.CUSTOMS_NUMBER: finding.c.customs_number,
    Sort.STATUS: finding.c.status,
    Sort.PORT: finding.c.port,
    Sort.TRADER: finding.c.trader,
    Sort.TOTAL: finding.c.total,
}


def find(connection: Connection, wanted: ListFilter, now: datetime, among: Collection[str] | None = None) -> list[int]:
    """Return the numbers of all declarations that answer, starred ones first; ``among``: ids it is narrowed to.

    Of a declaration's versions the superseded ones are left out: they stand in its version tree.
    """
    query = select(finding.c.number).where(_standing(wanted), *_conditions(wanted, now))
    if among is not None:
        query = query.where(finding.c.draft_id.in_(sorted(among)))
    order = _ORDERS[wanted.sort]
    newest = finding.c.number.desc()
    query = query.order_by(finding.c.starred.desc(), order.desc() if wanted.descending else order, newest)
    if not wanted.text:
        return list(connection.execute(query).scalars())
    match = asked(wanted.text)
    if not match:
        return []
    found = text("finding.number IN (SELECT rowid FROM finds WHERE finds MATCH :match)")
    return list(connection.execute(query.where(found), {"match": match}).scalars())


def rows_of(connection: Connection, numbers: Sequence[int]) -> dict[int, DraftRow]:
    """Return the rows of some numbers by number, in their order; one whose draft has gone is left out."""
    query = select(finding).where(finding.c.number.in_(numbers))
    marks = {row.draft_id: row for row in connection.execute(query)}
    found = {
        marks[row.id].number: replace(row, starred=marks[row.id].starred, label=marks[row.id].label)
        for row in rows_where(connection, drafts.c.id.in_(list(marks)))
    }
    return {number: found[number] for number in numbers if number in found}


def put_star(connection: Connection, draft_ids: Collection[str], on: bool) -> None:
    """Star drafts, or take the star off."""
    connection.execute(update(finding).where(finding.c.draft_id.in_(list(draft_ids))).values(starred=on))


def put_label(connection: Connection, draft_ids: Collection[str], label: Label | None) -> None:
    """Put one label on drafts, None takes it off."""
    value = label.value if label is not None else ""
    connection.execute(update(finding).where(finding.c.draft_id.in_(list(draft_ids))).values(label=value))


def note_errors(connection: Connection, draft_id: str, errors: int) -> None:
    """Keep how many findings block a draft, as counted without opening it; nothing else of it changes."""
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(errors=errors))


def clients(connection: Connection, limit: int = 30) -> list[str]:
    """Return the firms filed for, those of the newest declarations first."""
    newest = select(finding.c.trader).where(finding.c.trader != "", finding.c.binned.is_(False))
    names = connection.execute(newest.order_by(finding.c.number.desc()).limit(2_000)).scalars()
    return list(dict.fromkeys(names))[:limit]


def ports(connection: Connection, limit: int = 30) -> list[str]:
    """Return the offices filed at, those of the newest declarations first."""
    newest = select(finding.c.port).where(finding.c.port != "", finding.c.binned.is_(False))
    codes = connection.execute(newest.order_by(finding.c.number.desc()).limit(2_000)).scalars()
    return list(dict.fromkeys(codes))[:limit]


def save_view(connection: Connection, name: str, line: str, now: datetime) -> None:
    """Keep a filter under a name; the same name is written over."""
    connection.execute(delete(saved_views).where(saved_views.c.name == name))
    connection.execute(insert(saved_views).values(name=name, line=line, updated_at=now))


def drop_view(connection: Connection, name: str) -> None:
    """Forget a kept filter."""
    connection.execute(delete(saved_views).where(saved_views.c.name == name))


def views(connection: Connection) -> list[tuple[str, str]]:
    """Return the kept filters by name."""
    rows = connection.execute(select(saved_views.c.name, saved_views.c.line).order_by(saved_views.c.name))
    return [(row.name, row.line) for row in rows]


def catch_up(connection: Connection, limit: int = 500) -> int:
    """Index declarations of an older file that are not indexed yet; returns how many it did."""
    missing = text("SELECT draft_id FROM finding WHERE number NOT IN (SELECT rowid FROM finds) LIMIT :limit")
    ids = list(connection.execute(missing, {"limit": limit}).scalars())
    for draft_id in ids:
        stored = load_draft(connection, draft_id)
        index_draft(connection, draft_id, stored.draft)
        index_life(connection, draft_id, [stored.row.seq_no, stored.row.entry_id])
    return len(ids)


def _standing(wanted: ListFilter) -> ColumnElement[bool]:
    """Return the condition all share: in the bin or not, and in force.

    The order of the list is an index that holds the state too. Whoever asks for more must not go through it, row by
    row: the narrow table is read from end to end ten times as fast. A plus keeps SQLite from the index.
    """
    by_index = replace(wanted, statuses=frozenset()) == ListFilter(binned=wanted.binned)
    sign = "" if by_index else "+"
    value = int(wanted.binned)
    return and_(text(f"{sign}finding.binned = {value}"), text(f"{sign}finding.superseded = 0"))


def _conditions(wanted: ListFilter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, values in (
        (finding.c.status, [one.value for one in wanted.statuses]),
        (finding.c.mode, [one.value for one in wanted.modes]),
        (finding.c.form, sorted(wanted.forms)),
        (finding.c.port, sorted(wanted.ports)),
        (finding.c.label, [one.value for one in wanted.labels]),
    ):
        if values:
            found.append(column.in_(values))
    if wanted.clients:
        found.append(or_(*(finding.c.trader.contains(name, autoescape=True) for name in sorted(wanted.clients))))
    if wanted.hs:
        articles = select(goods_lines.c.draft_id).where(goods_lines.c.hs_code.startswith(wanted.hs, autoescape=True))
        found.append(finding.c.draft_id.in_(articles))
    if wanted.bill:
        found.append(finding.c.bill_number.contains(wanted.bill, autoescape=True))
    if wanted.within:
        first = datetime.combine(now.date() - timedelta(days=wanted.within - 1), time(), now.tzinfo)
        found.append(finding.c.updated_at >= first)
    if wanted.starred:
        found.append(finding.c.starred.is_(True))
    return found
