"""The undo stack of each draft: steps as opaque text, true for one document of the draft only; it undoes nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as put

from app.store.drafting_tables import draft_stacks, draft_steps
from app.store.tables import drafts


@dataclass(frozen=True, slots=True)
class StoredStack:
    """The upper part of a stack: ``below`` older steps, then ``done`` ones, then what was undone, oldest first."""

    below: int
    done: tuple[str, ...]
    undone: tuple[str, ...]


def save_steps(connection: Connection, draft_id: str, keep: int, steps: Sequence[str], done: int) -> None:
    """Keep the first steps of a draft's stack, put others behind them, and tie it to the document that stands."""
    gone = (draft_steps.c.draft_id == draft_id, draft_steps.c.number > keep)
    connection.execute(delete(draft_steps).where(*gone))
    rows = [{"draft_id": draft_id, "number": keep + n, "body": body} for n, body in enumerate(steps, 1)]
    if rows:
        connection.execute(insert(draft_steps), rows)
    values = {"done": done, "sha256": _digest(connection, draft_id)}
    stack = put(draft_stacks).values(draft_id=draft_id, **values)
    connection.execute(stack.on_conflict_do_update(index_elements=["draft_id"], set_=values))


def load_steps(connection: Connection, draft_id: str, most: int) -> StoredStack | None:
    """Return the newest done steps and all undone ones; None where the draft was changed without its stack."""
    stack = connection.execute(select(draft_stacks).where(draft_stacks.c.draft_id == draft_id)).one_or_none()
    if stack is None or stack.sha256 != _digest(connection, draft_id):
        return None
    undone = _steps(connection, draft_id, stack.done, None, most)
    done = older_steps(connection, draft_id, stack.done, most)
    return StoredStack(stack.done - len(done), done, undone)


def older_steps(connection: Connection, draft_id: str, upto: int, most: int) -> tuple[str, ...]:
    """Return the ``most`` steps up to a number, oldest first; none where a number is missing before them."""
    return _steps(connection, draft_id, max(upto - most, 0), upto, most)


def _steps(connection: Connection, draft_id: str, above: int, upto: int | None, most: int) -> tuple[str, ...]:
    query = select(draft_steps).where(draft_steps.c.draft_id == draft_id, draft_steps.c.number > above)
    if upto is not None:
        query = query.where(draft_steps.c.number <= upto)
    rows = connection.execute(query.order_by(draft_steps.c.number).limit(most)).all()
    bodies: list[str] = []
    for row in reversed(rows) if upto is not None else rows:
        expected = upto - len(bodies) if upto is not None else above + len(bodies) + 1
        if row.number != expected:
            break
        bodies.append(row.body)
    return tuple(reversed(bodies)) if upto is not None else tuple(bodies)


def _digest(connection: Connection, draft_id: str) -> str:
    document = connection.execute(select(drafts.c.document).where(drafts.c.id == draft_id)).scalar_one()
    return hashlib.sha256(document.encode("utf-8")).hexdigest()
