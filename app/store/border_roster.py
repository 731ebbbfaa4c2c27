"""Reads the register as a list: who is fit, in which group, under which mandate, what is left of today's quota."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from app.border_trade.register import Mandate, fitness
from app.border_trade.roster import RosterLine
from app.border_trade.share import ShareState
from app.store import border_groups, border_lots, residents
from app.store.border_groups import Group
from app.store.border_tables import lots, mandates, memberships, shares
from app.store.residents import Resident

_MOST = 20_000
_TOOK_PART = (ShareState.QUEUED, ShareState.SENT, ShareState.RELEASED, ShareState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Roster:
    """The register on a day: its lines, those a text was found in first asked, and the groups."""

    lines: tuple[RosterLine, ...]
    found: frozenset[str] | None  # None: nothing was looked for
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class _Mandated:
    until: date | None


@dataclass(frozen=True, slots=True)
class _Known:
    used: Mapping[str, int]
    last: Mapping[str, date]


def roster(connection: Connection, day: date, quota: int, text: str = "") -> Roster:
    """Return the whole register as of a day; ``quota`` in fen."""
    people = residents.search(connection, limit=_MOST)
    found = frozenset(one.id for one in residents.search(connection, text, limit=_MOST)) if text.strip() else None
    groups = border_groups.all_groups(connection)
    named = {group.id: group for group in groups}
    member = _members(connection)
    given = _filing_mandates(connection, day)
    known = _Known(border_lots.used_on(connection, day, [one.id for one in people]), _last_lots(connection))
    lines = []
    for one in people:
        group = named.get(member.get(one.id, ""))
        mandate = given.get((one.id, group.id)) if group is not None else None
        lines.append(_line(one, group, mandate, known, day, quota))
    return Roster(tuple(lines), found, tuple(groups))


def _line(
    one: Resident, group: Group | None, mandate: _Mandated | None, known: _Known, day: date, quota: int
) -> RosterLine:
    until = mandate.until if mandate is not None else None
    return RosterLine(
        resident_id=one.id,
        name=one.name,
        id_masked=one.id_masked,
        record_number=one.record_number,
        id_until=one.id_until,
        group_id=group.id if group is not None else "",
        group=group.name if group is not None else "",
        leads=group is not None and group.leader_id == one.id,
        mandated=mandate is not None,
        mandate_until=until,
        mandate_left=(until - day).days if until is not None else None,
        fitness=fitness(day, one.id_until, one.record_until, active=one.active, mandated=None),
        used=known.used.get(one.id, 0),
        quota=quota,
        last_lot=known.last.get(one.id),
        active=one.active,
    )


def _members(connection: Connection) -> Mapping[str, str]:
    query = select(memberships.c.resident_id, memberships.c.group_id).where(memberships.c.until == "")
    return {row.resident_id: row.group_id for row in connection.execute(query)}


def _filing_mandates(connection: Connection, day: date) -> Mapping[tuple[str, str | None], _Mandated]:
    """Return, for each resident and group, the mandate to file that holds longest."""
    columns, told = mandates.c, day.isoformat()
    query = select(columns.resident_id, columns.group_id, columns.until).where(
        columns.kind == Mandate.FILING.value,
        columns.since <= told,
        (columns.until == "") | (columns.until >= told),
        (columns.withdrawn_on == "") | (columns.withdrawn_on > told),
    )
    longest: dict[tuple[str, str | None], str] = {}
    for row in connection.execute(query):
        key = (row.resident_id, row.group_id)
        before = longest.get(key)
        longest[key] = row.until if before is None else "" if "" in (before, row.until) else max(before, row.until)
    return {key: _Mandated(date.fromisoformat(end) if end else None) for key, end in longest.items()}


def _last_lots(connection: Connection) -> Mapping[str, date]:
    query = (
        select(shares.c.resident_id, func.max(lots.c.day))
        .join(lots, lots.c.id == shares.c.lot_id)
        .where(shares.c.state.in_([state.value for state in _TOOK_PART]), shares.c.quantity > 0)
        .group_by(shares.c.resident_id)
    )
    return {resident_id: date.fromisoformat(day) for resident_id, day in connection.execute(query)}
