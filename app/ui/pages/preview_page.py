"""打印预览: the official page of one declaration as it will be on paper; it makes no PDF itself."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from app.declarations.status import Status
from app.ui.keys import Act
from app.ui.pages.alive import while_alive
from app.ui.pages.paper_page import HINTS, PaperPage
from app.ui.pages.preview_facts import PreviewFacts
from app.ui.pages.services import DraftService, OpenedDraft, PrintService
from app.ui.theme import Icon, Tone
from app.ui.widgets import Chip
from app.ui.windows import KeyHint
from app.ui.windows.page import FOLDED


class PreviewPage(PaperPage):
    """Loads the stored draft (or takes an opened one) and shows it; ``back`` closes the preview.

    ``proof_asked(str)`` asks for the 核对单 of the draft instead.
    """

    folds_to = FOLDED
    proof_asked = Signal(str)

    def __init__(
        self,
        draft_id: str,
        drafts: DraftService,
        prints: PrintService,
        back: Callable[[], object],
        opened: OpenedDraft | None = None,
    ) -> None:
        self._id = draft_id
        self._opened: OpenedDraft | None = None
        self._chip = Chip("仅供核对", Tone.NEU, Icon.FILE_TEXT)
        self._chip.hide()
        self.facts = PreviewFacts(self.print, self.ask_save, self._ask_proof)
        super().__init__("打印预览", self._chip, prints, self.facts, back)
        if opened is not None:
            self._loaded(opened)
        else:
            drafts.load(draft_id, while_alive(self, self._loaded), while_alive(self, self.fail))

    def title(self) -> str:
        """Return the words of the tab."""
        number = self._number()
        return f"打印预览 {number[-4:]}" if number else "打印预览"

    def hints(self) -> tuple[KeyHint, ...]:
        """Return the keys worth knowing."""
        return (*HINTS[:2], KeyHint("paper.proof", "核对单"), *HINTS[2:])

    def name(self) -> str:
        """Return what a PDF of it is called."""
        return self._number() or "报关单草稿"

    def key_acts(self) -> dict[str, Act]:
        """Return the keys of the page and what they do."""
        return super().key_acts() | {"paper.proof": self._ask_proof}

    def paper_shown(self, pages: int, size: tuple[float, float]) -> None:
        """Tell the panel on what it is printed."""
        self.facts.show_paper(pages, size)

    def page_turned(self, page: int, pages: int) -> None:
        """Tell the panel which page is in view."""
        self.facts.show_page(page, pages)

    def _number(self) -> str:
        opened = self._opened
        return (opened.entry_id or opened.seq_no) if opened is not None else ""

    def _loaded(self, opened: OpenedDraft) -> None:
        self._opened = opened
        is_released = opened.status in (Status.RELEASED, Status.CLOSED)
        self._chip.setVisible(not is_released)
        self.show_name("  ".join(part for part in (opened.form.title, self._number()) if part))
        self.facts.show_declaration(opened.form.title, self._number(), is_released)
        self.retitled.emit()
        self.prints.preview(opened.id, opened.draft, while_alive(self, self.show_file), while_alive(self, self.fail))

    def _ask_proof(self) -> None:
        self.proof_asked.emit(self._id)
