"""What happens when a draft that is known already comes in again, or was changed elsewhere: both versions are kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import forms
from app.core.draft import Draft
from app.store import drafts
from app.store.conflicts import KeptConflict, exported, keep_conflict, same_declaration
from app.store.engine import Connection

OURS = "这份单证在别处也改过，两边都已保存，请选定后合并"
"""What the page is told whose draft was changed elsewhere."""

_KNOWN = "文件里的内容和本机的一样，已打开本机这一票"
_OLDER = "文件是本机这一票较早导出的内容，没有新的改动，未导入"
_ELSEWHERE = "另一窗口"


@dataclass(frozen=True, slots=True)
class Met:
    """A draft that came in is one we have: which, and what is to be said if there is nothing to merge."""

    draft_id: str
    told: str = ""


def keep_ours(connection: Connection, draft_id: str, base: str, mine: Draft, now: datetime) -> None:
    """Keep what could not be saved because the draft was changed elsewhere since it was read."""
    row = drafts.load_row(connection, draft_id)
    at = row.updated_at.isoformat()
    kept = KeptConflict(base, mine.to_json(), "", _ELSEWHERE, at, now.isoformat(), by_file=False)
    keep_conflict(connection, draft_id, kept, now)


def meet(connection: Connection, incoming: Draft, path: Path, now: datetime) -> Met | None:
    """Hold a draft that came in as a file against the one of the same number; None where there is none to be changed.

    What went out of this program last is what the other side began from.
    """
    form = forms.load(incoming.form)
    number = incoming.get(form.identity).strip()
    row = same_declaration(connection, number, form.id) if number else None
    if row is None:
        return None
    ours = drafts.load_draft(connection, row.id).draft
    theirs = incoming.copy()
    if not theirs.facts:  # a message carries neither facts nor the mode of filing
        theirs.facts, theirs.mode = dict(ours.facts), ours.mode
    if _same(ours, theirs):
        return Met(row.id, _KNOWN)
    sent_out = exported(connection, row.id)
    if sent_out and _same(Draft.from_json(sent_out), theirs):
        return Met(row.id, _OLDER)
    base = sent_out or Draft(ours.form, ours.version, ours.mode).to_json()
    at = datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo).isoformat()
    who = theirs.get(form.operator) or path.name
    kept = KeptConflict(base, "", theirs.to_json(), who, at, row.updated_at.isoformat(), by_file=True)
    keep_conflict(connection, row.id, kept, now)
    return Met(row.id)


def _same(one: Draft, other: Draft) -> bool:
    told = [(dict(draft.filled()), dict(draft.all_rows()), draft.facts, draft.mode) for draft in (one, other)]
    return told[0] == told[1]
