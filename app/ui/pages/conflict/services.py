"""What the conflict page asks of the rest of the program, with the same bargain as in pages/services.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.draft import Draft
from app.core.form import Form
from app.declarations.merge import Merge
from app.ui.pages.services import Done, Failed


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one draft, compared.

    who: whose the other version is; place: where it is from (``文件``, ``另一个窗口``); me: who works here;
    rev: the stored revision the comparison was made with.
    """

    draft_id: str
    form: Form
    merge: Merge
    who: str
    place: str
    at: datetime
    me: str
    mine_at: datetime
    rev: int


class ConflictService(Protocol):
    """Drafts changed in two places."""

    def load(self, draft_id: str, done: Done[Conflict], failed: Failed) -> None:
        """Bring both versions of a draft, compared."""
        ...

    def save(self, conflict: Conflict, merged: Draft, done: Done[None], failed: Failed) -> None:
        """Store what was chosen; refused when the draft was changed once more meanwhile."""
        ...
