"""Drafts changed in two places, for the conflict page: compared and merged in the store thread."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

import forms
from app.core.check import check
from app.core.draft import Draft
from app.declarations.merge import by_value, merge
from app.store import drafts
from app.store.conflicts import close_conflict, open_conflict, open_conflicts
from app.store.engine import Connection
from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.office import Office, Refusal
from app.ui.pages.conflict.services import Conflict
from app.work.news import Changed, Done

Failed = Callable[[str], None]
_FILE, _SERVER = "文件", "已保存"


class DeskConflicts(QObject):
    """ConflictService over the store; ``waiting`` are the drafts to be merged, known from the start."""

    def __init__(self, office: Office, kept: DeskDrafts) -> None:
        super().__init__(office)
        self._office, self._kept = office, kept
        self.waiting: set[str] = set()
        kept.conflicted.connect(self.waiting.add)

    def recall(self, connection: Connection) -> None:
        """Learn what was left unmerged in an earlier sitting (before the window opens, in the starting thread)."""
        self.waiting |= open_conflicts(connection)

    def load(self, draft_id: str, done: Callable[[Conflict], None], failed: Failed) -> None:
        self._office.ask(lambda connection: _compared(connection, draft_id), done, failed)

    def save(self, conflict: Conflict, merged: Draft, done: Callable[[None], None], failed: Failed) -> None:
        draft_id, clock = conflict.draft_id, self._office.clock

        def operation(connection: Connection) -> Done[int]:
            found = check(conflict.form, merged.facts, self._office.tables, merged, clock.now().date())
            errors = sum(problem.blocks for problem in found.problems)
            rev = close_conflict(connection, draft_id, merged, conflict.rev, clock.now(), errors)
            return Done(rev, Changed(drafts=frozenset({draft_id})))

        def stored(rev: int) -> None:
            self.waiting.discard(draft_id)
            self._kept.let_go(draft_id)
            self._kept.adopt(draft_id, rev, merged)
            done(None)

        self._office.change(operation, stored, failed)


def _compared(connection: Connection, draft_id: str) -> Conflict:
    kept = open_conflict(connection, draft_id)
    if kept is None:
        raise Refusal("这份单证的两个版本已经合并，请刷新")
    stored = drafts.load_draft(connection, draft_id)
    form = forms.load(stored.draft.form)
    mine = Draft.from_json(kept.mine) if kept.mine else stored.draft
    theirs = Draft.from_json(kept.theirs) if kept.theirs else stored.draft
    base = Draft.from_json(kept.base) if kept.base else Draft(mine.form, mine.version, mine.mode)
    return Conflict(
        draft_id,
        form,
        merge(base, mine, theirs, by_value(form)),
        kept.who,
        _FILE if kept.by_file else _SERVER,
        datetime.fromisoformat(kept.at),
        mine.get(form.operator),
        datetime.fromisoformat(kept.mine_at),
        stored.row.rev,
    )
