"""What a new version of a rejected declaration was made from, told to its page; read in the store thread."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.declarations.status import Status
from app.declarations.version import Kind
from app.store import drafts, lineage
from app.store.engine import Connection
from app.ui.desk.office import Office
from app.ui.pages.alive import while_alive
from app.ui.pages.form.form_page import FormPage
from app.ui.pages.form.rejected import Rejected, RejectedVersion
from app.ui.pages.services import ReceiptItem, SubmissionService

NEWEST = 20


class Rejections(QObject):
    """Asks for every page that opens; a declaration that is no new version of a rejected one is left alone."""

    def __init__(self, office: Office, submissions: SubmissionService) -> None:
        super().__init__(office)
        self._office, self._submissions = office, submissions

    def watch(self, draft_id: str, page: FormPage) -> None:
        """Tell a page what was wrong with the version before."""

        def operation(connection: Connection) -> tuple[str, Rejected] | None:
            line = lineage.line_of(connection, draft_id)
            if line is None or line.kind is not Kind.RETRY or line.parent_id is None:
                return None
            parent = drafts.load_draft(connection, line.parent_id)
            number = parent.row.entry_id or parent.row.seq_no or parent.row.summary.client_seq_no
            return line.parent_id, Rejected(number, dict(parent.draft.filled()), ())

        self._office.ask(operation, while_alive(page, partial(self._found, page)), lambda _sentence: None)

    def _found(self, page: FormPage, found: tuple[str, Rejected] | None) -> None:
        if found is not None:
            parent, base = found
            told = while_alive(page, partial(self._told, page, base))
            self._submissions.receipts(parent, NEWEST, told, lambda _sentence: None)

    def _told(self, page: FormPage, base: Rejected, receipts: Sequence[ReceiptItem]) -> None:
        back = [one for one in receipts if one.status is Status.REJECTED]
        reasons = tuple(pointer for one in back[:1] for pointer in one.pointers)
        RejectedVersion(page, Rejected(base.number, base.texts, reasons))
