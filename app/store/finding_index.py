"""Keeps the words declarations are found by in step, in the transaction that writes them."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, text

from app.core.draft import Draft
from app.declarations.summary import summarise
from app.store.finding_tables import finding
from app.store.search_words import words_of


def index_draft(connection: Connection, draft_id: str, draft: Draft) -> None:
    """Write the words of a draft anew."""
    summary = summarise(draft)
    names = {summary.trade_name, *(draft.get(f"items[{row}].name") for row in range(draft.rows("items")))}
    _put(connection, draft_id, "words", words_of(draft.texts.values(), sorted(names)))


def index_life(connection: Connection, draft_id: str, told: Sequence[str]) -> None:
    """Write anew what came back about a draft: its numbers, and what its receipts say."""
    _put(connection, draft_id, "life", words_of(told))


def _put(connection: Connection, draft_id: str, column: str, words: str) -> None:
    """Write one column of a draft's words, keeping the other."""
    number = _number(connection, draft_id)
    stands = connection.execute(text("SELECT 1 FROM finds WHERE rowid = :number"), {"number": number}).first()
    if stands is None:
        both = {"number": number, "words": "", "life": "", column: words}
        connection.execute(text("INSERT INTO finds (rowid, words, life) VALUES (:number, :words, :life)"), both)
    else:
        change = text(f"UPDATE finds SET {column} = :words WHERE rowid = :number")
        connection.execute(change, {"words": words, "number": number})


def _number(connection: Connection, draft_id: str) -> int:
    """Return the number of a draft."""
    return connection.execute(select(finding.c.number).where(finding.c.draft_id == draft_id)).scalar_one()
