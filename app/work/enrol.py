"""Takes a list of residents into the register, all of its usable rows in one transaction or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.border_trade.register import Mandate
from app.sheets.residents import Listed
from app.store import audit, border_groups, residents
from app.store.engine import Connection, Database
from app.store.sealed import Sealer

_OFTEN = 100  # rows between two words about progress


@dataclass(frozen=True, slots=True)
class Enrolled:
    """How many were new, brought up to date, put into groups and given mandates."""

    added: int
    updated: int
    groups: int
    mandates: int


def enrol(database: Database, rows: Sequence[Listed], who: str, zone: str, now: datetime) -> Enrolled:
    """Register the rows; groups named and not yet known are made. Raises StoreTrouble, then nothing was changed."""
    with database.writing() as connection:
        return enrol_within(connection, database.sealer, rows, who, zone, now)


def enrol_within(
    connection: Connection,
    sealer: Sealer,
    rows: Sequence[Listed],
    who: str,
    zone: str,
    now: datetime,
    told: Callable[[int], None] | None = None,
) -> Enrolled:
    """Register the rows in the caller's transaction; ``told`` hears how many are done, now and then."""
    enrolled = _enrol(connection, sealer, rows, zone, now, told or (lambda _done: None))
    counted = {"added": str(enrolled.added), "updated": str(enrolled.updated)}
    audit.record(connection, now, who, "import_residents", "residents", counted)
    return enrolled


def _enrol(
    connection: Connection,
    sealer: Sealer,
    rows: Sequence[Listed],
    zone: str,
    now: datetime,
    told: Callable[[int], None],
) -> Enrolled:
    day = now.date()
    known = {group.name: group.id for group in border_groups.all_groups(connection)}
    added = made = given = 0
    for number, row in enumerate(rows):
        if number % _OFTEN == 0:
            told(number)
        resident_id, new = residents.add(connection, sealer, row.person, now)
        added += new
        if not row.group:
            continue
        if row.group not in known:
            known[row.group] = border_groups.new_group(connection, _number(connection), row.group, zone, now)
            made += 1
        border_groups.join(connection, known[row.group], resident_id, day)
        given += _mandate(connection, resident_id, known[row.group], row.mandate_until, now)
    return Enrolled(added, len(rows) - added, made, given)


def _number(connection: Connection) -> str:
    number = len(border_groups.all_groups(connection)) + 1
    while border_groups.number_taken(connection, str(number)):
        number += 1
    return str(number)


def _mandate(connection: Connection, resident_id: str, group_id: str, until: date | None, now: datetime) -> bool:
    """Write down a mandate the list states, unless the same one stands already."""
    if until is None:
        return False
    end = None if until == date.max else until
    same = any(
        one.kind is Mandate.FILING and one.group_id == group_id and one.until == end and one.withdrawn_on is None
        for one in border_groups.mandates_of(connection, resident_id)
    )
    if not same:
        day = now.date()
        border_groups.give(
            connection, resident_id, Mandate.FILING, day, end, now, group_id=group_id, signed_by="名单导入"
        )
    return not same
