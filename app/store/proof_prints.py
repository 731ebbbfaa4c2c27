"""The 核对单 printed of each draft, with the texts they showed: append-only, numbered from 1. It prints nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Named, String, Table, Text, TypedColumns, func, insert, select

from app.store.tables import Moment, metadata


class ProofPrintColumns(TypedColumns):
    """One print: ``texts`` is the draft's texts by path as JSON, ``copies`` 0 for a PDF kept as a file."""

    draft_id: Named[str] = Column(String(36), ForeignKey("drafts.id"), primary_key=True)
    number: Named[int] = Column(primary_key=True, autoincrement=False)
    printed_at: Named[datetime] = Column(Moment)
    printed_by: Named[str]
    copies: Named[int]
    texts: Named[str] = Column(Text)


proof_prints = Table("proof_prints", metadata, ProofPrintColumns)


@dataclass(frozen=True, slots=True)
class ProofPrint:
    """One earlier print without its texts."""

    number: int
    printed_at: datetime
    printed_by: str
    copies: int


def add_print(
    connection: Connection, draft_id: str, texts: Mapping[str, str], copies: int, by: str, now: datetime
) -> ProofPrint:
    """Note a print with what it showed, and return it with its number."""
    last = select(func.max(proof_prints.c.number)).where(proof_prints.c.draft_id == draft_id)
    one = ProofPrint((connection.execute(last).scalar_one() or 0) + 1, now, by, copies)
    row = {"number": one.number, "printed_at": now, "printed_by": by, "copies": copies}
    shown = json.dumps(dict(texts), ensure_ascii=False)
    connection.execute(insert(proof_prints).values(draft_id=draft_id, texts=shown, **row))
    return one


def prints_of(connection: Connection, draft_id: str) -> Sequence[ProofPrint]:
    """Return the prints of a draft, oldest first."""
    columns = (proof_prints.c.number, proof_prints.c.printed_at, proof_prints.c.printed_by, proof_prints.c.copies)
    query = select(*columns).where(proof_prints.c.draft_id == draft_id).order_by(proof_prints.c.number)
    return [ProofPrint(*row) for row in connection.execute(query)]


def texts_of(connection: Connection, draft_id: str, number: int) -> dict[str, str]:
    """Return the texts a print showed; raises LookupError if there is none of that number."""
    query = select(proof_prints.c.texts).where(proof_prints.c.draft_id == draft_id, proof_prints.c.number == number)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise LookupError(f"no print {number}")
    texts: dict[str, str] = json.loads(found)
    return texts
