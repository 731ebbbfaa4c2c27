"""The tabs that show paper: a preview, a 核对单, several declarations at once; each is made fresh when it is opened."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.ui.desk.drafts import DeskDrafts
from app.ui.desk.printing import DeskPrinting
from app.ui.desk.proofs import DeskProofs
from app.ui.pages.batch_page import BatchPage
from app.ui.pages.paper_page import PaperPage
from app.ui.pages.preview_page import PreviewPage
from app.ui.pages.proof_page import ProofPage
from app.ui.windows import MainWindow

_BATCH = "preview:batch"


class PaperTabs(QObject):
    """Opens paper beside the documents of ``rail``; closing it leads back to where it was asked for."""

    def __init__(
        self, window: MainWindow, drafts: DeskDrafts, printing: DeskPrinting, proofs: DeskProofs, rail: str
    ) -> None:
        super().__init__(window)
        self._window, self._drafts, self._printing, self._proofs, self._rail = window, drafts, printing, proofs, rail

    def preview(self, draft_id: str) -> None:
        """Show the official page of a declaration."""

        def made(back: Callable[[], object]) -> PreviewPage:
            page = PreviewPage(draft_id, self._drafts, self._printing, back)
            page.proof_asked.connect(self.proof)
            return page

        self._open(f"preview:{draft_id}", made)

    def proof(self, draft_id: str) -> None:
        """Show the 核对单 of a declaration."""
        self._open(
            f"proof:{draft_id}",
            lambda back: ProofPage(draft_id, self._drafts, self._printing, self._proofs, back),
        )

    def together(self, draft_ids: Sequence[str]) -> None:
        """Show the pages of several declarations to be printed in one go; one alone is previewed."""
        if len(draft_ids) == 1:
            self.preview(draft_ids[0])
        elif draft_ids:
            chosen = tuple(draft_ids)
            self._open(_BATCH, lambda back: BatchPage(chosen, self._drafts, self._printing, self._proofs, back))

    def _open(self, key: str, make: Callable[[Callable[[], object]], PaperPage]) -> None:
        before = self._window.current()
        if before == key:
            before = self._rail
        self._window.close_tab(key)
        self._window.open_document(key, make(partial(self._back, key, before)), self._rail)

    def _back(self, key: str, before: str) -> None:
        self._window.close_tab(key)
        if self._window.is_open(before):
            self._window.turn_to(before)
