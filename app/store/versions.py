"""The version tree of one declaration, read; nothing is decided or changed here."""

from sqlalchemy import Connection

from app.declarations.status import Mark, Status
from app.declarations.version import REQUESTS, Kind, Version
from app.store.drafts import DraftRow, load_row
from app.store.lineage import Line, is_in_force, line_of, lines_of

_STANDS_NOT = frozenset({Status.DRAFT, Status.REJECTED, Status.CANCELLED})


def version_tree(connection: Connection, draft_id: str) -> tuple[Version, ...]:
    """Return every version under the first one, in the order of making; a draft without relatives is v1 alone."""
    line = line_of(connection, draft_id)
    row = load_row(connection, draft_id)
    if line is None:
        alone = Line(draft_id, draft_id, None, 1, Kind.DECLARE, Mark.NONE, "", "", (), row.created_at)
        return (_version(row, alone, {}, draft_id),)
    lines = lines_of(connection, line.root_id)
    rows = {one.draft_id: load_row(connection, one.draft_id) for one in lines}
    numbers = {one.draft_id: one.number for one in lines}
    in_force = next((one.draft_id for one in reversed(lines) if _in_force(connection, one, rows[one.draft_id])), "")
    return tuple(_version(rows[one.draft_id], one, numbers, in_force) for one in lines)


def _in_force(connection: Connection, line: Line, row: DraftRow) -> bool:
    """Tell whether the authority goes by this version: filed, standing, and neither a request nor replaced by one."""
    if row.status in _STANDS_NOT or line.mark in (Mark.SUPERSEDED, Mark.WITHDRAWN):
        return False
    return line.kind not in REQUESTS or is_in_force(connection, row.id)


def _version(row: DraftRow, line: Line, numbers: dict[str, int], in_force: str) -> Version:
    label = f"v{line.number}"
    if line.kind is Kind.REFILE and line.parent_id in numbers:
        label = f"v{numbers[line.parent_id]}R"
    return Version(
        number=line.number,
        kind=line.kind,
        draft_id=line.draft_id,
        status=row.status,
        at=line.created_at,
        note=line.note,
        current=line.draft_id == in_force and row.status not in _STANDS_NOT,
        label=label,
        parent=line.parent_id or "",
        reason_code=line.reason_code,
        entry_id=row.entry_id,
    )
