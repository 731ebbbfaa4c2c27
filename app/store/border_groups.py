"""互助组, their members over time and the mandates they gave; nothing is ever deleted, ends are written down."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from app.border_trade.register import Mandate
from app.declarations.number import new_id
from app.store.border_tables import groups, mandates, memberships


@dataclass(frozen=True, slots=True)
class Group:
    """A group and how many are in it."""

    id: str
    number: str
    name: str
    zone: str
    leader_id: str | None
    members: int


@dataclass(frozen=True, slots=True)
class Membership:
    """One stretch of time in a group; ``until`` None = still."""

    resident_id: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A mandate; ``until`` None = without end."""

    id: str
    kind: Mandate
    group_id: str | None
    since: date
    until: date | None
    signed_by: str
    withdrawn_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        ended = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.since <= day and not ended and (self.until is None or day <= self.until)


def new_group(connection: Connection, number: str, name: str, zone: str, now: datetime) -> str:
    """Make a group; raises sqlalchemy's IntegrityError for a number taken (callers ask ``number_taken`` first)."""
    group_id = new_id(now)
    row = {"number": number, "name": name, "zone": zone, "leader_id": None, "created_at": now, "closed_on": ""}
    connection.execute(insert(groups).values(id=group_id, **row))
    return group_id


def number_taken(connection: Connection, number: str) -> bool:
    """Tell whether a group has that number."""
    return connection.execute(select(groups.c.id).where(groups.c.number == number)).first() is not None


def all_groups(connection: Connection) -> list[Group]:
    """Return the groups that are not closed, by number."""
    count = (
        select(memberships.c.group_id, func.count().label("members"))
        .where(memberships.c.until == "")
        .group_by(memberships.c.group_id)
        .subquery()
    )
    query = select(groups, count.c.members).outerjoin(count, count.c.group_id == groups.c.id)
    rows = connection.execute(query.where(groups.c.closed_on == "").order_by(groups.c.number))
    return [Group(r.id, r.number, r.name, r.zone, r.leader_id, r.members or 0) for r in rows]


def join(connection: Connection, group_id: str, resident_id: str, day: date) -> None:
    """Put a resident into a group; he leaves the one he was in."""
    if group_of(connection, resident_id) == group_id:
        return
    leave(connection, resident_id, day)
    row = {"group_id": group_id, "resident_id": resident_id, "since": day.isoformat(), "until": ""}
    connection.execute(insert(memberships).values(**row))


def leave(connection: Connection, resident_id: str, day: date) -> None:
    """End a resident's present membership; a group he led has no leader then."""
    ended = (memberships.c.resident_id == resident_id, memberships.c.until == "")
    connection.execute(update(memberships).where(*ended).values(until=day.isoformat()))
    connection.execute(update(groups).where(groups.c.leader_id == resident_id).values(leader_id=None))


def lead(connection: Connection, group_id: str, resident_id: str, day: date) -> None:
    """Make a member the leader of his group."""
    join(connection, group_id, resident_id, day)
    connection.execute(update(groups).where(groups.c.id == group_id).values(leader_id=resident_id))


def group_of(connection: Connection, resident_id: str) -> str | None:
    """Return the group a resident is in now."""
    now = (memberships.c.resident_id == resident_id, memberships.c.until == "")
    return connection.execute(select(memberships.c.group_id).where(*now)).scalar_one_or_none()


def roster(connection: Connection, group_id: str) -> list[Membership]:
    """Return everybody who was ever in a group, in the order of joining."""
    query = (
        select(memberships).where(memberships.c.group_id == group_id).order_by(memberships.c.since, memberships.c.id)
    )
    return [
        Membership(row.resident_id, date.fromisoformat(row.since), _day(row.until)) for row in connection.execute(query)
    ]


def give(
    connection: Connection,
    resident_id: str,
    kind: Mandate,
    since: date,
    until: date | None,
    now: datetime,
    *,
    group_id: str | None = None,
    signed_by: str = "",
) -> str:
    """Write down a mandate and return its id."""
    mandate_id = new_id(now)
    row = {
        "resident_id": resident_id,
        "group_id": group_id,
        "kind": kind.value,
        "since": since.isoformat(),
        "until": "" if until is None else until.isoformat(),
        "signed_by": signed_by,
        "withdrawn_on": "",
        "created_at": now,
    }
    connection.execute(insert(mandates).values(id=mandate_id, **row))
    return mandate_id


def withdraw(connection: Connection, mandate_id: str, day: date) -> None:
    """End a mandate on a day; from that day on it does not hold."""
    connection.execute(update(mandates).where(mandates.c.id == mandate_id).values(withdrawn_on=day.isoformat()))


def mandates_of(connection: Connection, resident_id: str) -> list[Given]:
    """Return what a resident has agreed to, the newest first."""
    query = select(mandates).where(mandates.c.resident_id == resident_id).order_by(mandates.c.created_at.desc())
    return [
        Given(
            row.id,
            Mandate(row.kind),
            row.group_id,
            date.fromisoformat(row.since),
            _day(row.until),
            row.signed_by,
            _day(row.withdrawn_on),
        )
        for row in connection.execute(query)
    ]


def mandated(connection: Connection, group_id: str, day: date) -> frozenset[str]:
    """Return the residents whose mandate to file holds for a group on a day."""
    columns, told = mandates.c, day.isoformat()
    query = select(columns.resident_id).where(
        columns.kind == Mandate.FILING.value,
        columns.group_id == group_id,
        columns.since <= told,
        (columns.until == "") | (columns.until >= told),
        (columns.withdrawn_on == "") | (columns.withdrawn_on > told),
    )
    return frozenset(connection.execute(query).scalars())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
