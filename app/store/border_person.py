"""One resident in full but for his numbers: groups and mandates over time, his days, who looked at his ID number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select, update

from app.border_trade.masking import masked_phone
from app.border_trade.share import COUNTED
from app.reference.spelling import syllables
from app.store import audit, border_groups, residents
from app.store.border_groups import Given
from app.store.border_tables import groups, memberships, shares
from app.store.border_tables import residents as table
from app.store.residents import Resident
from app.store.sealed import Place, Sealer

DAYS = 30
LOOKED = "reveal_id"


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of time in a group; ``until`` None = still."""

    group_id: str
    group: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody saw the ID number in full."""

    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A resident with what the register knows of him."""

    resident: Resident
    stays: tuple[Stay, ...]
    mandates: tuple[Given, ...]
    lots: int
    by_day: Mapping[date, int]  # value in fen of the last DAYS days
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What may change of a known resident without his ID number; an empty phone or card leaves the old one."""

    name: str
    record_number: str
    id_until: date | None
    record_until: date | None
    county: str
    sex: str
    nation: str
    phone: str
    card: str
    note: str


def person(connection: Connection, resident_id: str, day: date) -> PersonSeen:
    """Return a resident; raises LookupError."""
    resident = residents.get(connection, resident_id)
    first = day - timedelta(days=DAYS - 1)
    counted, by_day = _days(connection, resident_id, first, day)
    looks = [
        Look(one.at, one.actor, one.detail.get("why", ""))
        for one in audit.entries(connection, f"resident:{resident_id}", limit=50)
        if one.event == LOOKED
    ]
    given = tuple(border_groups.mandates_of(connection, resident_id))
    return PersonSeen(resident, _stays(connection, resident_id), given, counted, by_day, tuple(looks))


def revise(connection: Connection, sealer: Sealer, resident_id: str, said: Revision, now: datetime) -> None:
    """Bring a known resident up to date; his ID number stays as it is and is not opened. Raises LookupError."""
    residents.get(connection, resident_id)
    spelled = syllables(said.name).split()
    values: dict[str, object] = {
        "name": said.name,
        "pinyin": f"{''.join(spelled)} {''.join(part[0] for part in spelled)}",
        "record_number": said.record_number,
        "id_until": said.id_until.isoformat() if said.id_until else "",
        "record_until": said.record_until.isoformat() if said.record_until else "",
        "county": said.county,
        "sex": said.sex,
        "nation": said.nation,
        "note": said.note,
        "updated_at": now,
    }
    if said.phone.strip():
        phone = said.phone.strip().upper()
        values["phone_sealed"] = sealer.seal(phone, Place("residents", resident_id, "phone"))
        values["phone_masked"] = masked_phone(phone)
    if said.card.strip():
        values["card_mark"] = sealer.index(said.card.strip().upper())
    connection.execute(update(table).where(table.c.id == resident_id).values(**values))


def _stays(connection: Connection, resident_id: str) -> tuple[Stay, ...]:
    query = (
        select(memberships.c.group_id, groups.c.name, memberships.c.since, memberships.c.until)
        .join(groups, groups.c.id == memberships.c.group_id)
        .where(memberships.c.resident_id == resident_id)
        .order_by(memberships.c.since.desc(), memberships.c.id.desc())
    )
    return tuple(
        Stay(
            row.group_id, row.name, date.fromisoformat(row.since), date.fromisoformat(row.until) if row.until else None
        )
        for row in connection.execute(query)
    )


def _days(connection: Connection, resident_id: str, first: date, last: date) -> tuple[int, Mapping[date, int]]:
    columns = shares.c
    query = (
        select(columns.day, func.count(), func.sum(columns.value))
        .where(
            columns.resident_id == resident_id,
            columns.day >= first.isoformat(),
            columns.day <= last.isoformat(),
            columns.state.in_([state.value for state in COUNTED]),
            columns.quantity > 0,
        )
        .group_by(columns.day)
    )
    rows: Sequence[tuple[str, int, int]] = [(row[0], row[1], int(row[2])) for row in connection.execute(query)]
    return sum(row[1] for row in rows), {date.fromisoformat(row[0]): row[2] for row in rows}
