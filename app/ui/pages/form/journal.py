"""Ties the undo stack of an open draft to the store: older steps come back when they are needed; it undoes nothing."""

from app.ui.models.document import DraftDocument
from app.ui.pages.alive import while_alive
from app.ui.pages.services import DraftService


def bring_older_steps(document: DraftDocument, drafts: DraftService, draft_id: str) -> None:
    """Bring steps from before whenever few are left; without an answer an undo ends early and nothing else."""

    def bring(upto: int) -> None:
        put = while_alive(document, document.put_older)
        drafts.older_steps(draft_id, upto, put, lambda _sentence: put(()))

    document.older_wanted.connect(bring)
