"""批量打印: the sheets of several declarations one after the other, made with progress, printed in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from app.printing.proof import Options
from app.ui.pages.alive import while_alive
from app.ui.pages.paper_page import PaperPage
from app.ui.pages.paper_print import Printed
from app.ui.pages.paper_side import PaperSide
from app.ui.pages.proof_service import MadeProof, ProofService
from app.ui.pages.services import DraftService, OpenedDraft, PrintService
from app.ui.theme import Font, Icon, Token, Tone, theme
from app.ui.widgets import Button, ButtonLook, Chip, Label, Paragraph
from app.ui.widgets.bar import Bar
from app.ui.widgets.segmented import Part, Segmented

WIDTH, PAD = 264, 16


class Sheets(Enum):
    """What is printed of each declaration."""

    OFFICIAL = "official"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class _Made:
    """The sheets of one declaration; the draft as it was printed."""

    opened: OpenedDraft
    file: Path


class BatchPanel(PaperSide):
    """What is printed, how far it is, and the acts."""

    def __init__(self, count: int, to_printer: Callable[[], object], to_file: Callable[[], object]) -> None:
        super().__init__(WIDTH, to_printer, to_file)
        px = theme().px
        self.parts = Segmented([Part(Sheets.OFFICIAL.value, "报关单"), Part(Sheets.PROOF.value, "核对单")])
        self.parts.setAccessibleName("打印哪一种")
        self._bar = Bar()
        self._said = Paragraph("", Font.SMALL, Token.T2)
        self.stop = Button("停止", ButtonLook.SECONDARY, Icon.X, "back", tall=True)
        self.stop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(PAD), px(14), px(PAD), px(PAD))
        column.setSpacing(px(10))
        column.addWidget(Label(f"打印 {count} 票", Font.CARD))
        column.addWidget(self.parts)
        column.addWidget(self._bar)
        column.addWidget(self._said)
        column.addStretch(1)
        for widget in (self.printing, self.stop, *self.acts):
            column.addWidget(widget)

    def show_progress(self, done: int, count: int) -> None:
        """Show how many declarations are drawn."""
        self._bar.show_share(done / count if count else 1.0)
        is_busy = done < count
        self._bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.let_print(not is_busy)
        self._said.set_words(f"正在排版，第 {done + 1} 票，共 {count} 票" if is_busy else f"{count} 票都排好了")

    def show_result(self, made: int, count: int) -> None:
        """Show what there is to print after all."""
        self.show_progress(1, 1)
        self._said.set_words(
            f"{count} 票都排好了" if made == count else f"排好 {made} 票，另有 {count - made} 票没有排"
        )
        self.let_print(made > 0)


class BatchPage(PaperPage):
    """Makes the sheets one declaration at a time; ``back`` closes the page."""

    def __init__(
        self,
        draft_ids: Sequence[str],
        drafts: DraftService,
        prints: PrintService,
        proofs: ProofService,
        back: Callable[[], object],
    ) -> None:
        self._ids, self._drafts, self._proofs = tuple(draft_ids), drafts, proofs
        self._made: list[_Made] = []
        self._failed: list[str] = []
        self._round = 0
        self._is_busy = False
        self.panel = BatchPanel(len(self._ids), self.print, self.ask_save)
        super().__init__("批量打印", Chip(f"{len(self._ids)} 票", Tone.NEU, Icon.FILES), prints, self.panel, back)
        self.panel.parts.chosen.connect(lambda _key: self._begin())
        self.panel.stop.clicked.connect(lambda _checked=False: self._stop())
        self._begin()

    def title(self) -> str:
        """Return the words of the tab."""
        return f"打印 {len(self._ids)} 票"

    def name(self) -> str:
        """Return what a PDF of it is called."""
        return f"报关单 {len(self._ids)} 票"

    def step_back(self) -> None:
        """Stop what is being made, or else go back."""
        if self._is_busy:
            self._stop()
        else:
            super().step_back()

    def printed(self, done: Printed) -> None:
        """Remember the 核对单 that were printed."""
        super().printed(done)
        self._note(done.copies)

    def saved(self, target: Path) -> None:
        """Remember the 核对单 that were kept."""
        super().saved(target)
        self._note(0)

    def _begin(self) -> None:
        self._round += 1
        self._made, self._failed, self._is_busy = [], [], True
        self._next(self._round)

    def _next(self, number: int) -> None:
        """Make the sheets of the next declaration; an answer to an older round is dropped."""
        if number != self._round or not self._is_busy:
            return
        at = len(self._made) + len(self._failed)
        if at == len(self._ids):
            self._join()
            return
        self.panel.show_progress(at, len(self._ids))
        failed = while_alive(self, partial(self._not_made, number))
        self._drafts.load(self._ids[at], while_alive(self, partial(self._loaded, number)), failed)

    def _loaded(self, number: int, opened: OpenedDraft) -> None:
        failed = while_alive(self, partial(self._not_made, number))

        def made(file: Path) -> None:
            if number == self._round:
                self._made.append(_Made(opened, file))
                self._next(number)

        if self._sheets() is Sheets.OFFICIAL:
            self.prints.preview(opened.id, opened.draft, while_alive(self, made), failed)
            return

        def proved(sheet: MadeProof) -> None:
            made(sheet.file)

        self._proofs.make(opened.id, opened.draft, None, Options(), while_alive(self, proved), failed)

    def _not_made(self, number: int, sentence: str) -> None:
        if number == self._round:
            self._failed.append(sentence)
            self._next(number)

    def _join(self) -> None:
        self._is_busy = False
        self.panel.show_result(len(self._made), len(self._ids))
        if self._failed:
            self.strip.say(Tone.WARN, f"{len(self._failed)} 票没有排出来：{self._failed[0]}")
        if self._made:
            files = [one.file for one in self._made]
            self.prints.together(files, while_alive(self, self.show_file), while_alive(self, self.fail))

    def _stop(self) -> None:
        """Show what was made so far."""
        if self._is_busy:
            self._round += 1
            self._join()

    def _sheets(self) -> Sheets:
        return Sheets(self.panel.parts.current())

    def _note(self, copies: int) -> None:
        if self._sheets() is Sheets.PROOF:
            for one in self._made:
                self._proofs.note(
                    one.opened.id, one.opened.draft, copies, lambda _print: None, while_alive(self, self.fail)
                )
