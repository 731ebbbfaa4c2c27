"""The ledger of 担保备案: what they are, and what open declarations take of them; it decides nothing about filing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from app.declarations import guarantee as ledger
from app.declarations.actions import declaration_status, held_actions
from app.declarations.guarantee import Balance, Guarantee, Use
from app.declarations.status import Status
from app.store.deeds import deeds_of
from app.store.stage_tables import guarantee_uses, guarantees
from app.store.tables import submissions


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a filing takes of a guarantee: its number and the tax estimated on the day of filing, in CNY."""

    number: str
    amount: Decimal


def pledge_of(facts: Mapping[str, object]) -> Pledge | None:
    """Return what a draft with these facts takes of a guarantee, None where it names none or its tax is not known."""
    number, tax = str(facts.get(ledger.NUMBER_FACT) or "").strip(), _amount(facts.get(ledger.TAX_FACT))
    return Pledge(number, tax) if number and tax is not None else None


def balance_fact(connection: Connection, facts: Mapping[str, object], submission_id: str = "") -> str | None:
    """Return what the guarantee a draft names has left for it, None where the ledger does not know it."""
    number = str(facts.get(ledger.NUMBER_FACT) or "").strip()
    found = balance(connection, number, own=submission_id) if number else None
    return None if found is None else f"{found.available:f}"


def _amount(value: object) -> Decimal | None:
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def put_guarantee(connection: Connection, one: Guarantee, now: datetime) -> Guarantee:
    """Add a guarantee to the ledger, or write it anew."""
    row = {
        "holder": one.holder,
        "limit": f"{one.limit:f}",
        "valid_to": one.valid_to.isoformat() if one.valid_to else "",
        "source": one.source,
        "note": one.note,
        "updated_at": now,
    }
    known = insert(guarantees).values(number=one.number, **row)
    connection.execute(known.on_conflict_do_update(index_elements=["number"], set_=row))
    return one


def list_guarantees(connection: Connection) -> list[Guarantee]:
    """Return the ledger in the order of numbers."""
    return [_read(row) for row in connection.execute(select(guarantees).order_by(guarantees.c.number))]


def guarantee(connection: Connection, number: str) -> Guarantee | None:
    """Return one guarantee, None if the ledger does not know it."""
    row = connection.execute(select(guarantees).where(guarantees.c.number == number)).one_or_none()
    return None if row is None else _read(row)


def pledge(connection: Connection, submission_id: str, taken: Pledge, now: datetime) -> None:
    """Note what a submission takes of a guarantee; filed again it takes what it takes then."""
    row = {"number": taken.number, "amount": f"{taken.amount:f}", "updated_at": now}
    known = insert(guarantee_uses).values(submission_id=submission_id, **row)
    connection.execute(known.on_conflict_do_update(index_elements=["submission_id"], set_=row))


def uses(connection: Connection, number: str) -> Sequence[Use]:
    """Return everything ever taken of a guarantee, with where each declaration stands now."""
    query = (
        select(guarantee_uses, submissions.c.status)
        .join(submissions, submissions.c.id == guarantee_uses.c.submission_id)
        .where(guarantee_uses.c.number == number)
        .order_by(guarantee_uses.c.submission_id)
    )
    return [
        Use(
            row.submission_id, row.number, Decimal(row.amount), _held(connection, row.submission_id, Status(row.status))
        )
        for row in connection.execute(query).all()
    ]


def _held(connection: Connection, submission_id: str, status: Status) -> Status:
    """Return where what the authority holds stands: a first step keeps its part when the second is sent back."""
    if status is not Status.REJECTED:
        return status
    return declaration_status(held_actions(deeds_of(connection, submission_id).actions))


def balance(connection: Connection, number: str, this: Decimal = Decimal(), own: str = "") -> Balance | None:
    """Return a guarantee's balance, None if the ledger does not know it; ``own`` submission is not counted as used."""
    known = guarantee(connection, number)
    return None if known is None else ledger.balance(known, uses(connection, number), this, own)


def _read(row: Row[Any]) -> Guarantee:
    return Guarantee(
        number=row.number,
        holder=row.holder,
        limit=Decimal(row.limit),
        valid_to=date.fromisoformat(row.valid_to) if row.valid_to else None,
        source=row.source,
        note=row.note,
    )
