"""核对单: one declaration on paper with what changed since an earlier print, for checking; it draws nothing itself."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF

from app.printing.proof import Marked
from app.store.proof_prints import ProofPrint
from app.ui.keys import Act
from app.ui.pages.alive import while_alive
from app.ui.pages.paper_page import HINTS, PaperPage
from app.ui.pages.paper_print import Printed
from app.ui.pages.proof_panel import ProofPanel
from app.ui.pages.proof_service import MadeProof, ProofService
from app.ui.pages.services import DraftService, OpenedDraft, PrintService
from app.ui.theme import Icon, Tone
from app.ui.widgets import Chip
from app.ui.windows import KeyHint


class ProofPage(PaperPage):
    """Loads the stored draft and shows its sheet; ``back`` closes the page."""

    def __init__(
        self,
        draft_id: str,
        drafts: DraftService,
        prints: PrintService,
        proofs: ProofService,
        back: Callable[[], object],
    ) -> None:
        self._id, self._proofs = draft_id, proofs
        self._opened: OpenedDraft | None = None
        self._asked = 0
        self._chip = Chip("第 1 次打印", Tone.NEU, Icon.FILE_TEXT)
        self.panel = ProofPanel(self.print, self.ask_save)
        super().__init__("核对单", self._chip, prints, self.panel, back)
        self.panel.wanted.connect(self._make)
        self.panel.gone_to.connect(self._go_to)
        drafts.load(draft_id, while_alive(self, self._loaded), while_alive(self, self.fail))

    def title(self) -> str:
        """Return the words of the tab."""
        return f"核对单 {self._number()[-4:]}".strip()

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing."""
        return (KeyHint("problem.next", "看改动"), *HINTS)

    def name(self) -> str:
        """Return what a PDF of it is called."""
        return f"核对单 {self._number()}".strip()

    def key_acts(self) -> dict[str, Act]:
        """Return the keys of the page and what they do."""
        steps = {"problem.next": partial(self.panel.step, 1), "problem.previous": partial(self.panel.step, -1)}
        return super().key_acts() | steps

    def printed(self, done: Printed) -> None:
        """Remember what was printed."""
        super().printed(done)
        self._note(done.copies)

    def saved(self, target: Path) -> None:
        """Remember what was kept."""
        super().saved(target)
        self._note(0)

    def _number(self) -> str:
        opened = self._opened
        if opened is None:
            return ""
        return opened.entry_id or opened.seq_no or opened.draft.get(opened.form.identity)

    def _loaded(self, opened: OpenedDraft) -> None:
        self._opened = opened
        self.show_name("  ".join(part for part in (opened.form.title, self._number()) if part))
        self.retitled.emit()
        self._proofs.past(self._id, while_alive(self, self._tell_past), while_alive(self, self.fail))
        self._make()

    def _tell_past(self, prints: Sequence[ProofPrint]) -> None:
        self.panel.show_prints(prints)

    def _make(self) -> None:
        """Have the sheet made; an answer to an older wish is dropped."""
        opened = self._opened
        if opened is None:
            return
        self._asked += 1
        asked = self._asked

        def made(sheet: MadeProof) -> None:
            if asked == self._asked:
                self._chip.show_state(f"第 {sheet.number} 次打印", Tone.NEU, Icon.FILE_TEXT)
                self.panel.show_changes(sheet.changes, sheet.against)
                self.paper.clear_mark()
                self.show_file(sheet.file)

        chosen, options = self.panel.chosen(), self.panel.options()
        failed = while_alive(self, self.fail)
        self._proofs.make(self._id, opened.draft, chosen, options, while_alive(self, made), failed)

    def _go_to(self, change: Marked) -> None:
        if change.page is None or change.area is None:
            self.paper.clear_mark()
            self.paper.go_to(self.paper.pages() - 1)  # the annex tells what has no box
            return
        area = change.area
        self.paper.mark(change.page, QRectF(area.x, area.y, area.width, area.height))

    def _note(self, copies: int) -> None:
        if self._opened is not None:
            draft = self._opened.draft
            self._proofs.note(self._id, draft, copies, while_alive(self, self._noted), while_alive(self, self.fail))

    def _noted(self, _print: ProofPrint) -> None:
        self._proofs.past(self._id, while_alive(self, self._tell_past), while_alive(self, self.fail))
