"""The firms an office files for and the people who file; offered while typing, never written into a draft by itself."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from app.declarations.number import new_id
from app.store.tables import operators, parties


@dataclass(frozen=True, slots=True)
class Party:
    """A firm in one role (``trade``, ``owner``, ``agent``, ``overseas``)."""

    role: str
    name: str
    scc: str = ""
    customs_code: str = ""
    ciq_code: str = ""
    english_name: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who files: what DecSign wants to know of the person."""

    name: str
    card_number: str
    firm_code: str


def remember_party(connection: Connection, party: Party, now: datetime) -> None:
    """Note that a firm was used, so that it is offered first."""
    row = asdict(party) | {"id": new_id(now), "uses": 1, "used_at": now}
    known = {"uses": parties.c.uses + 1, "used_at": now, "ciq_code": party.ciq_code, "english_name": party.english_name}
    unique = ["role", "scc", "customs_code", "name"]
    connection.execute(insert(parties).values(**row).on_conflict_do_update(index_elements=unique, set_=known))


def parties_like(connection: Connection, role: str, text: str, limit: int = 20) -> list[Party]:
    """Return the firms of a role whose name or number holds ``text``, the most used first."""
    columns = parties.c
    fields = (columns.name, columns.english_name, columns.scc, columns.customs_code)
    query = select(parties).where(columns.role == role, or_(*(one.icontains(text, autoescape=True) for one in fields)))
    rows = connection.execute(query.order_by(columns.uses.desc(), columns.used_at.desc()).limit(limit))
    return [Party(row.role, row.name, row.scc, row.customs_code, row.ciq_code, row.english_name) for row in rows]


def set_operator(connection: Connection, operator: Operator, now: datetime) -> None:
    """Make somebody the present operator."""
    connection.execute(update(operators).values(current=False))
    row = asdict(operator) | {"current": True, "updated_at": now}
    same = (operators.c.card_number == operator.card_number, operators.c.name == operator.name)
    if connection.execute(update(operators).where(*same).values(**row)).rowcount == 0:
        connection.execute(insert(operators).values(id=new_id(now), **row))


def present_operator(connection: Connection) -> Operator | None:
    """Return the present operator, None before anybody was named."""
    row = connection.execute(select(operators).where(operators.c.current.is_(True))).one_or_none()
    return None if row is None else Operator(row.name, row.card_number, row.firm_code)
